"""The record that comes with the atlas: the printed list of 2007, and the documents behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from actors.readers.table import Table
    from actors.validation import Validated


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
    """Return the bundled `actors` or `projects` as read; a table without rows where there is none."""
    raise NotImplementedError


def bundled_projects(today: date) -> Validated:
    """Return the projects that come with the atlas, read and validated like any other file."""
    raise NotImplementedError


def documents() -> dict[str, Document]:
    """Return the documents of the bundled record by id."""
    raise NotImplementedError
