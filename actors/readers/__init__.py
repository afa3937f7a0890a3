"""Reading a table of actors or projects out of a CSV, XLSX or GeoJSON file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from actors.errors import UnreadableFileError
from actors.readers.csv_file import read_csv
from actors.readers.geojson_file import read_geojson
from actors.readers.limits import (
    MAX_CSV_BYTES,
    MAX_GEOJSON_BYTES,
    MAX_XLSX_BYTES,
    empty_file,
    too_many_bytes,
)
from actors.readers.table import Heading, Row, Table
from actors.readers.xlsx_file import read_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["TABLES", "Heading", "Row", "Table", "read_table"]

TABLES: Final = ("actors", "projects")


class _Kind(NamedTuple):
    read: Callable[[bytes, str, str], Table]
    max_bytes: int


_CSV: Final = _Kind(read_csv, MAX_CSV_BYTES)
_XLSX: Final = _Kind(read_xlsx, MAX_XLSX_BYTES)
_GEOJSON: Final = _Kind(read_geojson, MAX_GEOJSON_BYTES)
_KINDS: Final = {
    ".csv": _CSV,
    ".tsv": _CSV,
    ".txt": _CSV,
    ".xlsx": _XLSX,
    ".xlsm": _XLSX,
    ".geojson": _GEOJSON,
    ".json": _GEOJSON,
}
_ZIP: Final = b"PK"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_table(path: Path, table: str) -> Table:
    """Read a file as a table of `actors` or `projects`.

    The ending of the name says what it is: `.csv`, `.tsv` and `.txt`, `.xlsx` and `.xlsm`,
    `.geojson` and `.json`.

    Raises:
        UnreadableFileError: where the file is no such table; its Danish message says what to do.
        ValueError: where `table` is neither of the two.
    """
    if table not in TABLES:
        raise ValueError(f"{table!r} is no table; read one of {', '.join(TABLES)}.")
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise _unknown_kind(path)
    data = _bytes_of(path, kind.max_bytes)
    _refuse_wrong_ending(path, data, kind)
    return kind.read(data, path.name, table)


def _bytes_of(path: Path, most: int) -> bytes:
    if not path.is_file():
        raise UnreadableFileError(
            f"»{path.name}« findes ikke som fil. Tjek navnet og mappen, og prøv igen."
        )
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise UnreadableFileError(
            f"»{path.name}« kan ikke åbnes ({error.strerror}). Luk den i andre programmer, tjek,"
            " at du må læse den, og prøv igen."
        ) from error
    if len(data) > most:
        raise too_many_bytes(path.name, most)
    if not data:
        raise empty_file(path.name)
    return data


def _refuse_wrong_ending(path: Path, data: bytes, kind: _Kind) -> None:
    name = path.name
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFileError(
            f"»{name}« er gemt i det gamle Excel-format eller med adgangskode. Åbn den i Excel,"
            " gem den som Excel-projektmappe (.xlsx) uden adgangskode, og prøv igen."
        )
    if data.startswith(_ZIP) and kind is not _XLSX:
        raise UnreadableFileError(
            f"»{name}« hedder {path.suffix}, men indeholder et regneark eller en zip-fil. Er det"
            " et Excel-ark, så giv filen endelsen .xlsx, og prøv igen."
        )
    if kind is _XLSX and not data.startswith(_ZIP):
        raise UnreadableFileError(
            f"»{name}« hedder {path.suffix}, men er ikke et Excel-ark. Er det en tekstfil med"
            " skilletegn, så giv den endelsen .csv; ellers gem den som .xlsx fra Excel."
        )


def _unknown_kind(path: Path) -> UnreadableFileError:
    if path.suffix.lower() in {".xls", ".ods", ".xlsb", ".numbers"}:
        return UnreadableFileError(
            f"»{path.name}« er et regneark af en slags, der ikke kan læses her. Åbn det, gem det"
            " som Excel-projektmappe (.xlsx), og prøv igen."
        )
    return UnreadableFileError(
        f"»{path.name}« er ikke en fil, der kan læses her. Brug CSV (.csv), Excel (.xlsx) eller"
        " GeoJSON (.geojson)."
    )
