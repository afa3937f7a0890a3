"""The lines around neighbourhoods and plans: one line where two all but coincide.

Outlines drawn by different hands follow the same street on either side of it. Dashes beside dashes
read as a road or as a line of its own, so that of such stretches the first drawn stays alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from atlas.printing.maps import drawing
from atlas.printing.maps.spreading import Box
from atlas.symbology import AREA_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from atlas.printing.maps.layers_on_paper import Drawn, LayersOnPaper
    from atlas.printing.maps.sheet import Sheet

_NEAR: Final = 100
"""In hundredths of a millimetre: lines less than this apart are drawn as one."""

_SHORTEST: Final = 400
"""No longer than this, two lines only cross; and what is left of a line that gave way is none."""


def neighbourhoods(layers: LayersOnPaper) -> str:
    """Draw the neighbourhoods' borders, each once, and where nothing stronger is drawn.

    Their tint is left out on paper: they lie in each other, and tints would add up.
    """
    stronger = [*layers.own_districts, *layers.listed_areas, *layers.plans]
    lines = _alone(_lines(layers.bordered), _lines(stronger), layers.sheet)
    return drawing.path(lines, drawing.line_paint(AREA_STYLES["kvarterer"]))


def plans(layers: LayersOnPaper) -> str:
    """Draw what plans are for, hatched once where plans overlap, and not over listed areas.

    Strokes stand along the plans' own edge only: from the listed areas' they would meet those.
    """
    style = AREA_STYLES["helhedsplaner"]
    listed = shapely.union_all([shape for _, shape in layers.listed_areas])
    planned = shapely.union_all([shape for _, shape in layers.plans])
    own = shapely.difference(planned, listed)
    ground = drawing.filled(own, style, layers.sheet, part_of=planned)
    lines = _alone(_lines(layers.plans), [], layers.sheet)
    return ground + drawing.path(lines, drawing.line_paint(style))


def along(line: BaseGeometry, sheet: Sheet) -> Iterator[Box]:
    """Yield boxes along a line, as far as a sheet shows it, in which no name is to stand."""
    seen = drawing.inside(line, sheet)
    for part in shapely.get_parts(shapely.segmentize(seen, _NEAR)):
        points = shapely.get_coordinates(part)
        low = np.floor(np.minimum(points[:-1], points[1:])).astype(int)
        size = np.ceil(np.abs(np.diff(points, axis=0))).astype(int) + 1
        for (left, top), (width, height) in zip(low.tolist(), size.tolist(), strict=True):
            yield Box(left=left, top=top, width=width, height=height)


def _lines(areas: Iterable[Drawn]) -> list[BaseGeometry]:
    """Return the outlines of areas, and lines themselves."""
    return [shape.boundary if shape.area else shape for _, shape in areas]


def _alone(
    lines: Iterable[BaseGeometry], stronger: Iterable[BaseGeometry], sheet: Sheet
) -> BaseGeometry:
    """Return lines on a sheet without what of them runs along one before, or a stronger one."""
    above, seen = _seen(stronger, sheet), _seen(lines, sheet)
    parts, line_of = shapely.get_parts(seen, return_index=True)
    points, part = shapely.get_coordinates(shapely.segmentize(parts, _NEAR), return_index=True)
    hidden = np.zeros(len(points), dtype=bool)
    bands = shapely.buffer(np.concatenate([above, seen]), _NEAR, quad_segs=1)
    shapely.prepare(bands)
    for number, band in enumerate(bands, -len(above)):
        asked = np.flatnonzero(~hidden & (line_of[part] > number))
        hidden[asked] = shapely.contains_xy(band, points[asked])
    touched = np.bincount(part[hidden], minlength=len(parts)) > 0
    kept = parts[~touched].tolist()
    for number in np.flatnonzero(touched).tolist():
        own = part == number
        kept += map(shapely.LineString, _kept(points[own], hidden[own]))
    return shapely.simplify(drawing.end_to_end(np.array(kept, dtype=object)), 1)


def _kept(points: np.ndarray, hidden: np.ndarray) -> Iterator[np.ndarray]:
    """Yield those stretches of a line that are not hidden, and what is where it only crosses."""
    if hidden.all():
        return
    steps = np.hypot(*np.diff(points, axis=0).T)
    gone = _only_long(hidden[1:] & hidden[:-1], steps)
    kept = _only_long(~gone, steps) if gone.any() else ~gone
    for first, last in _runs(kept):
        yield points[first : last + 1]


def _only_long(wanted: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Return which steps of a line are wanted, without those that are few in a row."""
    long = wanted.copy()
    for first, last in _runs(wanted):
        long[first:last] = steps[first:last].sum() > _SHORTEST
    return long


def _runs(wanted: np.ndarray) -> list[list[int]]:
    """Return where each row of wanted steps begins, and where it has ended."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], wanted, [False]])))
    runs: list[list[int]] = edges.reshape(-1, 2).tolist()
    return runs


def _seen(lines: Iterable[BaseGeometry], sheet: Sheet) -> np.ndarray:
    """Return what of lines is on a sheet."""
    seen = drawing.all_inside(np.array([*lines], dtype=object), sheet)
    found: np.ndarray = seen[~shapely.is_empty(seen)]
    return found
