"""Where the numbers of the sheets stand on the overview: in their frames, clear of other frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

ROOM_MM: Final = 9.0
"""The side of the square that is kept for a number."""

_STEPS: Final = 12


@dataclass(frozen=True, kw_only=True)
class NumberPlace:
    """The middle of a number, in millimetres from the overview's upper left corner."""

    x: float
    y: float


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
    edges = shapely.union_all([one.boundary for one in (frame, *others)])
    numbers = shapely.union_all([shapely.box(*_room(one)) for one in taken])

    def cost(point: Point) -> tuple[float, int, float]:
        room = shapely.box(*_room(NumberPlace(x=point.x, y=point.y)))
        crossed = edges.intersection(room).length + numbers.intersection(room).area
        shared = sum(other.contains(point) for other in others)
        return round(crossed, 3), shared, round(point.distance(frame.centroid), 3)

    best = min(_points(frame), key=cost)
    return NumberPlace(x=best.x, y=best.y)


def _points(frame: BaseGeometry) -> Iterator[Point]:
    left, top, right, bottom = frame.bounds
    for row in range(1, _STEPS):
        for column in range(1, _STEPS):
            yield shapely.Point(
                left + (right - left) * column / _STEPS, top + (bottom - top) * row / _STEPS
            )


def _room(one: NumberPlace) -> tuple[float, float, float, float]:
    half = ROOM_MM / 2
    return one.x - half, one.y - half, one.x + half, one.y + half
