"""A release's features serialised once, with an index of where, when and what they are.

For whoever answers questions about them one after the other, such as an OGC API: a feature's bytes
are written when the release is read, and an answer is put together of them.
"""

from __future__ import annotations

import json
import re
from calendar import IllegalMonthError, monthrange
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import shapely

from atlas.catalogue import RECORD_LAYERS
from atlas.errors import DamagedLayerError
from geodata.districts import Collection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from atlas.catalogue import Catalogue, Entry

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees (WGS84); west is greater where it spans the antimeridian."""

FILTERS: Final[Mapping[str, str]] = {
    "tema": "themes",
    "maalgruppe": "target_groups",
    "sprog": "languages",
    "nationalitet": "nationalities",
    "type": "kind",
    "status": "status",
    "aar": "year",
    "distrikt": "districts",
}
"""The site's words in an address, and the properties they stand for; either may be asked by."""

_PLAIN: Final = ("name", "district", "home", "postcode", "list_year", "place_id")
FILTERED: Final = tuple(dict.fromkeys((*FILTERS.values(), *_PLAIN)))
"""The properties that features may be chosen by, where a collection has them."""

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class Period(NamedTuple):
    """From one day to another, both counted in."""

    begin: date
    end: date


class Features:
    """The features of one layer, of all collections, each once, in the release's order."""

    def __init__(self, layer: str, entries: Sequence[Entry], header: Mapping[str, Any]) -> None:
        """Serialise features; `header` is their layer's, with source, licence and attribution."""
        self.layer = layer
        self.header = header
        self.ids = tuple(one.id for one in entries)
        self.number = {one: number for number, one in enumerate(self.ids)}
        self.content = tuple(_to_bytes(one) for one in entries)
        self._entries = tuple(entries)
        shapes = [json.dumps(one.geometry) if one.geometry else None for one in entries]
        self._shapes = shapely.from_geojson(np.array(shapes, dtype=object))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.ids)

    def entry(self, feature_id: str) -> Entry | None:
        """Return one feature as the catalogue has it, None where there is none of that id."""
        number = self.number.get(feature_id)
        return None if number is None else self._entries[number]

    def find(
        self,
        box: Box | None = None,
        period: Period | None = None,
        stated: Mapping[str, Iterable[str]] | None = None,
    ) -> Sequence[int]:
        """Return the numbers of the features that fit everything asked, in order.

        `box` takes what touches it, `period` what was within it on a day at least; a feature with
        no place, or no time, is then left out. `stated` asks properties for any of some values.
        """
        found: set[int] | None = None
        if box is not None:
            found = self._within(box)
        if period is not None:
            found = _both(found, self._during(period))
        for name, values in (stated or {}).items():
            by_value = self._by_value[name]
            found = _both(found, {one for value in values for one in by_value.get(value, ())})
        return range(len(self)) if found is None else sorted(found)

    @cached_property
    def bounds(self) -> Box | None:
        """The box around all of them, None where none has a place."""
        if all(one is None for one in self._shapes):
            return None
        west, south, east, north = shapely.total_bounds(self._shapes).tolist()
        return west, south, east, north

    @cached_property
    def period(self) -> Period | None:
        """From the first day of any to the last of any, None where none has a time."""
        known = [one for one in self._periods if one]
        if not known:
            return None
        return Period(min(one.begin for one in known), max(one.end for one in known))

    @cached_property
    def values(self) -> dict[str, list[str]]:
        """The properties that features may be chosen by, each with the values there are."""
        return {name: sorted(self._by_value[name]) for name in FILTERED if self._by_value.get(name)}

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self._shapes)

    @cached_property
    def _periods(self) -> list[Period | None]:
        return [period_of(one.properties) for one in self._entries]

    @cached_property
    def _days(self) -> NDArray[np.int64]:
        """First and last day of each as numbers; without a time the last comes before the first."""
        known = (one or Period(date.max, date.min) for one in self._periods)
        days = [(one.begin.toordinal(), one.end.toordinal()) for one in known]
        return np.array(days, dtype=np.int64).reshape(-1, 2)

    @cached_property
    def _by_value(self) -> dict[str, dict[str, list[int]]]:
        found: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in FILTERED}
        for number, one in enumerate(self._entries):
            for name in FILTERED:
                for value in _values(one.properties.get(name)):
                    found[name][value].append(number)
        return found

    def _within(self, box: Box) -> set[int]:
        west, south, east, north = box
        boxes = [box] if west <= east else [(west, south, 180, north), (-180, south, east, north)]
        return {
            int(number)
            for one in boxes
            for number in self._tree.query(shapely.box(*one), predicate="intersects")
        }

    def _during(self, period: Period) -> set[int]:
        begin, end = period.begin.toordinal(), period.end.toordinal()
        first, last = self._days[:, 0], self._days[:, 1]
        fits = (first <= end) & (last >= begin) & (first <= last)
        return set(np.flatnonzero(fits).tolist())


