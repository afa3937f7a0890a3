"""Where the numbers of the sheets stand on the overview: in their frames, clear of other frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

ROOM_MM: Final = 9.0
"""The side of the square that is kept for a number."""

_STEPS: Final = 12


@dataclass(frozen=True, kw_only=True)
class NumberPlace:
    """The middle of a number, in millimetres from the overview's upper left corner, and its room.

    The room is the `side` of a square around the middle that is kept free for the number.
    """

    x: float
    y: float
    side: float = ROOM_MM


def places_of(frames: Sequence[BaseGeometry]) -> list[NumberPlace]:
    """Return a place for the number of each frame, in the order given.

    A number stands where no other frame runs through it and no other number is, rather where its
    sheet is alone than where others show the same, and as near the middle as that leaves. Where a
    frame holds all of another, its number stands in its corner, that it be not taken for a small
    sheet's.
    """
    taken: list[NumberPlace] = []
    for one in frames:
        others = [other for other in frames if other is not one]
        corner = any(shapely.contains_properly(one, other) for other in others)
        taken.append(_corner(one) if corner else _clearest(one, others, taken))
    return taken


def _corner(frame: BaseGeometry) -> NumberPlace:
    left, top, _, _ = frame.bounds
    return NumberPlace(x=left + ROOM_MM / 2, y=top + ROOM_MM / 2)


def _clearest(
    frame: BaseGeometry, others: Sequence[BaseGeometry], taken: Sequence[NumberPlace]
) -> NumberPlace:
    x, y = _points(frame)
    places = np.array([(one.x, one.y) for one in taken]).reshape(-1, 2)
    crossed = _length_within(shapely.bounds([frame, *others]), x, y)
    crossed += _area_within(places, x, y)
    shared = sum((shapely.contains_xy(one, x, y) for one in others), np.zeros(len(x)))
    away = shapely.distance(shapely.points(x, y), frame.centroid)
    best = np.lexsort([away.round(3), shared, crossed.round(3)])[0]
    return NumberPlace(x=float(x[best]), y=float(y[best]))


def _points(frame: BaseGeometry) -> tuple[np.ndarray, np.ndarray]:
    """Return places all over a frame, as their x and their y."""
    left, top, right, bottom = frame.bounds
    share = np.arange(1, _STEPS) / _STEPS
    x, y = np.meshgrid(left + (right - left) * share, top + (bottom - top) * share)
    return x.ravel(), y.ravel()


def _length_within(frames: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return how much of the frames' lines (left, top, right, bottom of each) a number would have.

    For each of the numbers whose middles x and y are.
    """
    left, top, right, bottom = frames.T
    across, down = _overlap(left, right, x), _overlap(top, bottom, y)
    level = across * (_has(top, y).astype(int) + _has(bottom, y))
    upright = down * (_has(left, x).astype(int) + _has(right, x))
    length: np.ndarray = (level + upright).sum(axis=1)
    return length


def _area_within(numbers: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return how much of other numbers (the middle of each) each number would cover."""
    low, high = (numbers - ROOM_MM / 2).T, (numbers + ROOM_MM / 2).T
    area: np.ndarray = (_overlap(low[0], high[0], x) * _overlap(low[1], high[1], y)).sum(axis=1)
    return area


def _overlap(begins: np.ndarray, ends: np.ndarray, middles: np.ndarray) -> np.ndarray:
    """Return how much of each span (a column each) lies in the room of each number (a row each)."""
    first = np.maximum(begins, middles[:, None] - ROOM_MM / 2)
    last = np.minimum(ends, middles[:, None] + ROOM_MM / 2)
    overlap: np.ndarray = np.maximum(0, last - first)
    return overlap


def _has(line: np.ndarray, middles: np.ndarray) -> np.ndarray:
    """Return whether each line (a column each) runs through the room of each number (a row)."""
    through: np.ndarray = np.abs(line - middles[:, None]) <= ROOM_MM / 2
    return through
