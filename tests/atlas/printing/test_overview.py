"""On the overview every sheet's number stands in its own frame, where no other frame cuts it."""

import shapely

from atlas.printing.layout import PAPERS
from atlas.printing.maps.overview import overview_map
from atlas.printing.maps.overview_numbers import ROOM_MM, places_of
from atlas.printing.plan import plan_book
from geodata.districts import Collection
from tests.atlas.printing.catalogues import town


def room(x: float, y: float, side: float = ROOM_MM) -> shapely.Polygon:
    return shapely.box(x - side / 2, y - side / 2, x + side / 2, y + side / 2)


def test_a_number_stands_clear_of_the_other_frames_that_cut_its_own() -> None:
    frames = [shapely.box(0, 0, 40, 50), shapely.box(20, 22, 60, 72), shapely.box(20, 0, 60, 50)]
    rooms = [room(one.x, one.y) for one in places_of(frames)]
    for number, one in enumerate(rooms):
        assert shapely.contains(frames[number], one)
        assert not any(frame.boundary.intersects(one) for frame in frames)
        assert not any(one.intersects(other) for other in rooms if other is not one)


def test_a_sheet_around_others_has_its_number_in_its_corner() -> None:
    around = shapely.box(0, 0, 100, 120)
    inner, outer = places_of([shapely.box(40, 40, 60, 70), around])
    assert (inner.x, inner.y) == (50, 55)
    assert (outer.x, outer.y) == (ROOM_MM / 2, ROOM_MM / 2)


def test_every_number_of_a_book_is_in_its_frame() -> None:
    plan = plan_book(town(), Collection.AMAGER, PAPERS["a4"])
    numbered = [one.numbered for one in plan.sheets]
    drawn = overview_map(town(), Collection.AMAGER, numbered, plan.paper.overview_frame)
    assert len(drawn.sheets) > 5
    for one in drawn.sheets:
        at = one.number_at
        assert one.x < at.x < one.x + one.width
        assert one.y < at.y < one.y + one.height
