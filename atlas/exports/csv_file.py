"""A table as CSV, as Danish spreadsheets and the atlas's own reader take it.

UTF-8 with a byte order mark, because Excel takes a file without one for Windows-1252 and spoils æ,
ø and å; semicolons and decimal commas, because Danish Excel opens them in columns on a double
click. Cells that a spreadsheet could take for a formula begin with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from actors.spreadsheet_text import neutralise
from actors.visible import visible
from atlas.exports.headings import number_of

if TYPE_CHECKING:
    from atlas.exports.tables import Table

MEDIA_TYPE: Final = "text/csv; charset=utf-8; header=present"
DELIMITER: Final = ";"


def csv_bytes(table: Table) -> bytes:
    """Return a table as CSV (RFC 4180 but for the semicolon); headings are the columns' names."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_cell(name, row.get(name, "")) for name in table.columns])
    return text.getvalue().encode("utf-8-sig")


def _cell(column: str, text: str) -> str:
    if number_of(column, text) is not None:
        return text.replace(".", ",")  # a minus before a number starts no formula
    return neutralise(visible(text)[0])
