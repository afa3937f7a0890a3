"""Tests that front page and districts tell what is counted, each effort once, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from atlas.efforts import Efforts
from atlas.labels import DISTRICT_CODES, THEMES
from atlas.neighbours import Neighbours
from tests.webapp.markup import read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue, Entry
    from tests.webapp.markup import Element, Page

PREFIXES = pytest.mark.parametrize("prefix", ["", "/en"], ids=["da", "en"])
DISTRICTS = pytest.mark.parametrize("code", DISTRICT_CODES)


@pytest.fixture(scope="module")
def efforts(catalogue: Catalogue) -> Efforts:
    return Efforts(catalogue.connections)


def inside(page: Page, parent: Element, tag: str) -> list[Element]:
    """The elements of a kind within another."""
    return [one for one in page.all(tag) if parent in one.parents]


def count(efforts: Efforts, records: tuple[Entry, ...], code: str, name: str) -> int:
    """How many efforts have a code among the values of a property."""
    return efforts.count(one.id for one in records if code in one.properties.get(name, ()))


@DISTRICTS
@PREFIXES
def test_a_district_counts_each_effort_once(
    client: FlaskClient, catalogue: Catalogue, efforts: Efforts, code: str, prefix: str
) -> None:
    page = read(client.get(f"{prefix}/{code}/").text)
    assert page.faults == []
    records = catalogue.records(code)
    tables = page.all("table", **{"class": "tally"})
    expected = [("themes", THEMES), ("target_groups", ())]
    for table, (name, order) in zip(tables, expected, strict=False):
        values = [one.text for one in inside(page, table, "td")]
        links = [one.attributes["href"] for one in inside(page, table, "a")]
        stated = {value for one in records for value in one.properties.get(name, ())}
        counts = {value: count(efforts, records, value, name) for value in stated}
        shown = [int(one) for one in values]
        assert shown == (
            [counts.get(one, 0) for one in order]
            if order
            else sorted(counts.values(), reverse=True)[: len(shown)]
        )
        assert len(links) == sum(one > 0 for one in shown)
        assert len(shown) > 3
    assert sum(one.layer == "actors" for one in records) > efforts.count(
        one.id for one in records
    ) - sum(one.layer == "projects" for one in records)


@DISTRICTS
def test_what_is_said_of_a_district_is_what_is_counted(
    client: FlaskClient, catalogue: Catalogue, efforts: Efforts, code: str
) -> None:
    page = read(client.get(f"/{code}/").text)
    (told,) = page.all("div", **{"class": "told"})
    records = catalogue.records(code)
    layers = [one.layer for one in records]
    total = efforts.count(one.id for one in records)
    assert re.search(rf"\b{layers.count('actors')} aktør", told.text)
    assert re.search(rf"\b{layers.count('projects')} projekt", told.text)
    assert f"hver talt én gang er de {total} i alt" in told.text
    assert "arbejdede" in told.text
    assert ("Listen er kort" in told.text) is (total <= 20)


@pytest.mark.parametrize("code", ["valby", "tingbjerg"])
def test_a_thin_district_still_tells_its_plans_lists_and_events(
    client: FlaskClient, catalogue: Catalogue, code: str
) -> None:
    page = read(client.get(f"/{code}/").text)
    for table, path in (("plans", "planer"), ("events", "begivenheder")):
        rows = catalogue.connections.in_collection(table, code)
        assert len(rows) > 0
        assert {f"/{path}/{row['id']}" for row in rows[:8]} <= set(page.links)
    plans = [one.text for one in page.all("li", **{"class": "listed__one"})]
    for row in catalogue.connections.in_collection("plans", code):
        (told,) = [one for one in plans if one.startswith(row["name"])]
        assert "kke bekræftet" in told
    for area in catalogue.layers[code, "udsatte_boligomraader"]:
        assert f"/omraader/{area.properties['place_id']}" in page.links
        assert str(area.properties["list_year"]) in page.text


def test_figures_of_areas_stand_with_year_and_source(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    page = read(client.get("/noerrebro/").text)
    rows = catalogue.connections.in_collection("area_figures", "noerrebro")
    assert rows
    shown = [one.text for one in page.all("tr")]
    for row in rows:
        (line,) = [one for one in shown if one.startswith(row["area"]) and row["as_printed"] in one]
        assert row["year"] in line
        assert row["document_place"] in line


def test_those_who_hold_many_together_are_the_most_tied(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    page = read(client.get("/noerrebro/").text)
    neighbours = Neighbours(catalogue)
    at_home = [
        one
        for one in catalogue.records("noerrebro")
        if one.properties["home"] == "noerrebro" and one.properties.get("tier") != "authority"
    ]
    ties = {
        neighbours.efforts.key(one.id): len(neighbours.ties.direct(neighbours.efforts.key(one.id)))
        for one in at_home
    }
    shown = [one.text for one in page.all("span", **{"class": "knot__ties"})]
    most = sorted(ties.values(), reverse=True)[: len(shown)]
    assert [int(number) for text in shown for number in re.findall(r"\d+", text)] == most
    assert most[0] > 4


@PREFIXES
def test_the_front_page_counts_the_whole_and_leads_to_it(
    client: FlaskClient, catalogue: Catalogue, prefix: str
) -> None:
    page = read(client.get(f"{prefix}/").text)
    items = page.all("li", **{"class": "glance__one"})
    counts = [int(re.match(r"\s*(\d+)", one.text)[1]) for one in items]  # type: ignore[index] # all begin with a number
    rows = catalogue.connections.rows
    layers = [one.layer for one in catalogue.by_id.values()]
    assert counts == [
        *(layers.count("actors"), layers.count("projects"), len(rows("initiatives"))),
        *(len(rows("plans")), len(rows("events")), len(rows("indicators")), len(rows("tasks"))),
        len(rows("money")),
    ]
    for path in (
        "soeg?art=actors",
        "soeg?art=projects",
        "indsatser/",
        "planer/",
        "begivenheder/",
        "barometer",
        "opgaver/",
        "registret",
    ):
        assert f"{prefix}/{path}" in page.links


def test_the_front_page_says_the_total_with_each_effort_once(
    client: FlaskClient, catalogue: Catalogue, efforts: Efforts
) -> None:
    rows = catalogue.connections.rows
    ids = [*catalogue.by_id, *(row["id"] for t in ("plans", "initiatives") for row in rows(t))]
    total = efforts.count(ids)
    assert total < len(ids)
    text = read(client.get("/").text).text
    assert f"er aktører, projekter, indsatser og planer {total} i alt" in text
    for code in DISTRICT_CODES:
        found = efforts.count(one.id for one in catalogue.records(code))
        assert f"hver talt én gang: {found} i alt" in text


def test_the_story_of_the_day_says_how_old_it_is(client: FlaskClient) -> None:
    page = read(client.get("/").text)
    (story,) = page.all("section", **{"class": "band story"})
    assert "Et stykke historie" in story.text
    assert re.search(r"ikke bekræftet siden 20\d\d", story.text)


def test_an_operators_atlas_is_told_without_what_it_has_not(operator_client: FlaskClient) -> None:
    page = read(operator_client.get("/").text)
    assert page.faults == []
    assert [one.text.split() for one in page.all("li", **{"class": "glance__one"})] == [
        ["3", "aktører"]
    ]
    assert "i alt." not in page.text
    district = read(operator_client.get("/noerrebro/").text)
    assert district.faults == []
    (told,) = district.all("div", **{"class": "told"})
    assert "Her står 1 aktør." in told.text
    assert "arbejder med" in told.text
    assert "Listen er kort" not in told.text
    assert "Planer for områder her" not in district.text
    assert not district.all(id="sket")
