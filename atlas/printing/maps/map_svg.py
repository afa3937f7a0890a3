"""The maps of the printed atlas as SVG: a collection's own map, and the small one on the cover.

Drawn from the layers of the release with the atlas's one symbology. The numbers on the markers
are set by Typst over the drawing, as real text and links.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

from atlas.ground_symbology import GROUND_STYLES
from atlas.printing.maps import borders, drawing
from atlas.printing.maps.ground_svg import ground
from atlas.printing.maps.halo import Line, halos
from atlas.printing.maps.labelling import Name, NamePlacer, PlacedName
from atlas.printing.maps.layers_on_paper import LayersOnPaper, shape_of
from atlas.printing.maps.map_names import (
    cover_names,
    has_stations,
    map_names,
    parted,
    quiet_names,
    station_names,
)
from atlas.printing.maps.marker_svg import pill, stem, taken_by
from atlas.printing.maps.ruling import flags, grid_lines, north_corner, north_side
from atlas.printing.maps.sheet import Frame, fit_sheet
from atlas.printing.maps.station_svg import squares, station_sign
from atlas.printing.maps.street_names import StreetName, behind, street_names
from atlas.printing.maps.street_names import written as street_written
from atlas.symbology import AREA_STYLES, print_palette
from geodata.crs import to_utm
from geodata.districts import Collection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from atlas.catalogue import Catalogue
    from atlas.printing.maps.markers import Marker
    from atlas.printing.maps.sheets import NumberedSheet
    from atlas.printing.maps.spreading import Box

PAPER: Final = "#ffffff"


@dataclass(frozen=True, kw_only=True)
class Focus:
    """What a map of one area is about: its shape on paper, and how it is drawn over the areas."""

    shape: BaseGeometry
    svg: str


@dataclass(frozen=True, kw_only=True)
class DrawnMap:
    """A finished map: the SVG file, and the names that were written on it with their boxes."""

    svg: bytes
    names: tuple[PlacedName, ...]
    streets: tuple[StreetName, ...]


def collection_map(
    layers: LayersOnPaper,
    markers: Sequence[Marker],
    *,
    focus: Focus | None = None,
    ruled: NumberedSheet | None = None,
) -> DrawnMap:
    """Return a collection's map: ground, district, areas, names, stations and empty markers.

    `focus` is what a map of one area is about, drawn beneath all names and markers; `ruled` the
    sheet whose grid and flags the map bears.
    """
    by_id = layers.catalogue.by_id
    groups = [[by_id[pin.id] for pin in marker.pins] for marker in markers]
    sheet = layers.sheet
    # The arrow and the flags are the template's; a map without rulers has neither.
    edge: list[Box] = []
    if ruled:
        edge = [north_corner(sheet, north_side(layers, markers)), *flags(ruled)]
    taken = [*taken_by(markers), *edge]
    stations = [
        # A sign half beneath a marker says nothing, and reads as a part of the number.
        (kind, square)
        for kind, square in _stations(layers)
        if not any(square.overlaps(box) for box in taken)
    ]
    placer = NamePlacer(sheet=sheet, taken=[*taken, *(square for _, square in stations)])
    names, streets = _written(layers, placer, focus)
    district, listed = AREA_STYLES["district"], AREA_STYLES["udsatte_boligomraader"]
    pieces = [
        *ground(layers),
        borders.neighbourhoods(layers),
        borders.plans(layers),
        *(drawing.area(shape, listed, sheet) for _, shape in layers.listed_areas),
        *(drawing.outlined(shape, district, sheet) for _, shape in layers.own_districts),
        focus.svg if focus else "",
        grid_lines(ruled) if ruled else "",
        *(station_sign(kind, square) for kind, square in stations),
        halos([*map(behind, streets), *(_behind(one) for one in names if not one.lettering.wide)]),
        *map(street_written, streets),
        *(drawing.written(one, halo=one.lettering.wide) for one in names),
        *map(stem, markers, groups),
        *map(pill, markers, groups),
    ]
    return DrawnMap(
        svg=drawing.document(sheet.width, sheet.height, pieces),
        names=names,
        streets=streets,
    )


def _written(
    layers: LayersOnPaper, placer: NamePlacer, focus: Focus | None
) -> tuple[tuple[PlacedName, ...], tuple[StreetName, ...]]:
    """Return the names and the streets' names that find room, and take that room."""
    first, after = [*map_names(layers), *station_names(layers)], [*quiet_names(layers)]
    foremost: list[PlacedName] = []
    if focus:
        # A small map has room for its streets before its stations and what lies around, and no name
        # but its own is worth a gap in the outline that it is about.
        own, first, around = parted(map_names(layers), focus.shape)
        foremost = [*placer.place_all(own)]
        placer.taken += borders.along(focus.shape.boundary, layers.sheet)
        after = [*around, *station_names(layers), *after]
    foremost += placer.place_all(first)
    streets = tuple(street_names(layers, placer))
    _place_more(after, foremost, placer)
    return tuple(placer.loosened()), streets


