"""Which collections and areas a record belongs to: stated membership first, then geometry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

from geodata.districts import DISTRICTS, Collection, District
from geodata.geocoding.protocol import Location, Precision

if TYPE_CHECKING:
    from atlas.location import Located
    from geodata.gazetteer import Gazetteer, Place

FINE_ENOUGH_FOR_AN_AREA: Final = (Precision.ADDRESS, Precision.STREET, Precision.ESTATE)
"""A neighbourhood's point is only somewhere inside it, so it proves no smaller area."""

_WHOLLY: Final = 0.95
"""The least share of an area within another that holds it: their outlines are of several hands."""


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """A located record with its home collection, every collection it shows in, and its areas.

    `collections` begins with `home`; the others are those that it serves. `areas` are ids of
    gazetteer places: its own, those that its point or its own area lies in, and those it serves.
    """

    located: Located
    home: Collection
    collections: tuple[Collection, ...]
    areas: tuple[str, ...]


class Assigner:
    """Assigns records to collections and areas, by a spatial index over their outlines."""

    def __init__(self, districts: dict[Collection, District], gazetteer: Gazetteer) -> None:
        """Index the four districts and every area of the gazetteer that has an outline."""
        self._gazetteer = gazetteer
        self._district_tree = shapely.STRtree([districts[code].geometry for code in DISTRICTS])
        self._areas: list[Place] = [
            place
            for place in gazetteer.places.values()
            if place.outline is not None and place.is_area
        ]
        self._area_tree = shapely.STRtree([place.outline for place in self._areas if place.outline])
        self._holders = {place.id: self._holders_of(place) for place in self._areas}

    def assign(self, located: Located) -> Assigned:
        """Return the record with its collections and areas."""
        served = [self._gazetteer.find(name) for name in located.record.serves]
        served_codes = [Collection(place.collection) for place in served if place is not None] + [
            Collection(code) for code in located.record.serves if code in set(Collection)
        ]
        home = self._home(located.location)
        areas = self._areas_of(located.location) + [
            place.id for place in served if place and place.is_area
        ]
        return Assigned(
            located=located,
            home=home,
            collections=tuple(dict.fromkeys([home, *sorted(served_codes, key=_order)])),
            areas=tuple(dict.fromkeys(areas)),
        )

    def _home(self, location: Location) -> Collection:
        if location.precision in {Precision.CITY, Precision.NONE}:
            return Collection.WHOLE_CITY
        if location.collection:
            return Collection(location.collection)
        inside = sorted(self._district_tree.query(location.point, predicate="intersects"))
        return DISTRICTS[inside[0]] if inside else Collection.OTHER_DISTRICTS

    def _areas_of(self, location: Location) -> list[str]:
        own = self._gazetteer.places.get(location.place_id or "")
        areas = [own.id, *self._holders.get(own.id, ())] if own and own.is_area else []
        if location.point is not None and location.precision in FINE_ENOUGH_FOR_AN_AREA:
            inside = sorted(self._area_tree.query(location.point, predicate="intersects"))
            areas += [self._areas[index].id for index in inside]
        return areas

    def _holders_of(self, area: Place) -> list[str]:
        """Return the areas that hold one as a whole, so that who is in it is in them too."""
        near = sorted(self._area_tree.query(area.outline))
        shared = shapely.area(shapely.intersection(self._area_tree.geometries[near], area.outline))
        least = _WHOLLY * shapely.area(area.outline)
        return [
            self._areas[index].id
            for index, common in zip(near, shared, strict=True)
            if common >= least > 0
        ]


def _order(code: Collection) -> int:
    return list(Collection).index(code)
