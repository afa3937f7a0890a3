"""A collection's page: its figures, its filter, its map, its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from atlas.labels import COLLECTIONS
from webapp.drawing import still_map
from webapp.filters import THEME, read_selection
from webapp.languages import current_language
from webapp.map_config import collection_bounds, map_config
from webapp.pages.front import age_of
from webapp.portrait import MOST_ROWS, portrait_of
from webapp.printed import printed_for
from webapp.published import Edition, edition
from webapp.records import views
from webapp.telling import sentences

if TYPE_CHECKING:
    from atlas.catalogue import Area

collections = Blueprint("collections", __name__)

_ANY = ",".join(f'"{code}"' for code in COLLECTIONS)


@collections.get(f"/<any({_ANY}):collection>/")
def collection_page(collection: str) -> str:
    """Answer with a collection's page; `?tema=` chooses themes."""
    here = edition()
    portrait = portrait_of(collection, here)
    entries, age = portrait.records, age_of(portrait.records)
    selection = read_selection(request.args, entries, (THEME,))
    shown = [one for one in entries if selection.admits(one)]
    all_of_them = views(entries, here)
    return render_template(
        "collection.html",
        collection=collection,
        age=age,
        portrait=portrait,
        told=sentences(portrait, history=age.is_history),
        choices=selection.choices(THEME, entries),
        selection=selection,
        total=len(entries),
        # What is not chosen stays in the page, hidden, so that the script can show it again.
        with_point=[one for one in all_of_them if one.has_point],
        without_point=[one for one in all_of_them if not one.has_point],
        shown={one.id for one in shown},
        areas=areas_of(here, collection),
        damaged=[layer for code, layer in here.catalogue.damaged if code == collection],
        printed=printed_for(here, collection, current_language()),
        drawing=here.drawings.get(collection),
        most_rows=MOST_ROWS,
        collections=COLLECTIONS,
        still=still_map(here.catalogue, collection_bounds(here, collection), (collection,), shown),
        map_config=map_config(
            here,
            all_of_them,
            collections=(collection,),
            bounds=collection_bounds(here, collection),
        ),
    )


def areas_of(here: Edition, collection: str) -> list[Area]:
    """Return the areas of a collection that have a page, in Danish order of name."""
    return [
        area
        for area in here.catalogue.areas.values()
        if area.place.properties["district"] == collection
    ]
