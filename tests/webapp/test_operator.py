"""An operator with a spreadsheet of today has a site of today; its actors are invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from babel.dates import format_date

from tests.webapp.markup import Page, read
from webapp.config import SiteConfig
from webapp.factory import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

FRESH = "/aktoerer/a-testcafe-solsikken"
STALE = "/aktoerer/a-testklub-havnen"
TO = "\N{EN DASH}"


def get(client: FlaskClient, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200
    page = read(response.text)
    assert page.faults == []
    return page


def days_ago(days: int, language: str = "da") -> str:
    day = datetime.now(UTC).date() - timedelta(days=days)
    return str(format_date(day, "long", locale=language))


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", ["/", "/noerrebro/", "/valby/", FRESH, STALE, "/soeg", "/om"])
def test_pages_stand(operator_client: FlaskClient, prefix: str, path: str) -> None:
    get(operator_client, prefix + path)


def test_what_was_confirmed_is_offered_with_its_day(operator_client: FlaskClient) -> None:
    page = get(operator_client, FRESH)
    assert f"Bekræftet {days_ago(30)}" in page.text
    assert "ikke bekræftet" not in page.text.lower()
    assert {"tel:70000000", "mailto:kontakt%40solsikken.example"} <= set(page.links)
    assert "https://solsikken.example/" in page.links
    assert page.one("h2", id="kontakt").text == "Kontakt"
    hours = page.one("table", **{"class": "hours"})
    assert " ".join(hours.text.split()).startswith(f"Mandag{TO}torsdag10.00{TO}16.00Fredag")
    assert "arabisk" in page.text
    assert "Blågårds Plads 5, 2200 København N" in page.text
    assert "Unge, kvinder" in page.text
    english = get(operator_client, f"/en{FRESH}")
    assert f"Confirmed {days_ago(30, 'en_GB')}" in english.text
    assert "Arabic" in english.text
    assert f"Monday{TO}Thursday" in english.text


def test_what_nobody_confirmed_for_two_years_is_no_offer(operator_client: FlaskClient) -> None:
    page = get(operator_client, STALE)
    assert f"Ikke bekræftet siden {days_ago(1100)}" in page.text
    assert "Kontakt, som den stod dengang" in page.text
    assert [one for one in page.links if one.startswith("tel:")] == []
    assert [one for one in page.links if "havnen.example" in one] == []
    assert "87 65 43 21" in page.text
    assert "hele døgnet" in page.text


def test_who_was_never_confirmed_says_so(operator_client: FlaskClient) -> None:
    text = get(operator_client, "/aktoerer/a-testnetvaerket").text
    assert f"Ikke bekræftet siden {datetime.now(UTC).year}" in text
    assert "Hele byen" in text


def test_the_front_page_says_how_much_is_confirmed(operator_client: FlaskClient) -> None:
    text = get(operator_client, "/").text
    assert "1 af 3 er bekræftet inden for to år" in text
    assert "Det her er historie" not in text


def test_facets_show_what_is_known(operator_client: FlaskClient) -> None:
    page = get(operator_client, "/soeg")
    languages = {one.attributes["value"] for one in page.all("input", name="sprog")}
    assert languages == {"da", "ar", "so", "en"}
    groups = {one.attributes["value"] for one in page.all("input", name="maalgruppe")}
    assert groups == {"boern", "unge", "kvinder"}
    found = get(operator_client, "/soeg?sprog=ar&maalgruppe=kvinder")
    assert found.records == ["a-testcafe-solsikken"]
    assert get(operator_client, "/soeg?sprog=ar&maalgruppe=boern").records == []


def test_without_a_mailbox_the_page_says_how_else(operator_home: Path) -> None:
    silent = create_app(SiteConfig(home=operator_home)).test_client()
    page = get(silent, FRESH)
    assert [one for one in page.links if "Rettelse" in one] == []
    assert "Sig det til den, der driver dette atlas" in page.text
    for path in ("/", "/om", "/tilgaengelighed", "/soeg?q=qqqqqq"):
        assert [one for one in get(silent, path).links if one.startswith("mailto:")] == []


def test_a_table_of_todays_actors_is_no_history(operator_client: FlaskClient) -> None:
    page = get(operator_client, "/noerrebro/")
    row = page.one(data_record="a-testcafe-solsikken")
    assert "Forening" in row.text
    assert "bekræftet" in row.text
    assert page.all("aside") == []
