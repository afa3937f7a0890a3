"""Boxes spread over a sheet so that none overlaps another or hides a point that another marks.

Each box goes to the nearest free place around its point, looked for in widening rings: above
first, where a reader expects it. A stem ties it to its point; no box stands on another's stem, and
a stem goes around others and their points unless the way is long. Where that fails, boxes are laid
again, those at fault first, and the tidiest of some tries is taken.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
_PATIENCE: Final = 5
"""So many tries without gain are the last."""

_CROSSING: Final = 900
"""So much farther away (hundredths of a millimetre) a place is as good whose stem crosses none."""

_FORGIVEN: Final = 40
"""One fault among so many labels is not worth another try."""

_NEAR_A_POINT: Final = 125
"""A stem that comes nearer to the point of another seems to end there."""

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


def has_room(labels: Sequence[Label], sheet: Sheet) -> bool:
    """Return whether a sheet has room for a box for each label."""
    return _laid(labels, sheet, range(len(labels))) is not None


def spread(labels: Sequence[Label], sheet: Sheet) -> list[Box] | None:
    """Return a box for each label, in order, or None where there is no room for all of them."""
    order = list(range(len(labels)))
    best, least, patience = None, math.inf, _PATIENCE
    while patience and (found := _laid(labels, sheet, order)):
        faults, length = found.untidiness()
        cost = faults.sum() * _CROSSING + length
        patience = _PATIENCE if cost < least else patience - 1
        if cost < least:
            best, least = found, cost
        if faults.sum() * _FORGIVEN <= len(labels):
            break
        order.sort(key=lambda one: not faults[one])
    return best.boxes() if best else None


def _laid(labels: Sequence[Label], sheet: Sheet, order: Iterable[int]) -> _Table | None:
    """Return labels laid on a sheet one after the other, None where one has no room."""
    area = sum((one.width + _GAP) * (one.height + _GAP) for one in labels)
    if area > _FULLEST * sheet.width * sheet.height:
        return None
    table = _Table(labels, sheet)
    return table if all(table.place(one) for one in order) else None


class _Table:
    """The sheet while boxes are laid on it: what is taken, as arrays, so that looking is fast."""

    def __init__(self, labels: Sequence[Label], sheet: Sheet) -> None:
        self._labels = labels
        self._sheet = sheet
        self._points = np.array([one.point for one in labels], dtype=float).reshape(-1, 2)
        self._chosen: dict[int, Numbers] = {}
        self._boxes: Numbers = np.empty((0, 4))
        self._samples: Numbers = np.empty((0, 2))
        self._stems: Numbers = np.empty((0, 4))

    def place(self, number: int) -> bool:
        """Lay the box of a label, and return whether there was room."""
        label, best, least = self._labels[number], None, math.inf
        for ring in range(_RINGS):
            away = STEM + ring * _RING
            if away >= least:
                break
            candidates = _around(label, ring)
            candidates = candidates[self._is_free(candidates)]
            if not len(candidates):
                continue
            stems = _stems(candidates, self._points[number])
            costs = away + _CROSSING * self._faults(stems, number)
            for one in np.argsort(costs, kind="stable"):
                if costs[one] >= least:
                    break
                if not _cover(self._boxes, _samples(stems[one]), 0).any():
                    best, least = (candidates[one], stems[one]), costs[one]
                    break
        if best:
            self._take(number, *best)
        return best is not None

    def untidiness(self) -> tuple[Numbers, float]:
        """Return how many stems and points each stem comes upon, and how long all are together."""
        order = list(self._chosen)
        faults = np.zeros(len(order))
        faults[order] = _crossed(self._stems, self._stems)
        faults[order] += _passed(self._stems, self._points[order], own=np.arange(len(order)))
        return faults, float(np.hypot(*(self._stems[:, :2] - self._stems[:, 2:]).T).sum())

    def boxes(self) -> list[Box]:
        """Return the boxes in the order of their labels."""
        sides = ([round(side) for side in self._chosen[one]] for one in range(len(self._labels)))
        return [
            Box(left=left, top=top, width=right - left, height=bottom - top)
            for left, top, right, bottom in sides
        ]

    def _is_free(self, candidates: Numbers) -> Truths:
        """Return which boxes have room; whether their stems do is asked of the best ones only."""
        left, top, right, bottom = candidates.T
        free: Truths = (left >= _EDGE) & (top >= _EDGE)
        free &= (right <= self._sheet.width - _EDGE) & (bottom <= self._sheet.height - _EDGE)
        free &= ~_overlap(candidates, self._boxes, _GAP)
        free &= ~_cover(candidates, self._points, _AROUND_A_POINT)
        free &= ~_cover(candidates, self._samples, _GAP)
        return free

    def _faults(self, stems: Numbers, number: int) -> Numbers:
        own = np.full(len(stems), number)
        return _crossed(stems, self._stems) + _passed(stems, self._points, own=own)

    def _take(self, number: int, box: Numbers, stem: Numbers) -> None:
        self._chosen[number] = box
        self._boxes = np.vstack([self._boxes, box])
        self._stems = np.vstack([self._stems, stem])
        self._samples = np.vstack([self._samples, _samples(stem)])


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


def _stems(boxes: Numbers, point: Numbers) -> Numbers:
    """Return lines (x, y, x, y) from boxes to the point that they belong to."""
    starts = np.clip(point, boxes[:, :2], boxes[:, 2:])
    return np.hstack([starts, np.broadcast_to(point, starts.shape)])


def _samples(stem: Numbers) -> Numbers:
    """Return places along a stem, from its box to its point."""
    return np.asarray(stem[:2] + (stem[2:] - stem[:2]) * _SAMPLES)


def _crossed(stems: Numbers, others: Numbers) -> Numbers:
    """Return how many of the others each stem crosses."""
    start, end = stems[:, None, :2], stems[:, None, 2:]
    other_start, other_end = others[None, :, :2], others[None, :, 2:]
    apart = _side(start, end, other_start) * _side(start, end, other_end) < 0
    apart &= _side(other_start, other_end, start) * _side(other_start, other_end, end) < 0
    return np.asarray(np.count_nonzero(apart, axis=1), dtype=float)


def _side(start: Numbers, end: Numbers, point: Numbers) -> Numbers:
    """Return on which side of a line a point lies: above 0, below 0, or 0 on it."""
    along, to = end - start, point - start
    found: Numbers = along[..., 0] * to[..., 1] - along[..., 1] * to[..., 0]
    return found


def _passed(stems: Numbers, points: Numbers, *, own: npt.NDArray[np.intp]) -> Numbers:
    """Return how many points each stem comes too near to, beside its own."""
    start = stems[:, None, :2]
    along, to = stems[:, None, 2:] - start, points[None] - start
    length = np.maximum(along[..., 0] ** 2 + along[..., 1] ** 2, 1)
    share = (along[..., 0] * to[..., 0] + along[..., 1] * to[..., 1]) / length
    share = np.minimum(np.maximum(share, 0), 1)
    off = to - share[..., None] * along
    near = off[..., 0] ** 2 + off[..., 1] ** 2 < _NEAR_A_POINT**2
    near[np.arange(len(stems)), own] = False
    return np.asarray(np.count_nonzero(near, axis=1), dtype=float)
