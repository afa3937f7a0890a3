"""The timeline of events, and the page of each."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tests.webapp.record_pages import danish_marked, get

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue

PATH = "/begivenheder/e-future-city-games-voldparken"
BIRTHDAY = "/begivenheder/e-mjoelnerparkens-21-aars-foedselsdag"


def test_the_timeline_has_every_event_in_order_of_years(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    page = get(client, "/begivenheder/")
    rows = catalogue.connections.rows("events")
    shown = [one.rpartition("/")[2] for one in page.links if one.startswith("/begivenheder/e-")]
    assert sorted(shown) == sorted(row["id"] for row in rows)
    headings = [one.attributes["id"] for one in page.all("h2")]
    years = [int(one.removeprefix("aar-")) for one in headings if one != "aar-ukendt"]
    assert years == sorted(years)
    assert {2006, 2007, 2008} <= set(years)
    assert headings[-1] == "aar-ukendt"


def test_decisions_and_deadlines_are_told_apart_and_can_be_chosen(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    kinds = Counter(row["kind"] for row in catalogue.connections.rows("events"))
    assert kinds["beslutning"] > 10
    everything = get(client, "/begivenheder/")
    for kind in ("beslutning", "frist"):
        marked = everything.all("li", **{"class": f"moment moment--{kind}"})
        assert len(marked) == kinds[kind]
    page = get(client, "/begivenheder/?slags=beslutning&slags=frist&slags=x")
    chosen = [one for one in page.links if one.startswith("/begivenheder/e-")]
    assert len(chosen) == kinds["beslutning"] + kinds["frist"]
    checked = {one.attributes["value"] for one in page.having("checked")}
    assert checked == {"beslutning", "frist"}


def test_a_fuzzy_date_stays_fuzzy(client: FlaskClient) -> None:
    page = get(client, PATH)
    assert "Midten af november 2008" in page.text
    assert page.all("time") == []
    assert "i midten af november" in page.text
    assert "Mid-November 2008" in get(client, f"/en{PATH}").text
    exact = get(client, BIRTHDAY)
    assert exact.one("time").attributes["datetime"] == "2008-06-29"


def test_a_page_says_where_who_and_whether_it_was_held(client: FlaskClient) -> None:
    page = get(client, BIRTHDAY)
    assert "ca. 600 børn og voksne" in page.text
    assert re.search(r"Holdt eller planlagt\s*Holdt", page.text)
    assert "/omraader/mjoelnerparken" in page.links
    assert "/aktoerer/a-taskforce-integration" in page.links
    assert "/opgaver/#t-mjoelnerparken-21-aars-foedselsdag" in page.links
    assert "Ikke bekræftet siden 2008" in page.text
    assert "om det blev holdt" in get(client, PATH).text


def test_place_and_organiser_lead_back(client: FlaskClient) -> None:
    for path in ("/omraader/mjoelnerparken", "/aktoerer/a-taskforce-integration"):
        assert BIRTHDAY in get(client, path).links, path


def test_the_english_page_keeps_the_documents_danish(client: FlaskClient) -> None:
    page = get(client, f"/en{BIRTHDAY}")
    assert page.one("h1").language == "da"
    assert danish_marked(page, "ca. 600 børn og voksne")
    assert "29 June 2008" in page.text


def test_an_unknown_one_is_met_with_kind_words(client: FlaskClient) -> None:
    assert "Siden findes ikke" in get(client, "/begivenheder/e-findes-ikke", 404).text


def test_an_atlas_without_any_says_so(operator_client: FlaskClient) -> None:
    assert "ingen begivenheder endnu" in get(operator_client, "/begivenheder/").text
