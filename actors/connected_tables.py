"""Reads the tables of `actors.connected` that come with the atlas."""

from __future__ import annotations

import csv
from dataclasses import fields
from importlib import resources
from io import StringIO
from typing import TYPE_CHECKING, TypeVar

from actors.connected import Tabled
from actors.errors import UnreadableFileError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


_Row = TypeVar("_Row", bound=Tabled)


def load_table(kind: type[_Row], folder: Traversable | None = None) -> tuple[_Row, ...]:
    """Return every row of the table of a class, in its order.

    Raises:
        UnreadableFileError: where the file's columns are not the class's fields.
    """
    file = (folder or resources.files("actors") / "data") / f"{kind.table}.csv"
    reader = csv.DictReader(StringIO(file.read_text(encoding="utf-8")))
    differing = {field.name for field in fields(kind)} ^ set(reader.fieldnames or ())
    if differing:
        names = ", ".join(sorted(differing))
        raise UnreadableFileError(f"{file.name}: kolonnerne passer ikke ({names}). Ret dem.")
    return tuple(kind(**row) for row in reader)
