"""Numbered markers on a sheet: which records share one, and what their numbers are.

Records at one point share a marker. Where a sheet is so full that markers would overlap, points
that lie close together share one too, at their middle, from ever farther apart until all have
room: so it always ends, and nobody is left out. Numbers of neighbouring sheets, which seldom follow
each other, are the first to go where labels grow too long.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from typing import TYPE_CHECKING, Final

import shapely

from atlas.errors import PrintingError
from atlas.printing.maps.spreading import Box, Label, has_room, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from atlas.printing.maps.sheet import Sheet

HEIGHT: Final = 440
"""A marker's height in hundredths of a millimetre; its sign stands in a square of that side."""

_PADDING: Final = 110
_BAND: Final = 2_000
_FARTHEST_WITH_NEIGHBOURS: Final = 2_500
_CLOSE: Final = 195
"""Nearer to each other than this, the rings of two points lie on each other."""
_CELLS: Final = (1, 200, 400, 700, 1_100, 1_700, 2_500, 4_000, 6_500, 10_000, 200_000)


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A record to be marked: its id and its place on the sheet (hundredths of a millimetre)."""

    id: str
    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class Marker:
    """One marker: the numbers on it, the pins it stands for, the point it marks, and its box.

    `gathers` says that its pins lie at several points, and that it marks the middle of them;
    `in_short` that only the first and the last of its numbers are written on it.
    """

    numbers: tuple[int, ...]
    pins: tuple[Pin, ...]
    point: tuple[int, int]
    gathers: bool
    box: Box
    in_short: bool = False

    @property
    def first(self) -> int:
        """The lowest of its numbers, to whose entry it leads."""
        return self.numbers[0]

    @property
    def label(self) -> str:
        """What is written on it: its numbers, those that follow each other with a dash."""
        return _written(self.numbers, in_short=self.in_short)


def number_ranges(numbers: Sequence[int]) -> str:
    """Return numbers in order, those in a row as the first and the last with an en dash."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        str(run[0]) if len(run) == 1 else f"{run[0]}\N{EN DASH}{run[-1]}" for run in runs
    )


def marker_anchor(sheet: int, marker: Marker) -> str:
    """Return the name by which entries link to a marker on a sheet."""
    return f"m-{sheet}-{marker.first}"


def group_pins(
    pins: Sequence[Pin], sheet: Sheet, width_of: Callable[[str], float]
) -> list[list[Pin]]:
    """Return which pins of a sheet share a marker, from north to south and west to east.

    Within a group the pins keep their order. `width_of` gives the printed width of a number in
    hundredths of a millimetre.

    Raises:
        PrintingError: where the frame is smaller than a single marker.
    """
    for cell in _CELLS:
        groups = _in_reading_order(_grouped(pins, cell))
        numbers = _as_numbered_alone(groups)
        labels = [_label(*one, width_of) for one in zip(numbers, groups, strict=True)]
        if has_room(labels, sheet):
            return groups
    raise _no_room()


def place_markers(
    pins: Sequence[Pin],
    sheet: Sheet,
    width_of: Callable[[str], float],
    numbers: Mapping[str, int] | None = None,
    at_home: Container[str] = (),
) -> tuple[Marker, ...]:
    """Return markers for all pins with the numbers of their records, in the order of the sheet.

    Without `numbers` the pins are numbered from 1, from north to south and west to east. No two
    boxes overlap, none leaves the frame. Where a sheet is too full for all, only those `at_home`
    on it are marked, if any are; where numbers are too many for any label, a label has the first
    and the last of them.

    Raises:
        PrintingError: where the frame is smaller than a single marker.
    """
    near = [one for one in _CELLS if one <= _FARTHEST_WITH_NEIGHBOURS]
    own = [one for one in pins if one.id in at_home]
    tries = [(pins, cell, False) for cell in (near if own else _CELLS)]
    tries += [(own, cell, False) for cell in _CELLS if own]
    tries += [(pins, cell, True) for cell in _CELLS]
    for wanted, cell, in_short in tries:
        groups = _in_reading_order(_grouped(wanted, cell))
        of_groups = (
            [tuple(sorted(numbers[pin.id] for pin in group)) for group in groups]
            if numbers is not None
            else _as_numbered_alone(groups)
        )
        labels = [
            _label(*one, width_of, in_short=in_short) for one in zip(of_groups, groups, strict=True)
        ]
        boxes = spread(labels, sheet)
        if boxes is not None:
            marker = partial(_marker, in_short=in_short)
            return tuple(map(marker, of_groups, groups, boxes))
    raise _no_room()


def _written(numbers: Sequence[int], *, in_short: bool) -> str:
    """Return numbers as they stand on a marker: all of them, or the first and the last."""
    told = number_ranges(numbers)
    return (
        f"{min(numbers)}\N{HORIZONTAL ELLIPSIS}{max(numbers)}" if in_short and "," in told else told
    )


def _no_room() -> PrintingError:
    return PrintingError("Der er ikke plads til et eneste mærke på kortet; vælg --paper a3.")


def _grouped(pins: Iterable[Pin], cell: int) -> list[list[Pin]]:
    """Return pins in groups: those of a cell, and those whose points would lie on each other."""
    groups = _by_cell(pins, cell)
    if len(groups) <= 1:
        return groups
    points = shapely.points([_middle(group) for group in groups])
    first, second = shapely.STRtree(points).query(points, predicate="dwithin", distance=_CLOSE)
    together: dict[int, int] = {}
    for one, other in sorted(zip(first.tolist(), second.tolist(), strict=True)):
        together.setdefault(one, together.get(other, other) if other < one else one)
    found: dict[int, list[Pin]] = defaultdict(list)
    for number, group in enumerate(groups):
        found[together[number]] += group
    return list(found.values())


def _by_cell(pins: Iterable[Pin], cell: int) -> list[list[Pin]]:
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


def _as_numbered_alone(groups: Iterable[list[Pin]]) -> list[tuple[int, ...]]:
    """Return the numbers of each group, where all are counted on from 1."""
    counted = count(1)
    return [tuple(islice(counted, len(group))) for group in groups]


def _label(
    numbers: Sequence[int],
    group: list[Pin],
    width_of: Callable[[str], float],
    *,
    in_short: bool = False,
) -> Label:
    width = HEIGHT + 2 * _PADDING + round(width_of(_written(numbers, in_short=in_short)))
    return Label(point=_middle(group), width=width, height=HEIGHT)


def _marker(numbers: tuple[int, ...], group: list[Pin], box: Box, *, in_short: bool) -> Marker:
    return Marker(
        numbers=numbers,
        pins=tuple(group),
        point=_middle(group),
        gathers=len(_by_cell(group, _CELLS[0])) > 1,
        box=box,
        in_short=in_short,
    )


def _middle(group: Sequence[Pin]) -> tuple[int, int]:
    x, y = (sum(pin.x for pin in group), sum(pin.y for pin in group))
    return round(x / len(group)), round(y / len(group))
