"""How near two places are, said only as exactly as both are known; measured in EPSG:25832."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import shapely

from atlas.labels import DISTRICT_CODES
from geodata.crs import to_utm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from atlas.catalogue import Catalogue, Entry

WITHIN_M: Final = 1_500.0
"""Two addresses farther apart than this are not near each other: a walk of twenty minutes."""

SIDE_BY_SIDE_M: Final = 150.0
"""Areas whose outlines come this close lie side by side: a street and a half, as drawn here."""

WIDEST_M: Final = 2_500.0
"""Areas side by side that reach farther than this together are no longer near each other."""

SAME_DOOR_M: Final = 25.0
"""Two addresses closer than this are at the same place."""

_ADDRESS: Final = "address"
_EXACT: Final = {_ADDRESS, "street"}
_WITHOUT_OUTLINE_M: Final = 400.0
"""What an estate measures, where no source shows its outline."""

_DISTRICT_M: Final = 3_000.0
_CITY_M: Final = 15_000.0


class Near(StrEnum):
    """In what way two are near each other, which is also how exactly that is known."""

    METRES = "metres"
    SAME_AREA = "same-area"
    SIDE_BY_SIDE = "side-by-side"
    SAME_DISTRICT = "same-district"
    WHOLE_CITY = "whole-city"


@dataclass(frozen=True, kw_only=True)
class Nearness:
    """How near two are: `reach_m` is measured for METRES, else what may lie between them at most.

    That is by rule of thumb the side of a square as large as the area. `places` are ids of areas
    (this one's, then the other's), or the code of a district.
    """

    near: Near
    reach_m: float
    places: tuple[str, ...] = ()


WHOLE_CITY: Final = Nearness(near=Near.WHOLE_CITY, reach_m=_CITY_M)


class Ground:
    """The areas and districts of one release: how far each reaches, and which lie side by side."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Measure every area, and index their outlines to find those that lie side by side."""
        outlines = {one.id: _outline(one.place) for one in catalogue.areas.values()}
        self._reach = {name: _reach_m(outline) for name, outline in outlines.items()}
        self._beside = _side_by_side({k: v for k, v in outlines.items() if v is not None})
        for code in DISTRICT_CODES:
            found = catalogue.layers.get((code, "district"), ())
            outline = _outline(found[0]) if found else None
            self._reach[code] = _reach_m(outline) if outline else _DISTRICT_M

    def around(self, areas: Iterable[str], districts: Iterable[str]) -> Iterator[Nearness]:
        """Return in which ways others are near somebody in these areas and districts.

        The last of a nearness's places is where the others are.
        """
        for area in sorted(areas):
            yield Nearness(near=Near.SAME_AREA, reach_m=self._reach_of(area), places=(area,))
            for other in self._beside[area]:
                reach_m = math.hypot(self._reach_of(area), self._reach_of(other))
                if reach_m <= WIDEST_M:
                    yield Nearness(near=Near.SIDE_BY_SIDE, reach_m=reach_m, places=(area, other))
        for code in sorted(districts):
            yield Nearness(near=Near.SAME_DISTRICT, reach_m=self._reach_of(code), places=(code,))

    def _reach_of(self, place: str) -> float:
        return self._reach.get(place, _WITHOUT_OUTLINE_M)


class Doors:
    """The addresses and streets of a release, indexed, each with the key of who is there."""

    def __init__(self, records: Iterable[tuple[str, Entry]]) -> None:
        """Index the points (WGS84, lon and lat) that are exact enough to measure between."""
        self._doors = [door for key, one in records if (door := _door(key, one)) is not None]
        self._tree = shapely.STRtree([door.point for door in self._doors])
        self._of: defaultdict[str, list[_Door]] = defaultdict(list)
        for door in self._doors:
            self._of[door.key].append(door)

    def within_walk(self, key: str) -> dict[str, Nearness]:
        """Return who is within 1,500 m as the crow flies of somebody, with the shortest way.

        Two that stand at the middle of the same street have no metres between them to tell.
        """
        found: dict[str, Nearness] = {}
        for door in self._of.get(key, ()):
            for number in self._tree.query(door.point, predicate="dwithin", distance=WITHIN_M):
                other = self._doors[number]
                metres = float(door.point.distance(other.point))
                told = metres >= SAME_DOOR_M or (door.is_address and other.is_address)
                if told and (other.key not in found or metres < found[other.key].reach_m):
                    found[other.key] = Nearness(near=Near.METRES, reach_m=metres)
        return found


@dataclass(frozen=True, kw_only=True)
class _Door:
    """A point exact enough to measure from, in EPSG:25832 (easting, northing), and who is there."""

    key: str
    point: shapely.Point
    is_address: bool


def _door(key: str, record: Entry) -> _Door | None:
    precision = record.properties["location"]["precision"]
    if precision not in _EXACT or record.lat is None or record.lon is None:
        return None
    point = to_utm(shapely.Point(record.lon, record.lat))
    if not isinstance(point, shapely.Point):
        return None
    return _Door(key=key, point=point, is_address=precision == _ADDRESS)


def _outline(place: Entry) -> BaseGeometry | None:
    """Return a place's outline in EPSG:25832 (easting, northing), or None where it has none."""
    return to_utm(shapely.geometry.shape(place.geometry)) if place.geometry else None


def _reach_m(outline: BaseGeometry | None) -> float:
    """Return how far a place reaches: the side of a square as large, or half of a street."""
    if outline is None:
        return _WITHOUT_OUTLINE_M
    return math.sqrt(outline.area) if outline.area else outline.length / 2


def _side_by_side(outlines: dict[str, BaseGeometry]) -> defaultdict[str, list[str]]:
    """Return which areas lie side by side, or over each other, by id."""
    names, shapes = list(outlines), list(outlines.values())
    found: defaultdict[str, list[str]] = defaultdict(list)
    tree = shapely.STRtree(shapes)
    for number, shape in enumerate(shapes):
        near = tree.query(shape, predicate="dwithin", distance=SIDE_BY_SIDE_M)
        found[names[number]] = [names[other] for other in sorted(near) if other != number]
    return found
