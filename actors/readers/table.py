"""What every reader returns: a table of rows, with the headings and lines a person knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from actors.findings import Problem


def column_letter(column: int) -> str:
    """Return a column, counted from 0, as a spreadsheet calls it: A, B … Z, AA."""
    higher, last = divmod(column, 26)
    return (column_letter(higher - 1) if higher else "") + chr(ord("A") + last)


@dataclass(frozen=True, kw_only=True)
class Heading:
    """One column: its place from 0, its heading as in the file, the field it stands for.

    `field` is empty where the heading is no field of the table, and `ignored` true where the
    column is one that the atlas itself adds to a marked workbook or an export. `text` is empty
    where a column has cells but no heading.
    """

    column: int
    text: str
    field: str = ""
    ignored: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a file: cell text by field name, blank cells left out.

    `line` is the number that a person sees: the first line of the row in an editor (CSV), the
    row in a spreadsheet (XLSX), the number of the feature from 1 (GeoJSON). `other` holds the
    cells that belong to no field, by column, so that nothing of the file is lost; `problems`
    is what the reader itself found wrong with the row.
    """

    file: str
    line: int
    values: Mapping[str, str]
    other: Mapping[int, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """A file of actors or projects as it was read; rows without any text are left out.

    `table` is `actors` or `projects`, `line_word` what a line is called in this kind of file
    (linje, række, objekt), `heading_line` where the headings stand, and `problems` what a
    person should know of the file as a whole (lines above the headings, sheets not read).
    """

    file: str
    table: str
    rows: tuple[Row, ...]
    headings: tuple[Heading, ...]
    heading_line: int
    line_word: str
    problems: tuple[Problem, ...] = field(default=())

    @property
    def unknown_headings(self) -> tuple[Heading, ...]:
        """Return the columns that stand for no field of the table."""
        return tuple(one for one in self.headings if not one.field and not one.ignored)

    def heading_of(self, name: str) -> str:
        """Return the heading that the file itself has for a field, or "" where it has none."""
        return next((one.text for one in self.headings if one.field == name), "")
