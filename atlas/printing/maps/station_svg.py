"""The signs of stations on paper: a disc with S for trains, a square with M for the metro."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from atlas.ground_symbology import SIGN_INK, SIGN_PAPER, SIGNS
from atlas.printing.fonts import FAMILIES
from atlas.printing.maps.spreading import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIGN_SIDE: Final = 220
"""A sign's side in hundredths of a millimetre."""

_DAY: Final = 0
_LETTER: Final = 160
_BASELINE: Final = 0.36
_INSET: Final = 18
_LINE: Final = 22


def signs_of(x: float, y: float, kinds: Sequence[str]) -> Box:
    """Return the room of a station's signs, beside each other with the station in the middle."""
    width = len(kinds) * SIGN_SIDE
    left, top = round(x) - width // 2, round(y) - SIGN_SIDE // 2
    return Box(left=left, top=top, width=width, height=SIGN_SIDE)


def squares(x: float, y: float, kinds: Sequence[str]) -> Iterator[Box]:
    """Yield the square of each of a station's signs."""
    room = signs_of(x, y, kinds)
    for number in range(len(kinds)):
        left = room.left + number * SIGN_SIDE
        yield Box(left=left, top=room.top, width=SIGN_SIDE, height=SIGN_SIDE)


def station_sign(kind: str, square: Box) -> str:
    """Return a station's sign in its square; the shapes tell the lines apart without colour."""
    ink, paper = SIGN_INK[_DAY], SIGN_PAPER[_DAY]
    x, y = square.left + square.width // 2, square.top + square.height // 2
    side = square.width - 2 * _INSET
    if kind == "station-metro":
        corner = f'x="{x - side // 2}" y="{y - side // 2}" width="{side}" height="{side}"'
        ground = f'<rect {corner} rx="20" fill="{paper}" stroke="{ink}" stroke-width="{_LINE}"/>'
    else:
        ground = f'<circle cx="{x}" cy="{y}" r="{side // 2 + _LINE // 2}" fill="{ink}"/>'
    letters = ink if kind == "station-metro" else paper
    font = f'font-family="{", ".join(FAMILIES)}" font-size="{_LETTER}" font-weight="700"'
    place = f'x="{x}" y="{y + round(_LETTER * _BASELINE)}" text-anchor="middle"'
    return f'{ground}<text {place} {font} fill="{letters}">{SIGNS[kind]}</text>'
