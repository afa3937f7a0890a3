"""The rulers of a sheet on its map: the lines of the grid, and flags that lead on to other sheets.

The template sets letters, digits and flags; here is where they stand, so that the map makes room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from atlas.printing.layout import RULER_MM
from atlas.printing.maps.sheet import UNITS_A_MM
from atlas.printing.maps.spreading import Box
from atlas.symbology import print_palette

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.printing.maps.sheets import Neighbour, NumberedSheet

_LEVEL_MM: Final = (11, 5.6)
_UPRIGHT_MM: Final = (7.4, 8.4)
_LETTER_MM: Final = 2.4
"""Half of what a letter or digit takes in its ruler, with some air."""

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
