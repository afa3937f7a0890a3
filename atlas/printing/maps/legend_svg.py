"""The little pictures of the legend, drawn by the same hands as the map itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from atlas.printing.maps import drawing
from atlas.printing.maps.ground_svg import sample
from atlas.printing.maps.layers_on_paper import STATION_KINDS
from atlas.printing.maps.marker_svg import point
from atlas.printing.maps.sheet import Frame, Sheet
from atlas.printing.maps.station_svg import SIGN_SIDE, squares, station_sign
from atlas.symbology import AREA_STYLES, SEVERAL_THEMES, THEME_SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable

AREA_CODES: Final = ("district", "kvarterer", "udsatte_boligomraader", "helhedsplaner")

LINE_CODES: Final = ("rail", "s-train", "metro", "path", "cycle-path")
"""The kinds of line, beside streets, whose meaning a reader may want to be told."""

_LINE_SCALE: Final = 10_000
_LINE_WIDTH: Final = 560
_WIDTH: Final = 1_200
_HEIGHT: Final = 600
_POINT_SIDE: Final = 300


def legend_files(area_codes: Iterable[str] = AREA_CODES) -> dict[str, bytes]:
    """Return the legend's pictures by file name: signs, kinds of point, of area and of line."""
    signs = [*THEME_SIGNS.values(), SEVERAL_THEMES]
    return {
        **{f"sign-{one.code}.svg": drawing.sign_file(one) for one in signs},
        **{f"area-{code}.svg": _swatch(code) for code in area_codes},
        **{f"line-{code}.svg": _line(code) for code in LINE_CODES},
        "stations.svg": _stations(),
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


def _line(code: str) -> bytes:
    course = f"M0 {SIGN_SIDE // 2}h{_LINE_WIDTH}"
    return drawing.document(_LINE_WIDTH, SIGN_SIDE, [sample(code, course, _LINE_SCALE)])


def _stations() -> bytes:
    """Draw the signs of all kinds of station beside each other."""
    width = SIGN_SIDE * len(STATION_KINDS)
    places = squares(width / 2, SIGN_SIDE / 2, STATION_KINDS)
    return drawing.document(width, SIGN_SIDE, [*map(station_sign, STATION_KINDS, places)])


def _point(*, exact: bool) -> bytes:
    middle = _POINT_SIDE / 2
    return drawing.document(_POINT_SIDE, _POINT_SIDE, [point(middle, middle, exact=exact)])
