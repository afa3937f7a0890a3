"""How the ground beneath the markers is drawn, by day and by night: a part of the symbology.

Quiet on purpose: pale land, paler streets, railways told apart by their lines and not by colour,
so that the records stand out and a copy in grey still reads. Widths grow with the zoom of web
maps; a sheet of paper has the zoom at which its scale is a map's on the screen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

Shades = tuple[str, str]
"""A colour by day and by night."""

Stops = tuple[tuple[float, float], ...]
"""Zooms, rising, each with a size in CSS pixels; between two of them it grows evenly."""

_EQUATOR_M_A_PIXEL: Final = 156_543.03
_LATITUDE: Final = 55.69
_METRES_A_PIXEL_OF_PAPER: Final = 0.0254 / 96


@dataclass(frozen=True, kw_only=True)
class GroundStyle:
    """How one kind of ground is drawn, from zoom `since` on.

    An area has a `fill` and perhaps an `edge`. A line has `widths` as well: it is drawn in `fill`
    on a casing in `edge`, wider by `casing_px`. `dash` (CSS pixels) breaks the fill of a line, or
    with `ticks` becomes strokes of that length across it, `ticks` pixels long.
    """

    code: str
    fill: Shades
    edge: Shades | None = None
    widths: Stops = ()
    casing_px: float = 0.0
    dash: tuple[float, ...] = ()
    ticks: float = 0.0
    since: float = 0.0

    def width_at(self, zoom: float) -> float:
        """Return the width of a line without its casing, in CSS pixels."""
        return at_zoom(self.widths, zoom)


@dataclass(frozen=True, kw_only=True)
class GroundLettering:
    """How one kind of name is written, between two zooms, on a halo of another colour.

    `rank` says which name goes first where room is short, the lowest first. From zoom 16 to 18
    letters grow to `close_px`, where that is given: there is room, and streets are wider.
    """

    code: str
    ink: Shades
    size_px: float
    rank: float
    since: float
    until: float = 19.0
    weight: int = 400
    italic: bool = False
    capitals: bool = False
    spacing_px: float = 0.0
    close_px: float = 0.0


_CASING: Final = ("#c2b69f", "#1c1f1d")
_MAIN_CASING: Final = ("#b5a587", "#1a1c1a")

GROUND_STYLES: Final[dict[str, GroundStyle]] = {
    style.code: style
    for style in (
        GroundStyle(code="water", fill=("#aecddc", "#15242c")),
        GroundStyle(
            code="land-neighbour", fill=("#e3dccf", "#20221f"), edge=("#b3c3c6", "#33434a")
        ),
        GroundStyle(code="land", fill=("#ece6d9", "#262926"), edge=("#a9bfc6", "#3c4f57")),
        GroundStyle(code="district", fill=("#f6f1e6", "#2f332f")),
        GroundStyle(code="built-up", fill=("#e7dfd0", "#2b2e2b")),
        GroundStyle(code="green", fill=("#d2e1bf", "#283a28")),
        GroundStyle(code="cemetery", fill=("#cddac4", "#2d3a33"), edge=("#b3c3ab", "#3b4a3d")),
        GroundStyle(code="lake", fill=("#aecddc", "#15242c"), edge=("#8fb3c4", "#2b4552")),
        GroundStyle(
            code="building",
            fill=("#e0d5c3", "#3a3e3a"),
            edge=("#c8bba5", "#4a4f4a"),
            since=15,
        ),
        GroundStyle(
            code="path",
            fill=("#b09d7b", "#757062"),
            widths=((14, 0.7), (16, 1.2), (18, 2)),
            dash=(3, 3),
            since=15,
        ),
        GroundStyle(
            code="cycle-path",
            fill=("#9cb3a5", "#5c6f66"),
            widths=((14, 0.7), (16, 1.4), (18, 2.4)),
            dash=(7, 3),
            since=14,
        ),
        GroundStyle(
            code="street-5",
            fill=("#ffffff", "#434843"),
            edge=_CASING,
            widths=((14, 0.6), (15, 1.6), (16, 3.2), (18, 9)),
            casing_px=1.3,
            since=14.5,
        ),
        GroundStyle(
            code="street-4",
            fill=("#ffffff", "#484e48"),
            edge=_CASING,
            widths=((13, 0.6), (14, 1.4), (15, 3), (16, 5.2), (17, 9.5), (18, 16)),
            casing_px=1.4,
            since=13,
        ),
        GroundStyle(
            code="street-3",
            fill=("#ffffff", "#4f564f"),
            edge=_MAIN_CASING,
            widths=((12, 0.7), (13, 1.7), (14, 3), (15, 5.2), (16, 8.4), (17, 13), (18, 21)),
            casing_px=1.5,
            since=12,
        ),
        GroundStyle(
            code="street-2",
            fill=("#fff4d9", "#5c5c52"),
            edge=_MAIN_CASING,
            widths=((11, 1), (12, 1.7), (13, 2.9), (14, 4.6), (15, 7.2), (16, 11), (18, 27)),
            casing_px=1.7,
        ),
        GroundStyle(
            code="street-1",
            fill=("#fbe4b4", "#63583e"),
            edge=("#bda36f", "#1a1c1a"),
            widths=((11, 1.6), (13, 3.5), (14, 5.2), (15, 8), (16, 12.5), (18, 31)),
            casing_px=1.8,
        ),
        GroundStyle(
            code="rail",
            fill=("#ada497", "#5d615c"),
            widths=((11, 0.5), (13, 0.9), (15, 1.4), (18, 2)),
            dash=(1.2, 8),
            ticks=5,
        ),
        GroundStyle(
            code="s-train",
            fill=("#f7f2e8", "#262926"),
            edge=("#a1988a", "#686d68"),
            widths=((11, 0.3), (13, 0.9), (15, 1.8), (18, 3)),
            casing_px=1.4,
            dash=(7, 6),
        ),
        GroundStyle(
            code="metro",
            fill=("#8b98a3", "#66727c"),
            widths=((11, 0.9), (13, 1.6), (15, 2.5), (18, 4)),
            dash=(0.1, 5),
            since=11.5,
        ),
    )
}
"""Every kind of ground in the order of drawing; `district` is the own district's land."""