@dataclass(frozen=True)
class FeatureLayers:
    """The layers of a release as `Features`, each made when it is first asked for."""

    catalogue: Catalogue

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The layers there are: records first, then outlines."""
        found = dict.fromkeys(layer for code, layer in self.catalogue.layers if layer != "baggrund")
        return tuple(sorted(found, key=lambda one: one not in RECORD_LAYERS))

    @cached_property
    def _made(self) -> dict[str, Features]:
        return {}

    def layer(self, name: str) -> Features:
        """Return a layer's features.

        Raises:
            KeyError: where the release has no such layer.
            DamagedLayerError: where a part of it is damaged on disk.
        """
        damaged = [why for (_, layer), why in self.catalogue.damaged.items() if layer == name]
        if damaged:
            raise DamagedLayerError(damaged[0])
        if name not in self.names:
            raise KeyError(name)
        if name not in self._made:
            entries = {one.id: one for one in self._entries(name)}
            self._made[name] = Features(name, tuple(entries.values()), self._header(name))
        return self._made[name]

    def prepare(self) -> None:
        """Make the records' features, so that nobody waits for it; what is damaged is left."""
        for name in RECORD_LAYERS:
            with suppress(KeyError, DamagedLayerError):
                self.layer(name)

    def _header(self, name: str) -> dict[str, str]:
        """Return what a layer says of itself in all collections, each part of it once."""
        headers = [one for (_, layer), one in self.catalogue.headers.items() if layer == name]
        return {
            key: "; ".join(dict.fromkeys(part for one in headers for part in one[key].split("; ")))
            for key in ("source", "licence", "attribution")
        }

    def _entries(self, name: str) -> Iterator[Entry]:
        if name in RECORD_LAYERS:
            yield from (one for one in self.catalogue.by_id.values() if one.layer == name)
        else:
            for code in Collection:
                yield from self.catalogue.layers.get((code.value, name), ())


def period_of(properties: Mapping[str, Any]) -> Period | None:
    """Return when a feature was: its start and end, else its year, until it was last confirmed."""
    begin = _day(properties.get("start"), last=False)
    end = _day(properties.get("end"), last=True)
    year = properties.get("year") or properties.get("list_year")
    assured = _day(properties.get("assured_date"), last=True)
    begin = begin or _day(year, last=False) or _day(properties.get("assured_date"), last=False)
    end = end or max(filter(None, (_day(year, last=True), assured)), default=None) or begin
    if begin is None or end is None:
        return None
    return Period(begin, max(begin, end))


def _day(stated: object, *, last: bool) -> date | None:
    """Return the first or last day of what is stated as precisely as it is known (EDTF)."""
    match = _DATE.match(str(stated or ""))
    if match is None:
        return None
    year, month, day = (int(one) if one else None for one in match.groups())
    month = month or (12 if last else 1)
    try:
        return date(year or 0, month, day or (monthrange(year or 0, month)[1] if last else 1))
    except (ValueError, IllegalMonthError):
        return None


def _values(stated: object) -> tuple[str, ...]:
    if stated is None or stated == "":
        return ()
    return tuple(map(str, stated)) if isinstance(stated, (list, tuple)) else (str(stated),)


def _both(one: set[int] | None, other: set[int]) -> set[int]:
    return other if one is None else one & other


def _to_bytes(entry: Entry) -> bytes:
    feature = {
        "type": "Feature",
        "id": entry.id,
        "geometry": entry.geometry,
        "properties": entry.properties,
    }
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":")).encode()
