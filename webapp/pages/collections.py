"""A collection's page: its figures, its facets, its map, its list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, request

from atlas.labels import COLLECTIONS
from webapp.facet_index import facet_index
from webapp.facets import DISTRICT, FACETS
from webapp.languages import current_language
from webapp.pages.front import age_of
from webapp.portrait import MOST_ROWS, portrait_of
from webapp.printed import printed_for
from webapp.published import Edition, edition
from webapp.result_map import result_map
from webapp.results_page import is_piece, of_one_visitor, piece, whole_page
from webapp.results_view import results_view
from webapp.telling import sentences
from webapp.texts import gettext
from webapp.wishes import read_wish
from webapp.words import place_name

if TYPE_CHECKING:
    from atlas.catalogue import Area

collections = Blueprint("collections", __name__)

_ENDPOINT = "collections.collection_page"
_FACETS = tuple(one for one in FACETS if one is not DISTRICT)
_ANY = ",".join(f'"{code}"' for code in COLLECTIONS)


@collections.get(f"/<any({_ANY}):collection>/")
def collection_page(collection: str) -> str:
    """Answer with a collection's page; `?del=resultater` with its list alone."""
    here = edition()
    wish = read_wish(request.args, facet_index(here), _FACETS)
    found = results_view(here, wish, endpoint=_ENDPOINT, collection=collection)
    of_one_visitor(wish)
    if is_piece():
        return piece(found)
    return whole_page(
        "collection.html",
        found,
        result_map(found.results, gettext("Kort over %(place)s", place=place_name(collection))),
        around=lambda: _around(here, collection),
    )


def _around(here: Edition, collection: str) -> dict[str, Any]:
    """Return what stands above the list and below it: the same for every wish."""
    portrait = portrait_of(collection, here)
    age = age_of(portrait.records)
    return {
        "collection": collection,
        "age": age,
        "portrait": portrait,
        "told": sentences(portrait, history=age.is_history),
        "areas": areas_of(here, collection),
        "damaged": [layer for code, layer in here.catalogue.damaged if code == collection],
        "printed": printed_for(here, collection, current_language()),
        "drawing": here.drawings.get(collection),
        "most_rows": MOST_ROWS,
        "collections": COLLECTIONS,
    }


def areas_of(here: Edition, collection: str) -> list[Area]:
    """Return the areas of a collection that have a page, in Danish order of name."""
    return [
        area
        for area in here.catalogue.areas.values()
        if area.place.properties["district"] == collection
    ]
