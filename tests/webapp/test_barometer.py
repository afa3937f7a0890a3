"""The barometer: seven goals, every indicator, and figures that are never told by shape alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.webapp.record_pages import danish_marked, get

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue

PATH = "/barometer/b-uddannelse-8"


def test_every_goal_and_every_indicator_is_there(client: FlaskClient, catalogue: Catalogue) -> None:
    page = get(client, "/barometer")
    goals = catalogue.connections.rows("goals")
    assert [row["letter"] for row in goals] == list("abcdefg")
    for row in goals:
        assert page.all(id=f"maal-{row['letter']}")
        assert " ".join(row["text"].split()) in page.text
        assert " ".join(row["revision"].split()) in page.text
    ids = [row["id"] for row in catalogue.connections.rows("indicators")]
    assert len(ids) >= 31
    shown = [one.rpartition("/")[2] for one in page.links if one.startswith("/barometer/b-")]
    assert sorted(shown) == sorted(ids)


def test_the_revision_of_the_employment_goal_is_told(client: FlaskClient) -> None:
    text = get(client, "/barometer").text
    assert "ca. 57 procent" in text
    assert "ca. 64 procent" in text


def test_goals_lead_to_those_who_point_at_them(client: FlaskClient, catalogue: Catalogue) -> None:
    links = set(get(client, "/barometer").links)
    projects = {
        f"/projekter/{one.id}" for one in catalogue.by_id.values() if one.properties.get("goals")
    }
    initiatives = {
        f"/indsatser/{row['id']}"
        for row in catalogue.connections.rows("initiatives")
        if row["goal"]
    }
    assert projects
    assert initiatives
    assert projects | initiatives <= links
    for path in (next(iter(sorted(projects))), next(iter(sorted(initiatives)))):
        back = [one for one in get(client, path).links if one.startswith("/barometer#maal-")]
        assert back, path


def test_an_indicator_shows_every_figure_with_its_source(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    page = get(client, PATH)
    rows = catalogue.connections.belonging_to("indicator_values", "b-uddannelse-8")
    assert len(rows) > 5
    table = page.one("table", **{"class": "table table--stack table--values"})
    for row in rows:
        assert " ".join(row["group"].split()) in " ".join(table.text.split())
        assert row["as_printed"] in table.text
    for word in ("Succeskriterium", "Politisk mål", "Hvor tit", "Enhed"):
        assert word in page.text
    assert "Foråret 2007" in page.text
    assert "Ikke bekræftet siden 2007" in page.text


def test_baseline_and_criterion_differ_by_shape_and_by_text(client: FlaskClient) -> None:
    page = get(client, PATH)
    table = page.one("table", **{"class": "table table--stack table--values"})
    marks = [
        (one.attributes["class"], one.tag)
        for one in page.elements
        if table in one.parents and one.attributes.get("class", "").startswith("track__")
    ]
    assert ("track__baseline", "circle") in marks
    assert ("track__criterion", "path") in marks
    assert ("track__comparison", "path") in marks
    key = page.one("ul", **{"class": "key"})
    for word in ("Startmåling", "Succeskriterium", "Til sammenligning"):
        assert word in key.text
    drawings = [one for one in page.all("svg") if one.attributes["class"] == "track"]
    assert drawings
    assert all(one.attributes["aria-hidden"] == "true" for one in drawings)


def test_what_was_never_measured_is_no_zero(client: FlaskClient) -> None:
    page = get(client, "/barometer/b-bolig-5")
    assert "Ingen oplysninger foreligger" in page.text


def test_contradictory_figures_are_both_told(client: FlaskClient) -> None:
    page = get(client, "/barometer/b-tryghed-2")
    assert "Dokumenterne siger ikke det samme" in page.text
    assert "/modstrid#c-tryghed-i-udsatte-omraader" in page.links
    assert "85 procent" in page.text


def test_the_english_page_keeps_the_documents_danish(client: FlaskClient) -> None:
    page = get(client, f"/en{PATH}")
    assert page.one("h1").language == "da"
    assert "Criterion of success" in page.text
    assert "Spring 2007" in page.text
    assert danish_marked(page, "85 procent i 2010 og 95 procent i 2015")


def test_an_unknown_one_is_met_with_kind_words(client: FlaskClient) -> None:
    assert "Siden findes ikke" in get(client, "/barometer/b-findes-ikke", 404).text


def test_an_atlas_without_one_says_so(operator_client: FlaskClient) -> None:
    assert "ikke noget barometer endnu" in get(operator_client, "/barometer").text
