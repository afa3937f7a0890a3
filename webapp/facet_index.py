"""The records of an edition as sets of bits, so that combining and counting costs next to nothing.

Bit i of a set is the i-th record in Danish order of name. Made once for an edition.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from atlas.distances import Distances
from atlas.freshness import is_confirmed
from atlas.opening import Opening, is_readable, spans_on, state_at
from webapp.facets import FACETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    import numpy.typing as npt

    from atlas.catalogue import Entry
    from webapp.moments import Moment
    from webapp.published import Edition

Bits = int

_KEPT: Final = "facets"
_MOMENTS_KEPT: Final = 64
"""Moments that people ask for at one time: now, and a few days at a few hours."""


class FacetIndex:
    """Which records have which value, who is open when, and how far off each lies."""

    def __init__(self, edition: Edition) -> None:
        """Read every record of an edition once, in the order that its search numbers them by."""
        self.entries: tuple[Entry, ...] = edition.index.every_record
        self.position: dict[str, int] = {one.id: at for at, one in enumerate(self.entries)}
        self.everyone: Bits = (1 << len(self.entries)) - 1
        self.values: dict[str, dict[str, Bits]] = {
            facet.name: self._by(facet.values_of) for facet in FACETS
        }
        self.with_point: Bits = self.of(one.id for one in self.entries if one.lat is not None)
        self._hours = self._by(lambda one: [one.properties.get("opening_hours", "")])
        self._confirmed: tuple[date, Bits] | None = None
        self._openings: dict[str, tuple[Bits, Bits]] = {}
        self._values_in: dict[tuple[str, str], dict[str, Bits]] = {}

    def values_in(self, collection: str, facet: str, base: Bits) -> dict[str, Bits]:
        """Return a facet's values among the records of a collection (`base`), each with its set."""
        if (collection, facet) not in self._values_in:
            self._values_in[collection, facet] = {
                code: bits for code, whole in self.values[facet].items() if (bits := whole & base)
            }
        return self._values_in[collection, facet]

    def of(self, ids: Iterable[str]) -> Bits:
        """Return the records of some ids; an id that is none of them is passed over."""
        return self.of_positions([self.position[one] for one in ids if one in self.position])

    def of_positions(self, positions: Sequence[int] | npt.NDArray[np.intp]) -> Bits:
        """Return the set of the records at some positions."""
        flags = np.zeros(len(self.entries), dtype=np.bool_)
        flags[positions] = True
        return self.of_flags(flags)

    def positions(self, bits: Bits) -> npt.NDArray[np.intp]:
        """Return the positions of a set, in Danish order of name."""
        return np.flatnonzero(self.flags(bits))

    def flags(self, bits: Bits) -> npt.NDArray[np.uint8]:
        """Return a set as one number for each record: 1 within, 0 without."""
        count = len(self.entries)
        raw = np.frombuffer(bits.to_bytes(-(-count // 8), "little"), dtype=np.uint8)
        return np.unpackbits(raw, count=count, bitorder="little")

    def of_flags(self, flags: npt.NDArray[np.bool_]) -> Bits:
        """Return the set of those records whose flag is set."""
        return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")

    def confirmed(self, day: date) -> Bits:
        """Return the records that somebody confirmed within 24 months, seen from a day."""
        if self._confirmed is None or self._confirmed[0] != day:
            found = (one.id for one in self.entries if is_confirmed(one.properties, day))
            self._confirmed = day, self.of(found)
        return self._confirmed[1]

    @cached_property
    def with_hours(self) -> Bits:
        """The records whose opening hours can be told by."""
        readable = (bits for hours, bits in self._hours.items() if is_readable(hours))
        return _any(readable)

    def open_and_closed(self, moment: Moment) -> tuple[Bits, Bits]:
        """Return who is open at a moment by their hours, and who is closed; nobody knows the rest.

        It does not ask whether anybody has confirmed the hours.
        """
        if moment.key not in self._openings:
            if len(self._openings) >= _MOMENTS_KEPT:
                self._openings.clear()
            self._openings[moment.key] = self._at(moment)
        return self._openings[moment.key]

    @cached_property
    def distances(self) -> Distances:
        """What measures from a spot to each record, in the order of `entries`."""
        return Distances(self.entries)

    def _at(self, moment: Moment) -> tuple[Bits, Bits]:
        states = {hours: _state(hours, moment) for hours in self._hours}
        found, closed = (
            _any(bits for hours, bits in self._hours.items() if states[hours] is wanted)
            for wanted in (Opening.OPEN, Opening.CLOSED)
        )
        return found, closed

    def _by(self, values_of: Callable[[Entry], Iterable[str]]) -> dict[str, Bits]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(self.entries):
            for value in dict.fromkeys(values_of(one)):
                places[value].append(at)
        return {value: self.of_positions(found) for value, found in places.items()}


def facet_index(edition: Edition) -> FacetIndex:
    """Return the sets of an edition, made at the first question."""
    if _KEPT not in edition.kept:
        edition.kept[_KEPT] = FacetIndex(edition)
    found: FacetIndex = edition.kept[_KEPT]
    return found


def _state(hours: str, moment: Moment) -> Opening:
    if not hours:
        return Opening.UNKNOWN
    if moment.when is not None:
        return state_at(hours, moment.when)
    spans = spans_on(hours, moment.day)
    if spans is None:
        return Opening.UNKNOWN
    return Opening.OPEN if spans else Opening.CLOSED


def _any(sets: Iterable[Bits]) -> Bits:
    found = 0
    for bits in sets:
        found |= bits
    return found
