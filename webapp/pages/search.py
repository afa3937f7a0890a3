"""The search: one field, the facets with something to offer, a map, and a way on from nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for
from markupsafe import escape

from atlas.labels import DISTRICT_CODES
from webapp.faces import face
from webapp.facet_index import facet_index
from webapp.published import edition
from webapp.result_map import result_map
from webapp.results_page import is_piece, of_one_visitor, piece, whole_page
from webapp.results_view import results_view
from webapp.rows import RowView
from webapp.stencils import made_once, stencils_of
from webapp.texts import gettext
from webapp.wishes import read_wish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from atlas.catalogue import Entry
    from webapp.published import Edition
    from webapp.results_view import ResultsView

search = Blueprint("search", __name__)

_ENDPOINT = "search.results"
_BLOCKS = "parts/search_after.html"
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
        result_map(found.results, gettext("Kort over det, der er fundet")),
        around=dict,
        title=gettext("Søg: %(query)s", query=wish.query) if wish.query else gettext("Søg"),
        after=_after(found) if wish.query or not found.results.total else "",
    )


def _after(found: ResultsView) -> str:
    """Return what else a search finds, and where to go from nothing."""
    here, query = found.results.edition, found.wish.query
    parts = []
    if query:
        parts += [
            _listed(here, "areas", here.index.areas(query)[:_MAX_AREAS], _area),
            _listed(here, "rows", here.index.rows(query)[:_MAX_ROWS], _row),
        ]
    if not found.results.total:
        way_on = "parts/search_way_on.html"
        parts.append(render_template(way_on, query=query, district_codes=DISTRICT_CODES))
    return "".join(parts)


def _listed(here: Edition, name: str, found: Iterable[Entry], make: Callable[[Entry], str]) -> str:
    items = made_once(f"found {name}", found, here, make)
    return stencils_of(_BLOCKS, here)[name].filled({"items": items}) if items else ""


def _area(found: Entry) -> str:
    here = edition()
    name = here.catalogue.areas[found.id].name
    return stencils_of(_BLOCKS, here)["area"].filled(
        {
            "url": escape(url_for("areas.area_page", area_id=found.id)),
            "name": escape(name),
            "face": face(name, found.id),
        }
    )


def _row(found: Entry) -> str:
    """Return a plan, an initiative or an event as an item, with its year where it has one."""
    here = edition()
    view = RowView(table=found.layer, row=found.properties, edition=here)
    kind = _kind(found.layer).lower()
    return stencils_of(_BLOCKS, here)["row"].filled(
        {
            "url": escape(view.url),
            "name": escape(view.name),
            "face": face(view.name, view.url),
            "kind": escape(f"{kind}, {view.year}" if view.year else kind),
        }
    )


def _kind(table: str) -> str:
    """Return what a row of a table is, in a word."""
    return {
        "plans": gettext("Plan"),
        "initiatives": gettext("Indsats"),
        "events": gettext("Begivenhed"),
    }[table]
