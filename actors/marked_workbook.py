"""The finding on a file as a spreadsheet: the person's own rows, with the cells to mend marked."""

from __future__ import annotations

import os
import secrets
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from actors.checking import described, next_step, summary
from actors.fields import MARK_HEADINGS, field_named
from actors.sheets import SHEETS
from actors.spreadsheet_text import neutralise
from actors.visible import visible

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from actors.findings import Problem
    from actors.readers.table import Heading, Row
    from actors.validation import Validated

_ERROR: Final = PatternFill("solid", start_color="F8CBAD")
_WARNING: Final = PatternFill("solid", start_color="FFF2CC")
_HEADING: Final = PatternFill("solid", start_color="1F3864")
_MARKED: Final = len(MARK_HEADINGS)
MAX_COMMENTS: Final = 2_000
"""More make a spreadsheet program slow; the words stand in the row's first column anyway."""
_MAX_OVERVIEW: Final = 1_000
_AUTHOR: Final = "TFI-atlas"
_WIDE: Final = frozenset({"name", "description", "name_printed", "address", "website"})


def write_marked_workbook(validated: Validated, path: Path) -> None:
    """Write the rows of a file and everything found in them as XLSX, in one atomic step.

    The first sheet is an overview, the second holds the rows in their order under Danish headings;
    `read_table` reads the second and finds the same values.

    Raises:
        OSError: where the file cannot be written; a file that stood there before is untouched.
    """
    book = Workbook()
    _write_overview(book.worksheets[0], validated)
    _Rows(book.create_sheet(SHEETS[validated.table.table]), validated).write()
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with unfinished.open("xb") as file:
            book.save(file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _write_overview(sheet: Worksheet, validated: Validated) -> None:
    sheet.title = "Oversigt"
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 100
    table = validated.table
    lines = [
        ("Kontrol af", table.file),
        ("Fundet", summary(validated)),
        ("Næste skridt", next_step(validated)),
        ("Farver", "Rødlig: skal rettes. Gul: bør ses efter. Ordene står i første kolonne."),
        ("", ""),
        *((_where(one, table.line_word), described(one)) for one in validated.problems),
    ]
    left_out = len(lines) - _MAX_OVERVIEW
    for line in lines[:_MAX_OVERVIEW]:
        sheet.append([_safe(text) for text in line])
    if left_out > 0:
        sheet.append(["", f"… og {left_out} mere i det næste ark."])
    for row in sheet.iter_rows(max_col=2):
        row[0].font = Font(bold=True)
        row[1].alignment = Alignment(wrap_text=True, vertical="top")


class _Rows:
    """The sheet with the rows: two columns of marks, then the file's own."""

    def __init__(self, sheet: Worksheet, validated: Validated) -> None:
        self._sheet = sheet
        self._table = validated.table
        self._comments = 0
        self._problems: dict[int, list[Problem]] = defaultdict(list)
        for one in validated.problems:
            self._problems[one.line].append(one)

    def write(self) -> None:
        """Write headings and rows, and mark what has a problem."""
        headings = [one for one in self._table.headings if not one.ignored]
        columns = {one.field: number for number, one in enumerate(headings, _MARKED + 1)}
        self._sheet.append([*MARK_HEADINGS, *(_safe(_heading(one)) for one in headings)])
        for row in self._table.rows:
            texts = [_text(row, heading) for heading in headings]
            problems = self._problems.get(row.line, ())
            words = "\n".join(described(one) for one in problems)
            self._sheet.append([_safe(words), row.line, *map(_safe, texts)])
            for one in sorted(problems, key=_errors_last):
                self._mark(one, columns.get(one.field, 1))
        self._lay_out(headings)

    def _mark(self, problem: Problem, column: int) -> None:
        number = self._sheet.max_row
        fill = _ERROR if problem.severity == "error" else _WARNING
        marked = self._sheet.cell(number, column)
        self._sheet.cell(number, 1).fill = marked.fill = fill
        if column > _MARKED and self._comments < MAX_COMMENTS:
            self._comments += 1
            before = f"{marked.comment.text}\n" if marked.comment else ""
            words = visible(f"{before}{problem.wrong} {problem.right}")[0]
            marked.comment = Comment(words, _AUTHOR, height=120, width=320)

    def _lay_out(self, headings: list[Heading]) -> None:
        sheet = self._sheet
        for cell in sheet[1]:
            cell.font = Font(bold=True, color="FFFFFF")
            cell.fill = _HEADING
        for row in sheet.iter_rows(min_row=2, max_col=1):
            row[0].alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions["A"].width = 60
        for number, heading in enumerate(headings, _MARKED + 1):
            width = 40 if heading.field in _WIDE else 20
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.freeze_panes = sheet.cell(2, _MARKED + 1).coordinate
        sheet.auto_filter.ref = sheet.dimensions


def _heading(heading: Heading) -> str:
    return field_named(heading.field).heading if heading.field else heading.text


def _text(row: Row, heading: Heading) -> str:
    if heading.field:
        return row.values.get(heading.field, "")
    return row.other.get(heading.column, "")


def _safe(text: str) -> str | None:
    """Return a text that XML can hold and no spreadsheet takes for a formula; None for none."""
    return neutralise(visible(text)[0]) or None


def _where(problem: Problem, line_word: str) -> str:
    return f"{line_word.capitalize()} {problem.line}" if problem.line else "Hele filen"


def _errors_last(problem: Problem) -> bool:
    """Return a key by which an error's colour is set after a warning's."""
    return problem.severity == "error"
