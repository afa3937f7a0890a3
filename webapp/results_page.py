"""What the pages with a list of results share: the list alone, the still map, what is not kept."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from flask import render_template, request
from markupsafe import Markup

from webapp.basemap import basemap
from webapp.drawing import Frame, still_map
from webapp.map_config import map_config
from webapp.pages_out import keep_nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from webapp.drawing import Bounds
    from webapp.facet_index import FacetIndex
    from webapp.results import Results
    from webapp.results_view import ResultsView
    from webapp.wishes import Wish

_PIECE: Final = "del"
_OF_RESULTS: Final = "resultater"
_KEPT: Final = "map of results"
_X, _Y = secrets.token_hex(16), secrets.token_hex(16)
"""Where a point of the picture is put in: no record can know it."""

_MOST_POINTS: Final = 400
_COARSE: Final = 2.5
"""Where a still picture would have more points, one stands for all within so many units, or twice
as many, until there are no more than that."""


def is_piece() -> bool:
    """Return whether the script asks for the list and its facets alone."""
    return request.args.get(_PIECE) == _OF_RESULTS


def piece(found: ResultsView) -> str:
    """Return the facets and the results alone, as they stand in their page."""
    return render_template("parts/results_piece.html", found=found)


def of_one_visitor(wish: Wish) -> None:
    """Let an answer that depends on the minute, or on where somebody is, be kept by nobody."""
    if wish.is_of_one_visitor:
        keep_nothing()


def result_map(
    found: ResultsView, title: str, *, bounds: Bounds, collections: Sequence[str]
) -> Markup:
    """Return the map of what is found, as a still picture for who has no script.

    All but the points of the picture is the same for every wish, and made once for a language.
    """
    results, ground = found.results, basemap()
    key = f"{_KEPT} {request.script_root} {results.collection} {ground.id if ground else ''}"
    if key not in results.edition.kept:
        results.edition.kept[key] = _made(found, title, bounds, collections)
    before, point, after, drawn = results.edition.kept[key]
    points = _still_points(results, drawn) if point else ()
    spots = (point.replace(_X, f"{x:g}").replace(_Y, f"{y:g}") for x, y in points)
    return Markup("".join((before, *spots, after)))  # noqa: S704 - a template's, and numbers


def _made(
    found: ResultsView, title: str, bounds: Bounds, collections: Sequence[str]
) -> tuple[str, str, str, npt.NDArray[np.float64]]:
    """Return the map before and after the points of its picture, one point, and where all lie."""
    results = found.results
    still = still_map(results.edition.catalogue, bounds, collections, ())
    config = map_config(results.edition, results.collection, collections=collections, bounds=bounds)
    whole = render_template(
        "parts/result_map.html",
        config=config,
        title=title,
        still=replace(still, points=((_X, _Y),)),  # type: ignore[arg-type] # put in later
        has_points=results.tells_places,
    )
    before, *rest = re.split(rf"(<circle[^>]*{_X}[^>]*>)", whole, maxsplit=1)
    point, after = rest or ("", "")
    return before, point, after, _drawn(results.index, bounds)


def _still_points(results: Results, drawn: npt.NDArray[np.float64]) -> list[list[float]]:
    points = drawn[results.index.positions(results.found & results.index.with_point)]
    several = np.unique(points.round(1), axis=0)
    step = _COARSE
    while len(several) > _MOST_POINTS:
        several, step = np.unique((points / step).round() * step, axis=0), 2 * step
    found: list[list[float]] = several.tolist()
    return found


def _drawn(index: FacetIndex, bounds: Bounds) -> npt.NDArray[np.float64]:
    """Return where each record is drawn within bounds, in the order of the index; NaN for none."""
    frame = Frame.around(bounds)
    return np.array(
        [
            frame.point(one.lon, one.lat)
            if one.lat is not None and one.lon is not None
            else (np.nan, np.nan)
            for one in index.entries
        ]
    ).reshape(-1, 2)
