"""Shapes cut off at a box, those too that GEOS's quick way refuses."""

import pytest
import shapely
from shapely.errors import GEOSException

from geodata.clipping import clipped

BOX = (-200.0, -200.0, 17_900.0, 22_000.0)
SPLINTER = shapely.Polygon(
    [
        (18129.87968065543, 16091.35614540428),
        (17293.460853896104, 19478.458954915404),
        (18011.407935693936, 16571.110985167383),
    ]
)
"""Of the outline of a plan on a sheet of the whole city at 1:5,000, which stopped the book."""


def test_a_splinter_that_the_quick_way_refuses_is_cut_too() -> None:
    assert SPLINTER.is_valid
    with pytest.raises(GEOSException):
        shapely.clip_by_rect(SPLINTER, *BOX)
    inner, outer = shapely.box(0, 0, 100, 100), shapely.box(-1_000, 0, 100, 100)
    cut, whole, half = clipped([SPLINTER, inner, outer], BOX)
    assert cut.equals(shapely.intersection(SPLINTER, shapely.box(*BOX)))
    assert whole.equals(inner)
    assert half.bounds == (-200, 0, 100, 100)


def test_what_lies_outside_is_empty_and_no_shape_gives_none() -> None:
    (gone,) = clipped([shapely.box(30_000, 0, 31_000, 10)], BOX)
    assert gone.is_empty
    assert len(clipped([], BOX)) == 0
