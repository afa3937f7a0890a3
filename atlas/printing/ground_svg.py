"""The ground of a printed map: sea and land, green and lakes, streets on casings, railways.

The same kinds, colours and widths as on the web map at the zoom that the sheet's scale is like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from atlas.ground_symbology import GROUND_STYLES, zoom_of_scale
from atlas.printing import drawing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from atlas.ground_symbology import GroundStyle
    from atlas.printing.layers_on_paper import LayersOnPaper
    from atlas.printing.sheet import Sheet

_LAND: Final = ("land-neighbour", "land")
_ON_LAND: Final = ("green", "cemetery", "lake")
_STREETS: Final = ("street-3", "street-2", "street-1")
_TRACKS: Final = ("rail", "s-train", "metro")
_EDGE_PX: Final = 1.4
_DAY: Final = 0


def ground(layers: LayersOnPaper, *, own: bool = True, lines: bool = True) -> Iterator[str]:
    """Yield the ground as SVG, from the sea up; `own` lightens the map's own districts.

    Without `lines` streets and railways are left out, for a small picture.
    """
    sheet = layers.sheet
    sea = GROUND_STYLES["water"].fill[_DAY]
    yield f'<rect width="{sheet.width}" height="{sheet.height}" fill="{sea}"/>'
    # All edges first: they stay where land meets water, not where it meets land.
    yield from (_edge(layers.of_kind(kind), kind, sheet) for kind in _LAND)
    yield from (_fill(layers.of_kind(kind), kind, sheet) for kind in _LAND)
    if own:
        yield _fill(_own_land(layers), "district", sheet)
    for kind in _ON_LAND:
        yield _edge(layers.of_kind(kind), kind, sheet) + _fill(layers.of_kind(kind), kind, sheet)
    if lines:
        yield from _lines(layers)


def _lines(layers: LayersOnPaper) -> Iterator[str]:
    zoom = zoom_of_scale(layers.sheet.scale)
    streets = [kind for kind in _STREETS if GROUND_STYLES[kind].since <= zoom]
    yield from (_casing(layers, kind, zoom) for kind in streets)
    yield from (_line(layers, kind, zoom) for kind in streets)
    for kind in _TRACKS:
        if GROUND_STYLES[kind].since <= zoom:
            yield _casing(layers, kind, zoom) + _line(layers, kind, zoom)


def _own_land(layers: LayersOnPaper) -> BaseGeometry:
    own = shapely.union_all([shape for _, shape in layers.own_districts])
    return shapely.intersection(own, layers.of_kind("land"))


def _edge(shape: BaseGeometry, kind: str, sheet: Sheet) -> str:
    edge = GROUND_STYLES[kind].edge
    return drawing.stroked(shape, sheet, edge[_DAY], _EDGE_PX) if edge else ""


def _fill(shape: BaseGeometry, kind: str, sheet: Sheet) -> str:
    paint = f'fill="{GROUND_STYLES[kind].fill[_DAY]}" fill-rule="evenodd"'
    return drawing.path(drawing.inside(shape, sheet), paint)


def _casing(layers: LayersOnPaper, kind: str, zoom: float) -> str:
    style = GROUND_STYLES[kind]
    if style.edge is None:
        return ""
    width = style.width_at(zoom) + style.casing_px
    return drawing.stroked(layers.of_kind(kind), layers.sheet, style.edge[_DAY], width)


def _line(layers: LayersOnPaper, kind: str, zoom: float) -> str:
    style, shape = GROUND_STYLES[kind], layers.of_kind(kind)
    width, colour = style.width_at(zoom), style.fill[_DAY]
    if not style.ticks:
        return drawing.stroked(shape, layers.sheet, colour, width, _dash(style))
    track = drawing.stroked(shape, layers.sheet, colour, width)
    return track + drawing.stroked(shape, layers.sheet, colour, style.ticks, _dash(style))


def _dash(style: GroundStyle) -> str:
    """Return a line's dashes; those of no length with round ends are dots."""
    if not style.dash:
        return ""
    parts = ",".join(f"{part * drawing.UNITS_A_PIXEL:.0f}" for part in style.dash)
    cap = "round" if style.dash[0] < 1 else "butt"
    return f' stroke-dasharray="{parts}" stroke-linecap="{cap}"'
