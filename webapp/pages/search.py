"""The search: one field, the filters that have something to offer, and a way on from nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, request, url_for

from atlas.labels import DISTRICT_CODES
from atlas.layers import danish_order
from atlas.search import MAX_QUERY_LENGTH
from webapp.filters import FACETS, RECORD_TYPE, Choice, Facet, Selection, read_selection
from webapp.published import edition
from webapp.records import views
from webapp.rows import RowView
from webapp.texts import gettext

if TYPE_CHECKING:
    from atlas.catalogue import Entry
    from webapp.published import Edition

search = Blueprint("search", __name__)

PAGE_LENGTH = 50
_MAX_AREAS = 6
_MAX_ROWS = 9


@search.get("/soeg")
def results() -> str:
    """Answer with what `?q=` finds among what `tema`, `maalgruppe` and `sprog` admit."""
    here = edition()
    query = " ".join(request.args.get("q", "").split())[:MAX_QUERY_LENGTH]
    everything = sorted(here.catalogue.by_id.values(), key=lambda one: danish_order(one.name))
    found = here.index.records(query) if query else everything
    selection = read_selection(request.args, everything)
    admitted = [one for one in found if selection.admits(one)]
    page = min(_page_number(), max(1, -(-len(admitted) // PAGE_LENGTH)))
    begin = (page - 1) * PAGE_LENGTH
    return render_template(
        "search.html",
        query=query,
        selection=selection,
        facets=[
            (facet, choices)
            for facet in FACETS
            if (choices := selection.choices(facet, found)) and not _is_idle(facet, choices)
        ],
        areas=[here.catalogue.areas[one.id] for one in here.index.areas(query)[:_MAX_AREAS]],
        rows=[_row(one, here) for one in here.index.rows(query)[:_MAX_ROWS]] if query else [],
        records=views(admitted[begin : begin + PAGE_LENGTH], here),
        district_codes=DISTRICT_CODES,
        begin=begin,
        total=len(admitted),
        without_filters=len(found),
        earlier=_address(query, selection, page - 1) if page > 1 else "",
        later=_address(query, selection, page + 1) if begin + PAGE_LENGTH < len(admitted) else "",
    )


def _is_idle(facet: Facet, choices: list[Choice]) -> bool:
    """Return whether a filter would change nothing: all that is found is of one type."""
    return facet is RECORD_TYPE and len(choices) == 1 and not choices[0].chosen


def _row(found: Entry, here: Edition) -> tuple[str, RowView]:
    """Return what kind of thing a found row is, in a word, and the row."""
    words = {
        "plans": gettext("Plan"),
        "initiatives": gettext("Indsats"),
        "events": gettext("Begivenhed"),
    }
    return words[found.layer], RowView(table=found.layer, row=found.properties, edition=here)


def _page_number() -> int:
    asked = request.args.get("side", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < len("100000") else 1


def _address(query: str, selection: Selection, page: int) -> str:
    values: dict[str, Any] = {"q": query or None, **selection.chosen}
    return url_for("search.results", **values, side=page if page > 1 else None)