SIGNS: Final = {"station-s": "S", "station-metro": "M", "station-regional": "R"}
"""What stands in a station's sign: a disc for trains, a square for the metro."""

SIGN_INK: Final = ("#4b5963", "#b4c0c8")
SIGN_PAPER: Final = ("#ffffff", "#1d2322")
HALO: Final = ("#fdfbf6", "#1f2220")
"""What letters stand on, so that a line beneath does not cross them."""

_QUIET: Final = ("#5b5448", "#bdb7ab")
_STREET: Final = ("#5c5548", "#ddd7ca")

LETTERINGS: Final[dict[str, GroundLettering]] = {
    letters.code: letters
    for letters in (
        GroundLettering(
            code="district",
            ink=("#33302a", "#ede8de"),
            size_px=17,
            rank=0,
            since=0,
            until=11.99,
            weight=700,
        ),
        GroundLettering(
            code="udsatte_boligomraader",
            ink=("#43200a", "#f0c9a4"),
            size_px=13,
            rank=1,
            since=13,
            weight=700,
        ),
        GroundLettering(
            code="helhedsplaner",
            ink=("#113432", "#a4dbd6"),
            size_px=13,
            rank=2,
            since=14,
            weight=700,
        ),
        GroundLettering(
            code="neighbourhood", ink=_QUIET, size_px=12.5, rank=3, since=12, weight=700
        ),
        GroundLettering(code="station", ink=SIGN_INK, size_px=11.5, rank=4, since=13),
        GroundLettering(code="street-1", ink=_STREET, size_px=12, rank=5, since=13, close_px=14.5),
        GroundLettering(
            code="street-2", ink=_STREET, size_px=12, rank=5.2, since=13, close_px=14.5
        ),
        GroundLettering(code="street-3", ink=_STREET, size_px=12, rank=5.6, since=13, close_px=14),
        GroundLettering(
            code="street-4", ink=_STREET, size_px=11.5, rank=6.2, since=15, close_px=13.5
        ),
        GroundLettering(
            code="street-5", ink=_STREET, size_px=11, rank=6.4, since=16, close_px=12.5
        ),
        GroundLettering(code="estate", ink=_QUIET, size_px=12, rank=6.5, since=14.5),
        GroundLettering(
            code="label-water",
            ink=("#2a5b74", "#9cc3d6"),
            size_px=12,
            rank=7,
            since=11,
            italic=True,
        ),
        GroundLettering(
            code="label-park",
            ink=("#465c2e", "#b6cd9a"),
            size_px=11.5,
            rank=8,
            since=12,
            italic=True,
        ),
        GroundLettering(
            code="label-neighbourhood",
            ink=("#6b6254", "#a8a296"),
            size_px=12,
            rank=9,
            since=11,
            until=16.5,
            weight=700,
        ),
        GroundLettering(code="street", ink=_QUIET, size_px=12, rank=10, since=15),
    )
}
"""Every kind of name; `neighbourhood`, `estate` and `street` are places of the gazetteer."""


