"""Which themes somebody works with in an area, and which nobody states."""

from atlas.coverage import coverage, district_wide, members_of, open_areas, open_themes
from atlas.labels import COLLECTIONS, DISTRICT_CODES, THEMES
from tests.atlas.printing.catalogues import bundled, town


def test_every_theme_is_either_open_or_covered_by_somebody_named() -> None:
    here = members_of(town(), ["mjoelnerparken"])
    found = coverage(here, district_wide(town(), "noerrebro"))
    assert [one.theme for one in found] == list(THEMES)
    for one in found:
        assert all(one.theme in record.properties["themes"] for record in (*one.here, *one.around))
        assert one.is_open == all(one.theme not in record.properties["themes"] for record in here)
        assert not {record.id for record in one.here} & {record.id for record in one.around}
    assert open_themes(here) == tuple(one.theme for one in found if one.is_open)


def test_where_nobody_is_all_themes_are_open() -> None:
    assert open_themes(()) == THEMES


def test_places_that_lie_in_each_other_count_nobody_twice() -> None:
    both = members_of(town(), ["mjoelnerparken", "mimersgadekvarteret"])
    assert len({one.id for one in both}) == len(both) > len(members_of(town(), ["mjoelnerparken"]))


def test_a_place_may_be_a_district() -> None:
    assert {one.id for one in members_of(town(), ["tingbjerg"])} == {
        one.id for one in town().records("tingbjerg")
    }


def test_an_open_area_has_somebody_but_nobody_with_the_code() -> None:
    catalogue = town()
    for theme in THEMES:
        for area in open_areas(catalogue, "themes", theme):
            here = catalogue.in_area(area.id)
            assert here
            assert theme in open_themes(here)
            assert area.place.properties["district"] in DISTRICT_CODES
    everywhere = {area.id for area in open_areas(catalogue, "themes", "findes-ikke")}
    assert everywhere >= {area.id for area in open_areas(catalogue, "themes", THEMES[0])}
    assert all(catalogue.in_area(one) for one in everywhere)


def test_who_works_for_another_district_as_a_whole_is_not_counted_for_this_one() -> None:
    (beyond,) = [
        one for one in bundled().records("oevrige-bydele") if one.name == "Sundhedscenter Nørrebro"
    ]
    wide = {code: {one.id for one in district_wide(bundled(), code)} for code in COLLECTIONS}
    assert beyond.id in wide["noerrebro"], "it is known to be there, and works for Bispebjerg too"
    assert beyond.id not in wide["oevrige-bydele"]
