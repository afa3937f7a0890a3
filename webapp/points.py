"""The points of the map, packed for its script: where each record lies and its sign, no names."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from atlas.labels import THEMES
from atlas.layers import danish_order
from atlas.letters import letters, steps_between
from webapp.payloads import Payload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.catalogue import Entry
    from webapp.published import Edition

ALL: Final = ""
"""The name of no collection: every record once."""

STEPS_A_DEGREE: Final = 100_000
"""Places are told apart from about a metre on."""

PRECISIONS: Final = ("address", "street", "estate", "neighbourhood")
"""What may have a point, from the most exact on; a point of any other precision counts as last."""

_KEPT: Final = "points "
_SEVERAL: Final = len(THEMES)
_BITS: Final = 23
"""Enough for 180 degrees of steps each way, twice over an atlas of one city."""


@dataclass(frozen=True, kw_only=True)
class Points:
    """Records that have a point, in the order in which they are sent.

    `ids` are theirs; `numbers` are what each is called in the whole edition, the same on every map.
    """

    ids: tuple[str, ...]
    numbers: tuple[int, ...]
    entries: tuple[Entry, ...]

    @cached_property
    def number(self) -> dict[str, int]:
        """The place of each record in the order of these points, by id."""
        return {one: place for place, one in enumerate(self.ids)}

    @cached_property
    def packed(self) -> dict[str, Any]:
        """The points as columns, in the order of `ids`.

        `numbers` and `at` (lat and lon by turns, in steps of 1/`steps` degree, WGS84) are steps
        from the one before, as letters. A digit each: `themes` (the place of its only theme in
        the policy's order, or their number where it has none or several), `precisions` (its place
        in `PRECISIONS`).
        """
        lats, lons = zip(*map(in_steps, self.entries), strict=True) if self.entries else ((), ())
        apart = zip(steps_between(lats), steps_between(lons), strict=True)
        return {
            "steps": STEPS_A_DEGREE,
            "count": len(self.ids),
            "numbers": letters(steps_between(self.numbers)),
            "at": letters(step for both in apart for step in both),
            "themes": "".join(str(_theme(one)) for one in self.entries),
            "precisions": "".join(str(_precision(one)) for one in self.entries),
        }

    @cached_property
    def payload(self) -> Payload:
        """The points as they are sent."""
        content = json.dumps(self.packed, separators=(",", ":")).encode()
        return Payload.of(content, "application/json")


def points_of(edition: Edition, collection: str) -> Points:
    """Return the points of a collection's records, or of every record once (`ALL`).

    Neighbours follow each other, so that the steps between them are short; where several share a
    point, they follow each other in Danish order of name. Made once for an edition.
    """
    key = f"{_KEPT}{collection}"
    if key not in edition.kept:
        edition.kept[key] = (
            points_from(edition.catalogue.by_id.values())
            if collection == ALL
            else points_among(edition, edition.catalogue.records(collection))
        )
    found: Points = edition.kept[key]
    return found


def points_from(entries: Iterable[Entry]) -> Points:
    """Return the points of records of which these are all; `points_of` says in which order."""
    placed = [one for one in entries if one.lat is not None]
    placed.sort(key=lambda one: (_along_the_curve(*in_steps(one)), danish_order(one.name), one.id))
    return Points(
        ids=tuple(one.id for one in placed),
        numbers=tuple(range(len(placed))),
        entries=tuple(placed),
    )


def points_among(edition: Edition, entries: Iterable[Entry]) -> Points:
    """Return the points of some records, in the order of the whole edition."""
    every = points_of(edition, ALL)
    numbers = sorted({every.number[one.id] for one in entries if one.id in every.number})
    return Points(
        ids=tuple(every.ids[one] for one in numbers),
        numbers=tuple(numbers),
        entries=tuple(every.entries[one] for one in numbers),
    )


def shown_bits(points: Points, ids: Iterable[str]) -> str:
    """Return which points are among `ids`: base64 of a bit each, the lowest of a byte first.

    All of them is "", for most pages show all.
    """
    places = {points.number[one] for one in ids if one in points.number}
    if len(places) == len(points.ids):
        return ""
    bits = bytearray(-(-len(points.ids) // 8))
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return base64.b64encode(bits).decode()


def in_steps(entry: Entry) -> tuple[int, int]:
    """Return lat and lon of an entry that has a point, in steps of 1/`STEPS_A_DEGREE` degree."""
    return round((entry.lat or 0) * STEPS_A_DEGREE), round((entry.lon or 0) * STEPS_A_DEGREE)


def _some(edition: Edition, collection: str) -> Points:
    return points_among(edition, edition.catalogue.records(collection))


def _along_the_curve(lat: int, lon: int) -> int:
    """Return where a place stands on Morton's curve, on which neighbours are near each other."""
    return sum(
        ((lat >> bit & 1) << (2 * bit + 1)) | ((lon >> bit & 1) << (2 * bit))
        for bit in range(_BITS)
    )


def _theme(entry: Entry) -> int:
    themes = set(entry.properties["themes"])
    return THEMES.index(themes.pop()) if len(themes) == 1 and themes <= set(THEMES) else _SEVERAL


def _precision(entry: Entry) -> int:
    precision = entry.properties["location"]["precision"]
    return PRECISIONS.index(precision) if precision in PRECISIONS else len(PRECISIONS) - 1