def at_zoom(stops: Stops, zoom: float) -> float:
    """Return the size at a zoom, in CSS pixels; outside the stops that of the nearest."""
    if zoom <= stops[0][0]:
        return stops[0][1]
    for (low, small), (high, large) in pairwise(stops):
        if zoom <= high:
            return small + (large - small) * (zoom - low) / (high - low)
    return stops[-1][1]


def zoom_of_scale(scale: int) -> float:
    """Return the zoom at which a web map of Copenhagen is as large as paper at 1:`scale`."""
    metres_a_pixel = _METRES_A_PIXEL_OF_PAPER * scale
    widest = _EQUATOR_M_A_PIXEL * math.cos(math.radians(_LATITUDE))
    return math.log2(widest / metres_a_pixel)


def ground_properties(*, night: bool = False) -> list[str]:
    """Return colours and sizes as CSS custom properties, which web and notebook draw with.

    By night only the colours, since nothing else changes.
    """
    shade = int(night)
    lines = [line for one in GROUND_STYLES.values() for line in _colours(one, shade)]
    lines += [f"--name-{one.code}-ink: {one.ink[shade]};" for one in LETTERINGS.values()]
    signs = {"sign-ink": SIGN_INK, "sign-paper": SIGN_PAPER, "halo": HALO}
    lines += [f"--ground-{name}: {shades[shade]};" for name, shades in signs.items()]
    if night:
        return lines
    lines += [line for one in GROUND_STYLES.values() for line in _sizes(one)]
    return lines + [line for one in LETTERINGS.values() for line in _letters(one)]


def _colours(style: GroundStyle, shade: int) -> list[str]:
    edge = style.edge[shade] if style.edge else "none"
    name = f"--ground-{style.code}"
    return [f"{name}-fill: {style.fill[shade]};", f"{name}-edge: {edge};"]


def _sizes(style: GroundStyle) -> list[str]:
    name = f"--ground-{style.code}"
    stops = " ".join(f"{zoom:g} {width:g}" for zoom, width in style.widths)
    dash = " ".join(f"{length:g}" for length in style.dash)
    return [
        f"{name}-widths: {stops or 'none'};",
        f"{name}-line: {style.casing_px:g} {style.ticks:g} {style.since:g};",
        f"{name}-dash: {dash or 'none'};",
    ]


def _letters(letters: GroundLettering) -> list[str]:
    name = f"--name-{letters.code}"
    slant, case = "italic" if letters.italic else "normal", "upper" if letters.capitals else "as-is"
    zooms = f"{letters.since:g} {letters.until:g}"
    sizes = f"{letters.size_px:g} {letters.weight} {letters.spacing_px:g} {letters.rank:g}"
    close = letters.close_px or letters.size_px
    return [f"{name}-sizes: {sizes} {zooms} {close:g};", f"{name}-style: {slant} {case};"]
