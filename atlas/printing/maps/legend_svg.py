"""The little pictures of the legend, drawn by the same hands as the map itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from atlas.printing.maps import drawing
from atlas.printing.maps.marker_svg import point
from atlas.printing.maps.sheet import Frame, Sheet
from atlas.symbology import AREA_STYLES, SEVERAL_THEMES, THEME_SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable

AREA_CODES: Final = ("district", "kvarterer", "udsatte_boligomraader", "helhedsplaner")

_WIDTH: Final = 1_200
_HEIGHT: Final = 600
_POINT_SIDE: Final = 300


def legend_files(area_codes: Iterable[str] = AREA_CODES) -> dict[str, bytes]:
    """Return the legend's pictures by file name: signs, kinds of point, kinds of area."""
    signs = [*THEME_SIGNS.values(), SEVERAL_THEMES]
    return {
        **{f"sign-{one.code}.svg": drawing.sign_file(one) for one in signs},
        **{f"area-{code}.svg": _swatch(code) for code in area_codes},
        "point-exact.svg": _point(exact=True),
        "point-about.svg": _point(exact=False),
    }


def _swatch(code: str) -> bytes:
    frame = Frame(width_mm=_WIDTH / 100, height_mm=_HEIGHT / 100)
    sheet = Sheet(frame=frame, easting_m=0, northing_m=0, scale=1)
    style = AREA_STYLES[code]
    shape = shapely.box(60, 60, _WIDTH - 60, _HEIGHT - 60)
    drawn = (
        drawing.outlined(shape, style, sheet)
        if code == "kvarterer"
        else drawing.area(shape, style, sheet)
    )
    return drawing.document(_WIDTH, _HEIGHT, [drawn])


def _point(*, exact: bool) -> bytes:
    middle = _POINT_SIDE / 2
    return drawing.document(_POINT_SIDE, _POINT_SIDE, [point(middle, middle, exact=exact)])
