"""One line of a file on its way to becoming a row: its number and its cells as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from actors.spreadsheet_text import restore

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actors.findings import Problem


class Line(NamedTuple):
    """`cells` end with the last cell that has text; `number` is the one a person sees.

    `width` counts the blank cells at the end, too.
    """

    number: int
    cells: tuple[str, ...]
    width: int
    problems: tuple[Problem, ...] = ()


def line_of(number: int, cells: Iterable[str], problems: tuple[Problem, ...] = ()) -> Line:
    """Return a line of tidy cells: no blanks around them, LF between lines, no blank end."""
    tidied = [_tidy(cell) if cell else "" for cell in cells]
    width = len(tidied)
    while tidied and not tidied[-1]:
        tidied.pop()
    return Line(number, tuple(tidied), width, problems)


def _tidy(cell: str) -> str:
    text = cell.strip()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return restore(text) if text.startswith("'") else text
