"""Where the rules write down what they find, so that every problem of a row is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from actors.findings import Problem

if TYPE_CHECKING:
    from actors.findings import Severity
    from actors.readers.table import Row, Table


class Notes:
    """All problems of one row, in the order in which they were found."""

    def __init__(self, table: Table, row: Row) -> None:
        self._table = table
        self._row = row
        self.problems: list[Problem] = list(row.problems)

    @property
    def has_errors(self) -> bool:
        """Whether the row must stay out."""
        return any(one.severity == "error" for one in self.problems)

    def in_order(self) -> tuple[Problem, ...]:
        """Return the problems in the order of the file's columns, the whole row's first."""
        columns = {one.field: one.column for one in self._table.headings}
        last = len(columns)
        return tuple(
            sorted(self.problems, key=lambda one: columns.get(one.field, last) if one.field else -1)
        )

    def of(self, field: str) -> CellNotes:
        """Return the notes of one cell; of the whole row where `field` is empty."""
        return CellNotes(notes=self, field=field)

    def add(self, field: str, wrong: str, right: str, severity: Severity) -> None:
        """Write down one problem of a cell."""
        self.problems.append(
            Problem(
                file=self._row.file,
                line=self._row.line,
                field=field,
                heading=self._table.heading_of(field) if field else "",
                value=self._row.values.get(field, ""),
                wrong=wrong,
                right=right,
                severity=severity,
            )
        )


@dataclass(frozen=True, kw_only=True)
class CellNotes:
    """The notes of one cell."""

    notes: Notes
    field: str

    @property
    def has_errors(self) -> bool:
        """Whether something keeps the row out already."""
        return any(
            one.field == self.field and one.severity == "error" for one in self.notes.problems
        )

    def error(self, wrong: str, right: str) -> None:
        """Write down what keeps the row out."""
        self.notes.add(self.field, wrong, right, "error")

    def warn(self, wrong: str, right: str) -> None:
        """Write down what a person should look at."""
        self.notes.add(self.field, wrong, right, "warning")
