"""The list on a poster or leaflet, measured and put into columns.

Heights are counted here as the template sets them: a line of text is as high as its type, lines
stand a fifth of that apart, and words are broken only where there is a space or a given break.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from atlas.printing.fonts import printable, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.printing.leaf_lines import Line
    from atlas.printing.wording import Wording

SMALLEST_PT: Final = 7.0
"""The smallest type that is still read at arm's length."""

_MM_A_PT: Final = 25.4 / 72
_LEADING: Final = 0.2
_SIGN: Final = 1.3
_GAPS: Final = {
    "section": (1.1, 0.5),
    "place": (0.5, 0.35),
    "entry": (0, 0.38),
    "area": (0, 0.45),
    "more": (1.2, 0.6),
}
"""What stands above and below each kind of line, in ems; at the head of a column nothing above."""

_IN_A_BOX: Final = 1.0
_SECTION_SIZE: Final = 1.3
_SWATCH: Final = 3.4
_DIGIT: Final = 0.6
_FRAME: Final = 1.3
_STEPS: Final = 20
_PARAGRAPH_LINE: Final = 1.27
_PARAGRAPH_GAP: Final = 0.4
_SURE: Final = 0.98
"""Of the room of a paragraph as much as letters that are measured roughly are sure of."""

_BREAKS: Final = re.compile("[ \u200b]")


@dataclass(frozen=True, kw_only=True)
class Setting:
    """How a list is set: the size of its type, and how much of the usual air is between lines."""

    size_pt: float
    air: float = 1


SETTINGS: Final = (
    *(Setting(size_pt=size) for size in (12, 11, 10, 9, 8.5, 8, 7.5, SMALLEST_PT)),
    Setting(size_pt=SMALLEST_PT, air=0.6),
)
"""The settings that a list is tried in, from the easiest to read to what is still read well."""


@dataclass(frozen=True, kw_only=True)
class Region:
    """A part of the leaf that the list may fill, in millimetres from its upper left corner."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    columns: int = 1
    gutter_mm: float = 5
    page: int = 1

    @property
    def column_mm(self) -> float:
        """How wide one column is."""
        return (self.width_mm - (self.columns - 1) * self.gutter_mm) / self.columns

    def mirrored(self, page_mm: float) -> Region:
        """Return where it lies on a page of that width that is read from right to left."""
        return replace(self, x_mm=page_mm - self.x_mm - self.width_mm)


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A list in its columns, region by region, and the lines that found no room."""

    setting: Setting
    number_mm: float
    columns: tuple[tuple[tuple[Line, ...], ...], ...]
    left: tuple[Line, ...]

    @property
    def fits(self) -> bool:
        """Whether everything found room."""
        return not self.left

    @property
    def numbers(self) -> set[int]:
        """The numbers of those in the list."""
        lines = (line for region in self.columns for column in region for line in column)
        return {line.number for line in lines if line.kind == "entry"}

    def with_last(self, line: Line) -> Filled:
        """Return the same with one more line at the foot of the last column."""
        *before, (*columns, last) = self.columns
        return replace(self, columns=(*before, (*columns, (*last, line))))


@dataclass(frozen=True, kw_only=True)
class Type:
    """The type of a list: its setting, and how many digits its numbers have."""

    setting: Setting
    digits: int

    @property
    def em_mm(self) -> float:
        """An em in millimetres."""
        return self.setting.size_pt * _MM_A_PT

    @property
    def number_mm(self) -> float:
        """The room of a number with its frame, and the space after it."""
        return (self.digits * _DIGIT + _FRAME) * self.em_mm

    def height_mm(self, line: Line, column_mm: float, *, heads: bool = False) -> float:
        """Return the height of a line in a column; `heads` where it stands at its top."""
        scale = _SECTION_SIZE if line.kind == "section" else 1
        above, below = _GAPS[line.kind]
        count = self._lines(line, column_mm, scale)
        text = (count + (count - 1) * _LEADING) * scale
        text += _IN_A_BOX if line.kind == "more" else 0
        air = ((0 if heads else above) + below) * self.setting.air
        return (text + air) * self.em_mm

    def _lines(self, line: Line, column_mm: float, scale: float) -> int:
        beside = {"entry": self.number_mm / self.em_mm, "area": _SWATCH, "more": 1.6}
        room = column_mm / self.em_mm / scale - beside.get(line.kind, 0)
        bold = 600 if line.kind != "entry" else 400
        signs = len(line.signs) if line.kind == "entry" else 0
        return _lines(line.text, line.note, signs, bold, room)


