"""The layers of a release as shapes on one sheet of paper."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import shapely

from geodata.districts import DISTRICTS, Collection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from atlas.catalogue import Catalogue, Entry
    from atlas.printing.sheet import Sheet

    Drawn = tuple[Entry, BaseGeometry]


def shape_of(entry: Entry) -> BaseGeometry:
    """Return an entry's geometry in WGS84 (lon, lat)."""
    return shapely.from_geojson(json.dumps(entry.geometry))


@dataclass(frozen=True, kw_only=True)
class LayersOnPaper:
    """What one collection's map shows, in hundredths of a millimetre on its sheet."""

    catalogue: Catalogue
    collection: Collection
    sheet: Sheet

    @cached_property
    def city(self) -> list[Drawn]:
        """The municipality's outline."""
        return self._drawn(self._layer(Collection.WHOLE_CITY, "district"))

    @cached_property
    def ground(self) -> list[Drawn]:
        """Water, green and land, in the order of drawing."""
        return [one for one in self._background if one[1].geom_type != "Point"]

    @cached_property
    def stations(self) -> list[Drawn]:
        """Stations, each name once."""
        by_name = {one.name: (one, at) for one, at in self._background if at.geom_type == "Point"}
        return list(by_name.values())

    @cached_property
    def districts(self) -> list[Drawn]:
        """The outlines of the four districts."""
        return self._drawn([one for code in DISTRICTS for one in self._layer(code, "district")])

    @cached_property
    def own(self) -> list[Drawn]:
        """The ground of the map's own collection."""
        return self._drawn(self._layer(self.collection, "district"))

    @property
    def own_districts(self) -> list[Drawn]:
        """The outline of the map's own district; on the city's own maps those of all four."""
        own = [one for one in self.districts if one[0].id == self.collection]
        return own or self.districts

    @cached_property
    def neighbourhoods(self) -> list[Drawn]:
        """The collection's named areas that stand on no list."""
        return self._drawn(named_areas(self.catalogue, self.collection))

    @cached_property
    def plans(self) -> list[Drawn]:
        """The collection's area plans."""
        return self._drawn(self._layer(self.collection, "helhedsplaner"))

    @cached_property
    def listed_areas(self) -> list[Drawn]:
        """The collection's udsatte boligområder."""
        return self._drawn(listed_areas(self.catalogue, self.collection))

    @cached_property
    def _background(self) -> list[Drawn]:
        return self._drawn(self._layer(Collection.WHOLE_CITY, "baggrund"))

    def _layer(self, collection: Collection, layer: str) -> tuple[Entry, ...]:
        return self.catalogue.layers.get((collection, layer), ())

    def _drawn(self, entries: Iterable[Entry]) -> list[Drawn]:
        return [(one, self.sheet.on_paper(shape_of(one))) for one in entries if one.geometry]


def listed_areas(catalogue: Catalogue, collection: Collection) -> tuple[Entry, ...]:
    """Return the udsatte boligområder of a collection, once for each list."""
    return catalogue.layers.get((collection, "udsatte_boligomraader"), ())


def named_areas(catalogue: Catalogue, collection: Collection) -> tuple[Entry, ...]:
    """Return a collection's estates, neighbourhoods and streets that stand on no list.

    A district or the city among the named places is no area in itself.
    """
    listed = {one.properties["place_id"] for one in listed_areas(catalogue, collection)}
    return tuple(
        one
        for one in catalogue.layers.get((collection, "kvarterer"), ())
        if one.id not in listed | set(Collection)
        and one.properties["location"]["precision"] != "city"
    )
