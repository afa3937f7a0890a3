"""The rulers of a sheet on its map: the lines of the grid, flags to other sheets, the north arrow.

The template sets letters, digits, flags and arrow; here is where they stand, so that the map makes
room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from atlas.printing.layout import RULER_MM
from atlas.printing.maps.sheet import UNITS_A_MM
from atlas.printing.maps.spreading import Box
from atlas.printing.maps.station_svg import SIGN_SIDE
from atlas.symbology import print_palette

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Literal

    from atlas.printing.maps.layers_on_paper import LayersOnPaper
    from atlas.printing.maps.markers import Marker
    from atlas.printing.maps.sheet import Sheet
    from atlas.printing.maps.sheets import Neighbour, NumberedSheet

    NorthSide = Literal["left", "right"]

_LEVEL_MM: Final = (11, 5.6)
_UPRIGHT_MM: Final = (7.4, 8.4)
_LETTER_MM: Final = 2.4
"""Half of what a letter or digit takes in its ruler, with some air."""

_ARROW_MM: Final = (12, 24)
"""The corner that the north arrow takes: its plate with the air around it."""

_PLATE_MM: Final = (4, 4, 10, 17)
"""Left, top, right and bottom of the arrow's plate, from the corner that it stands in."""

_WIDTH: Final = 11
_OPACITY: Final = 0.55


def grid_lines(numbered: NumberedSheet) -> str:
    """Return the lines between the cells as SVG, to be drawn beneath every name and marker."""
    sheet, (columns, rows) = numbered.sheet, numbered.grid
    upright = (f"M{sheet.width * at / columns:.0f} 0v{sheet.height}" for at in range(1, columns))
    level = (f"M0 {sheet.height * at / rows:.0f}h{sheet.width}" for at in range(1, rows))
    paint = f'stroke="{print_palette()["brown"]}" stroke-opacity="{_OPACITY}"'
    return f'<path d="{"".join((*upright, *level))}" fill="none" {paint} stroke-width="{_WIDTH}"/>'


def along_mm(beside: Neighbour, numbered: NumberedSheet) -> float:
    """Return how far along its side the middle of a flag stands, clear of the ruler's letters."""
    frame, (columns, rows) = numbered.sheet.frame, numbered.grid
    level = _is_level(beside)
    side, cells = (frame.width_mm, columns) if level else (frame.height_mm, rows)
    at, cell = beside.along * side, side / cells
    letter = (min(int(at / cell), cells - 1) + 0.5) * cell
    clear = (_LEVEL_MM[0] if level else _UPRIGHT_MM[1]) / 2 + _LETTER_MM
    if abs(at - letter) >= clear:
        return at
    return letter + clear if at >= letter else letter - clear


def flags(numbered: NumberedSheet) -> Iterator[Box]:
    """Yield the room that the flags take of the map itself."""
    for beside in numbered.neighbours:
        long, deep = _LEVEL_MM if _is_level(beside) else _UPRIGHT_MM[::-1]
        first = along_mm(beside, numbered) - long / 2
        yield _at_side(beside, first, long, deep - RULER_MM, numbered)


def north_side(layers: LayersOnPaper, markers: Iterable[Marker]) -> NorthSide:
    """Return the upper corner that the north arrow stands in: the right, as a reader expects it.

    Where its plate would cover an outline, a marker or a station there and nothing to the left,
    the left.
    """
    areas = [*layers.own_districts, *layers.listed_areas, *layers.plans]
    drawn = [shape.boundary if shape.area else shape for _, shape in areas]
    drawn += [shapely.box(*one.box.bounds) for one in markers]
    drawn += [shapely.buffer(at, SIGN_SIDE / 2) for at, _, _ in layers.stations]
    left, top, right, bottom = (at * UNITS_A_MM for at in _PLATE_MM)
    width = layers.sheet.width
    plates = {
        "right": shapely.box(width - right, top, width - left, bottom),
        "left": shapely.box(left, top, right, bottom),
    }
    covers = {side: shapely.intersects(plate, drawn).any() for side, plate in plates.items()}
    return "left" if covers["right"] and not covers["left"] else "right"


def north_corner(sheet: Sheet, side: NorthSide) -> Box:
    """Return the corner of a map that the north arrow takes."""
    width, height = (at * UNITS_A_MM for at in _ARROW_MM)
    return Box(left=0 if side == "left" else sheet.width - width, top=0, width=width, height=height)


def _at_side(
    beside: Neighbour, first: float, long: float, deep: float, numbered: NumberedSheet
) -> Box:
    frame = numbered.sheet.frame
    left, top = {
        "north": (first, 0.0),
        "south": (first, frame.height_mm - deep),
        "west": (0.0, first),
        "east": (frame.width_mm - deep, first),
    }[beside.side]
    width, height = (long, deep) if _is_level(beside) else (deep, long)
    return Box(
        left=round(left * UNITS_A_MM),
        top=round(top * UNITS_A_MM),
        width=round(width * UNITS_A_MM),
        height=round(height * UNITS_A_MM),
    )


def _is_level(beside: Neighbour) -> bool:
    return beside.side in {"north", "south"}
