"""Numbered markers on a sheet: which records share one, and what their numbers are.

Records at one point share a marker. Where a sheet is so full that markers would overlap, points
that lie close together share one too, at their middle, from ever farther apart until all have
room: so it always ends, and nobody is left out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from atlas.errors import PrintingError
from atlas.printing.maps.spreading import Box, Label, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from atlas.printing.maps.sheet import Sheet

HEIGHT: Final = 440
"""A marker's height in hundredths of a millimetre; its sign stands in a square of that side."""

_PADDING: Final = 110
_BAND: Final = 2_000
_CELLS: Final = (1, 200, 400, 700, 1_100, 1_700, 2_500, 4_000, 6_500, 10_000, 200_000)


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A record to be marked: its id and its place on the sheet (hundredths of a millimetre)."""

    id: str
    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class Marker:
    """One marker: its first number, the pins it stands for, the point it marks, and its box.

    `gathers` says that its pins lie at several points, and that it marks the middle of them.
    """

    first: int
    pins: tuple[Pin, ...]
    point: tuple[int, int]
    gathers: bool
    box: Box

    @property
    def last(self) -> int:
        """The number of its last pin."""
        return self.first + len(self.pins) - 1

    @property
    def label(self) -> str:
        """What is written on it: a number, or the first and the last of several."""
        return number_range(self.first, self.last)


def number_range(first: int, last: int) -> str:
    """Return one number, or the first and the last of several with an en dash."""
    return str(first) if first == last else f"{first}\N{EN DASH}{last}"


def place_markers(
    pins: Sequence[Pin], sheet: Sheet, width_of: Callable[[str], float]
) -> tuple[Marker, ...]:
    """Return markers for all pins, numbered from 1, from north to south and west to east.

    Within a marker the numbers follow the order of `pins`. `width_of` gives the printed width
    of a number in hundredths of a millimetre. No two boxes overlap, none leaves the frame.

    Raises:
        PrintingError: where the frame is smaller than a single marker.
    """
    for cell in _CELLS:
        groups = _in_reading_order(_grouped(pins, cell))
        numbers = list(_first_numbers(groups))
        labels = [_label(*one, width_of) for one in zip(numbers, groups, strict=True)]
        boxes = spread(labels, sheet)
        if boxes is not None:
            return tuple(map(_marker, numbers, groups, boxes))
    message = "Der er ikke plads til et eneste mærke på kortet; vælg --paper a3."
    raise PrintingError(message)


def _grouped(pins: Iterable[Pin], cell: int) -> list[list[Pin]]:
    groups: dict[tuple[int, int], list[Pin]] = defaultdict(list)
    for pin in pins:
        groups[round(pin.x / cell), round(pin.y / cell)].append(pin)
    return list(groups.values())


def _in_reading_order(groups: list[list[Pin]]) -> list[list[Pin]]:
    """Sort as one reads: in bands of two centimetres from the top, each from left to right."""

    def key(group: list[Pin]) -> tuple[int, int, int]:
        x, y = _middle(group)
        return y // _BAND, x, y

    return sorted(groups, key=key)


def _first_numbers(groups: Iterable[list[Pin]]) -> Iterator[int]:
    first = 1
    for group in groups:
        yield first
        first += len(group)


def _label(first: int, group: list[Pin], width_of: Callable[[str], float]) -> Label:
    text = number_range(first, first + len(group) - 1)
    width = HEIGHT + 2 * _PADDING + round(width_of(text))
    return Label(point=_middle(group), width=width, height=HEIGHT)


def _marker(first: int, group: list[Pin], box: Box) -> Marker:
    gathers = len(_grouped(group, _CELLS[0])) > 1
    return Marker(first=first, pins=tuple(group), point=_middle(group), gathers=gathers, box=box)


def _middle(group: Sequence[Pin]) -> tuple[int, int]:
    x, y = (sum(pin.x for pin in group), sum(pin.y for pin in group))
    return round(x / len(group)), round(y / len(group))
