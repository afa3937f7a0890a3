"""Reading a table of actors or projects out of a CSV, XLSX or GeoJSON file."""

from __future__ import annotations

from pathlib import Path

from actors.readers.table import Heading, Row, Table

__all__ = ["Heading", "Row", "Table", "read_table"]


def read_table(path: Path, table: str) -> Table:
    """Read a file as a table of `actors` or `projects`.

    Raises:
        UnreadableFileError: where the file is no such table; its Danish message says what to do.
    """
    raise NotImplementedError
