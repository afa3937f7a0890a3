"""Reading CSV: `;`, `,` or tab between the cells, in UTF-8, UTF-16 or cp1252."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from actors.errors import UnreadableFileError
from actors.readers.building import Source, build_table
from actors.readers.headings import known_headings, no_headings
from actors.readers.limits import (
    MAX_CELL_CHARACTERS,
    MAX_CELLS,
    MAX_LINES,
    MAX_WIDTH,
    too_many_cells,
    too_many_rows,
    too_wide,
)
from actors.readers.lines import Line, line_of
from actors.readers.text import encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from actors.readers.table import Table

DELIMITERS: Final = (";", "\t", ",")
_MAX_LINE_CHARACTERS: Final = 1_000_000
_DECLARED: Final = re.compile(r'"?sep=(.)"?\s*')
"""Excel's own first line that names the delimiter."""


def read_csv(data: bytes, file: str, table: str) -> Table:
    """Read the bytes of a CSV file as a table of `actors` or `projects`.

    Raises:
        UnreadableFileError: where they are no such table.
    """
    _refuse_unbearable(data, file)
    encoding = encoding_of(data, file)
    source = Source(file=file, table=table, line_word="linje", ragged_is_error=True)
    delimiter = _delimiter(data, encoding, table)
    try:
        return build_table(source, _lines(data, encoding, delimiter, file))
    except LookupError:
        lines = (line.cells for line in _lines(data, encoding, delimiter, file))
        first = next((" ".join(filter(None, cells)) for cells in lines if cells), "")
        raise no_headings(file, first, table) from None


def _refuse_unbearable(data: bytes, file: str) -> None:
    """Count what can be counted before reading: cheap, and enough to stop a bomb at once."""
    if max(data.count(b"\n"), data.count(b"\r")) > MAX_LINES:
        raise too_many_rows(file)
    if max(data.count(one.encode()) for one in DELIMITERS) > MAX_CELLS:
        raise too_many_cells(file)


def _delimiter(data: bytes, encoding: str, table: str) -> str:
    first = io.TextIOWrapper(io.BytesIO(data), encoding, newline="").readline(_MAX_LINE_CHARACTERS)
    if declared := _DECLARED.fullmatch(first):
        return declared[1]
    counts = {}
    for delimiter in DELIMITERS:
        counts[delimiter] = 0
        with suppress(UnreadableFileError):
            counts[delimiter] = known_headings(_lines(data, encoding, delimiter, ""), table)
    # Where nothing is known, the sign that stands most often in the first line.
    return max(DELIMITERS, key=lambda one: (counts[one], not counts[one] and first.count(one)))


def _lines(data: bytes, encoding: str, delimiter: str, file: str) -> Iterator[Line]:
    """Yield the lines, each with the number of its first line in an editor."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    reader = csv.reader(_of_bearable_length(text, file), delimiter=delimiter, strict=True)
    number = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _broken(file, number, error) from error
        if cells is None:
            return
        if len(cells) > MAX_WIDTH:
            raise too_wide(file, number)
        if cells and not (number == 1 and _DECLARED.fullmatch(delimiter.join(cells))):
            yield line_of(number, cells)
        number = reader.line_num + 1


def _of_bearable_length(text: io.TextIOWrapper, file: str) -> Iterator[str]:
    while line := text.readline(_MAX_LINE_CHARACTERS + 1):
        if len(line) > _MAX_LINE_CHARACTERS:
            raise UnreadableFileError(
                f"»{file}« har en linje på over {_MAX_LINE_CHARACTERS} tegn. Tjek, at det er en"
                " CSV-fil, og prøv igen."
            )
        yield line


def _broken(file: str, number: int, error: csv.Error) -> UnreadableFileError:
    if "field larger" in str(error):
        what = f"en celle på over {MAX_CELL_CHARACTERS} tegn"
    else:
        what = 'et citationstegn ("), som ikke passer sammen med et andet'
    return UnreadableFileError(
        f'»{file}« kan ikke læses fra linje {number}: der er {what}. Skriv to citationstegn (""),'
        " hvor der skal stå ét inde i en tekst, eller gem filen som Excel (.xlsx), og prøv igen."
    )
