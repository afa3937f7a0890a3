"""Sheets cut from a ground: all of it shown, overlapping, few, and each leads to its neighbours."""

import math
from itertools import pairwise

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from atlas.errors import PrintingError
from atlas.printing.layout import PAPERS
from atlas.printing.maps.sheet import Frame, Sheet
from atlas.printing.maps.sheets import OVERLAP_MM, cut_sheets, numbered
from atlas.printing.plan import plan_book
from atlas.printing.selection import Selection
from geodata.districts import Collection
from tests.atlas.printing.catalogues import bundled, town

FRAME = Frame(width_mm=177, height_mm=213)
OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}

corners = st.tuples(st.integers(0, 12_000), st.integers(0, 12_000))
grounds = st.lists(
    st.tuples(corners, st.integers(20, 6_000), st.integers(20, 6_000)), min_size=1, max_size=4
).map(
    lambda boxes: shapely.union_all(
        [shapely.box(x, y, x + across, y + down) for (x, y), across, down in boxes]
    )
)


@settings(deadline=None, max_examples=60)
@given(grounds, st.sampled_from([5_000, 10_000, 20_000]))
def test_the_sheets_show_all_of_a_ground(ground: BaseGeometry, scale: int) -> None:
    sheets = cut_sheets(ground, FRAME, scale)
    shown = shapely.union_all([shapely.box(*one.box_m) for one in sheets])
    assert shapely.difference(ground, shown.buffer(0.01)).area < 1
    assert all(shapely.box(*one.box_m).intersects(ground) for one in sheets)


@settings(deadline=None, max_examples=60)
@given(st.integers(100, 15_000), st.integers(100, 15_000))
def test_a_rectangle_takes_as_few_as_rows_and_columns_can(across: int, down: int) -> None:
    sheets = cut_sheets(shapely.box(0, 0, across, down), FRAME, 10_000)

    def count(length: float, side_mm: float) -> int:
        return max(1, math.ceil((length / 10 - OVERLAP_MM) / (side_mm - OVERLAP_MM) - 1e-6))

    assert len(sheets) == count(across, FRAME.width_mm) * count(down, FRAME.height_mm)


def test_neighbours_overlap_and_lead_to_each_other() -> None:
    sheets = numbered(cut_sheets(shapely.box(0, 0, 4_000, 5_000), FRAME, 10_000))
    by_number = {one.number: one for one in sheets}
    assert len(sheets) == 9
    for one in sheets:
        for beside in one.neighbours:
            other = by_number[beside.number]
            back = {there.number: there.side for there in other.neighbours}
            assert back[one.number] == OPPOSITE[beside.side]
            assert 0 <= beside.along <= 1
            common = shapely.intersection(
                shapely.box(*one.sheet.box_m), shapely.box(*other.sheet.box_m)
            )
            west, south, east, north = common.bounds
            assert min(east - west, north - south) >= OVERLAP_MM * 10 - 0.01
    assert {beside.side for beside in by_number[5].neighbours} == set(OPPOSITE)
    assert len(by_number[5].neighbours) == 4


def test_in_the_book_of_the_city_sheets_of_two_districts_lead_to_each_other() -> None:
    plan = plan_book(town(), Collection.WHOLE_CITY, PAPERS["a4"])
    ways = {
        (one.number, beside.number) for one in plan.sheets for beside in one.numbered.neighbours
    }
    shows = {one.number: one.shows for one in plan.sheets}
    assert {(there, here) for here, there in ways} == ways
    assert (Collection.VALBY, Collection.AMAGER) in {(shows[a], shows[b]) for a, b in ways}
    assert len(plan.sheets) not in {one for way in ways for one in way}, "the city's sheet is apart"


def test_sheets_are_numbered_as_one_reads() -> None:
    sheets = cut_sheets(shapely.box(0, 0, 4_000, 5_000), FRAME, 10_000)
    for one, other in pairwise(sheets):
        assert one.northing_m > other.northing_m or one.easting_m < other.easting_m


def test_cells_are_lettered_from_the_west_and_numbered_from_the_north() -> None:
    (one,) = numbered([Sheet(frame=FRAME, easting_m=0, northing_m=0, scale=10_000)])
    assert one.grid == (4, 5)
    assert one.cell(1, 1) == "A1"
    assert one.cell(17_699, 1) == "D1"
    assert one.cell(1, 21_299) == "A5"
    assert one.cell(17_700, 21_300) == "D5", "the frame itself belongs to the last cell"


@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize("collection", ["noerrebro", "valby", "amager", "tingbjerg", "hele-byen"])
def test_every_placed_record_has_a_spot_on_a_sheet_that_shows_it(
    collection: str, paper: str
) -> None:
    plan = plan_book(bundled(), Collection(collection), PAPERS[paper])
    by_number = {one.number: one for one in plan.sheets}
    placed = {one.id for one in plan.records if one.lat is not None}
    assert set(plan.spots) == placed
    for own, spot in plan.spots.items():
        on = by_number[spot.sheet]
        (pin,) = [pin for marker in on.markers for pin in marker.pins if pin.id == own]
        assert on.numbered.cell(pin.x, pin.y) == spot.cell
        assert on.sheet.shows(pin.x, pin.y)
    marked = {pin.id for marker in plan.markers for pin in marker.pins}
    assert marked == placed


def test_the_paper_lies_as_the_district_does() -> None:
    papers = {
        code: plan_book(bundled(), code, PAPERS["a4"]).paper
        for code in (Collection.NOERREBRO, Collection.TINGBJERG)
    }
    assert not papers[Collection.NOERREBRO].is_landscape
    assert papers[Collection.TINGBJERG].is_landscape


def test_a_part_of_a_district_takes_the_closest_scale_that_fits_one_sheet() -> None:
    chosen = Selection(area="mjoelnerparken")
    plan = plan_book(bundled(), Collection.NOERREBRO, PAPERS["a4"], selection=chosen)
    (one,) = plan.sheets
    assert one.sheet.scale < 10_000
    assert plan.records
    assert all("mjoelnerparken" in record.properties["areas"] for record in plan.records)


def test_a_box_holds_whom_it_holds() -> None:
    box = (12.53, 55.69, 12.56, 55.71)
    plan = plan_book(bundled(), Collection.NOERREBRO, PAPERS["a4"], selection=Selection(box=box))
    inside = {
        one.id
        for one in bundled().records(Collection.NOERREBRO)
        if one.lat and one.lon and 55.69 <= one.lat <= 55.71 and 12.53 <= one.lon <= 12.56
    }
    assert {one.id for one in plan.records} == inside != set()


def test_a_theme_chooses_among_the_records() -> None:
    plan = plan_book(
        town(), Collection.NOERREBRO, PAPERS["a4"], selection=Selection(themes=("bolig",))
    )
    wanted = {
        one.id
        for one in town().records(Collection.NOERREBRO)
        if "bolig" in one.properties["themes"]
    }
    assert {one.id for one in plan.records} == wanted
    assert 0 < len(wanted) < len(town().records(Collection.NOERREBRO))


def test_an_unknown_area_is_refused_with_where_to_look() -> None:
    with pytest.raises(PrintingError, match=r"findes-ikke.*/omraader/"):
        plan_book(
            town(), Collection.NOERREBRO, PAPERS["a4"], selection=Selection(area="findes-ikke")
        )


def test_a_scale_that_takes_hundreds_of_sheets_is_refused_with_one_that_would_do() -> None:
    with pytest.raises(PrintingError, match=r"--scale \d+"):
        plan_book(town(), Collection.AMAGER, PAPERS["a4"], scale=500)
