"""What parts the letters of a map's names from the ground: a light band behind each name.

It follows the heights of the letters, and a stroke in its own colour rounds it off. A stroke around
the text itself would be written into the PDF as fine curves, letter by letter, which made a third
of a book's bytes and of the time that its setting took.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

import numpy as np

from atlas.printing.fonts import letter, printable
from atlas.printing.maps import drawing

if TYPE_CHECKING:
    from collections.abc import Iterable

    Corners = list[tuple[float, float]]

_STEP: Final = 0.1
"""Heights are told apart by a tenth of an em: round letters reach a hair above straight ones."""

_BLANK: Final = 0.7
"""How high the band is behind a space: a line between two words would look like an apostrophe."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of text, centred on x and turned by `turn` degrees (clockwise) around (x, `pivot`).

    `margin` is how far its band reaches beyond its letters, in ems.
    """

    text: str
    x: float
    baseline: float
    size: int
    margin: float
    colour: str
    turn: float = 0
    pivot: float = 0
    weight: int = 400
    italic: bool = False
    spacing: int = 0

    @property
    def paint(self) -> str:
        """How its band is painted."""
        width = f'stroke-width="{2 * self.margin * self.size:.0f}" stroke-linejoin="round"'
        return f'fill="{self.colour}" stroke="{self.colour}" {width}'

    def ring(self) -> Corners:
        """Return the outline of its letters' heights, closed.

        Beside the middle of the baseline, in ems and y upwards.
        """
        text = printable(self.text).text
        letters = [letter(one, self.weight, italic=self.italic) for one in text]
        wide = [advance + self.spacing / self.size for advance, *_ in letters]
        places = list(accumulate(wide, initial=-sum(wide) / 2))
        tops = [math.ceil((high or _BLANK) / _STEP - 0.2) * _STEP for *_, high in letters]
        feet = [math.floor(low / _STEP + 0.2) * _STEP for _, low, _ in letters]
        above, below = _skyline(places, tops), _skyline(places, feet)
        return [*above, *below[::-1], above[0]]


def halos(lines: Iterable[Line]) -> str:
    """Return the bands behind lines of text as SVG, all of one paint in one path."""
    alike: dict[str, list[Line]] = defaultdict(list)
    for one in lines:
        if one.text and one.colour:
            alike[one.paint].append(one)
    return "".join(drawing.painted(_course(found), paint) for paint, found in alike.items())


def _course(lines: list[Line]) -> str:
    """Return the outlines of lines on paper as path data, all of them turned at once."""
    rings = [one.ring() for one in lines]
    ring = np.repeat(np.arange(len(rings)), [len(one) for one in rings])
    told = [(one.x, one.baseline, one.size, math.radians(one.turn), one.pivot) for one in lines]
    middle, baseline, size, turn, pivot = np.array(told)[ring].T
    across, up = np.array([corner for one in rings for corner in one]).T * size
    down, cos, sin = baseline - pivot - up, np.cos(turn), np.sin(turn)
    x, y = across * cos - down * sin, across * sin + down * cos
    return drawing.closed(np.column_stack([middle + x, pivot + y]), ring)


def _skyline(places: list[float], heights: list[float]) -> Corners:
    """Return the corners of a line that changes its height where a letter of another begins."""
    corners = [(places[0], heights[0])]
    for place, before, height in zip(places[1:-1], heights, heights[1:], strict=False):
        if height != before:
            corners += [(place, before), (place, height)]
    return [*corners, (places[-1], heights[-1])]
