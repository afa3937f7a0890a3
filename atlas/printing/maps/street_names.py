"""Names of streets on a printed map, each along a straight stretch of its street.

A name is one piece of text, turned, so that it can be searched for and read out of the PDF.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from atlas.ground_symbology import HALO, LETTERINGS, zoom_of_scale
from atlas.printing.fonts import FAMILIES, printable, text_width
from atlas.printing.maps.basemap_on_paper import PAPER_EARLIER
from atlas.printing.maps.drawing import UNITS_A_PIXEL
from atlas.printing.maps.halo import Line
from atlas.printing.maps.labelling import meet
from atlas.printing.maps.map_names import STREET_KINDS
from atlas.printing.maps.spreading import Box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.printing.maps.labelling import NamePlacer
    from atlas.printing.maps.layers_on_paper import LayersOnPaper

_DAY: Final = 0
_SIZE: Final = 0.8
"""Letters on paper are read from nearer by than those on a screen, and are set smaller."""

_BASELINE: Final = 0.34
_HALO: Final = 0.13
_STRAIGHT: Final = 0.45
_SIDE: Final = 1.1
_REPEAT: Final = 7_000
_STEP: Final = 250
_SAMPLES: Final = 7
_EDGE: Final = 130


@dataclass(frozen=True, kw_only=True)
class StreetName:
    """A name along a street: its middle, its turn (degrees, clockwise) and the boxes it fills."""

    text: str
    kind: str
    x: float
    y: float
    turn: float
    size: int
    boxes: tuple[Box, ...]


def street_names(layers: LayersOnPaper, placer: NamePlacer) -> Iterator[StreetName]:
    """Yield the streets' names that find room, the main streets first, and take that room."""
    zoom = zoom_of_scale(layers.sheet.scale)
    middles: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for kind in STREET_KINDS:
        letters = LETTERINGS[kind]
        if zoom < letters.since - PAPER_EARLIER:
            continue
        size = round(letters.size_px * _SIZE * UNITS_A_PIXEL)
        for stretches in _along(layers, kind, size):
            near = placer.near(stretches.boxes)
            for one in stretches.with_room(near, middles[stretches.text]):
                found = stretches.name(one, kind)
                placer.taken.extend(found.boxes)
                middles[stretches.text].append((found.x, found.y))
                yield found


def written(name: StreetName) -> str:
    """Return a street's name as SVG; what lies `behind` it parts it from the ground."""
    place = f'x="{name.x:.0f}" y="{name.y + name.size * _BASELINE:.0f}" text-anchor="middle"'
    turn = f'transform="rotate({name.turn:.1f} {name.x:.0f} {name.y:.0f})"'
    font = f'font-family="{", ".join(FAMILIES)}" font-size="{name.size}" font-weight="400"'
    ink = LETTERINGS[name.kind].ink[_DAY]
    return f'<text {place} {turn} {font} fill="{ink}">{escape(printable(name.text).text)}</text>'


def behind(name: StreetName) -> Line:
    """Return what parts the letters of a street's name from the ground."""
    return Line(
        text=name.text,
        x=name.x,
        baseline=name.y + name.size * _BASELINE,
        size=name.size,
        margin=_HALO,
        colour=HALO[_DAY],
        turn=name.turn,
        pivot=name.y,
    )


def _streets(layers: LayersOnPaper, kind: str) -> tuple[list[str], np.ndarray]:
    """Return the names of a kind's streets, and each street with its pieces joined.

    Only as far as they are on the sheet.
    """
    named = [(one.name, shape) for one, shape in layers.named_ground(kind) if one.name]
    shapes = np.array([shape for _, shape in named], dtype=object)
    width, height = layers.sheet.width - _EDGE, layers.sheet.height - _EDGE
    pieces, piece = shapely.get_parts(
        shapely.clip_by_rect(shapes, _EDGE, _EDGE, width, height), return_index=True
    )
    street_of = {
        name: number for number, name in enumerate(dict.fromkeys(name for name, _ in named))
    }
    street = np.array([street_of[name] for name, _ in named], dtype=int)[piece]
    lines = shapely.length(pieces) > 0
    order = np.argsort(street[lines], kind="stable")
    together = np.full(len(street_of), shapely.MultiLineString(), dtype=object)
    shapely.multilinestrings(pieces[lines][order], indices=street[lines][order], out=together)
    return list(street_of), shapely.line_merge(together)


def _along(layers: LayersOnPaper, kind: str, size: int) -> Iterator[_Stretches]:
    """Yield the places where names of a kind can stand on each line of their streets.

    In the order of the streets, of each its longest line first; those of a line the middle first.
    All lines are walked at once: a sheet has some hundred.
    """
    names, streets = _streets(layers, kind)
    widths = np.array([text_width(name, size, 400) for name in names])
    lines, street = shapely.get_parts(streets, return_index=True)
    room = shapely.length(lines) - widths[street]
    order = np.lexsort([-shapely.length(lines), street])
    order = order[room[order] >= 0]
    if not len(order):
        return
    lines, street, room = lines[order], street[order], room[order]
    line, starts = _starts(room)
    across = np.linspace(0, 1, _SAMPLES) * widths[street[line], None]
    places = _points_along(lines, line, starts[:, None] + across)
    straight = _bends(places) <= _STRAIGHT * size
    ends, line = _from_left(places[straight][:, [0, -1]]), line[straight]
    boxes = _boxes(ends, size)
    firsts = np.searchsorted(line, np.arange(len(lines) + 1)).tolist()
    for number, (first, last) in enumerate(pairwise(firsts)):
        if first < last:
            own, text = slice(first, last), names[street[number]]
            yield _Stretches(text=text, size=size, ends=ends[own], boxes=boxes[own])


