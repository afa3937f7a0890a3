"""Boxes spread over a sheet so that none overlaps another or hides a point that another marks.

Each box goes to the nearest free place around its point, looked for in widening rings: above
first, where a reader expects it. A stem ties it to its point; no box stands on another's stem.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from atlas.printing.maps.sheet import Sheet

    Numbers = npt.NDArray[np.float64]
    Truths = npt.NDArray[np.bool_]

STEM: Final = 200
"""How far a box with room stands from its point, in hundredths of a millimetre."""

_GAP: Final = 45
_EDGE: Final = 80
_AROUND_A_POINT: Final = 75
_RING: Final = 160
_RINGS: Final = 26
_DIRECTIONS: Final = 12
_FULLEST: Final = 0.4
_SAMPLES: Final = np.linspace(0.15, 1, 6)[:, None]


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle on the sheet, in hundredths of a millimetre."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom."""
        return self.left, self.top, self.left + self.width, self.top + self.height

    def overlaps(self, other: Box) -> bool:
        """Return whether two boxes share any area."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )

    def nearest(self, x: float, y: float) -> tuple[int, int]:
        """Return the place on the box, edge or inside, that lies nearest to a point."""
        return (
            round(min(max(x, self.left), self.left + self.width)),
            round(min(max(y, self.top), self.top + self.height)),
        )


@dataclass(frozen=True, kw_only=True)
class Label:
    """A box to be placed: its size, and the point that it belongs to."""

    point: tuple[int, int]
    width: int
    height: int


def spread(labels: Sequence[Label], sheet: Sheet) -> list[Box] | None:
    """Return a box for each label, in order, or None where there is no room for all of them."""
    area = sum((one.width + _GAP) * (one.height + _GAP) for one in labels)
    if area > _FULLEST * sheet.width * sheet.height:
        return None
    table = _Table(labels, sheet)
    boxes = []
    for label in labels:
        box = table.place(label)
        if box is None:
            return None
        boxes.append(box)
    return boxes


class _Table:
    """The sheet while boxes are laid on it: what is taken, as arrays, so that looking is fast."""

    def __init__(self, labels: Sequence[Label], sheet: Sheet) -> None:
        self._sheet = sheet
        self._points = np.array([one.point for one in labels], dtype=float)
        self._boxes: Numbers = np.empty((0, 4))
        self._stems: Numbers = np.empty((0, 2))

    def place(self, label: Label) -> Box | None:
        point = np.array(label.point, dtype=float)
        for ring in range(_RINGS):
            candidates = _around(label, ring)
            for one in candidates[self._is_free(candidates)]:
                if not _cover(self._boxes, _stem(one, point), 0).any():
                    return self._take(one, point)
        return None

    def _is_free(self, candidates: Numbers) -> Truths:
        """Return which boxes have room; whether their stems do is asked of the first ones only."""
        left, top, right, bottom = candidates.T
        free: Truths = (left >= _EDGE) & (top >= _EDGE)
        free &= (right <= self._sheet.width - _EDGE) & (bottom <= self._sheet.height - _EDGE)
        free &= ~_overlap(candidates, self._boxes, _GAP)
        free &= ~_cover(candidates, self._points, _AROUND_A_POINT)
        free &= ~_cover(candidates, self._stems, _GAP)
        return free

    def _take(self, chosen: Numbers, point: Numbers) -> Box:
        left, top, right, bottom = (round(side) for side in chosen)
        self._boxes = np.vstack([self._boxes, chosen])
        self._stems = np.vstack([self._stems, _stem(chosen, point)])
        return Box(left=left, top=top, width=right - left, height=bottom - top)


def _around(label: Label, ring: int) -> Numbers:
    """Return boxes (left, top, right, bottom) around a point, the one straight above it first."""
    away = STEM + ring * _RING
    count = _DIRECTIONS + 4 * ring
    turns = sorted(range(count), key=lambda step: min(step, count - step))
    angles = np.array([2 * math.pi * step / count for step in turns])
    x = label.point[0] + np.sin(angles) * (label.width / 2 + away)
    y = label.point[1] - np.cos(angles) * (label.height / 2 + away)
    left, top = np.round(x - label.width / 2), np.round(y - label.height / 2)
    return np.column_stack([left, top, left + label.width, top + label.height])


def _overlap(boxes: Numbers, others: Numbers, gap: float) -> Truths:
    """Return for each box whether it comes closer than `gap` to any of the others."""
    left, top, right, bottom = (side[:, None] for side in boxes.T)
    apart = (left >= others[:, 2] + gap) | (right + gap <= others[:, 0])
    apart |= (top >= others[:, 3] + gap) | (bottom + gap <= others[:, 1])
    closest: Truths = np.any(~apart, axis=1)
    return closest


def _cover(boxes: Numbers, points: Numbers, margin: float) -> Truths:
    """Return for each box whether it lies on, or closer than `margin` to, any of the points."""
    left, top, right, bottom = (side[:, None] for side in boxes.T)
    x, y = points[:, 0], points[:, 1]
    inside = (x > left - margin) & (x < right + margin)
    inside &= (y > top - margin) & (y < bottom + margin)
    covered: Truths = np.any(inside, axis=1)
    return covered


def _stem(box: Numbers, point: Numbers) -> Numbers:
    """Return places along the line from a box to the point that it belongs to."""
    start = np.clip(point, box[:2], box[2:])
    return np.asarray(start + (point - start) * _SAMPLES)
