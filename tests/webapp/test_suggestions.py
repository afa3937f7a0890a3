"""Suggestions as the script gets them: in the page's language, sane, quick, and kept by nobody."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.webapp.markup import read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

HOSTILE = (
    "x" * 15_000,
    "lektie " * 2_000,
    "\x00\x01\x1b[31m",
    "\u202egpj.exe\u202c\u2066",
    "(((((.*)+)+)+)+$",
    "[a-z]{1,99999}\\",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "%00%ff%fe",
    "{{7*7}} ${7*7}",
    "e\u0301" * 500,
    "\ufdfa" * 120,
    "١٢٣٤ ۵۶۷",
    "🏠🏠🏠",
)


def asked(client: FlaskClient, typed: str, prefix: str = "", **more: str) -> dict[str, Any]:
    response = client.get(f"{prefix}/soeg/forslag", query_string={"q": typed, **more})
    assert response.status_code == 200
    assert response.mimetype == "application/json"
    assert response.headers["Cache-Control"] == "no-store"
    found: dict[str, Any] = response.get_json()
    return found


def texts(answer: dict[str, Any]) -> list[str]:
    return [one["text"] for one in answer["suggestions"]]


def test_every_suggestion_leads_somewhere(client_of_today: FlaskClient) -> None:
    for typed in ("lek", "tyrk", "nørre", "kvinder tyr"):
        answer = asked(client_of_today, typed)
        assert 0 < len(answer["suggestions"]) <= 8
        first = answer["suggestions"][0]
        assert client_of_today.get(first["url"]).status_code == 200, first
        for one in answer["suggestions"]:
            if "name" in one:
                stated = parse_qs(urlsplit(one["url"]).query)
                assert stated == {one["name"]: [one["value"]]}


def test_they_are_in_the_language_of_the_page(client_of_today: FlaskClient) -> None:
    danish, english = (asked(client_of_today, "homework", prefix) for prefix in ("", "/en"))
    assert texts(danish)[0] == "Lektiehjælp"
    assert texts(english)[0] == "Homework help"
    assert english["suggestions"][0]["url"].startswith("/en/soeg?")
    assert english["said"] == "1 suggestion"
    assert texts(asked(client_of_today, "واجبات", "/ar")) == ["المساعدة في الواجبات المدرسية"]


def test_a_language_is_chosen_by_its_facet(client_of_today: FlaskClient) -> None:
    first = asked(client_of_today, "tyrki")["suggestions"][0]
    assert (first["name"], first["value"]) == ("sprog", "tr")
    page = read(client_of_today.get(first["url"]).text)
    assert "a-tyrkisk-raadgivning-rosen" in page.records


def test_a_field_for_places_gets_places_alone(client_of_today: FlaskClient) -> None:
    answer = asked(client_of_today, "lektie", kun="steder")
    assert answer["suggestions"] == []
    places = asked(client_of_today, "nørre", kun="steder")["suggestions"]
    assert places
    assert {one["name"] for one in places} == {"naer"}


@pytest.mark.parametrize("path", ["/soeg/forslag", "/soeg/forslag?q=", "/soeg/forslag?q=e"])
def test_nothing_comes_of_nothing(client_of_today: FlaskClient, path: str) -> None:
    answer = client_of_today.get(path).get_json()
    assert answer["suggestions"] == []
    assert answer["said"] == "Ingen forslag"


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_input_is_answered_sanely_and_quickly(
    client_of_today: FlaskClient, typed: str
) -> None:
    asked(client_of_today, "warm", "")
    begin = time.process_time()
    answer = asked(client_of_today, typed)
    response = client_of_today.get("/soeg", query_string={"q": typed})
    assert time.process_time() - begin < 0.5
    assert len(answer["suggestions"]) <= 8
    assert response.status_code == 200
    assert read(response.text).faults == []


def test_a_page_says_where_suggestions_come_from(client_of_today: FlaskClient) -> None:
    assert 'data-suggest="/soeg/forslag"' in client_of_today.get("/").text
    assert 'data-suggest="/en/soeg/forslag"' in client_of_today.get("/en/").text


def test_near_misses_are_shown_and_said_to_be_that(client_of_today: FlaskClient) -> None:
    page = read(client_of_today.get("/soeg?q=swahili+lektiehjælp").text)
    assert "a-lektiecafe-kompasset" in page.records
    assert "Ingen har det hele. Her er dem, der kommer nærmest." in page.text
    assert "Vi fandt ikke: swahili" in page.text
    assert "Ingen har det hele" not in client_of_today.get("/soeg?q=lektiehjælp").text


def test_the_actors_of_today_are_all_taken_in(client_of_today: FlaskClient) -> None:
    manifest = client_of_today.get("/data/manifest.json").get_json()
    accounting = manifest["accounting"]["actors"]
    assert accounting["read"] >= 60
    assert accounting["rejected"] == 0
