"""The names on a map: what is written, how, and what matters most where room is short."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import shapely

from atlas.ground_symbology import GROUND_STYLES, LETTERINGS
from atlas.printing.maps.labelling import Lettering, Name
from atlas.printing.maps.sheet import UNITS_A_MM
from atlas.printing.maps.station_svg import signs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from atlas.printing.maps.layers_on_paper import Drawn, LayersOnPaper
    from atlas.printing.maps.sheet import Sheet

STREET_KINDS: Final = ("street-1", "street-2", "street-3", "street-4", "street-5")

_LARGEST_NAMED_M2: Final = 150e6
_WITHIN: Final = 0.5
_SMALLEST_SCALE_WITH_STATIONS: Final = 50_000
_SMALLEST_SCALE_WITH_WIDE_NAMES: Final = 80_000


def _ink(kind: str) -> str:
    """Return the colour of a kind of name by day."""
    return LETTERINGS[kind].ink[0]


_LETTERINGS: Final = {
    "udsatte_boligomraader": Lettering(size=285, weight=600, colour="#6a2f0b"),
    "kvarterer": Lettering(size=255, weight=400, colour="#574f45", italic=True),
    "label-water": Lettering(
        size=250,
        weight=400,
        colour=_ink("label-water"),
        italic=True,
        halo=GROUND_STYLES["lake"].fill[0],
    ),
    "label-park": Lettering(size=250, weight=400, colour=_ink("label-park"), italic=True),
    "label-neighbourhood": Lettering(size=250, weight=600, colour=_ink("label-neighbourhood")),
}
_STATION: Final = Lettering(size=248, weight=400, colour=_ink("station"))
_DISTRICT: Final = Lettering(size=340, weight=600, colour="#857560", spacing=50, capitals=True)
_DISTRICT_FROM_AFAR: Final = replace(_DISTRICT, size=290, spacing=25)
_ON_COVER: Final = Lettering(size=330, weight=400, colour="#5b4a36")


def map_names(layers: LayersOnPaper) -> Iterator[Name]:
    """Yield the names of a collection's map, the ones that must be there first.

    A plan is named like the area it is for, so that its name would only say that twice.
    """
    streets = {one.name for kind in STREET_KINDS for one, _ in layers.named_ground(kind)}
    for one, shape in _first_of_each_name([*layers.listed_areas, *layers.neighbourhoods]):
        if one.name in streets and one.properties["location"]["precision"] == "street":
            continue  # the street itself bears its name, along its course
        yield Name(
            text=one.name, lettering=_LETTERINGS[one.layer], shape=shape, beside=True, upon=True
        )
    wide = layers.sheet.scale <= _SMALLEST_SCALE_WITH_WIDE_NAMES
    letters = _DISTRICT if wide else _DISTRICT_FROM_AFAR
    for one, shape in layers.districts:
        if one.id != layers.collection:
            yield Name(text=one.name, lettering=letters, shape=shape, beside=not wide)
    # The island around all needs no name.
    largest = _LARGEST_NAMED_M2 * (UNITS_A_MM * 1_000 / layers.sheet.scale) ** 2
    neighbours = [one for one in layers.named_ground("land-neighbour") if _area(one) < largest]
    for one, shape in sorted(neighbours, key=_area):
        yield Name(text=one.name, lettering=letters, shape=shape, within=True)


def station_names(layers: LayersOnPaper) -> Iterator[Name]:
    """Yield the names of the stations whose signs the map has room for."""
    for at, name, kinds in layers.stations if has_stations(layers.sheet) else ():
        x, y = shapely.get_coordinates(at)[0]
        if layers.sheet.shows(x, y):
            signs = shapely.box(*signs_of(x, y, kinds).bounds)
            yield Name(text=name, lettering=_STATION, shape=signs, outside=True)


def parted(names: Iterable[Name], about: BaseGeometry) -> tuple[list[Name], list[Name], list[Name]]:
    """Return the names of a map about one area: those in it, those next, those that give way.

    Neighbourhoods around it give way to streets, and are named where all of the name stands in
    them and outside of it; a line along which one lies says nothing of another area.
    """
    own: list[Name] = []
    first: list[Name] = []
    after: list[Name] = []
    shapely.prepare(about)
    for one in names:
        if _mostly_in(about, one.shape):
            own.append(one)
        elif one.lettering is not _LETTERINGS["kvarterer"]:
            first.append(one)
        elif one.shape.area:
            outside = shapely.difference(one.shape, about)
            after.append(replace(one, shape=outside, within=True, beside=False))
    return own, first, after


def _mostly_in(about: BaseGeometry, shape: BaseGeometry) -> bool:
    inside = shapely.intersection(shape, about)
    if shape.area:
        return bool(inside.area >= _WITHIN * shape.area)
    return bool(shapely.intersects(about, shape) and inside.length >= _WITHIN * shape.length)


def quiet_names(layers: LayersOnPaper) -> Iterator[Name]:
    """Yield the names of waters, parks and neighbourhoods, which give way to all others."""
    for kind in ("label-water", "label-park", "label-neighbourhood"):
        for one, shape in _first_of_each_name(layers.named_ground(kind)):
            yield Name(text=one.name, lettering=_LETTERINGS[kind], shape=shape, upon=True)


def cover_names(layers: LayersOnPaper) -> Iterator[Name]:
    """Yield the names of the other districts for the small map on the cover."""
    for one, shape in layers.districts:
        if one.id != layers.collection:
            yield Name(text=one.name, lettering=_ON_COVER, shape=shape, beside=True)


def has_stations(sheet: Sheet) -> bool:
    """Return whether a map is large enough to find one's way by its stations."""
    return sheet.scale <= _SMALLEST_SCALE_WITH_STATIONS


def _area(drawn: Drawn) -> float:
    return float(drawn[1].area)


def _first_of_each_name(drawn: list[Drawn]) -> Iterable[Drawn]:
    """Drop what bears a name that stood before: an area on several lists, a lake's second basin."""
    by_name: dict[str, Drawn] = {}
    for one in drawn:
        by_name.setdefault(one[0].name, one)
    return by_name.values()
