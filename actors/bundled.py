"""The record that comes with the atlas: the printed list of 2007, and the documents behind it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final

from actors.readers import read_table
from actors.readers.table import Table
from actors.validation import Validated, validate

if TYPE_CHECKING:
    from datetime import date

_DATA: Final = resources.files("actors") / "data"


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document that records stand in; `date` is as precise as the document itself (EDTF)."""

    id: str
    title: str
    publisher: str
    date: str
    file: str
    note: str


def bundled_table(table: str) -> Table:
    """Return the bundled `actors` or `projects` as read; a table without rows where none is."""
    source = _DATA / f"{table}.csv"
    if not source.is_file():
        return Table(
            file=source.name, table=table, rows=(), headings=(), heading_line=0, line_word="linje"
        )
    with resources.as_file(source) as path:
        return read_table(path, table)


def bundled_projects(today: date) -> Validated:
    """Return the projects that come with the atlas, read and validated like any other file."""
    return validate(bundled_table("projects"), today=today)


def documents() -> dict[str, Document]:
    """Return the documents of the bundled record by id."""
    text = (_DATA / "documents.csv").read_text(encoding="utf-8")
    return {row["id"]: Document(**row) for row in csv.DictReader(io.StringIO(text, newline=""))}
