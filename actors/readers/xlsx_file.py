"""Reading XLSX: the sheet of the table, else the first with headings, and its last values."""

from __future__ import annotations

import io
import warnings
from contextlib import closing
from dataclasses import dataclass
from itertools import islice, repeat
from typing import TYPE_CHECKING, Final

import openpyxl

from actors.errors import UnreadableFileError
from actors.readers.building import Source, build_table
from actors.readers.cell_text import UNCALCULATED, text_of
from actors.readers.headings import known_headings, no_headings
from actors.readers.limits import MAX_LINES, too_many_rows
from actors.readers.lines import Line, line_of
from actors.readers.workbook_shape import check_workbook
from actors.sheets import SHEETS
from actors.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook

    from actors.findings import Problem
    from actors.readers.table import Table

    _Cells = tuple[Cell | MergedCell, ...]

if not openpyxl.DEFUSEDXML:
    raise ImportError("openpyxl must read XML through defusedxml: install what the lock file says.")

_OTHER_TABLES: Final = {fold(title) for title in SHEETS.values()}
"""Sheets that the atlas writes beside the one that is read: nobody needs to be told of them."""
_SEARCHED_ROWS: Final = 100
"""Of each sheet, in the search for headings."""
_CACHED_TEXT: Final = "str"
"""openpyxl's word for a formula whose value is known to be a text, an empty one too."""


@dataclass(frozen=True, kw_only=True)
class _Book:
    """A workbook opened for its values and, where it has any, for its formulas."""

    file: str
    values: Workbook
    formulas: Workbook | None

    @property
    def sheets(self) -> list[str]:
        return [sheet.title for sheet in self.values.worksheets]

    def first_lines(self, sheet: str) -> Iterator[Line]:
        """Yield the lines among which headings are searched."""
        return _lines(islice(self._rows(sheet), _SEARCHED_ROWS))

    def lines(self, sheet: str) -> Iterator[Line]:
        """Yield every line of a sheet."""
        return _lines(self._rows(sheet))

    def _rows(self, sheet: str) -> Iterator[tuple[_Cells, _Cells | None]]:
        """Yield every row of a sheet, with its formulas; openpyxl fills in the missing ones."""
        formulas = repeat(None) if self.formulas is None else _rows_of(self.formulas, sheet)
        for count, rows in enumerate(zip(_rows_of(self.values, sheet), formulas, strict=False)):
            if count == MAX_LINES:
                raise too_many_rows(self.file)
            yield rows


def read_xlsx(data: bytes, file: str, table: str) -> Table:
    """Read the bytes of a workbook as a table of `actors` or `projects`.

    Raises:
        UnreadableFileError: where they are no such table, or no harmless workbook.
    """
    try:
        return _read(data, file, table)
    except UnreadableFileError:
        raise
    # openpyxl raises nearly anything on a damaged file; whatever it is, the answer is the same.
    except Exception as error:
        raise UnreadableFileError(
            f"»{file}« er beskadiget eller ikke et Excel-ark. Åbn den i Excel eller LibreOffice,"
            " gem den som Excel-projektmappe (.xlsx), og prøv igen."
        ) from error


def _read(data: bytes, file: str, table: str) -> Table:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, which do not matter here
        has_formulas = check_workbook(data, file)
        with closing(_open(data, data_only=True)) as values:
            if not has_formulas:
                return _first_table(_Book(file=file, values=values, formulas=None), table)
            with closing(_open(data, data_only=False)) as formulas:
                return _first_table(_Book(file=file, values=values, formulas=formulas), table)


def _open(data: bytes, *, data_only: bool) -> Workbook:
    return openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False
    )


def _first_table(book: _Book, table: str) -> Table:
    found = [sheet for sheet in book.sheets if known_headings(book.first_lines(sheet), table)]
    if not found:
        raise _nothing_in(book, table)
    source = Source(file=book.file, table=table, line_word="række")
    named = [sheet for sheet in found if fold(sheet) == fold(SHEETS[table])]
    chosen = (named or found)[0]
    others = [sheet for sheet in found if sheet != chosen]
    if named:
        others = [sheet for sheet in others if fold(sheet) not in _OTHER_TABLES]
    notes = tuple(_not_read(source, sheet, chosen) for sheet in others)
    return build_table(source, book.lines(chosen), notes)


def _not_read(source: Source, sheet: str, chosen: str) -> Problem:
    wrong = f"Arket »{sheet}« er ikke læst: kun ét ark læses, og det er »{chosen}«."
    right = f"Flyt rækkerne til »{chosen}«, eller gem arket som sin egen fil."
    return source.problem(0, wrong, right, value=sheet, severity="warning")


def _nothing_in(book: _Book, table: str) -> UnreadableFileError:
    lines = (line for sheet in book.sheets for line in book.first_lines(sheet))
    first = next((" ".join(filter(None, line.cells)) for line in lines if line.cells), "")
    return no_headings(book.file, first, table)


def _rows_of(book: Workbook, sheet: str) -> Iterator[_Cells]:
    opened = book[sheet]
    opened.reset_dimensions()  # what a file says of its own size need not be true
    rows: Iterator[_Cells] = opened.iter_rows()
    return rows


def _lines(rows: Iterable[tuple[_Cells, _Cells | None]]) -> Iterator[Line]:
    """Yield the rows that have cells, with the numbers that the spreadsheet shows."""
    for number, (values, formulas) in enumerate(rows, start=1):
        if formulas:
            pairs = zip(values, formulas, strict=True)
            yield line_of(number, [_calculated(value, formula) for value, formula in pairs])
        elif values:
            yield line_of(number, [text_of(cell.value) for cell in values])


def _calculated(cell: Cell | MergedCell, formula: Cell | MergedCell) -> str:
    unknown = formula.data_type == "f" and cell.value is None and cell.data_type != _CACHED_TEXT
    return UNCALCULATED if unknown else text_of(cell.value)
