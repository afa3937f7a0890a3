"""SVG pieces of a map: areas, hatching, signs and words, in whole hundredths of a millimetre.

Everything is drawn as paths, without CSS or scripts, so that Typst, a browser and a plotter see
the same. Every word goes through `printable` and is escaped.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, cast

import numpy as np
import shapely

from atlas.printing.fonts import FAMILIES, printable
from atlas.printing.maps.sheet import UNITS_A_MM
from atlas.symbology import SIGN_BOX
from geodata.clipping import clipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from atlas.printing.maps.labelling import PlacedName
    from atlas.printing.maps.sheet import Sheet
    from atlas.symbology import AreaStyle, Sign

UNITS_A_PIXEL: Final = 25.4 / 96 * UNITS_A_MM
"""The symbology counts in CSS pixels."""

HATCHES: Final = {"diagonal": (190, 28), "vertical": (380, 22)}
"""Spacing and width of the lines of each kind of hatching: the rarer the area, the denser."""

_BAND: Final = 800
"""How far hatching reaches into an area, in hundredths of a millimetre. A plan for half a district
would else lie over every name of its streets; its tint says of the rest that it belongs there."""

_SIMPLEST: Final = 4
"""In hundredths of a millimetre: as fine as 600 dots an inch."""

_FAR: Final = 4_000
_NEAR_NUMBERS: Final = np.array(
    [f"{one}" if one < 0 else f" {one}" for one in range(-_FAR, _FAR + 1)], dtype=object
)
"""How whole numbers are written that hardly any step is beyond; a sign parts as well as a space."""

_LOST: Final = 5_000
"""In square hundredths of a millimetre: half a square millimetre is what is missed of an area."""

_MARGIN: Final = 200
HALO: Final = 0.3
"""How wide the stroke is that parts a name from the ground, in ems; half of it is outside."""


def document(width: int, height: int, pieces: Iterable[str], *, content: int = UNITS_A_MM) -> bytes:
    """Return an SVG file of the given size; `content` is how many units a millimetre has."""
    size = f'width="{width / content:g}mm" height="{height / content:g}mm"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">'
    return f"{opening}{''.join(pieces)}</svg>".encode()


def area(shape: BaseGeometry, style: AreaStyle, sheet: Sheet) -> str:
    """Return an area (on paper) filled, hatched and outlined as the symbology says."""
    seen = inside(shape, sheet)
    return _filled(seen, edge_of(shape), style, sheet) + path(seen, line_paint(style))


def filled(shape: BaseGeometry, style: AreaStyle, sheet: Sheet, *, part_of: BaseGeometry) -> str:
    """Return an area's fill, and the hatching along the edge of what it is a part of."""
    edge = shapely.intersection(edge_of(part_of), shape)
    return _filled(inside(shape, sheet), edge, style, sheet)


def _filled(seen: BaseGeometry, edge: BaseGeometry, style: AreaStyle, sheet: Sheet) -> str:
    paint = f'fill="{style.fill}" fill-opacity="{style.fill_opacity:g}" fill-rule="evenodd"'
    return path(seen, paint) + hatching(inside(edge, sheet), style)


def edge_of(shape: BaseGeometry) -> BaseGeometry:
    """Return what of an area lies near its outline: all of a small one, a band of a large one."""
    edge: BaseGeometry = shapely.difference(shape, shapely.buffer(shape, -_BAND))
    return edge


def outlined(shape: BaseGeometry, style: AreaStyle, sheet: Sheet) -> str:
    """Return an area's outline, or a line, as the symbology says."""
    return path(inside(shape, sheet), line_paint(style))


def stroke(colour: str, width_px: float, more: str = "") -> str:
    """Return the attributes of a line in one colour; `more` holds further ones."""
    more = more or ' stroke-linecap="round"'
    width = f'stroke-width="{width_px * UNITS_A_PIXEL:.0f}" stroke-linejoin="round"'
    return f'fill="none" stroke="{colour}" {width}{more}'


def line_paint(style: AreaStyle) -> str:
    """Return the attributes of an outline."""
    dash = ",".join(f"{part * UNITS_A_PIXEL:.0f}" for part in style.dash)
    dashed = f' stroke-dasharray="{dash}" stroke-linecap="round"' if dash else ""
    width = f'stroke-width="{style.width_px * UNITS_A_PIXEL:.0f}" stroke-linejoin="round"'
    return f'fill="none" stroke="{style.stroke}" {width}{dashed}'


def hatching(shape: BaseGeometry, style: AreaStyle) -> str:
    """Return hatching as lines of its own, which a black-and-white copier keeps."""
    if not style.hatch or shape.is_empty or not shape.area:
        return ""
    spacing, width = HATCHES[style.hatch]
    left, top, right, bottom = shape.bounds
    lean = bottom - top if style.hatch == "diagonal" else 0
    first = np.ceil((left - lean) / spacing) * spacing
    lines = [
        shapely.LineString([(x, bottom), (x + lean, top)]) for x in np.arange(first, right, spacing)
    ]
    cut = shapely.intersection(shapely.MultiLineString(lines), shape)
    return path(cut, f'fill="none" stroke="{style.stroke}" stroke-width="{width}"')


def path(shape: BaseGeometry, paint: str) -> str:
    """Return a geometry on paper as one SVG path."""
    return painted(course(shape), paint)


