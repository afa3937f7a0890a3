"""From rows to records: each row becomes a record, or a rejection that says everything wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from actors.drafts import Draft, Judges, read_draft
from actors.fields import fields_of
from actors.findings import Problem, Rejection
from actors.readers.table import column_letter
from actors.rules.identity import generated_ids
from actors.words import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from actors.readers.table import Heading, Table
    from actors.records import Actor, Project
    from actors.rules.hours import HoursProblem
    from actors.rules.place import PositionProblem

__all__ = ["Problem", "Rejection", "Validated", "validate"]

_OTHER_TABLE: Final = {"actors": "projects", "projects": "actors"}
_DANISH: Final = {"actors": "aktører", "projects": "projekter"}


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
    def file_warnings(self) -> tuple[Problem, ...]:
        """Return what was found about the file as a whole and its headings."""
        return tuple(one for one in self.warnings if one.line <= self.table.heading_line)

    @property
    def row_warnings(self) -> tuple[Problem, ...]:
        """Return the warnings of the rows that became records."""
        return tuple(one for one in self.warnings if one.line > self.table.heading_line)

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
    hours_problem: HoursProblem | None = None,
) -> Validated:
    """Turn the rows of a table into records, collecting every problem of every row.

    `default_document` is the document of rows that name none; without it the file itself is.
    `position_problem` judges a stated position, given as `lat=` and `lon=` in degrees of WGS84,
    and returns a Danish sentence or ""; `hours_problem` judges opening hours and returns a code of
    `actors.rules.hours.WRONG` or "". `today` bounds years and dates, so that the same file
    gives the same finding.
    """
    judges = Judges(position=position_problem, hours=hours_problem)
    drafts = [read_draft(table, row, today, judges) for row in table.rows]
    ids = _ids(table, drafts)
    document = default_document or table.file
    accepted = [(d, i) for d, i in zip(drafts, ids, strict=True) if not d.notes.has_errors]
    return Validated(
        table=table,
        read=len(table.rows),
        records=tuple(draft.record(id_, document) for draft, id_ in accepted),
        rejections=tuple(draft.rejection() for draft in drafts if draft.notes.has_errors),
        warnings=(
            *table.problems,
            *(_unknown(one, table) for one in table.unknown_headings),
            *(problem for draft, _id in accepted for problem in draft.notes.in_order()),
        ),
    )


def _ids(table: Table, drafts: list[Draft]) -> list[str]:
    """Return the id of every row, rejecting the later of two rows with the same."""
    without = [draft.values for draft in drafts if not draft.values.get("id")]
    taken = {draft.values["id"] for draft in drafts if draft.values.get("id")}
    made = iter(generated_ids(table.table, without, taken))
    ids = [draft.values.get("id") or next(made) for draft in drafts]
    _compare(table, drafts, ids)
    return ids


def _compare(table: Table, drafts: list[Draft], ids: list[str]) -> None:
    """Reject the later of two rows with one id; point at the later of two with one name."""
    by_id: dict[str, Draft] = {}
    by_name: dict[tuple[str, str], Draft] = {}
    for draft, id_ in zip(drafts, ids, strict=True):
        values, word = draft.values, table.line_word
        if not (values.get("id") or values.get("name")):
            continue  # the missing name is said already
        name = fold(values.get("name", "")), fold(values.get("place", ""))
        earlier = by_id.setdefault(id_, draft)
        namesake = draft if values.get("id") else by_name.setdefault(name, draft)
        if earlier is not draft:
            draft.reject_as_double(earlier.row.line, word)
        elif namesake is not draft:
            draft.warn_of_namesake(namesake.row.line, word)


def _unknown(heading: Heading, table: Table) -> Problem:
    letter = column_letter(heading.column)
    if heading.text:
        wrong = f"Kolonnen »{heading.text}« ({letter}) kendes ikke og er ikke læst."
    else:
        wrong = f"Kolonne {letter} har tekst, men ingen overskrift, og er ikke læst."
    return Problem(
        file=table.file,
        line=table.heading_line,
        field="",
        heading=heading.text,
        value=heading.text,
        wrong=wrong,
        right=_meant_heading(heading.text, table),
        severity="warning",
    )


def _meant_heading(text: str, table: Table) -> str:
    other = _OTHER_TABLE[table.table]
    if fold(text) in set(_folded_headings(other)):
        return f"Den hører til en liste over {_DANISH[other]}."
    there = {one.field for one in table.headings}
    free = [one.heading for one in fields_of(table.table) if one.name not in there]
    near = nearest(text, free)
    return f"Mente du »{near}«?" if near else "Den kan blive stående; atlasset bruger den ikke."


def _folded_headings(table: str) -> Iterable[str]:
    for field in fields_of(table):
        yield from map(fold, (field.name, field.heading, *field.other_headings))