def _starts(room: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the line of each stretch, and how far along it begins, where lines have some room."""
    counts = np.ceil((room + 1) / _STEP).astype(int)
    line = np.repeat(np.arange(len(room)), counts)
    starts = _STEP * (np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts))
    return line, starts[np.lexsort([np.abs(starts - room[line] / 2), line])]


def _points_along(lines: np.ndarray, line: np.ndarray, ways: np.ndarray) -> np.ndarray:
    """Return the points that lie so far along lines, as an array of one dimension more.

    `line` is the number of each row's line. The lines are laid end to end, with a gap between
    them, so that one walk finds all points.
    """
    corners, owner = shapely.get_coordinates(lines, return_index=True)
    steps = np.hypot(*np.diff(corners, axis=0).T)
    steps[owner[1:] != owner[:-1]] = 1
    reached = np.concatenate([[0.0], np.cumsum(steps)])[: len(corners)]
    begins = reached[np.searchsorted(owner, np.arange(len(lines)))]
    along = begins[line][:, None] + ways
    return np.stack([np.interp(along, reached, axis) for axis in corners.T], axis=-1)


def _from_left(ends: np.ndarray) -> np.ndarray:
    """Return the two ends of each stretch, the left one first; the upper one, where it stands."""
    (x1, y1), (x2, y2) = ends[:, 0].T, ends[:, 1].T
    turned = (x1 > x2) | ((x1 == x2) & (y1 > y2))
    return np.where(turned[:, None, None], ends[:, ::-1], ends)


def _boxes(ends: np.ndarray, size: int) -> np.ndarray:
    """Return the boxes that a name fills on each stretch: left, top, right and bottom, a row each.

    Where one stretch has fewer than another, its last box stands more than once.
    """
    side = round(size * _SIDE)
    across = ends[:, 1] - ends[:, 0]
    counts = np.maximum(2, np.ceil(np.hypot(*across.T) / (side * 0.8)))[:, None]
    share = np.minimum(np.arange(counts.max(initial=2)) / (counts - 1), 1)
    middles = ends[:, None, 0] + share[..., None] * across[:, None]
    corners = np.rint(middles - side / 2)
    return np.concatenate([corners, corners + side], axis=2)


def _bends(places: np.ndarray) -> np.ndarray:
    """Return how far the points of each stretch lie from the straight way between its ends.

    A line that turns back on itself is as bent as the way that it lacks.
    """
    across = places[:, -1] - places[:, 0]
    length = np.hypot(*across.T)
    away = places - places[:, :1]
    aside = np.abs(away[..., 0] * across[:, 1:] - away[..., 1] * across[:, :1])
    closed = length == 0
    bent = aside.max(axis=1) / np.where(closed, 1, length)
    bent[closed] = math.inf
    # One that goes back along the way it came is nowhere far from that straight way.
    lacks = np.hypot(*np.diff(places, axis=1).T).sum(axis=0) - length
    bends: np.ndarray = np.maximum(bent, lacks)
    return bends


@dataclass(frozen=True, kw_only=True)
class _Stretches:
    """Straight stretches of a line that a name would cover: the left and the right end of each.

    `ends` has a row for each stretch, of two points; `boxes` one of the boxes that the name fills.
    """

    text: str
    size: int
    ends: np.ndarray
    boxes: np.ndarray

    def with_room(self, taken: np.ndarray, middles: list[tuple[float, float]]) -> Iterator[int]:
        """Yield which stretches meet nothing taken and lie far from where the name stands already.

        What is yielded takes its own room.
        """
        own = self.ends.mean(axis=1)
        free = ~meet(self.boxes, taken).any(axis=1)
        for middle in middles:
            free &= _far(own, middle)
        while free.any():
            one = int(np.argmax(free))
            yield one
            free &= _far(own, own[one])
            free &= ~meet(self.boxes, self.boxes[one]).any(axis=1)

    def name(self, one: int, kind: str) -> StreetName:
        """Return the name on one of the stretches."""
        (x1, y1), (x2, y2) = self.ends[one].tolist()
        return StreetName(
            text=self.text,
            kind=kind,
            x=(x1 + x2) / 2,
            y=(y1 + y2) / 2,
            turn=math.degrees(math.atan2(y2 - y1, x2 - x1)),
            size=self.size,
            boxes=tuple(
                Box(left=left, top=top, width=right - left, height=bottom - top)
                for left, top, right, bottom in dict.fromkeys(
                    map(tuple, self.boxes[one].astype(int).tolist())
                )
            ),
        )


def _far(own: np.ndarray, middle: np.ndarray | tuple[float, float]) -> np.ndarray:
    far: np.ndarray = np.hypot(*(own - middle).T) >= _REPEAT
    return far
