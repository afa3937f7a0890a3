"""How the sheets lie, and what each says of itself beside the others: numbers, notes, keys."""

import shapely

from atlas.printing.layout import PAPERS
from atlas.printing.map_page import map_page
from atlas.printing.maps.drawing import frame_of
from atlas.printing.maps.layers_on_paper import LayersOnPaper
from atlas.printing.maps.overview import _framed, _names, _placed, overview_map
from atlas.printing.maps.overview_numbers import ROOM_MM, places_of
from atlas.printing.maps.sheet import fit_sheet
from atlas.printing.maps.sheets import ground_on
from atlas.printing.plan import MarkedSheet, plan_book
from atlas.printing.wording import wording
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


def test_no_frame_runs_through_the_name_of_a_district_that_has_room_beside_it() -> None:
    plan = plan_book(town(), Collection.AMAGER, PAPERS["a4"])
    numbered = [one.numbered for one in plan.sheets]
    around = shapely.union_all([ground_on(one.sheet) for one in numbered])
    sheet = fit_sheet(around, plan.paper.overview_frame, fill=True)
    layers = LayersOnPaper(catalogue=town(), collection=Collection.AMAGER, sheet=sheet)
    placed, frames = _placed(sheet, numbered), [_framed(sheet, one) for one in numbered]
    names = {one.text: shapely.box(*one.box.bounds) for one in _names(layers, placed, frames)}
    assert "AMAGER" in names
    assert not any(frame.boundary.intersects(names["AMAGER"]) for frame in frames)
    assert not any(
        room(one.number_at.x * 100, one.number_at.y * 100, ROOM_MM * 100).intersects(
            names["AMAGER"]
        )
        for one in placed
    )


def test_only_the_sheet_of_the_city_says_that_it_leaves_markers_to_the_others() -> None:
    plan, words = plan_book(town(), Collection.WHOLE_CITY, PAPERS["a4"]), wording("da")
    layers = {one.number: shown(one) for one in plan.sheets}
    pages = [map_page(layers[one.number], one, plan, words) for one in plan.sheets]
    *districts, city = pages
    assert city.note == words.say("map.rest")
    assert not city.locator
    assert not any(one.note for one in districts)
    assert all(one.locator for one in districts)


def test_the_key_of_a_sheet_names_the_kinds_of_area_that_it_shows() -> None:
    plan = plan_book(town(), Collection.WHOLE_CITY, PAPERS["a4"])
    found = set()
    for one in plan.sheets:
        layers = shown(one)
        frame = frame_of(one.sheet)
        page = map_page(layers, one, plan, wording("da"))
        found.add(page.area_kinds)
        for kind, all_ in (
            ("udsatte_boligomraader", layers.listed_areas),
            ("helhedsplaner", layers.plans),
            ("kvarterer", layers.neighbourhoods),
        ):
            assert (kind in page.area_kinds) == any(of.intersects(frame) for _, of in all_)
        assert "district" in page.area_kinds
    assert len(found) > 1


def shown(one: MarkedSheet) -> LayersOnPaper:
    """What a sheet shows, on no basemap."""
    return LayersOnPaper(catalogue=town(), collection=one.shows, sheet=one.sheet)