def course(shape: BaseGeometry) -> str:
    """Return a geometry on paper as SVG path data, to be painted once or more.

    Points are whole numbers, every one after the first of its line relative to the last; what
    comes down to a single point is left out.
    """
    parts = shapely.get_parts(shape)
    types = shapely.get_type_id(parts)
    rings = shapely.get_rings(parts[types == shapely.GeometryType.POLYGON])
    lines = parts[types == shapely.GeometryType.LINESTRING]
    return _subpaths(rings, "Z") + _subpaths(lines, "")


def _subpaths(lines: np.ndarray, end: str) -> str:
    points, line = shapely.get_coordinates(lines, return_index=True)
    return _written(points, line, end)


def closed(points: np.ndarray, ring: np.ndarray) -> str:
    """Return path data of closed rings, given by their points and the number of each one's ring."""
    return _written(points, ring, "Z")


def _written(points: np.ndarray, line: np.ndarray, end: str) -> str:
    """Return path data of lines, all of them at once: a map has some ten thousand points."""
    places = np.rint(points).astype(int)
    begins = np.ones(len(line), dtype=bool)
    begins[1:] = line[1:] != line[:-1]
    steps = places.copy()
    steps[1:] -= places[:-1]
    moves = begins | (steps[:, 0] != 0) | (steps[:, 1] != 0)
    long_enough = np.bincount(line[moves], minlength=1) > 1
    kept = moves & long_enough[line]
    steps[begins] = places[begins]
    begins, steps = begins[kept], steps[kept]
    near = np.abs(steps) <= _FAR
    told = _NEAR_NUMBERS[np.where(near, steps, 0) + _FAR]
    told[~near] = [f" {one}" for one in steps[~near].tolist()]
    told[begins, 0] = f"{end}M" + told[begins, 0]
    after = np.concatenate([[False], begins])[:-1]
    told[after, 0] = "l" + told[after, 0]
    drawn = "".join(told.ravel().tolist())
    return f"{drawn.removeprefix(end)}{end}" if drawn else ""


def end_to_end(lines: np.ndarray) -> BaseGeometry:
    """Return lines as one geometry, those joined that meet at their ends."""
    return cast("BaseGeometry", shapely.line_merge(shapely.multilinestrings(lines)))


def painted(data: str, paint: str) -> str:
    """Return path data as an SVG path; nothing where there is none."""
    return f'<path d="{data}" {paint}/>' if data else ""


def sign(one: Sign, x: float, y: float, side: float) -> str:
    """Return a theme's sign, without its ground, in a square of the given side."""
    scale = side / SIGN_BOX
    return (
        f'<path d="{one.path}" fill="{one.ink}" fill-rule="evenodd"'
        f' transform="translate({x:.0f} {y:.0f}) scale({scale:.4g})"/>'
    )


def sign_file(one: Sign) -> bytes:
    """Return a theme's sign on its ground as a picture of its own, for legend and directory."""
    ground = f'<rect width="400" height="400" rx="70" fill="{one.colour}"/>'
    return document(400, 400, [ground, sign(one, 55, 55, 290)])


def written(name: PlacedName, *, halo: bool = True) -> str:
    """Return a name on the map, centred in its box, with a halo behind the letters.

    Of many names the halo is drawn apart, by `maps.halo`.
    """
    letters = name.lettering
    paint = f'fill="{letters.colour}"'
    if halo and letters.halo:
        width = round(letters.size * HALO)
        paint += (
            f' stroke="{letters.halo}" stroke-width="{width}" stroke-linejoin="round"'
            ' paint-order="stroke"'
        )
    style = ' font-style="italic"' if letters.italic else ""
    spacing = f' letter-spacing="{letters.spacing}"' if letters.spacing else ""
    return (
        f'<text x="{name.x:.0f}" y="{name.y:.0f}" text-anchor="middle"'
        f' font-family="{", ".join(FAMILIES)}" font-size="{letters.size}"'
        f' font-weight="{letters.weight}"{style}{spacing} {paint}>'
        f"{escape(printable(name.text).text)}</text>"
    )


def frame_of(sheet: Sheet) -> BaseGeometry:
    """Return the part of the paper that is drawn on: the frame and a margin, hidden in the end."""
    return shapely.box(-_MARGIN, -_MARGIN, sheet.width + _MARGIN, sheet.height + _MARGIN)


def inside(shape: BaseGeometry, sheet: Sheet) -> BaseGeometry:
    """Return a shape without what lies outside the frame; the margin hides the cut edge."""
    seen: BaseGeometry = all_inside(np.array([shapely.make_valid(shape)]), sheet)[0]
    return seen


def all_inside(shapes: np.ndarray, sheet: Sheet) -> np.ndarray:
    """Return valid shapes without what lies outside the frame, no finer than can be printed."""
    frame = frame_of(sheet).bounds
    left, top, right, bottom = shapely.bounds(shapes).T
    whole = (left > frame[0]) & (top > frame[1]) & (right < frame[2]) & (bottom < frame[3])
    seen = shapes.copy()
    seen[~whole] = clipped(shapes[~whole], frame)
    simple = shapely.simplify(seen, _SIMPLEST, preserve_topology=False)
    # An area that comes to cross itself that way loses a part: it is simplified again with care,
    # which takes four times as long.
    lost = np.abs(shapely.area(seen) - shapely.area(simple)) > _LOST
    simple[lost] = shapely.simplify(seen[lost], _SIMPLEST)
    return simple


def in_one_piece(areas: np.ndarray | list[BaseGeometry]) -> BaseGeometry:
    """Return valid areas as one, those joined that touch: most lie apart, and are left alone."""
    joined: BaseGeometry = shapely.disjoint_subset_union_all(areas)
    return joined
