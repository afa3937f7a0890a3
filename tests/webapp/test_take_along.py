"""What a phone takes along: contact, calendar entry, square code; read back by strict readers."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
import segno
from defusedxml import ElementTree

from atlas.opening import COPENHAGEN
from tests.webapp.content_lines import only, read_content
from tests.webapp.markup import read
from tests.webapp.record_pages import get
from tests.webapp.releases import published_with
from webapp.config import SiteConfig
from webapp.factory import create_app
from webapp.icalendar import exact_days
from webapp.open_today import OpenToday, open_today
from webapp.published import edition
from webapp.records import RecordView

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

CAFE = "/aktoerer/a-lektiecafe-kompasset"
STALE = "/aktoerer/a-gammel-lektiecafe"
PUBLIC = "https://atlas.example"
BIRTHDAY = "/begivenheder/e-mjoelnerparkens-21-aars-foedselsdag"
FUZZY = "/begivenheder/e-future-city-games-voldparken"
HOSTILE = (
    'Ålhus; "A, B" \\n \\; \N{GRINNING FACE}'
    "\r\nEND:VCARD\nEMAIL:evil@x.example\u2028\x07\u202e</script><b>,;\\"
    + "\N{GREEK SMALL LETTER OMEGA}"
    * 300
)


@pytest.fixture(scope="module")
def public(home_of_today: Path) -> FlaskClient:
    """A visitor of a site that knows its own address."""
    return create_app(SiteConfig(home=home_of_today, public_url=PUBLIC)).test_client()


@pytest.fixture(scope="module")
def app_of_today(home_of_today: Path) -> Flask:
    """The site over the actors of today, to ask it at a time of the test's own."""
    return create_app(SiteConfig(home=home_of_today))


