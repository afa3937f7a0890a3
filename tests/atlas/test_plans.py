"""Tests that a plan stands in the collections of its areas, drawn by their outlines there."""

from atlas.plans import plan_features
from geodata.districts import Collection
from geodata.gazetteer import Gazetteer

PLAN = {
    "id": "h-proeve",
    "name": "Opdigtet helhedsplan",
    "kind": "helhedsplan",
    "areas": "Gaarden|Havnen",
    "start": "",
    "end": "",
    "money_text": "",
    "steering": "A|B",
    "status": "",
    "document": "proevebilag",
    "document_place": "nr. 1",
}


def test_a_plan_over_two_districts_stands_in_both_with_its_part(gazetteer: Gazetteer) -> None:
    (north,) = plan_features([PLAN], gazetteer, Collection.NOERREBRO)
    (valby,) = plan_features([PLAN], gazetteer, Collection.VALBY)
    assert plan_features([PLAN], gazetteer, Collection.AMAGER) == ()
    assert north["properties"]["districts"] == ["noerrebro", "valby"]
    assert north["geometry"] != valby["geometry"]
    assert north["properties"]["areas"] == ["gaarden", "havnen"]
    assert north["properties"]["steering"] == ["A", "B"]


def test_a_plan_without_a_known_area_is_listed_for_the_city(gazetteer: Gazetteer) -> None:
    unknown = {**PLAN, "areas": ""}
    (plan,) = plan_features([unknown], gazetteer, Collection.WHOLE_CITY)
    assert plan["geometry"] is None
    assert plan_features([unknown], gazetteer, Collection.VALBY) == ()


def test_an_area_that_no_source_outlines_gives_a_plan_without_a_shape(
    gazetteer: Gazetteer,
) -> None:
    (plan,) = plan_features([{**PLAN, "areas": "Ukendtgaarden"}], gazetteer, Collection.VALBY)
    assert plan["geometry"] is None
    assert plan["properties"]["areas"] == ["ukendtgaarden"]
