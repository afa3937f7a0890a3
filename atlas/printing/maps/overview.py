"""How a book's sheets lie: the page that shows them all, and the little locator on each of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from atlas.ground_symbology import GROUND_STYLES
from atlas.printing.maps import drawing
from atlas.printing.maps.ground_svg import ground
from atlas.printing.maps.labelling import Lettering, Name, NamePlacer, PlacedName
from atlas.printing.maps.layers_on_paper import LayersOnPaper, shape_of
from atlas.printing.maps.overview_numbers import places_of
from atlas.printing.maps.sheet import UNITS_A_MM, Frame, Sheet, fit_sheet
from atlas.printing.maps.sheets import ground_on
from atlas.printing.maps.spreading import Box
from geodata.crs import to_utm
from geodata.districts import Collection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from atlas.catalogue import Catalogue
    from atlas.printing.maps.layers_on_paper import Drawn
    from atlas.printing.maps.overview_numbers import NumberPlace
    from atlas.printing.maps.sheets import NumberedSheet

_FRAME: Final = 'fill="#ffffff" fill-opacity="0.22" stroke="#5d2a10" stroke-width="32"'
_THIS: Final = 'fill="#a3522a" stroke="#5d2a10" stroke-width="14"'
_OTHER: Final = 'fill="none" stroke="#5d2a10" stroke-width="14"'
_LAND: Final = 'fill="#fbf7ef" stroke="#b9a98d" stroke-width="12"'
_DISTRICT: Final = Lettering(size=300, weight=600, colour="#857560", spacing=40, capitals=True)
_NARROWER: Final = replace(_DISTRICT, size=230, spacing=15)
_MOST_PARTS: Final = 4
_LOCATOR: Final = Frame(width_mm=27, height_mm=25)
_LOCATOR_FITTED: Final = Frame(width_mm=34, height_mm=32)
"""What a locator's ground is fitted into, so that it fills the locator nearly to the edge."""
_DAY: Final = 0
_AIR: Final = 40


