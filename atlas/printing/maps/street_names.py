"""Names of streets on a printed map, each along a straight stretch of its street.

A name is one piece of text, turned, so that it can be searched for and read out of the PDF.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from atlas.ground_symbology import HALO, LETTERINGS, zoom_of_scale
from atlas.printing.fonts import FAMILIES, printable, text_width
from atlas.printing.maps.basemap_on_paper import PAPER_EARLIER
from atlas.printing.maps.drawing import UNITS_A_PIXEL, end_to_end
from atlas.printing.maps.halo import Line
from atlas.printing.maps.labelling import meet
from atlas.printing.maps.map_names import STREET_KINDS
from atlas.printing.maps.spreading import Box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

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
        for name, street in _streets(layers, kind, size):
            for stretches in _along(name, size, street):
                for one in stretches.with_room(_near(street, placer, size), middles[name]):
                    found = stretches.name(one, name, kind)
                    placer.taken.extend(found.boxes)
                    middles[name].append((found.x, found.y))
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


def _streets(layers: LayersOnPaper, kind: str, size: int) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield each street of a kind with its pieces joined, as far as it is on the sheet.

    A street that is too short for its name is left out.
    """
    named = [(one.name, shape) for one, shape in layers.named_ground(kind) if one.name]
    shapes = np.array([shape for _, shape in named], dtype=object)
    width, height = layers.sheet.width - _EDGE, layers.sheet.height - _EDGE
    inside = shapely.clip_by_rect(shapes, _EDGE, _EDGE, width, height)
    pieces: dict[str, list[BaseGeometry]] = {}
    lengths: dict[str, float] = defaultdict(float)
    for (name, _), seen, length in zip(named, inside, shapely.length(inside), strict=True):
        pieces.setdefault(name, []).append(seen)
        lengths[name] += length
    for name, shown in pieces.items():
        if lengths[name] and lengths[name] >= text_width(name, size, 400):
            lines = shapely.get_parts(shown)
            yield name, end_to_end(lines[shapely.length(lines) > 0])


def _along(name: str, size: int, street: BaseGeometry) -> Iterator[_Stretches]:
    """Yield the places on each line of a street where its name can stand, the middle first."""
    width = text_width(name, size, 400)
    for line in sorted(shapely.get_parts(street), key=lambda one: -one.length):
        room = line.length - width
        if room < 0:
            return
        starts = np.arange(0, room + 1, _STEP)
        starts = starts[np.argsort(np.abs(starts - room / 2), kind="stable")]
        places = _points_along(line, starts[:, None] + np.linspace(0, width, _SAMPLES))
        straight = places[_bends(places) <= _STRAIGHT * size]
        if len(straight):
            ends = straight[:, [0, -1]]
            turned = (ends[:, 0] > ends[:, 1])[:, :1] | (
                (ends[:, 0] == ends[:, 1])[:, :1] & (ends[:, 0] > ends[:, 1])[:, 1:]
            )
            yield _Stretches(ends=np.where(turned[..., None], ends[:, ::-1], ends), size=size)


def _points_along(line: BaseGeometry, ways: np.ndarray) -> np.ndarray:
    """Return the points that lie so far along a line, as an array of one dimension more.

    All at once: GEOS walks the line anew for each.
    """
    corners = shapely.get_coordinates(line)
    lengths = np.hypot(*np.diff(corners, axis=0).T)
    reached = np.concatenate([[0.0], np.cumsum(lengths)])
    return np.stack([np.interp(ways, reached, axis) for axis in corners.T], axis=-1)


def _bends(places: np.ndarray) -> np.ndarray:
    """Return how far the points of each stretch lie from the straight way between its ends.

    A line that turns back on itself is as bent as the way that it lacks.
    """
    across = places[:, -1] - places[:, 0]
    length = np.hypot(*across.T)
    away = places - places[:, :1]
    aside = np.abs(away[..., 0] * across[:, 1:] - away[..., 1] * across[:, :1])
    closed = length == 0
    bends: np.ndarray = aside.max(axis=1) / np.where(closed, 1, length)
    bends[closed] = math.inf
    return bends


@dataclass(frozen=True, kw_only=True)
class _Stretches:
    """Straight stretches of a street that a name would cover: the left and the right end of each.

    `ends` has a row for each stretch, of two points.
    """

    ends: np.ndarray
    size: int

    def with_room(self, taken: np.ndarray, middles: list[tuple[float, float]]) -> Iterator[int]:
        """Yield which stretches meet nothing taken and lie far from where the name stands already.

        What is yielded takes its own room.
        """
        own = self.ends.mean(axis=1)
        free = ~meet(self._boxes, taken).any(axis=1)
        for middle in middles:
            free &= self._far(own, middle)
        while free.any():
            one = int(np.argmax(free))
            yield one
            free &= self._far(own, own[one])
            free &= ~meet(self._boxes, self._boxes[one]).any(axis=1)

    def name(self, one: int, text: str, kind: str) -> StreetName:
        """Return the name on one of the stretches."""
        (x1, y1), (x2, y2) = self.ends[one].tolist()
        return StreetName(
            text=text,
            kind=kind,
            x=(x1 + x2) / 2,
            y=(y1 + y2) / 2,
            turn=math.degrees(math.atan2(y2 - y1, x2 - x1)),
            size=self.size,
            boxes=tuple(
                Box(left=left, top=top, width=right - left, height=bottom - top)
                for left, top, right, bottom in dict.fromkeys(
                    map(tuple, self._boxes[one].astype(int).tolist())
                )
            ),
        )

    @cached_property
    def _boxes(self) -> np.ndarray:
        """The boxes that the name fills on each stretch: left, top, right and bottom, a row each.

        Where one stretch has fewer than another, its last box stands more than once.
        """
        side = round(self.size * _SIDE)
        across = self.ends[:, 1] - self.ends[:, 0]
        counts = np.maximum(2, np.ceil(np.hypot(*across.T) / (side * 0.8)))[:, None]
        share = np.minimum(np.arange(counts.max()) / (counts - 1), 1)
        middles = self.ends[:, None, 0] + share[..., None] * across[:, None]
        corners = np.rint(middles - side / 2)
        return np.concatenate([corners, corners + side], axis=2)

    def _far(self, own: np.ndarray, middle: np.ndarray | tuple[float, float]) -> np.ndarray:
        far: np.ndarray = np.hypot(*(own - middle).T) >= _REPEAT
        return far


def _near(street: BaseGeometry, placer: NamePlacer, margin: float) -> np.ndarray:
    """Return the boxes that are taken where a street runs: left, top, right, bottom of each."""
    left, top, right, bottom = street.bounds
    taken = placer.corners
    near = (
        (taken[:, 0] < right + margin)
        & (taken[:, 1] < bottom + margin)
        & (taken[:, 2] > left - margin)
        & (taken[:, 3] > top - margin)
    )
    return taken[near]
