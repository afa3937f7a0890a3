"""The front page for whoever needs help: warm where help is of today, honest where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.webapp.markup import read
from webapp import create_app
from webapp.config import SiteConfig

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient


@pytest.fixture(scope="module")
def client_of_today(home_of_today: Path) -> FlaskClient:
    """A visitor of the actors of today, in this process."""
    return create_app(SiteConfig(home=home_of_today)).test_client()


def test_languages_stand_by_their_own_names_and_lead_to_who_speaks_them(
    client_of_today: FlaskClient,
) -> None:
    page = read(client_of_today.get("/").text)
    names = {one.language: one for one in page.all("span", **{"class": "tongue__own"})}
    assert (names["tr"].text, names["ar"].text) == ("Türkçe", "العربية")
    assert names["ar"].attributes["dir"] == "rtl"
    assert "da" not in names
    found = read(client_of_today.get("/soeg?sprog=tr").text)
    assert "/soeg?sprog=tr" in page.links
    assert found.records


def test_every_example_finds_something(client_of_today: FlaskClient) -> None:
    page = read(client_of_today.get("/").text)
    tries = [one.attributes["href"] for one in page.all("a", **{"class": "try"})]
    assert len(tries) > 1
    for one in tries:
        assert parse_qs(urlsplit(one).query)["q"]
        assert read(client_of_today.get(one).text).records, one


def test_near_help_is_asked_for_without_script(client_of_today: FlaskClient) -> None:
    page = read(client_of_today.get("/").text)
    assert page.one("input", name="naer").attributes["id"] == "naer"
    (form,) = page.having("data-near")
    assert (form.attributes["action"], form.attributes["method"]) == ("/soeg", "get")


def test_a_record_of_the_past_is_told_in_the_past(client: FlaskClient) -> None:
    page = read(client.get("/").text)
    assert page.one("h1").text == "Hvem arbejdede med integration, og hvor?"
    assert page.all("a", **{"class": "tongue"}) == []
    assert "Find hjælp nær dig" not in page.text
    assert len(page.all("aside", **{"class": "notice"})) == 1
