"""The map above a list of results; without script a still picture with a dot for what is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from flask import render_template, request

from webapp.basemap import basemap
from webapp.drawing import Frame, dots
from webapp.map_config import map_config
from webapp.stencils import Gaps, Stencil
from webapp.still_pictures import scene_of, still_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from webapp.drawing import Bounds
    from webapp.facet_index import FacetIndex
    from webapp.results import Results

POINTS: Final = "points"
"""The gap of the map's stencil: the dots of what is found, as path data."""

_KEPT: Final = "map of results"
_MOST_POINTS: Final = 400
_STEPS: Final = (0.1, 1.5, 2.5, 3.5, 5.0, 7.0, 10.0, 20.0)
"""Where a still picture would have more points, one stands for all within so many units; of the
coarsest squares, a picture of 200 units has but a hundred."""


@dataclass(frozen=True, kw_only=True)
class ResultMap:
    """The map of one list in one language.

    `cells` has for each record the number of its square, `dots_of` the dot of each square as path
    data; both from fine squares to coarse.
    """

    stencil: Stencil
    cells: tuple[npt.NDArray[np.int64], ...]
    dots_of: tuple[npt.NDArray[np.object_], ...]

    def dots(self, results: Results) -> str:
        """Return the points of what is found as path data, some standing for their neighbours."""
        found = results.index.positions(results.found & results.index.with_point)
        every = zip(self.cells, self.dots_of, strict=True)
        pictures = (dots_of[_marked(len(dots_of), cells[found])] for cells, dots_of in every)
        return "".join(next(one for one in pictures if len(one) <= _MOST_POINTS))


def _marked(count: int, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return which of so many are among some numbers, several times faster than by sorting them."""
    marked = np.zeros(count, dtype=bool)
    marked[numbers] = True
    return marked


def result_map(results: Results, title: str) -> ResultMap:
    """Return the map of a list; all but its dots is made once for an edition and a language."""
    ground, kept = basemap(), results.edition.kept
    key = f"{_KEPT} {request.script_root} {title} {ground.id if ground else ''}"
    if key not in kept:
        kept[key] = _made(results, title)
    found: ResultMap = kept[key]
    return found


def _made(results: Results, title: str) -> ResultMap:
    gaps, here = Gaps(), results.edition
    bounds, codes = scene_of(here, results.collection)
    html = render_template(
        "parts/result_map.html",
        config=map_config(here, results.collection, collections=codes, bounds=bounds),
        title=title,
        still=still_of(here, results.collection, gaps[POINTS]),
        has_points=results.tells_places,
    )
    drawn = _drawn(results.index, bounds)
    squares = [_squares(drawn, step) for step in _STEPS]
    return ResultMap(
        stencil=gaps.cut(html),
        cells=tuple(cells for cells, _ in squares),
        dots_of=tuple(dots_of for _, dots_of in squares),
    )


def _squares(
    drawn: npt.NDArray[np.float64], step: float
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.object_]]:
    """Return the square that each point lies in, by number, and each square's dot."""
    places = np.nan_to_num((drawn / step).round())
    corners, cells = np.unique(places, axis=0, return_inverse=True)
    made = [dots([(x, y)]) for x, y in (corners * step).round(1).tolist()]
    return cells.reshape(-1), np.array(made, dtype=object)


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