def _place_more(more: Iterable[Name], names: Iterable[PlacedName], placer: NamePlacer) -> None:
    """Place those of more names that no other bears: a lake and the park around it once."""
    written = {_spelt(one.text) for one in names}
    for one in more:
        if _spelt(one.text) not in written and placer.place(one):
            written.add(_spelt(one.text))


def _behind(name: PlacedName) -> Line:
    """Return what parts the letters of a name from the ground."""
    letters = name.lettering
    return Line(
        text=name.text,
        x=name.x,
        baseline=name.y,
        size=letters.size,
        margin=drawing.HALO * 0.4,
        colour=letters.halo,
        weight=letters.weight,
        italic=letters.italic,
        spacing=letters.spacing,
    )


def _spelt(name: str) -> str:
    """Return a name's letters alone: «Haraldsgade-kvarteret» is Haraldsgadekvarteret."""
    return "".join(filter(str.isalnum, name.casefold()))


def city_ground(catalogue: Catalogue, frame: Frame) -> list[str]:
    """Return the city without streets as it lies beneath the districts of every cover."""
    layers = _on_cover(catalogue, Collection.WHOLE_CITY, frame)
    return list(ground(layers, own=False, lines=False))


def cover_map(
    catalogue: Catalogue, collection: Collection, frame: Frame, beneath: Iterable[str]
) -> bytes:
    """Return the city with its four districts, the collection's own ground in a strong colour.

    `beneath` is the `city_ground` of the same frame. On the city's own cover all four are tinted,
    and the city around them is not: a tint over parks and water would be neither.
    """
    layers = _on_cover(catalogue, collection, frame)
    sheet, styles = layers.sheet, cover_styles()
    is_city = collection is Collection.WHOLE_CITY
    marked, own = (layers.districts, "all") if is_city else (layers.own, "own")
    pieces = [
        *beneath,
        *(drawing.path(shape, styles["other"]) for _, shape in layers.districts),
        *(drawing.path(shape, styles[own]) for _, shape in marked),
        *(drawing.path(shape, styles["line"]) for _, shape in layers.districts),
        *map(drawing.written, NamePlacer(sheet=sheet).place_all(cover_names(layers))),
    ]
    return drawing.document(sheet.width, sheet.height, pieces)


def _on_cover(catalogue: Catalogue, collection: Collection, frame: Frame) -> LayersOnPaper:
    (city,) = catalogue.layers[Collection.WHOLE_CITY, "district"]
    sheet = fit_sheet(to_utm(shape_of(city)), frame, fill=True)
    return LayersOnPaper(catalogue=catalogue, collection=collection, sheet=sheet)


def cover_styles() -> dict[str, str]:
    """Return how a cover draws the districts, in the colours of page and outlines."""
    palette = print_palette()
    line = f'stroke="{palette["brown"]}" stroke-width="26"'
    return {
        "own": f'fill="{palette["rust"]}" stroke="{palette["ink"]}" stroke-width="40"',
        "all": f'fill="{palette["rust"]}" fill-opacity="0.45"',
        "line": f'fill="none" {line}',
        "other": f'fill="{GROUND_STYLES["district"].fill[0]}" {line}',
    }


def _stations(layers: LayersOnPaper) -> Iterator[tuple[str, Box]]:
    """Yield the signs of the stations on the sheet, two beside each other where two lines stop."""
    for at, _name, kinds in layers.stations if has_stations(layers.sheet) else ():
        x, y = shapely.get_coordinates(at)[0]
        for kind, square in zip(kinds, squares(x, y, kinds), strict=True):
            if layers.sheet.shows(x, y):
                yield kind, square
