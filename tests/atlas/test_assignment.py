from collections.abc import Callable

import pytest

from actors.records import Project, Provenance, StatedPlace
from atlas.assignment import Assigned, Assigner
from atlas.location import Locator
from atlas.pipeline import read_places
from geodata.districts import Collection, District
from geodata.gazetteer import Gazetteer

MakeProject = Callable[..., Project]
Assign = Callable[..., Assigned]
SOURCE = Provenance(document="liste.csv", place="række 2")


@pytest.fixture
def assign(
    districts: dict[Collection, District], gazetteer: Gazetteer, make_project: MakeProject
) -> Assign:
    locator, assigner = Locator(gazetteer), Assigner(districts, gazetteer)

    def run(place: str | StatedPlace, **more: object) -> Assigned:
        return assigner.assign(locator.locate(make_project(place=place, **more)))

    return run


def test_a_point_belongs_where_it_lies(assign: Assign) -> None:
    assert assign(StatedPlace(lat=55.9, lon=12.9)).home is Collection.NOERREBRO
    assert assign(StatedPlace(lat=55.9, lon=13.9)).home is Collection.VALBY


def test_a_point_on_a_shared_border_has_one_home(assign: Assign) -> None:
    assert assign(StatedPlace(lat=55.5, lon=13.0)).home is Collection.NOERREBRO


def test_stated_membership_beats_geometry(assign: Assign) -> None:
    assert assign("Havnen").home is Collection.VALBY


def test_elsewhere_and_nowhere_are_two_things(assign: Assign) -> None:
    assert assign("Nordby").home is Collection.OTHER_DISTRICTS
    assert assign(StatedPlace(lat=57.0, lon=10.0)).home is Collection.OTHER_DISTRICTS
    assert assign("").home is Collection.WHOLE_CITY
    assert assign("Koebenhavn").home is Collection.WHOLE_CITY


def test_a_district_without_a_point_is_a_home_and_no_area(assign: Assign) -> None:
    whole = assign("Valby")
    assert (whole.home, whole.areas) == (Collection.VALBY, ())


def test_an_estate_that_no_source_outlines_is_an_area_all_the_same(assign: Assign) -> None:
    unknown = assign("Ukendtgaarden")
    assert (unknown.home, unknown.areas) == (Collection.VALBY, ("ukendtgaarden",))


def test_whom_it_serves_adds_collections_and_areas_and_moves_nothing(assign: Assign) -> None:
    served = assign("Gaarden", serves=("tingbjerg", "valby", "Havnen", "et ukendt sted"))
    assert served.home is Collection.NOERREBRO
    assert served.collections == (Collection.NOERREBRO, Collection.VALBY, Collection.TINGBJERG)
    assert "havnen" in served.areas


def test_an_estate_lies_in_its_neighbourhood_but_not_the_other_way_round(assign: Assign) -> None:
    assert assign("Gaarden").areas == ("gaarden", "kvarteret")
    assert assign("Kvarteret").areas == ("kvarteret",)
    assert assign(StatedPlace(lat=55.45, lon=12.45)).areas == ("gaarden", "kvarteret")


def test_who_is_in_an_area_is_in_those_that_hold_all_of_it() -> None:
    ground = read_places(None)
    locator = Locator(ground.gazetteer)
    assigner = Assigner(ground.districts, ground.gazetteer)
    for place, around in (
        ("Mimersgadekvarteret", "ydre-noerrebro"),
        ("Blågården", "indre-noerrebro"),
    ):
        record = Project(
            id="p", name="Et", place=StatedPlace(name=place), provenance=SOURCE, year=2007
        )
        assert around in assigner.assign(locator.locate(record)).areas
    whole = Project(
        id="p", name="Et", place=StatedPlace(name="Ydre Nørrebro"), provenance=SOURCE, year=2007
    )
    assert assigner.assign(locator.locate(whole)).areas == ("ydre-noerrebro",)
