"""Markers as SVG: a pill with the theme's sign and room for a number, on a stem to its point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from atlas.printing.maps import drawing
from atlas.printing.maps.markers import HEIGHT
from atlas.printing.maps.spreading import Box
from atlas.symbology import sign_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.catalogue import Entry
    from atlas.printing.maps.markers import Marker

INK: Final = "#2b2622"

EXACT: Final = "address"
"""The one precision at which a point is the place itself, not somewhere inside it."""

DOT_RADIUS: Final = 55
RING_RADIUS: Final = 80

_ROUNDING: Final = 90
_SHADOW: Final = 45
_SIGN_MARGIN: Final = 70


def stem(marker: Marker, records: Sequence[Entry]) -> str:
    """Return the line from a marker to its point, and the point as dot or ring."""
    x, y = marker.point
    start_x, start_y = marker.box.nearest(x, y)
    line = f"M{start_x} {start_y}L{x} {y}"
    return (
        f'<path d="{line}" stroke="#ffffff" stroke-width="60" fill="none"/>'
        f'<path d="{line}" stroke="{INK}" stroke-width="28" fill="none"/>'
        + point(x, y, exact=is_exact(marker, records))
    )


def point(x: float, y: float, *, exact: bool) -> str:
    """Return a dot for an exact place, a ring for one that is somewhere about."""
    if exact:
        paint = f'r="{DOT_RADIUS}" fill="{INK}" stroke="#ffffff" stroke-width="20"'
    else:
        paint = f'r="{RING_RADIUS}" fill="#ffffff" stroke="{INK}" stroke-width="34"'
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" {paint}/>'


def is_exact(marker: Marker, records: Sequence[Entry]) -> bool:
    """Return whether all records of a marker stand at its very point."""
    precisions = {one.properties["location"]["precision"] for one in records}
    return precisions == {EXACT} and not marker.gathers


def pill(marker: Marker, records: Sequence[Entry]) -> str:
    """Return a marker's ground: the sign of its records' theme, and white room for the number."""
    box, themes = marker.box, {code for one in records for code in one.properties["themes"]}
    sign = sign_for(sorted(themes))
    behind = _outline(box, _SHADOW) if marker.gathers else ""
    side = HEIGHT - 2 * _SIGN_MARGIN
    left, top, side_box = box.left, box.top, HEIGHT
    half = (
        f'<path d="M{left + side_box} {top}h{_ROUNDING - side_box}'
        f"a{_ROUNDING} {_ROUNDING} 0 0 0 -{_ROUNDING} {_ROUNDING}v{HEIGHT - 2 * _ROUNDING}"
        f"a{_ROUNDING} {_ROUNDING} 0 0 0 {_ROUNDING} {_ROUNDING}h{side_box - _ROUNDING}z"
        f'" fill="{sign.colour}"/>'
    )
    drawn = drawing.sign(sign, left + _SIGN_MARGIN, top + _SIGN_MARGIN, side) if themes else ""
    frame = _outline(box, 0, fill="none")
    return behind + _outline(box, 0) + half + drawn + frame


def taken_by(markers: Sequence[Marker]) -> list[Box]:
    """Return the room that markers and their points take on the sheet."""
    side = 2 * RING_RADIUS + 40
    points = [
        Box(left=x - side // 2, top=y - side // 2, width=side, height=side)
        for x, y in (marker.point for marker in markers)
    ]
    return [*(marker.box for marker in markers), *points]


def _outline(box: Box, shift: int, fill: str = "#ffffff") -> str:
    return (
        f'<rect x="{box.left + shift}" y="{box.top + shift}" width="{box.width}"'
        f' height="{box.height}" rx="{_ROUNDING}" fill="{fill}" stroke="{INK}" stroke-width="22"/>'
    )
