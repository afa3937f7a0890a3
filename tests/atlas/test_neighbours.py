"""Tests that those who are near each other, for the same people, are told so, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.closeness import WITHIN_M, Near
from atlas.neighbours import Neighbours
from tests.atlas.neighbourhoods import LAT, LON, area, catalogue, record, relation

if TYPE_CHECKING:
    from atlas.catalogue import Catalogue, Entry

AREAS = (area("haven", 0), area("gaarden", 1), area("bakken", 30))
METRE_LAT = 1 / 111_300


def near(found: Catalogue, one: str) -> list[tuple[str, Near]]:
    """The ids and ways of everybody near one."""
    return [(n.effort.face.id, n.nearness.near) for n in Neighbours(found).of(one)]


def test_two_in_an_area_for_the_same_people_are_neighbours() -> None:
    records = [record("a-1", areas=["haven"]), record("a-2", areas=["haven"])]
    found = Neighbours(catalogue(records, areas=AREAS)).of("a-1")
    assert [one.effort.face.id for one in found] == ["a-2"]
    assert set(found[0].shared.groups) == {"unge"}
    assert found[0].nearness.places == ("haven",)
    assert found[0].nearness.near is Near.SAME_AREA


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"areas": ["haven"]}, {"areas": ["gaarden"], "home": "valby"}, Near.SIDE_BY_SIDE),
        ({"areas": ["haven"]}, {"areas": ["bakken"]}, Near.SAME_DISTRICT),
        ({"areas": ["haven"], "home": "valby"}, {"areas": ["bakken"]}, None),
        ({"home": "oevrige-bydele"}, {"home": "oevrige-bydele"}, None),
        ({}, {"target_groups": ["aeldre"]}, None),
        ({}, {"target_groups": ["unge", "aeldre"]}, Near.SAME_DISTRICT),
        ({"themes": ["bolig"]}, {"target_groups": [], "themes": ["bolig"]}, Near.SAME_DISTRICT),
        ({"themes": ["bolig"]}, {"target_groups": [], "themes": ["tryghed"]}, None),
        ({"gender": "kvinder"}, {"gender": "maend"}, None),
        ({"age_from": 6, "age_to": 12}, {"age_from": 13, "age_to": 18}, None),
        ({"age_from": 6, "age_to": 13}, {"age_from": 13}, Near.SAME_DISTRICT),
        ({"target_groups": ["alle"]}, {"target_groups": ["alle", "unge"]}, None),
        ({}, {"tier": "authority"}, None),
        ({"tier": "outside"}, {}, None),
    ],
)
def test_who_is_near_and_for_the_same_people(
    first: dict[str, Any], second: dict[str, Any], expected: Near | None
) -> None:
    found = catalogue([record("a-1", **first), record("a-2", **second)], areas=AREAS)
    assert near(found, "a-1") == ([("a-2", expected)] if expected else [])


def test_being_for_everybody_is_enough_nearby_and_with_a_theme_in_a_district() -> None:
    everybody = {"target_groups": ["alle"]}
    records = [
        record("a-1", areas=["haven"], themes=["bolig"], **everybody),
        record("a-2", areas=["haven"], **everybody),
        record("a-3", themes=["bolig"], **everybody),
        record("a-4", **everybody),
    ]
    assert near(catalogue(records, areas=AREAS), "a-1") == [
        ("a-2", Near.SAME_AREA),
        ("a-3", Near.SAME_DISTRICT),
    ]


def test_metres_are_told_between_addresses_only() -> None:
    def at(metres: float, precision: str = "address") -> dict[str, Any]:
        return {"at": (LAT + metres * METRE_LAT, LON), "precision": precision, "areas": ["haven"]}

    records = [
        record("a-1", **at(0)),
        record("a-2", **at(400, "street")),
        record("a-3", **at(100, "estate")),
        record("a-4", **at(WITHIN_M * 1.02), home="valby"),
    ]
    found = {n.effort.key: n.nearness for n in Neighbours(catalogue(records)).of("a-1")}
    assert found["a-2"].near is Near.METRES
    assert found["a-2"].reach_m == pytest.approx(400, rel=0.01)
    assert found["a-3"].near is Near.SAME_AREA
    assert found["a-4"].near is Near.SAME_AREA


def test_two_in_the_same_street_have_no_metres_between_them() -> None:
    here = {"at": (LAT, LON), "areas": ["haven"]}
    records = [
        record("a-1", precision="street", **here),
        record("a-2", precision="street", **here),
        record("a-3", precision="address", **here),
        record("a-4", precision="address", **here),
    ]
    found = catalogue(records)
    assert dict(near(found, "a-1")) == dict.fromkeys(["a-2", "a-3", "a-4"], Near.SAME_AREA)
    assert dict(near(found, "a-3"))["a-4"] is Near.METRES


def test_the_nearest_come_first_then_who_has_most_in_common() -> None:
    records = [
        record("a-1", areas=["haven"], themes=["bolig"]),
        record("a-far", areas=["bakken"], themes=["bolig"]),
        record("a-near", areas=["haven"]),
        record("a-nearest", areas=["haven"], themes=["bolig"]),
        record("a-everybody", areas=["haven"], target_groups=["unge", "alle"], themes=["bolig"]),
    ]
    found = catalogue(records, areas=AREAS)
    order = [key for key, _near in near(found, "a-1")]
    assert order == ["a-nearest", "a-everybody", "a-near", "a-far"]


WHOLE_CITY = {"home": "hele-byen", "precision": "city", "themes": ["bolig"]}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, [("a-2", Near.WHOLE_CITY)]),
        ({"precision": "none"}, []),
        ({"precision": "none", "serves": ["hele-byen"]}, [("a-2", Near.WHOLE_CITY)]),
        ({"themes": []}, []),
        ({"target_groups": ["alle"]}, []),
    ],
)
def test_whoever_is_for_the_whole_city_hears_of_those_alike(
    change: dict[str, Any], expected: list[tuple[str, Near]]
) -> None:
    first = record("a-1", **{**WHOLE_CITY, **change})
    second = record("a-2", **{**WHOLE_CITY, "target_groups": ["unge", "alle"]})
    assert near(catalogue([first, second]), "a-1") == expected


@pytest.mark.parametrize(
    "relations",
    [
        [relation("a-1", "partner", "a-2")],
        [relation("a-2", "funder", "a-1")],
        [relation("a-1", "same-as", "p-1"), relation("p-1", "partner", "a-2")],
        [relation("a-h", "holder", "a-1"), relation("a-h", "holder", "a-2")],
        [relation("a-1", "part-of", "a-h"), relation("a-2", "part-of", "a-h")],
        [relation("a-1", "partner", "h-1"), relation("h-1", "steering", "a-2")],
        [relation("a-1", "same-as", "h-1"), relation("a-2", "part-of", "h-1")],
    ],
)
def test_whoever_has_a_way_to_another_is_not_told_of_it(
    relations: list[dict[str, str]],
) -> None:
    records = [record("a-1"), record("a-2"), record("p-1", home="valby"), record("a-3")]
    found = catalogue(records, relations=relations, plans=({"id": "h-1"},))
    assert "a-2" not in dict(near(found, "a-1"))
    assert "a-3" in dict(near(found, "a-1"))


@pytest.mark.parametrize(
    "relations",
    [
        [relation("a-1", "not-same-as", "a-2")],
        [relation("a-h", "funder", "a-1"), relation("a-h", "funder", "a-2")],
    ],
)
def test_being_alike_or_paid_by_the_same_is_no_way(relations: list[dict[str, str]]) -> None:
    found = catalogue([record("a-1"), record("a-2")], relations=relations)
    assert near(found, "a-1") == [("a-2", Near.SAME_DISTRICT)]


def test_everything_is_part_of_an_authority_and_that_joins_nobody() -> None:
    relations = [relation("a-1", "part-of", "a-h"), relation("a-2", "part-of", "a-h")]
    records = [record("a-1"), record("a-2"), record("a-h", tier="authority")]
    assert near(catalogue(records, relations=relations), "a-1") == [("a-2", Near.SAME_DISTRICT)]


def test_holders_that_stand_as_names_and_shared_events_are_ways_too() -> None:
    events = ({"organiser_id": "a-1|a-3", "id": "e-1"},)
    records = [
        record("a-1"),
        record("p-2", holder="Foreningen Findesikke"),
        record("p-3", holder="foreningen findesikke"),
        record("p-4", partners=["Opdigtet a-1"]),
        record("a-3"),
    ]
    found = catalogue(records, events=events)
    assert set(dict(near(found, "a-1"))) == {"p-2", "p-3"}
    assert set(dict(near(found, "p-2"))) == {"a-1", "p-4", "a-3"}


def test_an_effort_is_told_of_once_by_its_actor() -> None:
    records = [record("a-1"), record("p-2"), record("a-2", areas=["haven"])]
    found = catalogue(records, relations=[relation("a-2", "same-as", "p-2")])
    assert near(found, "a-1") == [("a-2", Near.SAME_DISTRICT)]
    assert near(found, "p-2") == near(found, "a-2") == [("a-1", Near.SAME_DISTRICT)]
    assert Neighbours(found).of("findes-ikke") == ()


CODES = ("unge", "kvinder", "alle")
IDS = ("a-1", "a-2", "a-3", "p-1", "p-2", "p-3")


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    def one(identifier: str) -> Entry:
        return record(
            identifier,
            home=draw(st.sampled_from(["noerrebro", "valby", "oevrige-bydele", "hele-byen"])),
            precision=draw(st.sampled_from(["address", "street", "estate", "city", "none"])),
            at=draw(st.none() | st.tuples(st.floats(55.6, 55.7), st.floats(12.5, 12.6))),
            areas=draw(st.lists(st.sampled_from(["haven", "gaarden", "bakken"]), max_size=2)),
            target_groups=draw(st.lists(st.sampled_from(CODES), unique=True, max_size=2)),
            themes=draw(st.lists(st.sampled_from(["bolig", "tryghed"]), unique=True)),
            gender=draw(st.sampled_from(["", "kvinder", "maend"])),
            tier=draw(st.sampled_from(["local", "local", "city", "authority"])),
        )

    kinds = st.sampled_from(["same-as", "partner", "holder", "part-of", "not-same-as"])
    ends = st.sampled_from((*IDS, "h-1"))
    relations = [relation(*row) for row in draw(st.lists(st.tuples(ends, kinds, ends), max_size=4))]
    return catalogue([one(i) for i in IDS], areas=AREAS, relations=relations)


@settings(deadline=None, max_examples=60)
@given(catalogues())
def test_neighbours_know_each_other_never_themselves_and_nobody_they_are_joined_with(
    found: Catalogue,
) -> None:
    neighbours = Neighbours(found)
    told = {
        (neighbours.efforts.key(one), other.effort.key): other
        for one in IDS
        for other in neighbours.of(one)
    }
    for (one, other), neighbour in told.items():
        back = told[other, one]
        assert back.nearness.near is neighbour.nearness.near
        assert back.nearness.reach_m == pytest.approx(neighbour.nearness.reach_m)
        assert back.shared == neighbour.shared
        assert not neighbours.ties.joined(one, other)
        assert set(neighbours.efforts.faces(one)).isdisjoint(neighbours.efforts.faces(other))
    for row in found.connections.rows("relations"):
        if row["relation"] != "not-same-as":
            ends = neighbours.efforts.key(row["from_id"]), neighbours.efforts.key(row["to_id"])
            assert ends not in told
    pairs = {(pair.one.key, pair.other.effort.key) for pair in neighbours.among(IDS)}
    assert pairs == {pair for pair in told if pair[0] < pair[1]}
