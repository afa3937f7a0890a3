"""How large a table may be, so that no file takes the machine's memory or anybody's time.

A municipality's list of actors has hundreds of rows; everything here is far above that.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from actors.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from actors.readers.lines import Line

MAX_CSV_BYTES: Final = 64_000_000
MAX_XLSX_BYTES: Final = 10_000_000
MAX_GEOJSON_BYTES: Final = 12_000_000

MAX_ROWS: Final = 200_000
MAX_LINES: Final = 1_048_576
"""Rows and blank lines together: the height of a spreadsheet."""
MAX_COLUMNS: Final = 200
MAX_WIDTH: Final = 16_384
"""Columns with and without text: the width of a spreadsheet."""
MAX_CELLS: Final = 4_000_000
MAX_CELL_CHARACTERS: Final = 32_767
"""What a spreadsheet itself can hold in one cell."""
MAX_SECONDS: Final = 60.0


def within_limits(lines: Iterable[Line], file: str) -> Iterator[Line]:
    """Pass lines on, counting them.

    Raises:
        UnreadableFileError: at the first line that is too far, too wide, too long or too late.
    """
    deadline = time.monotonic() + MAX_SECONDS
    cells = 0
    for rows, line in enumerate(lines):
        cells += len(line.cells)
        if rows > MAX_ROWS:
            raise too_many_rows(file)
        if cells > MAX_CELLS:
            raise too_many_cells(file)
        if len(line.cells) > MAX_COLUMNS:
            raise too_wide(file, line.number)
        if line.cells and len(max(line.cells, key=len)) > MAX_CELL_CHARACTERS:
            most = _dotted(MAX_CELL_CHARACTERS)
            raise _too_large(file, f"en celle på over {most} tegn i linje {line.number}")
        if time.monotonic() > deadline:
            raise _too_large(file, "så meget, at den ikke kan læses på et minut")
        yield line


def empty_file(file: str) -> UnreadableFileError:
    """Return the error for a file without any text."""
    return UnreadableFileError(
        f"»{file}« er tom: der står ingen tekst. Tjek, at det er den rigtige fil, eller skriv"
        " overskrifter og rækker i den, og prøv igen."
    )


def too_many_bytes(file: str, most: int) -> UnreadableFileError:
    """Return the error for a file that is larger than its kind may be."""
    return _too_large(file, f"mere end {most // 1_000_000} MB")


def too_many_rows(file: str) -> UnreadableFileError:
    """Return the error for a file that is too high."""
    return _too_large(file, f"flere end {_dotted(MAX_ROWS)} rækker")


def too_many_cells(file: str) -> UnreadableFileError:
    """Return the error for a file that has too much in it."""
    return _too_large(file, f"flere end {_dotted(MAX_CELLS)} celler")


def too_wide(file: str, number: int) -> UnreadableFileError:
    """Return the error for a file with a line that is too wide."""
    return _too_large(file, f"flere end {MAX_COLUMNS} kolonner i linje {number}")


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _too_large(file: str, what: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"»{file}« er for stor til at blive læst: den har {what}. Slet tomme rækker og kolonner,"
        " eller del den i flere filer, og prøv igen."
    )
