"""Properties of the geometry steps: valid, within the input's box, and no length lost."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geodata.basemap.coast import land_of
from geodata.basemap.graph import edges_of, meeting_points, node_ids, vertex_ids
from geodata.basemap.pieces import fitted
from geodata.basemap.street_names import merged, without_spurs
from geodata.crs import to_utm

FEW = settings(max_examples=60, deadline=None)

lons = st.floats(12.0, 13.0, allow_nan=False).map(lambda one: round(one, 5))
lats = st.floats(55.0, 56.0, allow_nan=False).map(lambda one: round(one, 5))
places = st.tuples(lons, lats)
rings = st.lists(places, min_size=3, max_size=12).map(lambda one: [*one, one[0]])
grid = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(
    lambda one: (one[0] * 100.0, one[1] * 100.0)
)
steps = st.lists(grid, min_size=2, max_size=6).filter(
    lambda line: all(one != other for one, other in pairwise(line))
)
networks = st.lists(steps.map(shapely.LineString), min_size=1, max_size=8)


@FEW
@example([[(12.0, 56.0), (12.5, 55.0), (12.0, 55.0), (12.0, 56.0), (12.5, 55.0), (13.0, 55.0)]])
@given(st.lists(rings, min_size=1, max_size=5))
def test_any_ring_becomes_a_valid_area_within_its_box_or_goes(
    drawn: list[list[tuple[float, float]]],
) -> None:
    polygons = [shapely.Polygon(ring) for ring in drawn]
    made = fitted([shapely.to_wkb(one) for one in polygons], "area")
    assert shapely.is_valid(made.geometries).all()
    assert not shapely.is_empty(made.geometries).any()
    assert set(shapely.get_type_id(made.geometries)) <= {shapely.GeometryType.MULTIPOLYGON}
    assert len(made.origin) + sum(made.dropped.values()) == len(polygons)
    for origin, area in zip(made.origin, made.geometries, strict=True):
        around = shapely.box(*to_utm(polygons[origin]).bounds).buffer(0.01)
        assert shapely.covers(around, area)


@FEW
@given(st.lists(st.lists(places, min_size=2, max_size=8), min_size=1, max_size=5))
def test_a_clip_leaves_nothing_outside_and_counts_what_goes(
    lines: list[list[tuple[float, float]]],
) -> None:
    box = (12.3, 55.3, 12.7, 55.7)
    wkb = [shapely.to_wkb(shapely.LineString(line)) for line in lines]
    made = fitted(wkb, "line", box)
    frame = to_utm(shapely.segmentize(shapely.box(*box), 0.001)).buffer(1)
    assert all(shapely.covers(frame, one) for one in made.geometries)
    assert len(set(made.origin)) + sum(made.dropped.values()) == len(lines)


@FEW
@given(networks)
def test_joining_names_loses_no_length(lines: list[shapely.LineString]) -> None:
    joined = merged(lines)
    assert sum(one.length for one in joined) == pytest.approx(sum(one.length for one in lines))
    assert len(joined) <= len(lines)


def test_a_side_street_does_not_bear_the_main_street_s_name() -> None:
    main = shapely.LineString([(0, 0), (900, 0)])
    side = shapely.LineString([(400, 0), (400, 150)])
    elsewhere = shapely.LineString([(400, 50), (400, 150)])
    long = shapely.LineString([(500, 0), (500, 400)])
    assert without_spurs([side, elsewhere, long], [main]) == [elsewhere, long]
    assert without_spurs([side], []) == [side]


@FEW
@given(networks)
def test_a_network_loses_no_length_and_ends_in_nodes(lines: list[shapely.LineString]) -> None:
    array = np.array(lines, dtype=object)
    nodes = meeting_points(vertex_ids(array))
    edges = edges_of(array, nodes)
    assert shapely.length(edges.geometries).sum() == pytest.approx(shapely.length(array).sum())
    assert set(edges.begin) | set(edges.end) <= set(nodes)
    for line, begin, end, geometry in zip(*edges, strict=True):
        ends = np.array([geometry.coords[0], geometry.coords[-1]])
        assert node_ids(ends).tolist() == [begin, end]
        assert shapely.covers(lines[line].buffer(0.01), geometry)
        inner = node_ids(np.array(geometry.coords))[1:-1]
        assert not set(inner) & set(nodes)


def test_a_crossing_parts_both_streets() -> None:
    lines = np.array(
        [
            shapely.LineString([(0, 5), (5, 5), (10, 5)]),
            shapely.LineString([(5, 0), (5, 5), (5, 10)]),
        ],
        dtype=object,
    )
    edges = edges_of(lines, meeting_points(vertex_ids(lines)))
    assert list(edges.line) == [0, 0, 1, 1]
    assert shapely.length(edges.geometries).tolist() == [5, 5, 5, 5]


@FEW
@given(st.lists(st.floats(1, 9), min_size=2, max_size=6, unique=True), st.booleans())
def test_land_and_sea_share_the_box_between_them(heights: list[float], north: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    box = (0.0, 0.0, 10.0, 10.0)
    xs = np.linspace(-1, 11, len(heights))
    coast = list(zip(xs.tolist(), heights, strict=True))
    land = land_of([coast if north else coast[::-1]], box).areas
    # Going east, land lies to the left: in the north.
    below = shapely.Polygon([*coast, (11, -1), (-1, -1)]).intersection(shapely.box(*box))
    expected = 100 - below.area if north else below.area
    assert sum(one.area for one in land) == pytest.approx(expected, rel=1e-4)


def test_a_coast_that_ends_far_inside_is_counted_as_loose() -> None:
    land = land_of([[(5, -1), (5, 5)]], (0, 0, 10, 10))
    assert (land.extended, land.loose) == (0, 1)


@pytest.mark.parametrize("value", [math.nan, math.inf, 1e300])
def test_a_place_that_is_no_number_is_dropped(value: float) -> None:
    made = fitted([shapely.to_wkb(shapely.Point(value, 55.6))], "point")
    assert len(made.geometries) == 0
    assert sum(made.dropped.values()) == 1


def test_bytes_that_are_no_geometry_are_dropped() -> None:
    made = fitted([b"", b"\x01\x02", shapely.to_wkb(shapely.Point(12.5, 55.6))], "point")
    assert len(made.geometries) == 1
    assert sum(made.dropped.values()) == 2
