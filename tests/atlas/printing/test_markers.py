"""Markers by their own boxes: none overlaps another, leaves the sheet, or loses a record."""

import random
from collections.abc import Sequence
from itertools import combinations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.errors import PrintingError
from atlas.printing.maps.markers import Marker, Pin, number_ranges, place_markers
from atlas.printing.maps.sheet import Frame, Sheet
from atlas.printing.maps.spreading import Box, Label, spread

A4_MAP = Frame(width_mm=170, height_mm=207)
X, Y = st.floats(0, 17_000), st.floats(0, 20_700)


def sheet_of(frame: Frame = A4_MAP) -> Sheet:
    return Sheet(frame=frame, easting_m=720_000, northing_m=6_177_000, scale=10_000)


def placed(points: Sequence[tuple[float, float]], frame: Frame = A4_MAP) -> tuple[Marker, ...]:
    pins = [Pin(id=str(number), x=x, y=y) for number, (x, y) in enumerate(points)]
    return place_markers(pins, sheet_of(frame), lambda label: 150 * len(label))


def scattered(count: int, seed: int = 1) -> list[tuple[float, float]]:
    chance = random.Random(seed)  # noqa: S311 - points on a map, no secret
    return [(chance.uniform(200, 16_800), chance.uniform(200, 20_500)) for _ in range(count)]


def overlaps(boxes: Sequence[Box]) -> list[tuple[Box, Box]]:
    return [(one, other) for one, other in combinations(boxes, 2) if one.overlaps(other)]


def check(markers: Sequence[Marker], count: int) -> None:
    """Every law of a sheet of markers."""
    boxes = [one.box for one in markers]
    assert overlaps(boxes) == []
    for box in boxes:
        assert 0 <= box.left <= box.left + box.width <= 17_000
        assert 0 <= box.top <= box.top + box.height <= 20_700
    assert sorted(int(pin.id) for one in markers for pin in one.pins) == list(range(count))
    numbers = [number for one in markers for number in one.numbers]
    assert numbers == list(range(1, count + 1))
    for marker, other in combinations(markers, 2):
        x, y = other.point
        inside = Box(left=x, top=y, width=1, height=1).overlaps(marker.box)
        assert not inside, f"{marker.label} hides the point of {other.label}"


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(X, Y), max_size=40))
def test_wherever_the_points_are(points: list[tuple[float, float]]) -> None:
    check(placed(points), len(points))


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.floats(8_000, 8_900), st.floats(9_000, 9_700)), max_size=30))
def test_in_a_crowd_within_a_few_millimetres(points: list[tuple[float, float]]) -> None:
    check(placed(points), len(points))


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.sampled_from([0.0, 1.0, 17_000.0]), Y), max_size=25))
def test_along_the_edge_of_the_sheet(points: list[tuple[float, float]]) -> None:
    markers = placed(points)
    assert overlaps([one.box for one in markers]) == []
    assert sum(len(one.pins) for one in markers) == len(points)


@pytest.mark.parametrize("count", [150, 600, 2_000])
def test_many_random_points(count: int) -> None:
    check(placed(scattered(count)), count)


@pytest.mark.parametrize(("side", "apart"), [(3, 300), (3, 400), (4, 500)])
@pytest.mark.parametrize("seed", range(4))
def test_in_a_crowd_with_ways_out_no_stem_crosses_another_or_passes_its_point(
    side: int, apart: int, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - points on a map, no secret
    points = [
        (3_000 + apart * column + chance.randrange(40), 3_000 + apart * row + chance.randrange(40))
        for row in range(side)
        for column in range(side)
    ]
    labels = [Label(point=one, width=900, height=440) for one in points]
    boxes = spread(labels, sheet_of(Frame(width_mm=90, height_mm=90)))
    assert boxes
    stems = [
        shapely.LineString([box.nearest(*point), point])
        for box, point in zip(boxes, points, strict=True)
    ]
    assert [pair for pair in combinations(stems, 2) if pair[0].intersects(pair[1])] == []
    for point, own in zip(points, stems, strict=True):
        assert all(shapely.Point(point).distance(one) > 110 for one in stems if one is not own)


def test_the_laws_can_be_broken() -> None:
    """Markers that all stand above their points overlap: spreading is what prevents it."""
    naive = [
        Box(left=round(x) - 300, top=round(y) - 650, width=600, height=440)
        for x, y in scattered(150)
    ]
    assert len(overlaps(naive)) > 10


def test_records_at_one_point_share_a_marker_with_numbers_in_a_row() -> None:
    (first, second) = placed([(5_000, 5_000), (9_000, 9_000), (5_000, 5_000), (5_000, 5_000)])
    assert (first.label, second.label) == ("1\N{EN DASH}3", "4")
    assert [pin.id for pin in first.pins] == ["0", "2", "3"]
    assert not first.gathers


def test_the_numbers_run_from_north_to_south_and_from_west_to_east() -> None:
    markers = placed([(9_000, 15_000), (9_000, 1_000), (2_000, 1_100), (2_000, 15_000)])
    assert [one.point for one in markers] == [
        (2_000, 1_100), (9_000, 1_000), (2_000, 15_000), (9_000, 15_000),
    ]  # fmt: skip


def test_a_marker_with_room_stands_straight_above_its_point() -> None:
    (marker,) = placed([(8_000, 9_000)])
    assert marker.box.left + marker.box.width / 2 == 8_000
    assert marker.box.top + marker.box.height == 9_000 - 200


def test_a_full_sheet_gathers_neighbours_and_says_so() -> None:
    markers = placed(scattered(2_000))
    assert any(one.gathers for one in markers)
    assert not any(one.gathers for one in placed(scattered(40)))


def test_the_same_points_give_the_same_markers() -> None:
    assert placed(scattered(300)) == placed(scattered(300))


def test_a_frame_smaller_than_a_marker_is_refused() -> None:
    with pytest.raises(PrintingError, match="a3"):
        placed([(100, 100)], Frame(width_mm=5, height_mm=5))


def test_spreading_says_when_there_is_no_room() -> None:
    labels = [Label(point=(500, 500), width=900, height=440) for _ in range(4)]
    assert spread(labels, sheet_of(Frame(width_mm=12, height_mm=10))) is None


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((7,), "7"),
        ((3, 4), "3\N{EN DASH}4"),
        ((9, 3, 4, 5), "3\N{EN DASH}5, 9"),
        ((1, 3, 5), "1, 3, 5"),
    ],
)
def test_numbers_in_a_row_are_said_with_a_dash(numbers: tuple[int, ...], said: str) -> None:
    assert number_ranges(numbers) == said


def test_points_whose_rings_would_lie_on_each_other_share_a_marker() -> None:
    chain = [(4_000.0, 5_000.0), (4_150.0, 5_000.0), (4_300.0, 5_000.0), (9_000.0, 5_000.0)]
    several, alone = placed(chain)
    assert (several.label, several.gathers) == ("1\N{EN DASH}3", True)
    assert (alone.label, alone.gathers) == ("4", False)
    assert placed(()) == ()
