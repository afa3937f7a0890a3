"""What TaskForce Integration did: its tasks as counted and told, and what came of its promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import Blueprint, render_template

from webapp.dates import date_in_words
from webapp.named import Named, names_of
from webapp.published import Edition, edition
from webapp.record_words import (
    challenges,
    kinds_of_count,
    kinds_of_publication,
    kinds_of_task,
    verdicts,
)
from webapp.relations import Relative, relatives_of
from webapp.requisitions import events_of_task
from webapp.rows import RowView, items, rows_of, years_of
from webapp.texts import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.connections import Row

tasks = Blueprint("tasks", __name__)

TOTAL: Final = "i-alt"


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many tasks of both kinds in a year, for one challenge or in all; "" where not printed."""

    challenge: str
    is_total: bool
    requisitions: str
    consultations: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """One task that a document describes, with who asked and what event came of it."""

    view: RowView
    kind: str
    when: str
    requesters: list[Named]
    events: list[RowView]


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One publication that a document names, with whom it hangs together with, in words."""

    row: Row
    relatives: dict[str, list[Relative]]


@tasks.get("/opgaver/")
def index() -> str:
    """Answer with the counts as printed, each described task, and promises against deliveries."""
    here = edition()
    everything = rows_of("tasks", here)
    connections = here.catalogue.connections
    counts = connections.rows("task_counts")
    return render_template(
        "tasks.html",
        total=len(everything),
        counts=_counts(counts),
        other_counts=_other_counts(counts),
        challenges=_by_challenge(everything, here),
        satisfaction=connections.rows("satisfaction"),
        deliverables=_by_year(connections.rows("deliverables")),
        challenge_words=challenges(),
        verdicts=verdicts(),
        publications=_publications(here),
        unreadable=[one for one in connections.rows("unreadable") if one["id"].startswith("u-tfi")],
        years=years_of(everything),
    )


def _counts(rows: Iterable[Row]) -> list[tuple[str, list[Count], list[Row]]]:
    """Return, by year, the counts of both kinds of tasks by challenge, and where they stand."""
    kinds, words = kinds_of_task(), challenges()
    found: dict[str, dict[str, dict[str, str]]] = {}
    sources: dict[str, list[Row]] = {}
    for row in rows:
        if row["type"] in kinds:
            of_year = found.setdefault(row["year"], {})
            of_year.setdefault(row["challenge"], {})[row["type"]] = row["count"]
            if row["challenge"] == TOTAL:
                sources.setdefault(row["year"], []).append(row)
    return [
        (
            year,
            [
                Count(
                    challenge=words.get(code, code),
                    is_total=code == TOTAL,
                    requisitions=counted.get("requisition", ""),
                    consultations=counted.get("consultation", ""),
                )
                for code, counted in of_year.items()
            ],
            sources.get(year, []),
        )
        for year, of_year in found.items()
    ]


def _other_counts(rows: Iterable[Row]) -> list[tuple[str, Row]]:
    words, places = kinds_of_count(), challenges()
    return [
        (_what(words[row["type"]], places.get(row["challenge"], "")), row)
        for row in rows
        if row["type"] in words
    ]


def _what(counted: str, where: str) -> str:
    return listed((counted, f"{where[:1].lower()}{where[1:]}")) if where else counted


def _by_challenge(everything: list[RowView], here: Edition) -> list[tuple[str, list[Told]]]:
    """Return the described tasks by challenge: its words, its tasks."""
    groups: dict[str, list[Told]] = {}
    for one in everything:
        groups.setdefault(one.row["theme_challenge"], []).append(_told(one, here))
    return [(challenges().get(code, code), found) for code, found in groups.items()]


def _told(view: RowView, here: Edition) -> Told:
    row = view.row
    return Told(
        view=view,
        kind=kinds_of_task().get(row["type"], row["type"]),
        when=date_in_words(row["date"] or row["year"]),
        requesters=names_of(row["requester_id"], row["requester_name"], here),
        events=events_of_task(view, here),
    )


def _by_year(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["year"], []).append(row)
    return sorted(groups.items())


def _publications(here: Edition) -> list[tuple[str, list[Publication]]]:
    """Return publications by kind, the editions of the atlas first: words, publications."""
    words = kinds_of_publication()
    groups: dict[str, list[Publication]] = {code: [] for code in words}
    for row in here.catalogue.connections.rows("publications"):
        one = Publication(row=row, relatives=relatives_of(row["id"], here))
        groups.setdefault(items(row["kind"])[0] if row["kind"] else "", []).append(one)
    return [(words.get(code, code), found) for code, found in groups.items() if found]
