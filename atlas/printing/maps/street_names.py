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
from atlas.printing.maps.drawing import UNITS_A_PIXEL
from atlas.printing.maps.labelling import overlap
from atlas.printing.maps.map_names import STREET_KINDS
from atlas.printing.maps.spreading import Box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from atlas.printing.maps.labelling import NamePlacer
    from atlas.printing.maps.layers_on_paper import LayersOnPaper

_DAY: Final = 0
_SIZE: Final = 0.72
"""Letters on paper are read from nearer by than those on a screen, and are set smaller."""

_BASELINE: Final = 0.34
_HALO: Final = 0.28
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
        for name, street in _streets(layers, kind):
            taken = _near(street, placer, size)
            for stretch in _along(name, size, street):
                apart = [math.dist(stretch.middle, one) for one in middles[name]]
                if min(apart, default=_REPEAT) >= _REPEAT and not overlap(stretch.boxes, taken):
                    found = stretch.name(name, kind)
                    placer.taken.extend(found.boxes)
                    taken = _near(street, placer, size)
                    middles[name].append(stretch.middle)
                    yield found


def written(name: StreetName) -> str:
    """Return a street's name as SVG, with a halo behind its letters."""
    place = f'x="{name.x:.0f}" y="{name.y + name.size * _BASELINE:.0f}" text-anchor="middle"'
    turn = f'transform="rotate({name.turn:.1f} {name.x:.0f} {name.y:.0f})"'
    font = f'font-family="{", ".join(FAMILIES)}" font-size="{name.size}" font-weight="400"'
    halo = f'stroke="{HALO[_DAY]}" stroke-width="{name.size * _HALO:.0f}" stroke-linejoin="round"'
    ink = LETTERINGS[name.kind].ink[_DAY]
    return (
        f'<text {place} {turn} {font} fill="{ink}" {halo} paint-order="stroke">'
        f"{escape(printable(name.text).text)}</text>"
    )


def _streets(layers: LayersOnPaper, kind: str) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield each street of a kind with its pieces joined, as far as it is on the sheet."""
    pieces: dict[str, list[BaseGeometry]] = {}
    for one, shape in layers.named_ground(kind):
        if one.name:
            pieces.setdefault(one.name, []).append(shape)
    width, height = layers.sheet.width - _EDGE, layers.sheet.height - _EDGE
    for name, shapes in pieces.items():
        inside = shapely.clip_by_rect(shapes, _EDGE, _EDGE, width, height)
        lines = [one for one in shapely.get_parts(inside) if one.length]
        if lines:
            yield name, shapely.line_merge(shapely.MultiLineString(lines))


def _along(name: str, size: int, street: BaseGeometry) -> Iterator[_Stretch]:
    """Yield the places on a street where its name can stand, from each line's middle outwards."""
    width = text_width(name, size, 400)
    for line in sorted(shapely.get_parts(street), key=lambda one: -one.length):
        room = line.length - width
        if room < 0:
            return
        starts = np.arange(0, room + 1, _STEP)
        starts = starts[np.argsort(np.abs(starts - room / 2), kind="stable")]
        steps = starts[:, None] + np.linspace(0, width, _SAMPLES)
        points = shapely.get_coordinates(shapely.line_interpolate_point(line, steps.ravel()))
        places = points.reshape(len(starts), _SAMPLES, 2)
        for place in places[_bends(places) <= _STRAIGHT * size]:
            (x1, y1), (x2, y2) = sorted([place[0].tolist(), place[-1].tolist()])
            yield _Stretch(x1=x1, y1=y1, x2=x2, y2=y2, size=size)


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
class _Stretch:
    """A straight stretch of a street that a name would cover, from its left end to its right."""

    x1: float
    y1: float
    x2: float
    y2: float
    size: int

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2

    @cached_property
    def boxes(self) -> np.ndarray:
        """The boxes that the name fills: left, top, right and bottom, a row each."""
        side = round(self.size * _SIDE)
        length = math.hypot(self.x2 - self.x1, self.y2 - self.y1)
        count = max(2, math.ceil(length / (side * 0.8)))
        xs, ys = np.linspace(self.x1, self.x2, count), np.linspace(self.y1, self.y2, count)
        corner = np.rint(np.column_stack([xs, ys]) - side / 2)
        return np.hstack([corner, corner + side])

    def name(self, text: str, kind: str) -> StreetName:
        """Return the name on this stretch."""
        x, y = self.middle
        return StreetName(
            text=text,
            kind=kind,
            x=x,
            y=y,
            turn=math.degrees(math.atan2(self.y2 - self.y1, self.x2 - self.x1)),
            size=self.size,
            boxes=tuple(
                Box(left=left, top=top, width=right - left, height=bottom - top)
                for left, top, right, bottom in self.boxes.astype(int).tolist()
            ),
        )


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
