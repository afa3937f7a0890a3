"""Lines around areas on paper: alone where they run beside others, whole where they cross."""

import pytest
import shapely

from atlas.printing.maps.borders import _alone
from atlas.printing.maps.sheet import Frame, Sheet

SHEET = Sheet(frame=Frame(width_mm=80, height_mm=80), easting_m=0, northing_m=0, scale=10_000)
LEVEL = shapely.LineString([(500, 3_000), (7_500, 3_000)])


def beside(away: int) -> shapely.LineString:
    return shapely.LineString([(500, 3_000 + away), (7_500, 3_000 + away)])


@pytest.mark.parametrize("away", [0, 30, 90])
def test_of_two_lines_along_the_same_street_one_is_drawn(away: int) -> None:
    assert _alone([LEVEL, beside(away)], [], SHEET).equals(LEVEL)


def test_lines_well_apart_are_both_drawn() -> None:
    assert _alone([LEVEL, beside(300)], [], SHEET).length == 2 * LEVEL.length


def test_a_line_gives_way_where_a_stronger_one_is_drawn() -> None:
    half = shapely.LineString([(500, 3_030), (4_000, 3_030)])
    found = _alone([LEVEL], [half], SHEET)
    assert found.bounds[0] == pytest.approx(4_000, abs=110)
    assert found.bounds[2] == 7_500


def test_a_line_that_crosses_or_meets_a_stronger_one_reaches_it() -> None:
    across = shapely.LineString([(4_000, 500), (4_000, 7_500)])
    meeting = shapely.LineString([(2_000, 3_000), (2_000, 7_500)])
    found = _alone([across, meeting], [LEVEL], SHEET)
    assert found.length == pytest.approx(across.length + meeting.length)


def test_what_little_is_left_of_a_line_is_not_drawn_but_a_short_line_of_its_own_is() -> None:
    reaching_on = shapely.LineString([(500, 3_030), (7_700, 3_030)])
    short = shapely.LineString([(500, 6_000), (700, 6_000)])
    assert _alone([LEVEL, reaching_on], [], SHEET).equals(LEVEL)
    assert _alone([short], [LEVEL], SHEET).equals(short)


def test_no_line_gives_none() -> None:
    assert _alone([], [LEVEL], SHEET).is_empty
