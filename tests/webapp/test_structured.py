"""What machines read: schema.org's words as JSON, no script, no offer of what is history."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.webapp.markup import read
from tests.webapp.record_pages import get
from tests.webapp.releases import published_with
from webapp.config import SiteConfig
from webapp.factory import create_app
from webapp.weekly_hours import opening_specifications

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

CAFE = "/aktoerer/a-lektiecafe-kompasset"
HISTORY = ("/aktoerer/a-jobpatruljen", "/projekter/p-aktivitetscentret")
HELP = {"telephone", "email", "address", "location", "geo", "openingHoursSpecification"}
HOSTILE = "</script><script>window.pwned=1</script><!--<script>\u2028\"\\'&lt;" + "x" * 300


def data_of(client: FlaskClient, path: str) -> dict[str, Any]:
    """What a page says to machines."""
    (found,) = get(client, path).all("script", type="application/ld+json")
    read_back: dict[str, Any] = json.loads(found.text)
    return read_back


def names_in(value: object) -> set[str]:
    """Every name of a property, at any depth."""
    if isinstance(value, dict):
        return set(value) | {name for inner in value.values() for name in names_in(inner)}
    if isinstance(value, list):
        return {name for inner in value for name in names_in(inner)}
    return set()


def test_an_actor_of_today_is_an_organisation_with_a_place_and_hours(
    client_of_today: FlaskClient,
) -> None:
    data = data_of(client_of_today, CAFE)
    assert (data["@context"], data["@type"]) == ("https://schema.org", "Organization")
    assert data["name"] == "Lektiecaféen Kompasset"
    assert data["telephone"] == "70 00 01 01"
    assert data["knowsLanguage"] == ["da", "ar", "so", "en"]
    place = data["location"]
    assert place["address"]["streetAddress"] == "Blågårds Plads 4"
    assert (place["geo"]["latitude"], place["geo"]["longitude"]) == (55.6861, 12.5578)
    weekly, holidays = place["openingHoursSpecification"]
    assert len(weekly["dayOfWeek"]) == 4
    assert (weekly["opens"], weekly["closes"]) == ("15:00", "18:00")
    assert holidays["dayOfWeek"] == ["https://schema.org/PublicHolidays"]


def test_history_is_a_page_about_then(client: FlaskClient, client_of_today: FlaskClient) -> None:
    pages = [(client, one) for one in HISTORY]
    pages.append((client_of_today, "/aktoerer/a-gammel-lektiecafe"))
    for visitor, path in pages:
        data = data_of(visitor, path)
        assert data["@type"] == "WebPage"
        assert "ikke bekræftet siden" in data["description"]
        assert data["temporalCoverage"].isdecimal()
        assert not names_in(data) & HELP, path


def test_an_event_is_one_where_its_day_is_certain_and_people_came(client: FlaskClient) -> None:
    data = data_of(client, "/begivenheder/e-mjoelnerparkens-21-aars-foedselsdag")
    assert data["@type"] == "Event"
    assert (data["startDate"], data["endDate"]) == ("2008-06-29", "2008-06-29")
    assert data["location"][0]["name"] == "Mjølnerparken"
    assert {one["name"] for one in data["organizer"]} >= {"TaskForce Integration"}
    fuzzy = get(client, "/begivenheder/e-future-city-games-voldparken")
    assert fuzzy.all("script", type="application/ld+json") == []


def test_an_area_is_a_place_and_no_list(client: FlaskClient) -> None:
    data = data_of(client, "/omraader/mjoelnerparken")
    assert data["@type"] == "Place"
    south, west, north, east = map(float, data["geo"]["box"].split())
    assert 55.6 < south < north < 55.8
    assert 12.4 < west < east < 12.7
    assert "udsat" not in json.dumps(data).lower()


def test_hostile_text_stays_inside_the_data(home_of_today: Path, tmp_path: Path) -> None:
    published_with(tmp_path, home_of_today, lambda text: f"{text}{HOSTILE}")
    client = create_app(SiteConfig(home=tmp_path)).test_client()
    html = client.get(CAFE).text
    raw = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert "<" not in raw
    assert json.loads(raw)["name"] == f"Lektiecaféen Kompasset{HOSTILE}"
    assert read(html).faults == []


@pytest.mark.parametrize(
    "hours",
    [
        "",
        "efter aftale",
        "May-Aug off; Mo 10:00-12:00",
        'Mo 10:00-12:00 "ring først"',
        "Mo-Fr off",
        "Mo 10:00+",
        "Mo 25:00-26:00",
        "sunrise-sunset",
    ],
)
def test_hours_that_say_more_are_left_out(hours: str) -> None:
    assert opening_specifications(hours) == []


def test_a_later_rule_replaces_an_earlier_one() -> None:
    found = opening_specifications("Mo-Fr 10:00-16:00; We 12:00-20:00; Fr off")
    said = {(one["opens"], one["closes"]): len(one["dayOfWeek"]) for one in found}
    assert said == {("10:00", "16:00"): 3, ("12:00", "20:00"): 1}
    (always,) = opening_specifications("24/7")
    assert (len(always["dayOfWeek"]), always["opens"], always["closes"]) == (7, "00:00", "23:59")
    (over,) = opening_specifications("Sa-Mo 10:00-12:00")
    assert [day.rpartition("/")[2] for day in over["dayOfWeek"]] == ["Monday", "Saturday", "Sunday"]
