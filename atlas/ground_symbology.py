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

    `rank` says which name goes first where room is short, the lowest first.
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


_CASING: Final = ("#cbbfaa", "#181b19")

GROUND_STYLES: Final[dict[str, GroundStyle]] = {
    style.code: style
    for style in (
        GroundStyle(code="water", fill=("#bdd5e0", "#15242c")),
        GroundStyle(
            code="land-neighbour", fill=("#e7e1d5", "#20221f"), edge=("#b3c3c6", "#33434a")
        ),
        GroundStyle(code="land", fill=("#f1ece1", "#282b28"), edge=("#a9bfc6", "#3c4f57")),
        GroundStyle(code="district", fill=("#faf7ef", "#323632")),
        GroundStyle(code="built-up", fill=("#ece5d8", "#2d302d")),
        GroundStyle(code="green", fill=("#d9e5c9", "#2a3a29")),
        GroundStyle(code="cemetery", fill=("#d3decb", "#2e3a33"), edge=("#b9c8b2", "#3b4a3d")),
        GroundStyle(code="lake", fill=("#bdd5e0", "#15242c"), edge=("#9fbfcd", "#2b4552")),
        GroundStyle(
            code="building",
            fill=("#e3d9c9", "#3a3e3a"),
            edge=("#cbbfab", "#474c47"),
            since=15,
        ),
        GroundStyle(
            code="path",
            fill=("#bfae8e", "#6b665a"),
            widths=((14, 0.7), (16, 1.2), (18, 2)),
            dash=(3, 3),
            since=15,
        ),
        GroundStyle(
            code="cycle-path",
            fill=("#a7b9ae", "#56665e"),
            widths=((14, 0.7), (16, 1.4), (18, 2.4)),
            dash=(7, 3),
            since=14,
        ),
        GroundStyle(
            code="street-5",
            fill=("#ffffff", "#3f443f"),
            edge=_CASING,
            widths=((14, 0.6), (15, 1.6), (16, 3.4), (18, 10)),
            casing_px=1,
            since=14.5,
        ),
        GroundStyle(
            code="street-4",
            fill=("#ffffff", "#414641"),
            edge=_CASING,
            widths=((13, 0.7), (14, 1.4), (15, 3.2), (16, 5.6), (18, 17)),
            casing_px=1.1,
            since=13,
        ),
        GroundStyle(
            code="street-3",
            fill=("#ffffff", "#444944"),
            edge=_CASING,
            widths=((12, 0.5), (13, 1.1), (14, 2.2), (15, 4.2), (16, 7), (18, 20)),
            casing_px=1.2,
            since=12,
        ),
        GroundStyle(
            code="street-2",
            fill=("#ffffff", "#4d524d"),
            edge=("#bfb198", "#181b19"),
            widths=((11, 0.9), (13, 2), (14, 3.4), (15, 5.6), (16, 9), (18, 24)),
            casing_px=1.4,
        ),
        GroundStyle(
            code="street-1",
            fill=("#fbeccb", "#5a5442"),
            edge=("#cdb88d", "#181b19"),
            widths=((11, 1.4), (13, 3), (14, 4.4), (15, 7), (16, 11), (18, 28)),
            casing_px=1.6,
        ),
        GroundStyle(
            code="rail",
            fill=("#a59c8e", "#6d716c"),
            widths=((11, 0.7), (13, 1), (15, 1.4), (18, 2)),
            dash=(1.2, 8),
            ticks=5,
        ),
        GroundStyle(
            code="s-train",
            fill=("#fbf8f1", "#282b28"),
            edge=("#958c7e", "#858a84"),
            widths=((11, 0.6), (13, 1.2), (15, 2), (18, 3)),
            casing_px=1.6,
            dash=(7, 6),
        ),
        GroundStyle(
            code="metro",
            fill=("#7d8a95", "#8b98a3"),
            widths=((11, 1.1), (13, 1.9), (15, 2.8), (18, 4)),
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
_STREET: Final = ("#6a6254", "#c5bfb2")

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
        GroundLettering(code="street-1", ink=_STREET, size_px=11.5, rank=5, since=13),
        GroundLettering(code="street-2", ink=_STREET, size_px=11.5, rank=5.5, since=13),
        GroundLettering(code="street-3", ink=_STREET, size_px=11, rank=6, since=13.5),
        GroundLettering(code="street-4", ink=_STREET, size_px=11, rank=6.2, since=15),
        GroundLettering(code="street-5", ink=_STREET, size_px=10.5, rank=6.4, since=16),
        GroundLettering(code="estate", ink=_QUIET, size_px=12, rank=6.5, since=14.5),
        GroundLettering(
            code="label-water",
            ink=("#2f6079", "#9cc3d6"),
            size_px=12,
            rank=7,
            since=11,
            italic=True,
        ),
        GroundLettering(
            code="label-park",
            ink=("#4a6032", "#b6cd9a"),
            size_px=11.5,
            rank=8,
            since=12,
            italic=True,
        ),
        GroundLettering(
            code="label-neighbourhood",
            ink=("#857b6b", "#938e83"),
            size_px=12,
            rank=9,
            since=12,
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
    return [f"{name}-sizes: {sizes} {zooms};", f"{name}-style: {slant} {case};"]
