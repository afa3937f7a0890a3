"""The tables as one workbook: a first sheet to read, then a sheet for each table.

`actors.readers` reads the sheets «Aktører» and «Projekter» back as the same records.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from actors.sheets import SHEETS
from actors.spreadsheet_text import neutralise
from actors.visible import visible
from atlas.exports.headings import DAYS, HEADINGS, number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from atlas.exports.tables import Table

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_HEADING: Final = PatternFill("solid", start_color="1F3864")
_WIDEST: Final = 60
_NARROWEST: Final = 8
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it spreadsheets count a day that never was (29 February 1900)."""
_MODIFIED: Final = re.compile(rb"(<dcterms:(modified|created)[^>]*>)[^<]*")
_DOCUMENT_FACTS: Final = "docProps/core.xml"


def workbook_bytes(
    readme: Sequence[tuple[str, str]], tables: Sequence[Table], built: datetime
) -> bytes:
    """Return a workbook whose bytes depend on its content and `built` (UTC) alone."""
    book = Workbook()
    book.properties.title = "TFI-atlas"
    book.properties.creator = "TFI-atlas"
    _write_readme(book.worksheets[0], readme)
    for table in tables:
        _write_table(book.create_sheet(table.title), table)
    stream = io.BytesIO()
    book.save(stream)
    return _undated(stream.getvalue(), built)


def _write_readme(sheet: Worksheet, lines: Sequence[tuple[str, str]]) -> None:
    sheet.title = SHEETS["readme"]
    for line in lines:
        sheet.append([_text(part) for part in line])
    for row in sheet.iter_rows(max_col=2):
        row[0].font = Font(bold=True)
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 110


def _write_table(sheet: Worksheet, table: Table) -> None:
    sheet.append([HEADINGS.get(name, name) for name in table.columns])
    for row in table.rows:
        sheet.append([_value(name, row.get(name, "")) for name in table.columns])
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEADING
    for number, name in enumerate(table.columns, start=1):
        longest = max((len(row.get(name, "")) for row in table.rows), default=0)
        width = min(max(longest, len(HEADINGS.get(name, name)) + 3, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(number)].width = width
        if name == "amount_dkk":
            for (cell,) in sheet.iter_rows(min_row=2, min_col=number, max_col=number):
                cell.number_format = "#,##0"
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions


def _value(column: str, text: str) -> str | float | date | None:
    """Return a cell: a number or a day where the text is exactly one, else harmless text."""
    number = number_of(column, text)
    if number is not None:
        return number
    if column in DAYS and text and (day := date.fromisoformat(text)) >= _FIRST_DAY:
        return day
    return _text(text)


def _text(text: str) -> str | None:
    return neutralise(visible(text)[0]) or None


def _undated(workbook: bytes, built: datetime) -> bytes:
    """Return a workbook with `built` in place of the moment at which it was written."""
    stamp = built.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    when = (built.year, built.month, built.day, built.hour, built.minute, built.second)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == _DOCUMENT_FACTS:
                content = _MODIFIED.sub(rb"\g<1>" + stamp, content)
            entry = zipfile.ZipInfo(part.filename, date_time=max(when, (1980, 1, 1, 0, 0, 0)))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, content)
    return out.getvalue()
