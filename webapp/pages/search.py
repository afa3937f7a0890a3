"""The search: one field, the facets with something to offer, a map, and a way on from nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from atlas.labels import DISTRICT_CODES
from webapp.facet_index import facet_index
from webapp.map_config import CITY, collection_bounds
from webapp.published import edition
from webapp.result_map import result_map
from webapp.results_page import is_piece, of_one_visitor, piece, whole_page
from webapp.results_view import results_view
from webapp.rows import RowView
from webapp.texts import gettext
from webapp.wishes import read_wish

if TYPE_CHECKING:
    from atlas.catalogue import Entry
    from webapp.published import Edition
    from webapp.results_view import ResultsView

search = Blueprint("search", __name__)

_ENDPOINT = "search.results"
_MAX_AREAS = 6
_MAX_ROWS = 9


@search.get("/soeg")
def results() -> str:
    """Answer with what a wish finds among all records; `?del=resultater` with the list alone."""
    here = edition()
    wish = read_wish(request.args, facet_index(here))
    found = results_view(here, wish, endpoint=_ENDPOINT)
    of_one_visitor(wish)
    if is_piece():
        return piece(found)
    return whole_page(
        "search.html",
        found,
        result_map(
            found.results,
            gettext("Kort over det, der er fundet"),
            bounds=collection_bounds(here, CITY),
            collections=DISTRICT_CODES,
        ),
        around=dict,
        title=gettext("Søg: %(query)s", query=wish.query) if wish.query else gettext("Søg"),
        after=_after(found) if wish.query or not found.results.total else "",
    )


def _after(found: ResultsView) -> str:
    """Return what else a search finds, and where to go from nothing."""
    here, query = found.results.edition, found.wish.query
    return render_template(
        "parts/search_after.html",
        found=found,
        query=query,
        areas=[here.catalogue.areas[one.id] for one in here.index.areas(query)[:_MAX_AREAS]],
        rows=[_row(one, here) for one in here.index.rows(query)[:_MAX_ROWS]] if query else [],
        district_codes=DISTRICT_CODES,
    )


def _row(found: Entry, here: Edition) -> tuple[str, RowView]:
    """Return what kind of thing a found row is, in a word, and the row."""
    words = {
        "plans": gettext("Plan"),
        "initiatives": gettext("Indsats"),
        "events": gettext("Begivenhed"),
    }
    return words[found.layer], RowView(table=found.layer, row=found.properties, edition=here)
