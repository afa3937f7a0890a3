"""The layers of a release as shapes on one sheet of paper."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from atlas.printing.maps import drawing
from geodata.districts import DISTRICTS, Collection

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from atlas.catalogue import Catalogue, Entry
    from atlas.printing.maps.basemap_on_paper import BasemapOnPaper
    from atlas.printing.maps.sheet import Sheet

    Drawn = tuple[Entry, BaseGeometry]


_AROUND_MM: Final = 10
"""What lies this near beyond a sheet's frame may still reach into it with its line or name."""

STATION_KINDS: Final = ("station-metro", "station-regional", "station-s")
"""The kinds of ground that are stations, in the order in which their signs stand."""


def shape_of(entry: Entry) -> BaseGeometry:
    """Return an entry's geometry in WGS84 (lon, lat)."""
    return shapely.from_geojson(json.dumps(entry.geometry))


@dataclass(frozen=True, kw_only=True)
class LayersOnPaper:
    """What one collection's map shows, in hundredths of a millimetre on its sheet.

    With a `basemap` the ground is that, and the release's own only where it does not reach. On a
    map about a plan the udsatte boligområder, whose hatching hides that of plans, are not shown.
    """

    catalogue: Catalogue
    collection: Collection
    sheet: Sheet
    basemap: BasemapOnPaper | None = None
    about_a_plan: bool = False

    def of_kind(self, kind: str) -> BaseGeometry:
        """All ground of a kind as one shape, as far as it is on the sheet."""
        return self._by_kind.get(kind, shapely.GeometryCollection())

    def named_ground(self, kind: str) -> list[Drawn]:
        """The pieces of ground of a kind, each with its name, the most important first."""
        found = [*self._mapped(kind)]
        found += [one for one in self._background if one[0].properties["kind"] == kind]
        return sorted(found, key=lambda one: int(one[0].properties["rank"]))

    @property
    def shows_own_ground(self) -> bool:
        """Whether any of the release's own ground is on the sheet."""
        return bool(self._background)

    @property
    def shows_own_stations(self) -> bool:
        """Whether any of the stations on the sheet are the release's own."""
        return any(one.properties["kind"] in STATION_KINDS for one, _ in self._background)

    @cached_property
    def stations(self) -> list[tuple[BaseGeometry, str, tuple[str, ...]]]:
        """Stations: the point, the name, and the kinds of the lines that stop there."""
        found: dict[str, tuple[BaseGeometry, str, list[str]]] = {}
        for kind in STATION_KINDS:
            for one, at in self.named_ground(kind):
                kinds = found.setdefault(one.name or one.id, (at, one.name, []))[2]
                kinds += [] if kind in kinds else [kind]
        return [(at, name, tuple(kinds)) for at, name, kinds in found.values()]

    @cached_property
    def districts(self) -> list[Drawn]:
        """The outlines of the four districts."""
        return [one for code in DISTRICTS for one in self._drawn(code, "district")]

    @cached_property
    def own(self) -> list[Drawn]:
        """The ground of the map's own collection."""
        return self._drawn(self.collection, "district")

    @property
    def own_districts(self) -> list[Drawn]:
        """The outline of the map's own district; on the city's maps those of all four."""
        is_city = self.collection is Collection.WHOLE_CITY
        return self.districts if is_city else self.own or self.districts

    @cached_property
    def neighbourhoods(self) -> list[Drawn]:
        """The collection's named areas that stand on no list."""
        shown = {one.id for one in named_areas(self.catalogue, self.collection)}
        return [one for one in self._drawn(self.collection, "kvarterer") if one[0].id in shown]

    @property
    def bordered(self) -> list[Drawn]:
        """The neighbourhoods that are areas: of a street, which is a line, the map has its own."""
        return [one for one in self.neighbourhoods if one[1].area]

    @cached_property
    def plans(self) -> list[Drawn]:
        """The collection's area plans."""
        return self._drawn(self.collection, "helhedsplaner")

    @cached_property
    def listed_areas(self) -> list[Drawn]:
        """The collection's udsatte boligområder."""
        return [] if self.about_a_plan else self._drawn(self.collection, "udsatte_boligomraader")

    @cached_property
    def area_kinds(self) -> tuple[str, ...]:
        """The kinds of area of which any reaches onto the sheet, in the order of the legend."""
        frame = drawing.frame_of(self.sheet)
        shown = {
            "district": self.own_districts,
            "udsatte_boligomraader": self.listed_areas,
            "helhedsplaner": self.plans,
            "kvarterer": self.bordered,
        }
        return tuple(
            kind for kind, all_ in shown.items() if any(of.intersects(frame) for _, of in all_)
        )

    @cached_property
    def _by_kind(self) -> dict[str, BaseGeometry]:
        shapes: dict[str, list[BaseGeometry]] = defaultdict(list)
        for one, shape in self._background:
            shapes[one.properties["kind"]].append(shape)
        own = {kind: drawing.inside(_joined(all_), self.sheet) for kind, all_ in shapes.items()}
        mapped = self.basemap.drawn if self.basemap else {}
        both = {kind: _joined([mapped[kind], own[kind]]) for kind in own.keys() & mapped.keys()}
        return {**own, **mapped, **both}

    def _mapped(self, kind: str) -> list[Drawn]:
        return self.basemap.named.get(kind, []) if self.basemap else []

    @cached_property
    def _background(self) -> list[Drawn]:
        """The release's own ground; of that, with a basemap, only what lies beyond its reach."""
        if self.basemap and drawing.frame_of(self.sheet).within(self.basemap.reach):
            return []
        margin_m = _AROUND_MM * self.sheet.scale / 1_000
        around = shapely.box(*self.sheet.box_m).buffer(margin_m).bounds
        key = (Collection.WHOLE_CITY, "baggrund")
        whole = self._on_paper(self.catalogue.in_metres.near(key, around))
        if self.basemap is None:
            return whole
        reach = self.basemap.reach
        rest = ((one, shapely.difference(shapely.make_valid(of), reach)) for one, of in whole)
        return [(one, shape) for one, shape in rest if not shape.is_empty]

    def _drawn(self, collection: Collection, layer: str) -> list[Drawn]:
        return self._on_paper(self.catalogue.in_metres.all_of((collection, layer)))

    def _on_paper(self, in_metres: list[Drawn]) -> list[Drawn]:
        shapes = np.array([shape for _, shape in in_metres], dtype=object)
        placed = shapely.transform(shapes, self.sheet.places_of_metres)
        return [(one, shape) for (one, _), shape in zip(in_metres, placed, strict=True)]


def _joined(shapes: list[BaseGeometry]) -> BaseGeometry:
    """Return shapes of one kind as one: areas in one piece, lines joined end to end."""
    shapes = [one for one in shapes if not one.is_empty]
    if not shapes or shapes[0].geom_type == "Point":
        return shapely.GeometryCollection(shapes)
    if all(one.area for one in shapes):
        return drawing.in_one_piece(shapely.make_valid(np.array(shapes)))
    return drawing.end_to_end(shapely.get_parts(np.array(shapes)))


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
