"""The map for other people's pages: in a frame, with a short list and a way to the whole atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, abort, current_app, render_template, request, url_for

from atlas.labels import COLLECTIONS
from webapp.facet_index import facet_index
from webapp.pages_out import keep_nothing
from webapp.published import edition
from webapp.records import views
from webapp.result_map import POINTS, result_map
from webapp.results_page import of_one_visitor
from webapp.results_view import EVERYTHING, FROM, ResultsView, results_view
from webapp.texts import gettext
from webapp.wishes import read_wish
from webapp.words import place_name

if TYPE_CHECKING:
    from webapp.config import SiteConfig

embed = Blueprint("embed", __name__)
"""What may stand in a frame of any page."""

embedding = Blueprint("embedding", __name__)
"""What tells how."""

MOST_ROWS: Final = 8
HEIGHT_PX: Final = 640
_ANY: Final = ",".join(f'"{code}"' for code in (*COLLECTIONS, EVERYTHING))


@embed.get(f"/indlejr/<any({_ANY}):what>")
def frame(what: str) -> str:
    """Answer with a slim page for a frame: the map and the first of the list that a wish finds."""
    found = _found(what)
    of_one_visitor(found.wish)
    title = _title(what)
    shown = result_map(found.results, gettext("Kort: %(title)s", title=title))
    return render_template(
        "embed.html",
        found=found,
        title=title,
        records=views(found.results.shown[:MOST_ROWS], edition()),
        whole=found.address(found.wish),
        map=shown.stencil.filled({POINTS: shown.dots(found.results)}),
    )


@embedding.get("/indlejring")
def how() -> str:
    """Answer with a preview of the map that `?af=` and a wish ask for, and the lines to copy."""
    what = request.args.get(FROM, EVERYTHING)
    if what not in {*COLLECTIONS, EVERYTHING}:
        abort(404)
    found = _found(what)
    # The address that visitors came by stands in the answer.
    keep_nothing()
    address = url_for("embed.frame", what=what, **found.wish.parameters())
    return render_template(
        "embedding.html",
        found=found,
        title=_title(what),
        what=what,
        address=address,
        absolute=f"{_own_address()}{address}",
        height=HEIGHT_PX,
        back=found.address(found.wish),
        choices=[(code, _title(code)) for code in (EVERYTHING, *COLLECTIONS)],
    )


def _found(what: str) -> ResultsView:
    here = edition()
    wish = read_wish(request.args, facet_index(here))
    if what == EVERYTHING:
        return results_view(here, wish, endpoint="search.results")
    return results_view(here, wish, endpoint="collections.collection_page", collection=what)


def _title(what: str) -> str:
    return gettext("Hele atlasset") if what == EVERYTHING else place_name(what)


def _own_address() -> str:
    site: SiteConfig = current_app.config["SITE"]
    return site.public_url or request.host_url.rstrip("/")