@dataclass(frozen=True, kw_only=True)
class SheetOnOverview:
    """A sheet's frame on the overview, in millimetres from its upper left corner.

    `number_at` is the middle of its number.
    """

    number: int
    x: float
    y: float
    width: float
    height: float
    number_at: NumberPlace


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The drawing of how the sheets lie, and where each of them is on it."""

    svg: bytes
    frame: Frame
    sheets: tuple[SheetOnOverview, ...]


def overview_map(
    catalogue: Catalogue, collection: Collection, sheets: Sequence[NumberedSheet], frame: Frame
) -> Overview:
    """Return the map of a collection with the frames of its sheets on it."""
    around = shapely.union_all([ground_on(one.sheet) for one in sheets])
    sheet = fit_sheet(around, frame, fill=True)
    layers = LayersOnPaper(catalogue=catalogue, collection=collection, sheet=sheet)
    placed = _placed(sheet, sheets)
    frames = [_framed(sheet, one) for one in sheets]
    pieces = [
        *ground(layers),
        *(drawing.path(one, _FRAME) for one in frames),
        *map(drawing.written, _names(layers, placed, frames)),
    ]
    svg = drawing.document(sheet.width, sheet.height, pieces)
    return Overview(svg=svg, frame=frame, sheets=tuple(placed))


def _names(
    layers: LayersOnPaper, placed: Sequence[SheetOnOverview], frames: Sequence[BaseGeometry]
) -> list[PlacedName]:
    """Return the names of the districts, clear of numbers.

    Where no frame need run through the book's own, none does; all are set narrower for that.
    """
    numbers = [_number_box(one) for one in placed]
    outer = shapely.box(*(shapely.bounds(frames) + np.array([-_AIR, -_AIR, _AIR, _AIR])).T)
    inner = shapely.box(*(shapely.bounds(frames) + np.array([_AIR, _AIR, -_AIR, -_AIR])).T)
    lines = shapely.union_all(shapely.difference(outer, inner))
    own, all_ = layers.own_districts, layers.districts
    for letters in (_DISTRICT, _NARROWER):
        placer = NamePlacer(sheet=layers.sheet, taken=[*numbers])
        between = [_between(_district(of, letters), lines, placer) for of in own]
        found = [one for one in between if one]
        if len(found) == len(own):
            others = (_district(of, letters) for of in all_ if of not in own)
            return [*found, *placer.place_all(others)]
    wide = (_district(of, _DISTRICT) for of in all_)
    return [*NamePlacer(sheet=layers.sheet, taken=numbers).place_all(wide)]


def _district(drawn: Drawn, letters: Lettering) -> Name:
    return Name(text=drawn[0].name, lettering=letters, shape=drawn[1])


def _between(name: Name, lines: BaseGeometry, placer: NamePlacer) -> PlacedName | None:
    """Return a name placed in the largest part of its area between lines that has room for it."""
    area = shapely.simplify(name.shape, _AIR)
    parts = shapely.get_parts(shapely.difference(area, lines))
    left, top, right, bottom = shapely.bounds(parts).T
    roomy = parts[(right - left >= name.width) & (bottom - top >= name.lettering.size)]
    largest = roomy[np.argsort(-shapely.area(roomy))][:_MOST_PARTS]
    tries = (placer.place(replace(name, shape=one, within=True)) for one in largest)
    return next((found for found in tries if found), None)


def locators(
    catalogue: Catalogue, collection: Collection, sheets: Sequence[NumberedSheet]
) -> dict[int, bytes]:
    """Return a little map for each sheet, by its number: where it lies among the others."""
    home = Collection.WHOLE_CITY if collection is Collection.OTHER_DISTRICTS else collection
    shapes = [to_utm(shape_of(one)) for one in catalogue.layers.get((home, "district"), ())]
    frames = [ground_on(one.sheet) for one in sheets]
    fitted = fit_sheet(shapely.union_all([*shapes, *frames]), _LOCATOR_FITTED, fill=True)
    sheet = replace(fitted, frame=_LOCATOR)
    land = "".join(drawing.path(_on_sheet(one, sheet), _LAND) for one in shapes)
    paper = GROUND_STYLES["land-neighbour"].fill[_DAY]
    around = f'<rect width="{sheet.width}" height="{sheet.height}" fill="{paper}"/>'
    outlines = {one.number: _framed(sheet, one) for one in sheets}
    others = "".join(drawing.path(one, _OTHER) for one in outlines.values())
    return {
        number: drawing.document(
            sheet.width, sheet.height, [around, land, others, drawing.path(outline, _THIS)]
        )
        for number, outline in outlines.items()
    }


def _on_sheet(shape: BaseGeometry, sheet: Sheet) -> BaseGeometry:
    return drawing.inside(shapely.transform(shape, sheet.places_of_metres), sheet)


def _framed(sheet: Sheet, one: NumberedSheet) -> BaseGeometry:
    outline: BaseGeometry = shapely.transform(ground_on(one.sheet), sheet.places_of_metres)
    return outline


def _placed(sheet: Sheet, sheets: Sequence[NumberedSheet]) -> list[SheetOnOverview]:
    frames = [shapely.transform(_framed(sheet, one), _in_mm).envelope for one in sheets]
    found = []
    for one, frame, number_at in zip(sheets, frames, places_of(frames), strict=True):
        left, top, right, bottom = frame.bounds
        found.append(
            SheetOnOverview(
                number=one.number,
                x=left,
                y=top,
                width=right - left,
                height=bottom - top,
                number_at=number_at,
            )
        )
    return found


def _in_mm(places: np.ndarray) -> np.ndarray:
    return places / UNITS_A_MM


def _number_box(one: SheetOnOverview) -> Box:
    """Return the room that a sheet's number takes."""
    side, x, y = (
        round(of * UNITS_A_MM) for of in (one.number_at.side, one.number_at.x, one.number_at.y)
    )
    return Box(left=round(x - side / 2), top=round(y - side / 2), width=side, height=side)