@lru_cache(maxsize=20_000)
def _lines(text: str, note: str, signs: int, weight: int, room: float) -> int:
    """Return how many lines a text, its note and its signs take in a room, all in ems."""
    space = text_width(" ", 1, weight)
    words = [text_width(one, 1, weight) for one in _BREAKS.split(printable(text).text)]
    quiet = [text_width(one, 1) for one in _BREAKS.split(printable(note).text)] if note else []
    count, filled = 1, 0.0
    for width in (*words, *quiet, *((signs * _SIGN - space,) if signs else ())):
        if filled and filled + space + width > room:
            count, filled = count + 1, 0.0
        filled += width + (space if filled else 0)
        if filled > room:
            count, filled = count + math.floor(filled / room), filled % room
    return count


def paragraph_mm(text: str, size_pt: float, room_mm: float) -> float:
    """Return how high a paragraph is at most, with the space below it."""
    em_mm = size_pt * _MM_A_PT
    count = _lines(text, "", 0, 400, room_mm / em_mm * _SURE)
    return (count * _PARAGRAPH_LINE + _PARAGRAPH_GAP) * em_mm


@dataclass
class _Columns:
    """The columns while they are filled, one after the other."""

    regions: Sequence[Region]
    type: Type
    words: Wording

    def fill(self, lines: Sequence[Line], reserved_mm: float) -> Filled:
        rooms = [(one, first) for one in self.regions for first in _first_of(one.columns)]
        filled: list[list[Line]] = []
        at = 0
        for number, (room, first) in enumerate(rooms):
            spared = reserved_mm if number == len(rooms) - 1 else 0
            head = self._head(lines, at, {"section", "place"} if first else {"place"})
            column, at = self._column(lines, at, room, head, spared)
            filled.append(column)
        own = iter(filled)
        return Filled(
            setting=self.type.setting,
            number_mm=self.type.number_mm,
            columns=tuple(
                tuple(tuple(next(own)) for _ in range(one.columns)) for one in self.regions
            ),
            left=tuple(lines[at:]),
        )

    def _column(
        self, lines: Sequence[Line], at: int, room: Region, head: list[Line], spared: float
    ) -> tuple[list[Line], int]:
        column, start = head, at
        used = self._height(column, room, heads=True)
        while at < len(lines):
            taken = lines[at : at + _together(lines, at)]
            used += self._height(taken, room, heads=not column)
            if used > room.height_mm - spared:
                break
            column, at = [*column, *taken], at + len(taken)
        return (column if at > start else []), at

    def _head(self, lines: Sequence[Line], at: int, kinds: set[str]) -> list[Line]:
        """Return what goes on at the head of a column: the place; in a new region its section."""
        found: dict[str, Line] = {}
        if not 0 < at < len(lines):
            return []
        for one in lines[: at + 1]:
            if one.kind == "section":
                found.clear()
            if one.kind in {"section", "place"}:
                found[one.kind] = one
        starts = lines[at].kind
        kept = {} if starts == "section" else {k: v for k, v in found.items() if k in kinds}
        if starts == "place":
            kept.pop("place", None)
        return [
            replace(one, text=self.words.say("leaf.goes_on", place=one.text))
            for one in kept.values()
        ]

    def _height(self, lines: Sequence[Line], room: Region, *, heads: bool) -> float:
        return sum(
            self.type.height_mm(one, room.column_mm, heads=heads and not number)
            for number, one in enumerate(lines)
        )


def balanced(
    lines: Sequence[Line], regions: Sequence[Region], setting: Setting, words: Wording
) -> Filled:
    """Return lines that fit in regions with the columns of the last region as even as they go."""
    *before, last = regions
    for step in range(1, _STEPS):
        lower = replace(last, height_mm=last.height_mm * step / _STEPS)
        filled = fill(lines, [*before, lower], setting, words)
        if filled.fits:
            return filled
    return fill(lines, regions, setting, words)


def _first_of(count: int) -> list[bool]:
    return [True] + [False] * (count - 1)


def _together(lines: Sequence[Line], at: int) -> int:
    """Return how many lines must stay together: headings with the first line under them."""
    count = 1
    while lines[at + count - 1].kind in {"section", "place"} and at + count < len(lines):
        count += 1
    return count


def fill(
    lines: Sequence[Line],
    regions: Sequence[Region],
    setting: Setting,
    words: Wording,
    reserved_mm: float = 0,
) -> Filled:
    """Return lines in the columns of regions; `reserved_mm` stays free at the foot of the last."""
    digits = len(str(max((one.number for one in lines), default=0)))
    of_type = Type(setting=setting, digits=max(digits, 2))
    return _Columns(regions, of_type, words).fill(lines, reserved_mm)
