"""Projektbanken's rule of entry, as a check: what the documents say of its three conditions.

The rule stands in `statusrapport-2007`, section 9.1: Projektbanken holds integration projects with
a budget of more than 50,000 kr. that are paid wholly or in part by the municipality; an integration
project is to solve one specific task within a limited time. Sections 3.1, 4.2, 5.2, 6.2, 7.2 and
8.2 («Projekter») add that the budget is that of one year, and that Bilag 3 lists the projects.

A condition is *met* or *not-met* only by what is printed of the project itself, else *not-stated*.
What the report says of all the projects in Bilag 3 at once is shown beside it, and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from actors.records import Project

RULE_DOCUMENT: Final = "statusrapport-2007"
RULE_PLACE: Final = "Afsnit 9.1, Projektbanken"
LIST_PLACE: Final = "Afsnit 3.1, 4.2, 5.2, 6.2, 7.2 og 8.2, »Projekter«; Bilag 3"
LIMIT_DKK: Final = 50_000
"""A budget must be above this, in Danish kroner a year."""

_MUNICIPAL_KINDS: Final = frozenset({"kommunal-enhed", "raad-og-udvalg"})
_ELSEWHERE: Final = "outside"
_LIST: Final = "Bilag 3"
_PAID: Final = frozenset({"granted", "budgeted"})
_HANGS_ON_AN_APPLICATION: Final = "ansøgt"
_LASTING: Final = ("fast støtte", "varig", "permanent")


class Criterion(StrEnum):
    """The three conditions, in the order of the rule."""

    OVER_LIMIT = "over-50000"
    MUNICIPAL = "municipal-money"
    LIMITED = "limited-in-time"


class Outcome(StrEnum):
    """What the documents say of a condition."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_STATED = "not-stated"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is found of one condition, with the document and place that says so.

    `printed` is what is printed: a sum (of type `sum_type`), when the project ends (EDTF), or that
    it is closed. Where nothing is stated of the project but it stands in Bilag 3, `of_all` is true,
    and document and place are where the report says it of all projects in that list.
    """

    criterion: Criterion
    outcome: Outcome
    printed: str = ""
    sum_type: str = ""
    document: str = ""
    place: str = ""
    of_all: bool = False


def is_municipal(kind: str, tier: str) -> bool:
    """Whether the money of an actor of that kind and reach (codes) is this municipality's own."""
    return kind in _MUNICIPAL_KINDS and tier != _ELSEWHERE


def check(
    project: Project, sums: Iterable[Mapping[str, str]], municipal: Collection[str]
) -> tuple[Finding, Finding, Finding]:
    """Return what the documents say of a project's three conditions, in the order of the rule.

    `sums` are the rows of `actors.connected.Grant` for the project and the other faces of the same
    effort, as texts by column; `municipal` the ids of actors whose money is the municipality's.
    An application or a wish counts for nothing, nor does a sum that hangs on an application.
    """
    paid = [one for one in sums if _is_paid(one)]
    return (
        _over_limit(project, paid),
        _municipal(project, paid, municipal),
        _limited(project, paid),
    )


def _is_paid(row: Mapping[str, str]) -> bool:
    """Whether a sum is granted or budgeted, for this one alone, and hangs on no application."""
    alone = "|" not in row["for_id"] and not row["shared_with"]
    return row["type"] in _PAID and alone and _HANGS_ON_AN_APPLICATION not in row["condition"]


def _over_limit(project: Project, paid: list[Mapping[str, str]]) -> Finding:
    """Compare each year's sums with the limit.

    A sum above it settles the matter, for a budget is never smaller than a part of it. One at or
    below it does so only where it is gross: a net sum, or one that says neither, may be a part.
    """
    criterion = Criterion.OVER_LIMIT
    of_one_year = [one for one in paid if one["year"].isdecimal()]
    for one in of_one_year:
        if int(one["amount_dkk"]) > LIMIT_DKK:
            return _by_sum(criterion, Outcome.MET, one)
    for one in of_one_year:
        if one["gross_net"] == "gross" and int(one["amount_dkk"]) > 0:
            return _by_sum(criterion, Outcome.NOT_MET, one)
    return _not_stated(criterion, project)


def _municipal(
    project: Project, paid: list[Mapping[str, str]], municipal: Collection[str]
) -> Finding:
    """Look for a payer of the municipality; net sums are its own money (section 12.1, table 1)."""
    criterion = Criterion.MUNICIPAL
    for one in paid:
        own = any(payer in municipal for payer in one["by"].split("|"))
        if int(one["amount_dkk"]) > 0 and (own or one["gross_net"] == "net"):
            return _by_sum(criterion, Outcome.MET, one)
    gross = {
        one["year"] for one in paid if one["gross_net"] == "gross" and one["amount_dkk"] != "0"
    }
    for one in paid:
        if one["gross_net"] == "net" and one["amount_dkk"] == "0" and one["year"] in gross:
            return _by_sum(criterion, Outcome.NOT_MET, one)
    return _not_stated(criterion, project)


def _limited(project: Project, paid: list[Mapping[str, str]]) -> Finding:
    """Look for an end: its date, that it is closed, or that its money is for good."""
    criterion = Criterion.LIMITED
    if project.end or project.aftermath == "closed":
        return Finding(
            criterion=criterion,
            outcome=Outcome.MET,
            printed=project.end or project.result,
            document=project.provenance.document,
            place=project.provenance.place,
        )
    for one in paid:
        if any(word in f"{one['as_printed']} {one['condition']}" for word in _LASTING):
            return _by_sum(criterion, Outcome.NOT_MET, one)
    return _not_stated(criterion, project)


def _by_sum(criterion: Criterion, outcome: Outcome, row: Mapping[str, str]) -> Finding:
    return Finding(
        criterion=criterion,
        outcome=outcome,
        printed=row["as_printed"],
        sum_type=row["type"],
        document=row["document"],
        place=row["document_place"],
    )


def _not_stated(criterion: Criterion, project: Project) -> Finding:
    source = project.provenance
    listed = source.document == RULE_DOCUMENT and source.place.startswith(_LIST)
    if not listed:
        return Finding(criterion=criterion, outcome=Outcome.NOT_STATED)
    return Finding(
        criterion=criterion,
        outcome=Outcome.NOT_STATED,
        document=RULE_DOCUMENT,
        place=RULE_PLACE if criterion is Criterion.LIMITED else LIST_PLACE,
        of_all=True,
    )
