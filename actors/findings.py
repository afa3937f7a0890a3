"""What a file says wrongly: one problem per cell, and the rows that had to be left out for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
"""An `error` keeps its row out of the atlas; a `warning` lets it in and asks for a look."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong in a file, and what would be right, both in Danish.

    `line` is the number that a person sees beside the row in an editor (CSV) or a spreadsheet
    (XLSX), or the number of the object (GeoJSON); 0 where the problem is the whole file's.
    `field` is a name of `actors.fields` and `heading` the column's heading as the file has it;
    both are empty where the problem belongs to the row as a whole.
    """

    file: str
    line: int
    field: str
    heading: str
    value: str
    wrong: str
    right: str
    severity: Severity = "error"


@dataclass(frozen=True, kw_only=True)
class Rejection:
    """A row that did not become a record, with every problem found in it (warnings too)."""

    line: int
    name: str
    file: str
    problems: tuple[Problem, ...]
