"""The ground of a printed map: sea and land, green and lakes, streets on casings, railways.

The same kinds, colours and widths as on the web map at the zoom that the sheet's scale is like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from atlas.ground_symbology import GROUND_STYLES, zoom_of_scale
from atlas.printing.maps import drawing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from atlas.ground_symbology import GroundStyle
    from atlas.printing.maps.layers_on_paper import LayersOnPaper

_LAND: Final = ("land-neighbour", "land")
_BENEATH: Final = ("built-up",)
_ON_LAND: Final = ("green", "cemetery", "lake")
_HOUSES: Final = "building"
_PATHS: Final = ("path", "cycle-path")
_STREETS: Final = ("street-5", "street-4", "street-3", "street-2", "street-1")
_TRACKS: Final = ("rail", "s-train", "metro")
_EDGE_PX: Final = 1.4
_SEAM: Final = 40
"""In hundredths of a millimetre: twice as far apart is where two lands still meet."""
_SMALLEST_SCALE_WITH_SEAMS: Final = 30_000

_DAY: Final = 0


def ground(layers: LayersOnPaper, *, own: bool = True, lines: bool = True) -> Iterator[str]:
    """Yield the ground as SVG, from the sea up; `own` lightens the map's own districts.

    Without `lines` streets, houses and railways are left out, for a small picture.
    """
    sheet = layers.sheet
    sea = GROUND_STYLES["water"].fill[_DAY]
    yield f'<rect width="{sheet.width}" height="{sheet.height}" fill="{sea}"/>'
    # All edges first: they stay where land meets water, not where it meets land.
    land = {kind: drawing.course(layers.of_kind(kind)) for kind in _LAND}
    yield from (_edge(course, kind) for kind, course in land.items())
    seam = _seam(layers)
    yield _fill(drawing.course(seam), _LAND[0])
    yield from (_fill(course, kind) for kind, course in land.items())
    if own:
        yield from (_fill(course, "district") for course in _own_land(layers, seam))
    for kind in (*_BENEATH, *_ON_LAND):
        course = drawing.course(layers.of_kind(kind))
        yield _edge(course, kind) + _fill(course, kind)
    if lines:
        # Houses without an edge: on paper they are too small for one.
        yield _fill(drawing.course(layers.of_kind(_HOUSES)), _HOUSES)
        yield from _lines(layers)


def sample(kind: str, course: str, scale: int) -> str:
    """Draw a course as a path or track of a kind is drawn on a map of a scale, for a legend."""
    zoom = zoom_of_scale(scale)
    return _casing(course, kind, zoom) + _line(course, kind, zoom)


def _lines(layers: LayersOnPaper) -> Iterator[str]:
    zoom = zoom_of_scale(layers.sheet.scale)
    courses = {
        kind: drawing.course(layers.of_kind(kind))
        for kind in (*_PATHS, *_STREETS, *_TRACKS)
        if GROUND_STYLES[kind].since <= zoom
    }
    streets = {kind: course for kind, course in courses.items() if kind not in _TRACKS}
    yield from (_casing(course, kind, zoom) for kind, course in streets.items())
    yield from (_line(course, kind, zoom) for kind, course in streets.items())
    for kind in (one for one in courses if one in _TRACKS):
        yield _casing(courses[kind], kind, zoom) + _line(courses[kind], kind, zoom)


def _seam(layers: LayersOnPaper) -> BaseGeometry:
    """Return what lies between the city's land and its neighbours', and somewhat of both.

    Two sources drew the border, which would else show threads of sea on a map of a large scale.
    """
    sides = [layers.of_kind(kind) for kind in _LAND]
    if layers.sheet.scale > _SMALLEST_SCALE_WITH_SEAMS or any(one.is_empty for one in sides):
        return shapely.GeometryCollection()
    seam: BaseGeometry = shapely.intersection(*shapely.buffer(sides, _SEAM, quad_segs=1))
    return seam


def _own_land(layers: LayersOnPaper, seam: BaseGeometry) -> Iterator[str]:
    """Yield the map's own districts as far as their outlines go, wherever there is land."""
    own = drawing.inside(shapely.union_all([of for _, of in layers.own_districts]), layers.sheet)
    lands = (*(layers.of_kind(kind) for kind in _LAND), seam)
    for land in (one for one in lands if not one.is_empty):
        yield drawing.course(shapely.intersection(own, land))


def _edge(course: str, kind: str) -> str:
    edge = GROUND_STYLES[kind].edge
    return drawing.painted(course, drawing.stroke(edge[_DAY], _EDGE_PX)) if edge else ""


def _fill(course: str, kind: str) -> str:
    paint = f'fill="{GROUND_STYLES[kind].fill[_DAY]}" fill-rule="evenodd"'
    return drawing.painted(course, paint)


def _casing(course: str, kind: str, zoom: float) -> str:
    style = GROUND_STYLES[kind]
    if style.edge is None:
        return ""
    width = style.width_at(zoom) + style.casing_px
    return drawing.painted(course, drawing.stroke(style.edge[_DAY], width))


def _line(course: str, kind: str, zoom: float) -> str:
    style = GROUND_STYLES[kind]
    width, colour = style.width_at(zoom), style.fill[_DAY]
    if not style.ticks:
        return drawing.painted(course, drawing.stroke(colour, width, _dash(style)))
    track = drawing.painted(course, drawing.stroke(colour, width))
    return track + drawing.painted(course, drawing.stroke(colour, style.ticks, _dash(style)))


def _dash(style: GroundStyle) -> str:
    """Return a line's dashes; those of no length with round ends are dots."""
    if not style.dash:
        return ""
    parts = ",".join(f"{part * drawing.UNITS_A_PIXEL:.0f}" for part in style.dash)
    cap = "round" if style.dash[0] < 1 else "butt"
    return f' stroke-dasharray="{parts}" stroke-linecap="{cap}"'
