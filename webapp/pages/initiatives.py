"""The municipality's initiatives (indsatser): the list by committee, and a page for each."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request

from atlas.layers import danish_order
from webapp.belongings import contradictions_about
from webapp.filters import THEME, read_selection
from webapp.named import Named, names_of
from webapp.published import edition
from webapp.record_words import kinds_of_initiative
from webapp.relations import money_of, relatives_of
from webapp.rows import RowView, items, row_view, rows_of, years_of

initiatives = Blueprint("initiatives", __name__, url_prefix="/indsatser")

TABLE = "initiatives"
DEFINED_IN = "statusrapport-2007"
"""The document that says what an initiative is, and what a project is."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """The initiatives of one committee, or of those who answer for them together."""

    code: str
    committee: list[Named]
    found: list[RowView]


@initiatives.get("/")
def index() -> str:
    """Answer with every initiative by committee; `?tema=` chooses themes."""
    here = edition()
    everything = rows_of(TABLE, here)
    entries = [one.entry for one in everything]
    selection = read_selection(request.args, entries, (THEME,))
    shown = [one for one in everything if selection.admits(one.entry)]
    return render_template(
        "initiatives.html",
        total=len(everything),
        shown=len(shown),
        groups=_by_committee(shown),
        selection=selection,
        choices=selection.choices(THEME, entries),
        kinds=kinds_of_initiative(),
        defined=DEFINED_IN if DEFINED_IN in here.documents else "",
        years=years_of(everything),
    )


@initiatives.get("/<row_id>")
def initiative(row_id: str) -> str:
    """Answer with one initiative: what it is for, what it costs, what came of it."""
    here = edition()
    view = row_view(TABLE, row_id, here)
    if view is None:
        abort(404)
    return render_template(
        "initiative.html",
        view=view,
        kind=kinds_of_initiative().get(view.row["kind"], ""),
        committee=names_of(view.row["committee"], "", here),
        goals=items(view.row["goal"]),
        sums=money_of(row_id, here),
        relatives=relatives_of(row_id, here),
        contradictions=contradictions_about(row_id, here),
    )


def _by_committee(shown: list[RowView]) -> list[Group]:
    groups: dict[str, list[RowView]] = {}
    for one in shown:
        groups.setdefault(one.row["committee"], []).append(one)
    made = [
        Group(
            code=cell.replace("|", "-") or "uden-udvalg",
            committee=names_of(cell, "", found[0].edition),
            found=sorted(found, key=lambda one: danish_order(one.name)),
        )
        for cell, found in groups.items()
    ]
    return sorted(made, key=lambda one: (not one.committee, _order(one)))


def _order(group: Group) -> tuple[int, list[object]]:
    names = [one.name for one in group.committee]
    return len(names), [danish_order(one) for one in names]
