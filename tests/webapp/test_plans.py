"""The pages of plans: their outline, who works inside, and the room that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.labels import THEMES
from tests.webapp.record_pages import danish_marked, get

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue

PATH = "/planer/h-helhedsplan-mjoelnerparken"


def test_the_list_has_every_plan(client: FlaskClient, catalogue: Catalogue) -> None:
    page = get(client, "/planer/")
    ids = {row["id"] for row in catalogue.connections.rows("plans")}
    assert len(ids) >= 15
    assert {f"/planer/{one}" for one in ids} <= set(page.links)


def test_a_plan_tells_who_works_inside_and_what_is_open(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    page = get(client, PATH)
    belong = catalogue.in_area("mjoelnerparken")
    inside = [one for one in belong if one.id != "a-helhedsplanen-for-mjoelnerparken"]
    assert 5 < len(inside) < len(belong)
    paths = {"projects": "projekter", "actors": "aktoerer"}
    assert {f"/{paths[one.layer]}/{one.id}" for one in inside} <= set(page.links)
    listed = {
        one.text
        for one in page.all("a")
        if page.one("section", aria_labelledby="inde") in one.parents
    }
    assert not any(one.startswith("Helhedsplanen for Mjølnerparken") for one in listed)
    named = {theme for one in belong for theme in one.properties["themes"]}
    quiet = page.all("ul", **{"class": "themes themes--quiet"})
    assert bool(quiet) is bool(set(THEMES) - named)
    assert "Foreløbigt" in page.text
    assert "Ikke bekræftet siden 2008" in page.text
    assert "/omraader/mjoelnerparken" in page.links
    assert "/aktoerer/a-landsbyggefonden" in page.links
    assert "/begivenheder/e-mjoelnerparkens-21-aars-foedselsdag" in page.links
    assert "/modstrid#c-helhedsplaner-godkendelse" in page.links


def test_the_room_that_is_left_is_told_as_room(client: FlaskClient, catalogue: Catalogue) -> None:
    told = [
        page.text
        for row in catalogue.connections.rows("plans")
        if (page := get(client, f"/planer/{row['id']}")).all(id="plads")
    ]
    assert told
    for text in told:
        assert "Her er plads til flere" in text
        assert "Her er allerede kræfter at bygge på" in text


def test_its_map_shows_the_plan_and_who_is_there(client: FlaskClient) -> None:
    config = get(client, PATH).map_config
    assert config["area"] == "h-helhedsplan-mjoelnerparken"
    plans = [one for one in config["layers"] if one["code"] == "helhedsplaner"]
    assert plans
    assert all(one["on"] for one in plans)
    assert config["points"]["count"] > 5


def test_a_plan_without_a_place_or_an_outline_says_so(client: FlaskClient) -> None:
    assert (
        "siger ikke, hvor planen gælder" in get(client, "/planer/h-fra-haervaerk-til-netvaerk").text
    )
    akacieparken = get(client, "/planer/h-helhedsplan-akacieparken")
    assert "ikke tegnet på kortet" in akacieparken.text
    assert "Et sted i Valby" in akacieparken.text
    assert akacieparken.having("data-map") == []


def test_the_area_and_the_partner_lead_back(client: FlaskClient) -> None:
    for path in ("/omraader/mjoelnerparken", "/aktoerer/a-landsbyggefonden"):
        assert PATH in get(client, path).links, path


def test_the_english_page_keeps_the_documents_danish(client: FlaskClient) -> None:
    page = get(client, f"/en{PATH}")
    assert "Provisional" in page.text
    assert danish_marked(page, "Fremdriftsgruppen for helhedsplanen for Mjølnerparken")


def test_an_unknown_one_is_met_with_kind_words(client: FlaskClient) -> None:
    assert "Siden findes ikke" in get(client, "/planer/h-findes-ikke", 404).text


def test_the_badge_has_the_year_of_the_newest_document_that_tells_of_it(
    client: FlaskClient,
) -> None:
    page = get(client, "/planer/h-helhedsplan-mjoelnerparken")
    assert page.one("span", **{"class": "stamp__year"}).text == "2008"
    assert len(page.all("a", **{"class": "source__link"})) == 2
    other = get(client, "/planer/h-helhedsplan-lundtoftegade")
    assert other.one("span", **{"class": "stamp__year"}).text == "2007"


def test_an_atlas_without_any_says_so(operator_client: FlaskClient) -> None:
    assert "ingen planer for områder endnu" in get(operator_client, "/planer/").text


def test_an_official_bydel_is_called_so(client: FlaskClient) -> None:
    assert "Bydel" in get(client, "/omraader/amager-vest").text
    assert "City district (bydel)" in get(client, "/en/omraader/amager-vest").text
    assert "Kvarter" in get(client, "/omraader/holmbladsgadekvarteret").text
