"""SVG pieces of a map: areas, hatching, signs and words, in whole hundredths of a millimetre.

Everything is drawn as paths, without CSS or scripts, so that Typst, a browser and a plotter see
the same. Every word goes through `printable` and is escaped.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from atlas.printing.fonts import FAMILIES, printable
from atlas.printing.maps.sheet import UNITS_A_MM
from atlas.symbology import SIGN_BOX

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

_SIMPLEST: Final = 4
"""In hundredths of a millimetre: as fine as 600 dots an inch."""

_MARGIN: Final = 200
_HALO: Final = 0.3


def document(width: int, height: int, pieces: Iterable[str], *, content: int = UNITS_A_MM) -> bytes:
    """Return an SVG file of the given size; `content` is how many units a millimetre has."""
    size = f'width="{width / content:g}mm" height="{height / content:g}mm"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">'
    return f"{opening}{''.join(pieces)}</svg>".encode()


def area(shape: BaseGeometry, style: AreaStyle, sheet: Sheet) -> str:
    """Return an area (on paper) filled, hatched and outlined as the symbology says."""
    return filled(shape, style, sheet) + outlined(shape, style, sheet)


def filled(shape: BaseGeometry, style: AreaStyle, sheet: Sheet) -> str:
    """Return an area's fill and hatching."""
    seen = inside(shape, sheet)
    paint = f'fill="{style.fill}" fill-opacity="{style.fill_opacity:g}" fill-rule="evenodd"'
    return path(seen, paint) + hatching(seen, style)


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
    """Return path data of lines, all of them at once: a map has some ten thousand points."""
    points, line = shapely.get_coordinates(lines, return_index=True)
    places = np.rint(points).astype(int)
    begins = np.diff(line, prepend=-1) != 0
    steps = np.diff(places, axis=0, prepend=places[:1])
    moves = begins | steps.any(axis=1)
    long_enough = np.bincount(line[moves], minlength=len(lines)) > 1
    kept = moves & long_enough[line]
    steps[begins] = places[begins]
    xs, ys, begins = steps[kept, 0].tolist(), steps[kept, 1].tolist(), begins[kept]
    signs = np.where(begins, f"{end}M", np.where(np.roll(begins, 1), "l", " ")).tolist()
    drawn = "".join([f"{sign}{x} {y}" for sign, x, y in zip(signs, xs, ys, strict=True)])
    return f"{drawn.removeprefix(end)}{end}" if drawn else ""


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


def written(name: PlacedName) -> str:
    """Return a name on the map, centred in its box, with a halo behind the letters."""
    letters = name.lettering
    paint = f'fill="{letters.colour}"'
    if letters.halo:
        width = round(letters.size * _HALO)
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
    frame = frame_of(sheet)
    shapely.prepare(frame)
    cut = ~shapely.contains_properly(frame, shapes)
    seen = shapes.copy()
    seen[cut] = shapely.intersection(shapes[cut], frame)
    return shapely.simplify(seen, _SIMPLEST)
