"""Small charts drawn on the server: where figures lie on a scale, told apart by their shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH: Final = 240
"""Of a track, in the units of its viewBox."""

_MARGIN: Final = 7.0
_PERCENT: Final = 100.0
_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)

BASELINE, CRITERION, COMPARISON = "baseline", "criterion", "comparison"
"""What a figure is: where it started, what would be success, or something to hold it against."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One figure on a track: its role, and how far along it stands in the viewBox's units."""

    role: str
    x: float


@dataclass(frozen=True, kw_only=True)
class Scale:
    """From `low` to `high` in the figures' own unit, along a track."""

    low: float
    high: float

    def x(self, value: float) -> float:
        """Return how far along a figure stands, in the viewBox's units."""
        along = (value - self.low) / (self.high - self.low)
        return round(_MARGIN + along * (WIDTH - 2 * _MARGIN), 1)


def scale_of(values: Iterable[float], unit: str) -> Scale:
    """Return a scale on which all figures lie, zero among them.

    Per cent go from 0 to 100 where they are large, so that half of a track is half of everybody.
    """
    figures = [0.0, *values]
    low, high = min(figures), max(figures)
    if unit == "procent" and low >= 0 and high > _PERCENT / 4:
        return Scale(low=0.0, high=max(_PERCENT, high))
    below = -_rounded(-low) if low < 0 else 0.0
    above = _rounded(high) if high > 0 else 0.0
    return Scale(low=below, high=above if above > below else 1.0)


def _rounded(value: float) -> float:
    """Return the next round figure that is not smaller."""
    size = 1.0
    while size * _STEPS[-1] < value:
        size *= 10
    while size > value:
        size /= 10
    return next(step * size for step in _STEPS if step * size >= value)
