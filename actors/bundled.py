"""The record that comes with the atlas: the printed list of 2007, and the documents behind it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from importlib import resources
from typing import TYPE_CHECKING, Final

from actors.readers import read_table
from actors.validation import Validated, validate

if TYPE_CHECKING:
    from datetime import date

    from actors.readers.table import Row, Table

_DATA: Final = resources.files("actors") / "data"
_WHERE_STATED: Final = ("document", "document_place", "year")


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document that records stand in; `date` is as precise as the document itself (EDTF).

    `short_title` is the project's own, for a reader who meets it many times on a page.
    """

    id: str
    title: str
    short_title: str
    publisher: str
    date: str
    file: str
    note: str


def bundled_table(table: str) -> Table:
    """Return the bundled `actors` or `projects`, completed by what other chapters say of them.

    `projects.csv` is the printed list (Bilag 3); `projects_details.csv` holds what the rest of
    the five documents says of its projects, and the projects that only they name.
    """
    printed, details = _read(f"{table}.csv", table), _DATA / f"{table}_details.csv"
    if not details.is_file():
        return printed
    said = {row.values["id"]: row for row in _read(details.name, table).rows}
    completed = [_completed(row, said.pop(row.values["id"], row)) for row in printed.rows]
    return replace(printed, rows=(*completed, *said.values()))


def _read(name: str, table: str) -> Table:
    with resources.as_file(_DATA / name) as path:
        return read_table(path, table)


def _completed(printed: Row, details: Row) -> Row:
    """Return a printed row with what it lacks; where and when it is stated the details say."""
    where = {name: details.values[name] for name in _WHERE_STATED}
    return replace(printed, values={**details.values, **printed.values, **where})


def bundled_projects(today: date) -> Validated:
    """Return the projects that come with the atlas, read and validated like any other file."""
    return validate(bundled_table("projects"), today=today)


def documents() -> dict[str, Document]:
    """Return the documents of the bundled record by id."""
    text = (_DATA / "documents.csv").read_text(encoding="utf-8")
    return {row["id"]: Document(**row) for row in csv.DictReader(io.StringIO(text, newline=""))}
