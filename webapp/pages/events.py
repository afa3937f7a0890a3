"""Events of the record: a timeline by year, and a page for each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, abort, render_template, request, url_for

from atlas.edtf import order_of
from webapp.addresses_out import public_address
from webapp.belongings import by_time, contradictions_about
from webapp.dates import date_in_words, machine_date, year_of
from webapp.filters import MAX_VALUES, Choice, Selection
from webapp.icalendar import exact_days
from webapp.named import Named, names_of
from webapp.published import Edition, edition
from webapp.record_words import kinds_of_event, states_of_event
from webapp.relations import relatives_of
from webapp.requisitions import tasks_of_event
from webapp.rows import RowView, row_view, rows_of, years_of
from webapp.structured import event_data

events = Blueprint("events", __name__, url_prefix="/begivenheder")

TABLE = "events"
KIND = "slags"
_MAX_SHOWN = 40
"""An unknown kind is quoted back no longer than this."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One event on the timeline; `when` in words, `machine` for `time` where it is certain."""

    view: RowView
    when: str
    machine: str
    kind: str
    organisers: list[Named]


@events.get("/")
def index() -> str:
    """Answer with the timeline; `?slags=` chooses kinds of events."""
    here = edition()
    everything = by_time(rows_of(TABLE, here))
    counts = Counter(one.row["kind"] for one in everything)
    selection = _selection(counts)
    chosen = selection.chosen[KIND]
    shown = [one for one in everything if not chosen or one.row["kind"] in chosen]
    return render_template(
        "events.html",
        total=len(everything),
        shown=len(shown),
        years=_by_year(shown, here),
        selection=selection,
        choices=_choices(counts, chosen),
        states=states_of_event(),
        span=years_of(everything),
    )


@events.get("/<row_id>")
def event(row_id: str) -> str:
    """Answer with one event: when, where, who, and whether it was held."""
    here = edition()
    view = row_view(TABLE, row_id, here)
    if view is None:
        abort(404)
    moment, whole = _moment(view, here), public_address(view.url)
    dated = exact_days(view.row["date_edtf"]) is not None
    return render_template(
        "event.html",
        view=view,
        moment=moment,
        whole_url=whole,
        calendar_url=url_for("cards.entry", row_id=row_id) if dated else "",
        structured=event_data(view, moment.organisers, whole),
        state=states_of_event().get(view.row["planned_or_held"], ""),
        tasks=tasks_of_event(view, here),
        relatives=relatives_of(row_id, here),
        contradictions=contradictions_about(row_id, here),
    )


def _selection(counts: Counter[str]) -> Selection:
    asked = [one for one in dict.fromkeys(request.args.getlist(KIND)) if one][:MAX_VALUES]
    return Selection(
        chosen={KIND: tuple(one for one in asked if one in counts)},
        unknown=tuple(one[:_MAX_SHOWN] for one in asked if one not in counts),
    )


def _choices(counts: Counter[str], chosen: tuple[str, ...]) -> list[Choice]:
    words = kinds_of_event()
    codes = [one for one in words if one in counts] + sorted(set(counts) - set(words))
    return [
        Choice(code=one, label=words.get(one, one), count=counts[one], chosen=one in chosen)
        for one in codes
    ]


def _by_year(shown: list[RowView], here: Edition) -> list[tuple[int | None, list[Moment]]]:
    def year(view: RowView) -> int | None:
        return year_of(view.row["date_edtf"])

    dated = [one for one in shown if year(one)]
    undated = [one for one in shown if not year(one)]
    groups: list[tuple[int | None, list[Moment]]] = [
        (found, [_moment(one, here) for one in group])
        for found, group in groupby(
            sorted(dated, key=lambda one: (year(one) or 0, *order_of(one.row["date_edtf"])[1:])),
            key=year,
        )
    ]
    return [*groups, (None, [_moment(one, here) for one in undated])] if undated else groups


def _moment(view: RowView, here: Edition) -> Moment:
    row = view.row
    return Moment(
        view=view,
        when=date_in_words(row["date_edtf"], row["date_printed"]),
        machine=machine_date(row["date_edtf"]),
        kind=kinds_of_event().get(row["kind"], row["kind"]),
        organisers=names_of(row["organiser_id"], row["organiser_name"], here),
    )
