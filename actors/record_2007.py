"""The bundled record of 2007: the projects of the printed list, and the documents behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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


def bundled_projects(today: date) -> Validated:
    """Return the projects that come with the atlas, read and validated like any other file."""
    raise NotImplementedError


def documents() -> dict[str, Document]:
    """Return the documents of the bundled record by id."""
    raise NotImplementedError
