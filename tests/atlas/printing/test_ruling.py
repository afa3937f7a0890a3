"""The grid and the flags of a sheet: what the map leaves room for, and what stands above what."""

from dataclasses import replace
from typing import Literal

import pytest
import shapely

from atlas.printing.layout import PAPERS
from atlas.printing.maps.layers_on_paper import LayersOnPaper
from atlas.printing.maps.markers import Marker
from atlas.printing.maps.ruling import along_mm, flags, grid_lines, north_corner, north_side
from atlas.printing.maps.sheet import UNITS_A_MM, Sheet
from atlas.printing.maps.sheets import Neighbour, NumberedSheet
from atlas.printing.maps.spreading import Box
from geodata.districts import Collection
from tests.atlas.printing.catalogues import town

Side = Literal["north", "east", "south", "west"]

LETTER_MM = 2.2
HALF_A_FLAG_MM = {"north": 5.5, "south": 5.5, "east": 4.2, "west": 4.2}


def sheet_beside(side: Side, along: float) -> NumberedSheet:
    """A sheet of A4 with one neighbour."""
    sheet = Sheet(frame=PAPERS["a4"].map_frame, easting_m=0, northing_m=0, scale=10_000)
    return NumberedSheet(
        number=1, sheet=sheet, neighbours=(Neighbour(side=side, number=2, along=along),)
    )


@pytest.mark.parametrize("side", ["north", "east", "south", "west"])
def test_a_flag_hides_no_letter_of_its_ruler(side: Side) -> None:
    for along in (step / 100 for step in range(20, 81)):
        one = sheet_beside(side, along)
        level = side in {"north", "south"}
        frame, cells = one.sheet.frame, one.grid[0 if level else 1]
        length = frame.width_mm if level else frame.height_mm
        at = along_mm(one.neighbours[0], one)
        letters = [(number + 0.5) * length / cells for number in range(cells)]
        assert min(abs(at - letter) for letter in letters) >= HALF_A_FLAG_MM[side] + LETTER_MM
        assert abs(at - along * length) <= HALF_A_FLAG_MM[side] + 3


def test_a_map_keeps_the_room_of_a_flag_free_at_its_own_edge() -> None:
    east, south = sheet_beside("east", 0.5), sheet_beside("south", 0.5)
    [right], [below] = flags(east), flags(south)
    assert right.left + right.width == east.sheet.width
    assert below.top + below.height == south.sheet.height
    assert (right.height, below.width) == (840, 1_100)
    assert 0 < right.width < 400
    assert 0 < below.height < 200


def test_the_grid_has_a_line_between_any_two_cells() -> None:
    one = sheet_beside("north", 0.5)
    columns, rows = one.grid
    drawn = grid_lines(one)
    assert drawn.count("0v") == columns - 1
    assert drawn.count("M0 ") == rows - 1


def sheet_with_an_outline_at(x_mm: float, y_mm: float) -> LayersOnPaper:
    """A sheet on which the northern corner of a district lies, alone, at a place in millimetres."""
    frame = PAPERS["a4"].map_frame
    flat = Sheet(frame=frame, easting_m=722_000, northing_m=6_178_000, scale=1_000)
    layers = LayersOnPaper(catalogue=town(), collection=Collection.NOERREBRO, sheet=flat)
    [(_, shape)] = layers.own_districts
    corners = shapely.get_coordinates(shape)
    x, y = corners[corners[:, 1].argmin()] / UNITS_A_MM
    moved = replace(flat, easting_m=722_000 + x - x_mm, northing_m=6_178_000 - y + y_mm)
    return LayersOnPaper(catalogue=town(), collection=Collection.NOERREBRO, sheet=moved)


def test_the_north_arrow_gives_way_to_an_outline_in_its_corner() -> None:
    width = PAPERS["a4"].map_frame.width_mm
    assert north_side(sheet_with_an_outline_at(width - 7, 100), ()) == "right"
    beneath = sheet_with_an_outline_at(width - 7, 10)
    assert north_side(beneath, ()) == "left"
    plate = [100 * of for of in (4, 4, 10, 17)]
    box = Box(left=plate[0], top=plate[1], width=9, height=9)
    there = Marker(numbers=(1,), pins=(), point=(0, 0), gathers=False, box=box)
    assert north_side(beneath, [there]) == "right", "neither corner is free"
    assert north_corner(beneath.sheet, "left").left == 0


def test_the_north_arrow_gives_way_to_a_station(monkeypatch: pytest.MonkeyPatch) -> None:
    width = PAPERS["a4"].map_frame.width_mm
    clear = sheet_with_an_outline_at(width - 7, 100)
    at = shapely.Point((width - 7) * UNITS_A_MM, 8 * UNITS_A_MM)
    monkeypatch.setattr(LayersOnPaper, "stations", [(at, "Stationen", ("station-metro",))])
    assert north_side(clear, ()) == "left"
