"""Tests of where events, initiatives, tasks and figures belong, by the places they name."""

import pytest

from atlas.connected_places import with_places
from atlas.connections import Connections, bundled_connections, no_connections
from geodata.districts import Collection
from geodata.gazetteer import load_gazetteer


@pytest.fixture(scope="module")
def placed() -> Connections:
    return with_places(bundled_connections(), load_gazetteer())


def test_every_row_with_a_place_column_belongs_to_a_collection(placed: Connections) -> None:
    codes = {one.value for one in Collection}
    for table in ("initiatives", "events", "tasks", "area_figures", "plans"):
        assert placed.rows(table)
        for row in placed.rows(table):
            assert row["collections"]
            assert set(row["collections"].split("|")) <= codes


def test_a_birthday_in_mjoelnerparken_belongs_to_noerrebro(placed: Connections) -> None:
    birthday = placed.row("events", "e-mjoelnerparkens-21-aars-foedselsdag")
    assert birthday is not None
    assert birthday in placed.in_collection("events", "noerrebro")
    assert birthday in placed.in_area("events", "mjoelnerparken")
    assert birthday not in placed.in_collection("events", "hele-byen")


def test_several_places_give_several_collections() -> None:
    row = {"id": "e-1", "place": "Mjølnerparken|Sjælør|Tingbjerg|et sted i Jylland"}
    made = with_places(Connections(tables={"events": (row,)}), load_gazetteer())
    [event] = made.rows("events")
    assert event["collections"] == "noerrebro|valby|tingbjerg"
    assert event["place_ids"] == "mjoelnerparken|sjaeloer|tingbjerg"


@pytest.mark.parametrize("place", ["", "|", "Atlantis", "<script>alert(1)</script>"])
def test_what_no_place_is_known_of_belongs_to_the_whole_city(place: str) -> None:
    row = {"id": "e-1", "place": place}
    made = with_places(Connections(tables={"events": (row,)}), load_gazetteer())
    assert made.in_collection("events", "hele-byen")[0]["place_ids"] == ""


def test_without_a_record_there_is_nothing_to_place() -> None:
    assert with_places(no_connections(), load_gazetteer()) == no_connections()
