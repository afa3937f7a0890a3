"""From rows to records: each row becomes a record, or a rejection that says everything wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from actors.findings import Problem, Rejection

if TYPE_CHECKING:
    from datetime import date

    from actors.readers.table import Table
    from actors.records import Actor, Project

__all__ = ["Problem", "Rejection", "Validated", "validate"]

PositionProblem = Callable[..., str]
"""Called with `lat=` and `lon=` (degrees, WGS84); returns a Danish sentence, or "" if all is well."""


@dataclass(frozen=True, kw_only=True)
class Validated:
    """A table after validation. Always `read == len(records) + len(rejections)`.

    `warnings` are those of the file and of the rows that became records; a rejected row keeps
    its own warnings among its problems.
    """

    table: Table
    read: int
    records: tuple[Actor | Project, ...]
    rejections: tuple[Rejection, ...]
    warnings: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return every problem, errors and warnings, in the order of the lines."""
        rejected = (problem for one in self.rejections for problem in one.problems)
        return tuple(sorted((*self.warnings, *rejected), key=lambda one: one.line))


def validate(
    table: Table,
    *,
    default_document: str = "",
    today: date,
    position_problem: PositionProblem | None = None,
) -> Validated:
    """Turn the rows of a table into records, collecting every problem of every row.

    `default_document` is the document of rows that name none. `position_problem` judges a
    stated position, given as `lat=` and `lon=` in degrees of WGS84, and returns a Danish
    sentence or "". `today` bounds years and dates, so that the same file gives the same finding.
    """
    raise NotImplementedError
