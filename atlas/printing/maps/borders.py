"""The lines around neighbourhoods and plans: one line where two all but coincide.

Outlines drawn by different hands follow the same street on either side of it. Dashes beside dashes
read as a road or as a line of its own, so that of such stretches the first drawn stays alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import numpy as np
import shapely

from atlas.printing.maps import drawing
from atlas.symbology import AREA_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from atlas.printing.maps.layers_on_paper import Drawn, LayersOnPaper
    from atlas.printing.maps.sheet import Sheet

_NEAR: Final = 100
"""In hundredths of a millimetre: lines less than this apart are drawn as one."""

_SHORTEST: Final = 400
"""No longer than this, two lines cross; and what is left of a line that gave way is no line."""


def neighbourhoods(layers: LayersOnPaper) -> str:
    """Draw the neighbourhoods' borders, each once, and where nothing stronger is drawn.

    Their tint is left out on paper: they lie in each other, and tints would add up.
    """
    stronger = [*layers.own_districts, *layers.listed_areas, *layers.plans]
    lines = _alone(_lines(layers.neighbourhoods), _lines(stronger), layers.sheet)
    return drawing.path(lines, drawing.line_paint(AREA_STYLES["kvarterer"]))


def plans(layers: LayersOnPaper) -> str:
    """Draw what plans are for, hatched once where plans overlap, and not over listed areas."""
    style = AREA_STYLES["helhedsplaner"]
    listed = shapely.union_all([shape for _, shape in layers.listed_areas])
    planned = shapely.union_all([shape for _, shape in layers.plans])
    ground = drawing.filled(shapely.difference(planned, listed), style, layers.sheet)
    lines = _alone(_lines(layers.plans), [], layers.sheet)
    return ground + drawing.path(lines, drawing.line_paint(style))


def _lines(areas: Iterable[Drawn]) -> list[BaseGeometry]:
    """Return the outlines of areas, and lines themselves."""
    return [shape.boundary if shape.area else shape for _, shape in areas]


def _alone(
    lines: Iterable[BaseGeometry], stronger: Iterable[BaseGeometry], sheet: Sheet
) -> BaseGeometry:
    """Return lines on a sheet without what of them runs along one before, or a stronger one."""
    taken = [shapely.buffer(one, _NEAR, quad_segs=2) for one in _seen(stronger, sheet)]
    kept: list[BaseGeometry] = []
    for line in _seen(lines, sheet):
        rest = line
        for beside in taken:
            rest = _without(rest, beside)
        shortest = _SHORTEST if rest.length < line.length else 0
        kept += [one for one in shapely.get_parts(rest) if one.length > shortest]
        taken.append(shapely.buffer(line, _NEAR, quad_segs=2))
    return cast("BaseGeometry", shapely.multilinestrings(np.array(kept, dtype=object)))


def _without(line: BaseGeometry, beside: BaseGeometry) -> BaseGeometry:
    """Return a line without what runs along another, and with what only crosses or meets it."""
    common = shapely.get_parts(shapely.intersection(line, beside))
    lengths = shapely.length(common)
    if not (lengths > _SHORTEST).any():
        return line
    crossing = common[(lengths > 0) & (lengths <= _SHORTEST)]
    apart = shapely.get_parts(shapely.difference(line, beside))
    return drawing.end_to_end(np.concatenate([apart, crossing]))


def _seen(lines: Iterable[BaseGeometry], sheet: Sheet) -> list[BaseGeometry]:
    shapes = np.array([*lines], dtype=object)
    if not len(shapes):
        return []
    seen = drawing.all_inside(shapes, sheet)
    found: list[BaseGeometry] = seen[~shapely.is_empty(seen)].tolist()
    return found