@pytest.fixture(scope="module")
def hostile(home_of_today: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    home = tmp_path_factory.mktemp("hostile-cards")
    published_with(home, home_of_today, lambda text: f"{text}{HOSTILE}")
    return create_app(SiteConfig(home=home, public_url=PUBLIC)).test_client()


def test_a_contact_reads_back(public: FlaskClient) -> None:
    response = public.get(f"{CAFE}.vcf")
    assert response.content_type == "text/vcard; charset=utf-8"
    assert "filename=a-lektiecafe-kompasset.vcf" in response.headers["Content-Disposition"]
    lines = read_content(response.data)
    assert [one.name for one in lines][:2] == ["BEGIN", "VERSION"]
    assert only(lines, "VERSION").raw == "4.0"
    assert only(lines, "KIND").raw == "org"
    assert only(lines, "FN").text == only(lines, "ORG").text == "Lektiecaféen Kompasset"
    address = ["", "", "Blågårds Plads 4", "København N", "", "2200", "Danmark"]
    assert only(lines, "ADR").parts == address
    assert only(lines, "GEO").raw == "geo:55.6861,12.5578"
    assert only(lines, "TEL").text == "70 00 01 01"
    assert only(lines, "EMAIL").text == "kontakt@lektiecafe-kompasset.example"
    assert only(lines, "URL").raw == "https://lektiecafe-kompasset.example/"
    assert [one.raw for one in lines if one.name == "LANG"] == ["da", "ar", "so", "en"]
    note = only(lines, "NOTE").text
    assert (
        "\nÅbningstider: mandag\N{EN DASH}torsdag 15.00\N{EN DASH}18.00; helligdage lukket\n"
        in note
    )
    assert "Bekræftet" in note
    assert only(lines, "SOURCE").raw == f"{PUBLIC}{CAFE}"


def test_a_hostile_contact_grows_no_line(hostile: FlaskClient, public: FlaskClient) -> None:
    lines = read_content(hostile.get(f"{CAFE}.vcf").data)
    plain = read_content(public.get(f"{CAFE}.vcf").data)
    assert [one.name for one in lines] == [one.name for one in plain]
    assert re.fullmatch(r"https://[!-~]+", only(lines, "URL").raw)
    name = only(lines, "FN").text
    assert name.startswith(
        'Lektiecaféen KompassetÅlhus; "A, B" \\n \\; \N{GRINNING FACE}\nEND:VCARD'
    )
    assert name.endswith("\N{GREEK SMALL LETTER OMEGA}" * 300)
    assert len(only(lines, "ADR").parts) == 7


def test_history_is_no_contact(client: FlaskClient, client_of_today: FlaskClient) -> None:
    for visitor, path in ((client_of_today, STALE), (client, "/aktoerer/a-jobpatruljen")):
        assert visitor.get(f"{path}.vcf").status_code == 404
        page = get(visitor, path)
        assert not [one for one in page.links if one.endswith(".vcf") or one.startswith("geo:")]
        assert not [one for one in page.all("p") if "opening-state" in str(one.attributes)]
    assert client_of_today.get("/projekter/a-lektiecafe-kompasset.vcf").status_code == 404


def test_an_exact_day_goes_into_a_calendar(client: FlaskClient) -> None:
    assert f"{BIRTHDAY}.ics" in get(client, BIRTHDAY).links
    response = client.get(f"{BIRTHDAY}.ics")
    assert response.content_type == "text/calendar; charset=utf-8"
    lines = read_content(response.data)
    assert [one.raw for one in lines if one.name == "BEGIN"] == ["VCALENDAR", "VEVENT"]
    assert only(lines, "DTSTART").raw == "20080629"
    assert only(lines, "DTEND").raw == "20080630"
    assert only(lines, "DTSTART").parameters == ";VALUE=DATE"
    assert only(lines, "SUMMARY").text == "Mjølnerparkens 21 års fødselsdag"
    assert only(lines, "LOCATION").text == "Mjølnerparken"
    assert only(lines, "STATUS").raw == "CONFIRMED"
    assert re.fullmatch(r"\d{8}T\d{6}Z", only(lines, "DTSTAMP").raw)
    assert only(lines, "UID").raw.startswith("urn:uuid:")


def test_a_fuzzy_day_does_not(client: FlaskClient) -> None:
    assert client.get(f"{FUZZY}.ics").status_code == 404
    assert not [one for one in get(client, FUZZY).links if one.endswith(".ics")]


@pytest.mark.parametrize(
    "edtf",
    ["", "2008", "2008-11", "2008-11~", "2008-11-03?", "2008-21", "2008-11-03/..", "2008-02-30"],
)
def test_only_certain_days_are_exact(edtf: str) -> None:
    assert exact_days(edtf) is None
    assert exact_days("2008-11-04/2008-11-03") is None
    first, last = exact_days("2008-11-03/2008-11-05") or (None, None)
    assert (str(first), str(last)) == ("2008-11-03", "2008-11-05")


def test_the_square_code_holds_the_pages_own_address(public: FlaskClient) -> None:
    for prefix in ("", "/en"):
        response = public.get(f"{prefix}{CAFE}.svg")
        assert response.mimetype == "image/svg+xml"
        expected = io.BytesIO()
        segno.make_qr(f"{PUBLIC}{prefix}{CAFE}", error="m").save(
            expected,
            kind="svg",
            scale=4,
            border=4,
            xmldecl=False,
            svgclass=None,
            lineclass=None,
            light="#ffffff",
        )
        assert response.data == expected.getvalue()
        drawing = ElementTree.fromstring(response.data)
        assert int(drawing.attrib["width"]) >= 100
        image = get(public, f"{prefix}{CAFE}").one("img")
        assert image.attributes["src"] == f"{prefix}{CAFE}.svg"
        assert image.attributes["width"] == drawing.attrib["width"]
        assert f"{PUBLIC}{prefix}{CAFE}" in image.attributes["alt"]


def test_without_an_address_of_its_own_there_is_no_code(client_of_today: FlaskClient) -> None:
    assert client_of_today.get(f"{CAFE}.svg").status_code == 404
    page = get(client_of_today, CAFE)
    assert page.all("img") == []
    (link,) = page.having("data-share-link")
    assert link.attributes["href"] == CAFE


def test_the_link_is_the_sites_own_whatever_name_it_is_called_by(public: FlaskClient) -> None:
    page = read(public.get(STALE, base_url="http://evil.example").text)
    (link,) = page.having("data-share-link")
    assert link.text == f"{PUBLIC}{STALE}"
    assert "evil.example" not in page.text


def test_who_is_confirmed_is_reached_first_and_found_on_the_phones_map(
    client_of_today: FlaskClient,
) -> None:
    page = get(client_of_today, CAFE)
    headings = [one.attributes.get("id") for one in page.all("h2")]
    assert headings[0] == "kontakt"
    (way,) = [one for one in page.links if one.startswith("geo:")]
    assert unquote(way) == "geo:55.6861,12.5578?q=Blågårds Plads 4, 2200 København N"
    assert "Linket åbner kortet på din telefon" in page.text
    assert "/maalgrupper/boern" in page.links
    assert "/temaer/uddannelse" in page.links
    assert "Somalia" in page.text
    sure = next(one for one in page.all("section") if "sure" in one.attributes["class"].split())
    for word in ("Bekræftet", "punktet på kortet står ved døren", "Testens regneark"):
        assert word in sure.text, word


def test_history_says_how_sure_and_offers_contact_last(client_of_today: FlaskClient) -> None:
    page = get(client_of_today, STALE)
    headings = [one.attributes.get("id") for one in page.all("h2")]
    assert "kontakt" in headings
    assert "tilbyder atlasset ikke som hjælp i dag" in page.text


@pytest.mark.parametrize(
    ("when", "state", "said"),
    [
        ("2026-11-16T15:30", "open", "Åbent nu, lukker kl. 18.00"),
        ("2026-11-16T10:00", "closed", "Lukket nu, åbner kl. 15.00"),
        ("2026-11-13T19:00", "closed", "Lukket nu, åbner mandag kl. 15.00"),
        ("2026-12-24T16:00", "open", "Åbent nu, lukker kl. 18.00"),
        ("2026-12-25T16:00", "closed", "Lukket nu, åbner mandag kl. 15.00"),
    ],
)
def test_the_state_of_today_is_told(app_of_today: Flask, when: str, state: str, said: str) -> None:
    found = _open_at(app_of_today, "a-lektiecafe-kompasset", when)
    assert found is not None
    assert (found.state, found.words) == (state, said)


def test_unknown_is_said_and_history_is_never_open(app_of_today: Flask) -> None:
    vague = _open_at(app_of_today, "a-faedregruppe-mjoelnerparken", "2026-11-16T15:30")
    assert vague is not None
    assert vague.state == "unknown"
    assert "Spørg, før du går derhen" in vague.words
    assert _open_at(app_of_today, "a-gammel-lektiecafe", "2026-11-16T15:30") is None


def test_what_may_open_is_not_foretold_as_open(app_of_today: Flask) -> None:
    found = _open_at(app_of_today, "a-gaeldsraad-oerepengen", "2026-11-15T12:00")
    assert found is not None
    assert found.words == "Lukket nu"


def test_the_same_day_next_week_is_told_by_its_date(app_of_today: Flask) -> None:
    found = _open_at(app_of_today, "a-retshjaelp-vaegten", "2026-11-18T20:00")
    assert found is not None
    assert found.words == "Lukket nu, åbner onsdag 25. november kl. 17.00"


def test_a_page_that_tells_the_hour_is_made_anew(app_of_today: Flask) -> None:
    visitor = app_of_today.test_client()
    assert visitor.get(CAFE).headers["ETag"]
    visitor.get(STALE)
    with app_of_today.test_request_context("/"):
        kept = {address.rstrip("?") for address, _made_on in edition().pages}
    assert STALE in kept
    assert CAFE not in kept


def _open_at(app: Flask, record_id: str, when: str) -> OpenToday | None:
    """What is said of a record at a time of the clock in Copenhagen, in winter."""
    with app.test_request_context("/"):
        here = edition()
        record = RecordView(entry=here.catalogue.by_id[record_id], edition=here)
        return open_today(record, datetime.fromisoformat(when).replace(tzinfo=COPENHAGEN))
