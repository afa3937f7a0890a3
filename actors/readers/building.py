"""From lines to a table: the part of reading that every kind of file shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from actors.errors import UnreadableFileError
from actors.findings import Problem
from actors.readers.headings import headings_of, split_at_headings
from actors.readers.limits import within_limits
from actors.readers.table import Heading, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actors.readers.lines import Line

_SHOWN: Final = 80


@dataclass(frozen=True, kw_only=True)
class Source:
    """What the lines come from: the file's name, the table it is read as, its word for a line.

    `ragged_is_error` is true where a cell too many means that the row has slipped (CSV).
    """

    file: str
    table: str
    line_word: str
    ragged_is_error: bool = False

    def problem(self, line: int, wrong: str, right: str, **more: str) -> Problem:
        """Return an error in this file, or what `more` makes of it."""
        details = {"field": "", "heading": "", "value": "", **more}
        return Problem(file=self.file, line=line, wrong=wrong, right=right, **details)  # type: ignore[arg-type]


def build_table(source: Source, lines: Iterable[Line], notes: tuple[Problem, ...] = ()) -> Table:
    """Return the table that the lines hold, read to the end.

    Raises:
        UnreadableFileError: where there are no headings, two of the same, or no rows.
        LookupError: where no line is one of headings.
    """
    above, heading_line, below = split_at_headings(within_limits(lines, source.file), source.table)
    headings = headings_of(heading_line, source.table, source.file)
    read = (_row(source, line, headings, heading_line.width) for line in below)
    rows = tuple(row for row in read if row.values or row.other or row.problems)
    if not rows:
        raise UnreadableFileError(
            f"»{source.file}« har overskrifter, men ingen rækker under dem. Skriv en række for"
            " hver aktør eller hvert projekt, og prøv igen."
        )
    return Table(
        file=source.file,
        table=source.table,
        rows=rows,
        headings=headings + _without_heading(rows, len(headings)),
        heading_line=heading_line.number,
        line_word=source.line_word,
        problems=(*notes, *_note_on_lines_above(source, above, heading_line.number)),
    )


def _row(source: Source, line: Line, headings: tuple[Heading, ...], width: int) -> Row:
    values: dict[str, str] = {}
    other: dict[int, str] = {}
    for column, cell in enumerate(line.cells):
        heading = headings[column] if column < len(headings) else None
        if not cell or (heading and heading.ignored):
            continue
        if heading and heading.field:
            values[heading.field] = cell
        else:
            other[column] = cell
    return Row(
        file=source.file,
        line=line.number,
        values=values,
        other=other,
        problems=(*line.problems, *_slipped(source, line, width)),
    )


def _slipped(source: Source, line: Line, width: int) -> tuple[Problem, ...]:
    if not source.ragged_is_error or len(line.cells) <= width:
        return ()
    wrong = f"Rækken har {len(line.cells)} felter, men der er {width} overskrifter."
    right = 'Sæt citationstegn (") om den tekst, der selv indeholder skilletegnet.'
    return (source.problem(line.number, wrong, right, value=line.cells[-1][:_SHOWN]),)


def _without_heading(rows: tuple[Row, ...], width: int) -> tuple[Heading, ...]:
    last = max((column for row in rows for column in row.other), default=-1)
    return tuple(Heading(column=column, text="") for column in range(width, last + 1))


def _note_on_lines_above(source: Source, above: list[Line], number: int) -> tuple[Problem, ...]:
    if not above:
        return ()
    text = " ".join(cell for line in above for cell in line.cells if cell)
    wrong = f"Det, der står over overskrifterne i {source.line_word} {number}, er ikke læst."
    right = "Er det en række, så flyt den ned under overskrifterne."
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return (source.problem(above[0].number, wrong, right, value=shown, severity="warning"),)
