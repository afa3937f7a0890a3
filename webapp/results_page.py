"""What the pages with a list of results share: the whole page, the list alone, what is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import render_template, request
from markupsafe import escape

from webapp.basemap import basemap
from webapp.facet_form import facet_form
from webapp.languages import page_in, query_here
from webapp.pages_out import keep_nothing
from webapp.result_map import POINTS
from webapp.results_list import results_list
from webapp.stencils import Gaps, Stencil
from webapp.words import today

if TYPE_CHECKING:
    from collections.abc import Callable

    from webapp.result_map import ResultMap
    from webapp.results_view import ResultsView
    from webapp.wishes import Wish

_PIECE: Final = "del"
_OF_RESULTS: Final = "resultater"
_KEPT: Final = "frame"
_GAPS: Final = ("title", "query", "facets", "results", "after")
_ADDRESS: Final = "query of the address"


def is_piece() -> bool:
    """Return whether the script asks for the list and its facets alone."""
    return request.args.get(_PIECE) == _OF_RESULTS


def piece(found: ResultsView) -> str:
    """Return the facets and the results alone, as they stand in their page."""
    title = f"<!doctype html>\n<title>{found.results.total}</title>\n"
    return f"{title}{facet_form(found)}{results_list(found)}"


def whole_page(
    template: str,
    found: ResultsView,
    shown: ResultMap,
    *,
    around: Callable[[], dict[str, Any]],
    title: str = "",
    after: str = "",
) -> str:
    """Return a page with a list: `template` made once a day for a language, the rest put in.

    `around` gives what the template needs beside; `title` and `after` (HTML) depend on the wish.
    """
    return _frame(template, found, shown, around).filled(
        {
            "title": escape(title),
            "query": escape(found.wish.query),
            "facets": facet_form(found),
            "results": results_list(found),
            "after": after,
            POINTS: shown.dots(found.results),
            _ADDRESS: escape(query_here()),
        }
    )


def _frame(
    template: str, found: ResultsView, shown: ResultMap, around: Callable[[], dict[str, Any]]
) -> Stencil:
    kept, ground, day = found.results.edition.kept, basemap(), today()
    key = f"{_KEPT} {request.script_root}{request.path} {ground.id if ground else ''}"
    if key not in kept or kept[key][0] != day:
        gaps = Gaps()
        html = render_template(
            template,
            **{name: gaps[name] for name in _GAPS},
            **around(),
            action=found.action,
            map=shown.stencil.filled({POINTS: gaps[POINTS]}),
            here_in=lambda code: page_in(code) + gaps[_ADDRESS],
        )
        kept[key] = day, gaps.cut(html)
    stencil: Stencil = kept[key][1]
    return stencil


def of_one_visitor(wish: Wish) -> None:
    """Let an answer that depends on the minute, or on where somebody is, be kept by nobody."""
    if wish.is_of_one_visitor:
        keep_nothing()
