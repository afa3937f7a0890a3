"""Names of streets on a printed map, each along a straight stretch of its street.

A name is one piece of text, turned, so that it can be searched for and read out of the PDF.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from atlas.ground_symbology import HALO, LETTERINGS, zoom_of_scale
from atlas.printing.fonts import FAMILIES, printable, text_width
from atlas.printing.maps.basemap_on_paper import PAPER_EARLIER
from atlas.printing.maps.drawing import UNITS_A_PIXEL
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
_EDGE: Final = 60


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
            room = _Room.near(street, placer, size)
            for found in _along(name, kind, size, street):
                apart = [math.dist((found.x, found.y), one) for one in middles[name]]
                if min(apart, default=_REPEAT) >= _REPEAT and room.has(found):
                    placer.taken.extend(found.boxes)
                    room = _Room.near(street, placer, size)
                    middles[name].append((found.x, found.y))
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


def _along(name: str, kind: str, size: int, street: BaseGeometry) -> Iterator[StreetName]:
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
        for place in points.reshape(len(starts), _SAMPLES, 2):
            if _bend(place) <= _STRAIGHT * size:
                yield _name(name, kind, size, (*place[0].tolist(), *place[-1].tolist()))


def _bend(points: np.ndarray) -> float:
    """Return how far points along a line lie from the straight way between its ends, at most.

    A line that turns back on itself is as bent as the way that it lacks.
    """
    across = points[-1] - points[0]
    length = float(np.hypot(*across))
    if not length:
        return math.inf
    away = points - points[0]
    aside = np.abs(away[:, 0] * across[1] - away[:, 1] * across[0]) / length
    return float(aside.max())


def _name(text: str, kind: str, size: int, ends: tuple[float, float, float, float]) -> StreetName:
    """Return a name between two ends, turned so that it is not upside down."""
    x1, y1, x2, y2 = ends if ends[0] <= ends[2] else (*ends[2:], *ends[:2])
    side = round(size * _SIDE)
    count = max(2, math.ceil(math.hypot(x2 - x1, y2 - y1) / (side * 0.8)))
    xs, ys = np.linspace(x1, x2, count), np.linspace(y1, y2, count)
    return StreetName(
        text=text,
        kind=kind,
        x=(x1 + x2) / 2,
        y=(y1 + y2) / 2,
        turn=math.degrees(math.atan2(y2 - y1, x2 - x1)),
        size=size,
        boxes=tuple(
            Box(left=round(x - side / 2), top=round(y - side / 2), width=side, height=side)
            for x, y in zip(xs.tolist(), ys.tolist(), strict=True)
        ),
    )


@dataclass(frozen=True)
class _Room:
    """The boxes that are taken near a street: left, top, right and bottom of each."""

    taken: np.ndarray

    @classmethod
    def near(cls, street: BaseGeometry, placer: NamePlacer, margin: float) -> _Room:
        """Return what of a sheet is taken where a street runs."""
        left, top, right, bottom = street.bounds
        taken = placer.corners
        near = (
            (taken[:, 0] < right + margin)
            & (taken[:, 1] < bottom + margin)
            & (taken[:, 2] > left - margin)
            & (taken[:, 3] > top - margin)
        )
        return cls(taken[near])

    def has(self, name: StreetName) -> bool:
        """Return whether nothing that is taken lies under a name."""
        boxes = np.array([(b.left, b.top, b.left + b.width, b.top + b.height) for b in name.boxes])
        first, other = boxes[:, None], self.taken[None]
        return not np.any(
            (first[..., 0] < other[..., 2])
            & (first[..., 1] < other[..., 3])
            & (first[..., 2] > other[..., 0])
            & (first[..., 3] > other[..., 1])
        )
