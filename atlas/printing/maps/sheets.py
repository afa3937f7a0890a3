"""The sheets of a district: as few as a scale allows, overlapping, with their neighbours and cells.

Rows of sheets, each as wide as the ground in it, or columns, each as high: whichever needs fewer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import shapely
from shapely.affinity import affine_transform

from atlas.printing.maps.sheet import UNITS_A_MM, Frame, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    Side = Literal["north", "east", "south", "west"]

OVERLAP_MM: Final = 12
"""How much of a sheet its neighbour shows too, so that nobody's street ends at an edge."""

CELL_MM: Final = 40
"""About how large a cell of the lettered grid is."""

_MIRRORED: Final = (0, 1, 1, 0, 0, 0)
_BESIDE: Final = 0.4
_SLACK: Final = 1e-6


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """The sheet that goes on at a side: its number, and where along the side (0 to 1) it meets."""

    side: Side
    number: int
    along: float


@dataclass(frozen=True, kw_only=True)
class NumberedSheet:
    """One sheet of a book, numbered from 1, with the sheets that go on at its sides."""

    number: int
    sheet: Sheet
    neighbours: tuple[Neighbour, ...] = ()

    @cached_property
    def grid(self) -> tuple[int, int]:
        """How many columns and rows of cells the sheet has."""
        frame = self.sheet.frame
        return round(frame.width_mm / CELL_MM), round(frame.height_mm / CELL_MM)

    def cell(self, x: float, y: float) -> str:
        """Return the cell in which a place on the sheet lies: «C4», letters from the west."""
        columns, rows = self.grid
        column = min(max(int(x * columns / self.sheet.width), 0), columns - 1)
        row = min(max(int(y * rows / self.sheet.height), 0), rows - 1)
        return f"{column_letter(column)}{row + 1}"


def column_letter(column: int) -> str:
    """Return the letter of a column of cells, counted from 0."""
    return chr(ord("A") + column)


def cut_sheets(ground: BaseGeometry, frame: Frame, scale: int) -> tuple[Sheet, ...]:
    """Return the sheets that show a ground (EPSG:25832) whole, from the north-west on.

    A ground that reaches from shore to shore may leave sheets out between.
    """
    across, down = (side * scale / 1_000 for side in (frame.width_mm, frame.height_mm))
    overlap = OVERLAP_MM * scale / 1_000
    by_row = _middles(ground, across, down, overlap)
    mirrored = affine_transform(ground, _MIRRORED)
    by_column = [(x, y) for y, x in _middles(mirrored, down, across, overlap)]
    fewest = min(by_row, by_column, key=len)
    return tuple(
        Sheet(frame=frame, easting_m=x, northing_m=y, scale=scale)
        for x, y in sorted(fewest, key=lambda one: (-round(one[1]), one[0]))
    )


def _middles(
    ground: BaseGeometry, across: float, down: float, overlap: float
) -> list[tuple[float, float]]:
    """Return the middles of sheets that lie in rows, each row as far as the ground in it."""
    west, south, east, north = ground.bounds
    found: list[tuple[float, float]] = []
    for y, low, high in _in_steps(south, north, down, overlap):
        row = shapely.intersection(ground, shapely.box(west, low, east, high))
        if row.is_empty:
            continue
        for x, left, right in _in_steps(row.bounds[0], row.bounds[2], across, overlap):
            if row.intersects(shapely.box(left, low, right, high)):
                found.append((x, y))
    return found


def _in_steps(
    low: float, high: float, length: float, overlap: float
) -> list[tuple[float, float, float]]:
    """Return the fewest stretches that cover a longer one: middle, and from where to where it is.

    They overlap by at least `overlap`, and by more where that keeps them from reaching far out.
    """
    count = max(1, math.ceil((high - low - overlap) / (length - overlap) - _SLACK))
    if count == 1:
        return [((low + high) / 2, low, high)]
    first, last = low + (length - overlap) / 2, high - (length - overlap) / 2
    step = (last - first) / (count - 1)
    middles = [first + number * step for number in range(count)]
    edges = [low, *(middle + step / 2 for middle in middles[:-1]), high]
    return list(zip(middles, edges, edges[1:], strict=False))


def numbered(sheets: Sequence[Sheet], first: int = 1) -> tuple[NumberedSheet, ...]:
    """Return sheets of one scale with their numbers and neighbours."""
    alone = [
        NumberedSheet(number=number, sheet=sheet) for number, sheet in enumerate(sheets, first)
    ]
    return tuple(replace(one, neighbours=_neighbours(one, alone)) for one in alone)


def _neighbours(one: NumberedSheet, sheets: Sequence[NumberedSheet]) -> tuple[Neighbour, ...]:
    found = (_beside(one, other) for other in sheets if other is not one)
    return tuple(neighbour for neighbour in found if neighbour)


def _beside(one: NumberedSheet, other: NumberedSheet) -> Neighbour | None:
    """Return another sheet as a neighbour, where the two have a good part of a side in common."""
    west, south, east, north = one.sheet.box_m
    left, low, right, high = other.sheet.box_m
    across, down = (left - west) / (east - west), (high - north) / (north - south)
    level = abs(across) > abs(down)
    near, far = (south, north) if level else (west, east)
    common = max(near, low if level else left), min(far, high if level else right)
    touching = left <= east and right >= west and low <= north and high >= south
    if not touching or common[1] - common[0] < _BESIDE * (far - near):
        return None
    along = ((common[0] + common[1]) / 2 - near) / (far - near)
    side: Side = ("east" if across > 0 else "west") if level else ("north" if down > 0 else "south")
    return Neighbour(side=side, number=other.number, along=1 - along if level else along)


def ground_on(sheet: Sheet) -> BaseGeometry:
    """Return what a sheet shows as a box in EPSG:25832."""
    return shapely.box(*sheet.box_m)


def distance_to_edge(sheet: Sheet, x: float, y: float) -> float:
    """Return how far inside the frame a place lies, in millimetres; negative outside it."""
    inside: float = min(x, y, sheet.width - x, sheet.height - y)
    return inside / UNITS_A_MM
