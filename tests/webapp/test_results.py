"""Facets, hours, distance in one list: every count as plain loops have it, every state a link."""

from __future__ import annotations

import base64
import random
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from atlas.catalogue import Catalogue, read_catalogue
from atlas.layer_store import LayerStore
from atlas.layers import danish_order
from atlas.opening import COPENHAGEN, Opening
from tests.webapp.markup import Page, read
from tests.webapp.plain_lists import PROPERTIES, Plain, metres, values
from webapp import moments
from webapp.facet_index import facet_index
from webapp.points import points_of
from webapp.published import edition
from webapp.words import today

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

TUESDAY = datetime(2026, 12, 1, 18, tzinfo=COPENHAGEN)
BLAAGAARDS_PLADS = "55.6872,12.5551"
MOST_ROWS_READ = 110
CODES = ("", "noerrebro", "hele-byen")


@pytest.fixture(scope="module")
def catalogue_of_today(home_of_today: Path) -> Catalogue:
    release = LayerStore(home_of_today).current()
    return read_catalogue(release.read, release.manifest)


@pytest.fixture(params=["record", "today"])
def both(
    request: pytest.FixtureRequest,
    client: FlaskClient,
    catalogue: Catalogue,
    client_of_today: FlaskClient,
    catalogue_of_today: Catalogue,
) -> tuple[FlaskClient, Catalogue]:
    """The bundled record, and the actors of today."""
    if request.param == "record":
        return client, catalogue
    return client_of_today, catalogue_of_today


def path_of(collection: str, *wishes: tuple[str, str]) -> str:
    query = urlencode(wishes)
    return f"/{collection}/?{query}" if collection else f"/soeg?{query}"


def get(client: FlaskClient, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200, path
    page = read(response.text)
    assert page.faults == [], path
    return page


def piece(client: FlaskClient, path: str) -> Page:
    """The facets and the list alone, as the script asks for them."""
    response = client.get(f"{path}{'&' if '?' in path else '?'}del=resultater")
    assert response.status_code == 200, path
    return read(response.text)


def total(page: Page) -> int:
    (results,) = page.having("data-results")
    return int(results.attributes["data-total"])


def list_of(page: Page) -> str:
    """All that the list says."""
    (results,) = page.having("data-results")
    return " ".join(results.text.split())


def every_row(client: FlaskClient, path: str) -> list[str]:
    """The ids of the whole list, page by page."""
    found: list[str] = []
    following: str | None = path
    while following:
        page = piece(client, following)
        found += [one.attributes["data-record"] for one in page.having("data-record")]
        links = [one.attributes["href"] for one in page.all("a", rel="next")]
        following = links[0] if links else None
    return found


def counts(page: Page) -> dict[tuple[str, str], int]:
    return {
        (one.attributes["name"], one.attributes["value"]): int(one.parents[-1].text.split()[-1])
        for one in page.all("input", type="checkbox")
    }


def wishes_at_random(catalogue: Catalogue, collection: str, seed: int) -> dict[str, list[str]]:
    """One to three facets with one to three of the values that somebody there has."""
    chance = random.Random(seed)  # noqa: S311 - the same ones at every run
    everyone = Plain(catalogue=catalogue, today=today(), collection=collection).everyone()
    known = {
        name: sorted({code for one in everyone for code in values(one, name)})
        for name in PROPERTIES
        if not (collection and name == "distrikt")
    }
    known = {name: codes for name, codes in known.items() if codes}
    names = chance.sample(sorted(known), k=chance.randint(1, 3))
    return {
        name: chance.sample(known[name], k=min(len(known[name]), chance.randint(1, 3)))
        for name in names
    }


@pytest.mark.parametrize("collection", CODES)
def test_every_combination_counts_as_plain_loops_do(
    both: tuple[FlaskClient, Catalogue], collection: str
) -> None:
    client, catalogue = both
    totals = []
    for seed in range(6):
        chosen = wishes_at_random(catalogue, collection, seed)
        when = TUESDAY if seed % 3 == 0 else None
        plain = Plain(
            catalogue=catalogue, today=today(), collection=collection, chosen=chosen, when=when
        )
        wishes = [(name, code) for name, codes in chosen.items() for code in codes]
        wishes += [("dag", "2026-12-01"), ("kl", "18:00")] if when else []
        path = path_of(collection, *wishes)
        page = piece(client, path)
        expected = {one.id for one in plain.found()}
        assert total(page) == len(expected), path
        if len(expected) <= MOST_ROWS_READ:
            assert set(every_row(client, path)) == expected, path
        stated = counts(page)
        assert stated
        for (name, code), count in stated.items():
            assert count == plain.count(name, code), (path, name, code)
        ticked = {
            (one.attributes["name"], one.attributes["value"])
            for one in page.all("input", type="checkbox")
            if "checked" in one.attributes
        }
        assert ticked == {(name, code) for name, codes in chosen.items() for code in codes}
        totals.append(len(expected))
    assert max(totals) > 0


def test_only_facets_in_which_something_is_known_are_shown(
    both: tuple[FlaskClient, Catalogue],
) -> None:
    client, catalogue = both
    page = piece(client, "/soeg")
    offered = {name for name, _code in counts(page)}
    everyone = Plain(catalogue=catalogue, today=today()).everyone()
    for name in PROPERTIES:
        known = [values(one, name) for one in everyone]
        says_something = any(known) and any(one != known[0] for one in known)
        assert (name in offered) is says_something, name
    has_hours = any("opening_hours" in one.properties for one in everyone)
    assert bool(page.all("select", name="dag")) is has_hours


def test_every_state_is_a_link_that_the_form_leads_to(client_of_today: FlaskClient) -> None:
    path = path_of(
        "",
        *(("q", "klub"), ("tema", "kultur-og-fritid"), ("tema", "uddannelse"), ("sprog", "ar")),
        *(("dag", "ti"), ("kl", "18:00"), ("naer", "Mjølnerparken"), ("afstand", "5000")),
        ("lag", "kvarterer"),
    )
    page = get(client_of_today, path)
    (form,) = page.having("data-filter")
    sent = [
        (one.attributes["name"], one.attributes.get("value", ""))
        for one in page.all("input")
        if form in one.parents
        and "name" in one.attributes
        and (one.attributes.get("type") != "checkbox" or "checked" in one.attributes)
    ]
    for option in page.all("option"):
        if "selected" in option.attributes:
            (select,) = (one for one in option.parents if one.tag == "select")
            sent.append((select.attributes["name"], option.attributes["value"]))
    assert sorted(sent) == sorted(parse_qsl(urlsplit(path).query))
    again = get(client_of_today, f"{form.attributes['action']}?{urlencode(sent)}")
    assert again.records == page.records
    assert page.records


def test_each_chip_takes_one_choice_off_and_one_takes_all(client_of_today: FlaskClient) -> None:
    wishes = [
        ("q", "klub"),
        ("tema", "uddannelse"),
        ("sprog", "ar"),
        ("sprog", "so"),
        ("dag", "ti"),
    ]
    page = get(client_of_today, path_of("noerrebro", *wishes))
    chips = [one.attributes["href"] for one in page.all("a", **{"class": "chip"})]
    left = [sorted(parse_qsl(urlsplit(one).query)) for one in chips]
    expected = [sorted(set(wishes) - {one}) for one in wishes]
    assert sorted(left) == sorted(expected)
    assert {urlsplit(one).path for one in chips} == {"/noerrebro/"}
    (none,) = page.all("a", **{"class": "chips__none"})
    assert none.attributes["href"] == "/noerrebro/"


def test_pages_keep_the_whole_wish(client: FlaskClient) -> None:
    page = get(client, "/soeg?tema=kultur-og-fritid&aar=2007&kort=1")
    following = page.one("a", rel="next").attributes["href"]
    assert following == "/soeg?tema=kultur-og-fritid&aar=2007&side=2"
    last = get(client, "/soeg?tema=kultur-og-fritid&side=99999")
    assert last.records
    assert last.all("a", rel="next") == []


def test_where_nothing_fits_the_way_back_that_brings_most_is_named(
    both: tuple[FlaskClient, Catalogue],
) -> None:
    client, catalogue = both
    dead = 0
    for seed in range(40):
        chosen = wishes_at_random(catalogue, "noerrebro", seed)
        plain = Plain(catalogue=catalogue, today=today(), collection="noerrebro", chosen=chosen)
        if len(chosen) < 2 or plain.found():
            continue
        dead += 1
        wishes = [(name, code) for name, codes in chosen.items() for code in codes]
        page = get(client, path_of("noerrebro", *wishes))
        assert page.records == []
        best = max(len(plain.found(but=name)) for name in chosen)
        ways = [one for one in page.all("a") if one.text.startswith("Fjern »")]
        assert bool(ways) is bool(best)
        if best:
            leads_to = get(client, ways[0].attributes["href"])
            assert total(leads_to) == best
            assert f"så er der {best}" in page.text
        assert "/noerrebro/" in page.links
    assert dead > 2


def test_words_that_find_nothing_are_taken_off_too(client: FlaskClient) -> None:
    page = get(client, "/soeg?q=qqqqqqqq&tema=bolig")
    assert page.records == []
    assert "Fjern »»qqqqqqqq««" in page.text or "qqqqqqqq" in page.text
    assert "/soeg?tema=bolig" in page.links


def test_who_is_open_stands_first_then_who_nobody_knows_of(
    client_of_today: FlaskClient, catalogue_of_today: Catalogue
) -> None:
    plain = Plain(catalogue=catalogue_of_today, today=today(), when=TUESDAY)
    everyone = sorted(plain.everyone(), key=lambda one: (danish_order(one.name), one.id))
    states = {one.id: plain.opening(one) for one in everyone}
    assert set(states.values()) == set(Opening)
    path = path_of("", ("dag", "2026-12-01"), ("kl", "18:00"))
    rows = every_row(client_of_today, path)
    assert rows == [
        one.id
        for wanted in (Opening.OPEN, Opening.UNKNOWN)
        for one in everyone
        if states[one.id] is wanted
    ]
    page = get(client_of_today, path)
    number = sum(one is Opening.OPEN for one in states.values())
    unknown = sum(one is Opening.UNKNOWN for one in states.values())
    heads = [one.text for one in page.all("h3", **{"class": "list__part"})]
    assert heads == [f"Åbent ({number})", f"Åbningstiden kendes ikke ({unknown})"]
    assert "Åbent 1. december 2026 kl. 18.00" in page.text


def test_history_is_never_open(client: FlaskClient, operator_client: FlaskClient) -> None:
    page = get(client, "/soeg?dag=nu")
    assert total(page) == 526
    assert [one.text for one in page.all("h3", **{"class": "list__part"})] == [
        "Åbningstiden kendes ikke (526)"
    ]
    # The harbour club of the operator's table is open 24/7, but nobody confirmed it for years.
    stale = get(operator_client, "/soeg?dag=ti&kl=12:00")
    rows = {one.attributes["data-record"]: one.text for one in stale.having("data-record")}
    told = [text for text in rows.values() if "ikke bekræftet" in text.lower()]
    assert told
    assert all("Ingen har bekræftet, om der er åbent" in one for one in told)


def test_now_is_told_to_the_minute_and_kept_by_nobody(
    client_of_today: FlaskClient,
    catalogue_of_today: Catalogue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for minutes in (0, 59, 60):
        when = datetime(2026, 12, 1, 15, tzinfo=COPENHAGEN) + timedelta(minutes=minutes)
        monkeypatch.setattr(moments, "now", lambda when=when: when)
        plain = Plain(catalogue=catalogue_of_today, today=today(), when=when)
        response = client_of_today.get("/soeg?dag=nu&del=resultater")
        assert response.headers["Cache-Control"] == "no-store"
        expected = sum(plain.opening(one) is Opening.OPEN for one in plain.everyone())
        assert f"Åbent ({expected})" in list_of(read(response.text))
        assert "Åbent nu, lukker kl." in response.text


def test_days_hours_and_whole_days_are_read(client_of_today: FlaskClient) -> None:
    christmas = get(client_of_today, "/soeg?dag=2026-12-25")
    assert "Åbent 25. december 2026" in christmas.text
    for one in christmas.having("data-record"):
        assert "PH off" not in one.text
    weekday = total(get(client_of_today, "/soeg?dag=ti"))
    at_night = total(get(client_of_today, "/soeg?dag=ti&kl=03:00"))
    assert at_night < weekday
    assert "Åbent i dag kl. 10.00" in get(client_of_today, "/soeg?kl=10:00").text
    strange = get(client_of_today, "/soeg?dag=igår&kl=25:00")
    assert "igår" in strange.text
    assert total(strange) == total(get(client_of_today, "/soeg"))


def test_near_is_told_as_the_crow_flies_nearest_first(
    client_of_today: FlaskClient, catalogue_of_today: Catalogue
) -> None:
    lat, lon = map(float, BLAAGAARDS_PLADS.split(","))
    everyone = catalogue_of_today.by_id
    rows = every_row(client_of_today, path_of("", ("naer", BLAAGAARDS_PLADS)))
    assert set(rows) == set(everyone)
    far = [metres(lat, lon, everyone[one]) for one in rows]
    assert all(before <= after * 1.01 for before, after in pairwise(far))
    placeless = [one.id for one in everyone.values() if one.lat is None]
    assert placeless
    assert set(rows[-len(placeless) :]) == set(placeless)
    for reach in (500, 1000, 2000, 5000):
        wishes = [("naer", BLAAGAARDS_PLADS), ("afstand", str(reach))]
        page = piece(client_of_today, path_of("", *wishes))
        within = [one for one in everyone.values() if metres(lat, lon, one) <= reach * 1.005]
        sure = [one for one in everyone.values() if metres(lat, lon, one) <= reach * 0.995]
        assert len(sure) <= total(page) <= len(within)
        assert f"{len(placeless)} har intet punkt at måle til" in list_of(page)
    near = get(client_of_today, path_of("", ("naer", BLAAGAARDS_PLADS)))
    text = near.having("data-record")[0].text
    assert "i luftlinje" in text
    assert "Nær hvor du er" in near.text


def test_a_vague_place_is_told_as_vague(client: FlaskClient, catalogue: Catalogue) -> None:
    page = get(client, path_of("noerrebro", ("naer", "Mjølnerparken")))
    estates = [
        one
        for one in page.having("data-record")
        if catalogue.by_id[one.attributes["data-record"]].properties["location"]["precision"]
        == "estate"
    ]
    assert estates
    for one in estates:
        assert "i luftlinje; stedet kendes kun omtrentligt" in one.text
    assert "Afstande er i luftlinje fra Mjølnerparken" in page.text


def test_where_somebody_is_is_kept_by_nobody(client_of_today: FlaskClient) -> None:
    app = client_of_today.application
    with app.test_request_context():
        kept = edition().pages
    response = client_of_today.get(path_of("", ("naer", BLAAGAARDS_PLADS)))
    assert response.headers["Cache-Control"] == "no-store"
    assert not [path for path, _made_on in kept if "naer" in path]
    assert client_of_today.get("/soeg?tema=bolig").headers["Cache-Control"] != "no-store"
    assert [path for path, _made_on in kept if path == "/soeg?tema=bolig"]


def test_a_place_that_is_not_known_says_what_to_try(client: FlaskClient) -> None:
    page = get(client, path_of("", ("naer", "qqqqqqq")))
    assert "Vi kender ikke »qqqqqqq«" in page.text
    assert "Blågårds Plads 5" in page.text
    assert total(page) == 526
    abroad = get(client, path_of("", ("naer", "48.8566,2.3522")))
    assert "Vi kender ikke" in abroad.text


def test_the_map_is_told_which_of_its_points_are_shown(
    both: tuple[FlaskClient, Catalogue],
) -> None:
    client, _catalogue = both
    for collection, query in (("", "tema=bolig"), ("noerrebro", "maalgruppe=unge"), ("", "")):
        path = f"/{collection}/?{query}" if collection else f"/soeg?{query}"
        (results,) = piece(client, path).having("data-results")
        with client.application.test_request_context():
            points = points_of(edition(), collection)
        shown = base64.b64decode(results.attributes["data-shown"])
        found = {
            one for one, at in points.number.items() if shown and shown[at >> 3] >> (at & 7) & 1
        }
        rows = set(every_row(client, path)) & set(points.ids)
        assert found == (rows if query else set())


def test_the_script_gets_the_facets_and_the_list_and_nothing_else(client: FlaskClient) -> None:
    page = piece(client, "/noerrebro/?tema=bolig")
    whole = get(client, "/noerrebro/?tema=bolig")
    assert page.records == whole.records
    assert counts(page) == counts(whole)
    assert [len(page.having(one)) for one in ("data-facets", "data-results")] == [1, 1]
    assert page.having("data-map") == []
    assert page.all("h1") == []


def test_rows_say_the_hours_of_today_where_somebody_confirmed_them(
    client_of_today: FlaskClient, catalogue_of_today: Catalogue
) -> None:
    rows = {
        one.attributes["data-record"]: one.text
        for one in get(client_of_today, "/soeg").having("data-record")
    }
    told = [text for text in rows.values() if "Åbent i dag" in text or "Lukket i dag" in text]
    assert told
    for id_, text in rows.items():
        if "opening_hours" not in catalogue_of_today.by_id[id_].properties:
            assert "Åbent" not in text
            assert "Lukket" not in text


def test_a_row_of_no_point_says_why_in_the_list(client: FlaskClient) -> None:
    page = get(client, "/hele-byen/?q=aktivitetscentret")
    row = page.one("li", data_record="p-aktivitetscentret")
    assert "Kilden siger ikke, hvor det er." in row.text
    assert "har intet punkt på kortet" in page.text
    buttons = [one for one in page.having("data-show-on-map") if row in one.parents]
    assert buttons == []


@pytest.mark.parametrize(
    "query",
    [
        "naer=%00&afstand=-1",
        "naer=1e400,nan&afstand=9999999999999999999999",
        "naer=%D9%A5%D9%A5.6,12.5&afstand=%D9%A5%D9%A0%D9%A0",
        "naer=" + "å" * 5000,
        "dag=%FF&kl=%00",
        "dag=2026-02-31&kl=24:00",
        "dag=0000-00-00",
        "dag=2099-12-31&kl=23:59",
        "aar=2007&aar=99999999999999999999&aar=-1",
        "distrikt=../../etc&distrikt=noerrebro",
        "nationalitet=SO&nationalitet=%3Cscript%3E",
        "sprog=ar'%22%3E%3Csvg/onload=1%3E",
        "lag=" + "&lag=".join(map(str, range(500))),
        "side=%D9%A3",
        "del=andet",
        "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&tema=bolig",
        "&".join(f"tema=x{one}&sprog=y{one}&aar={one}" for one in range(400)),
    ],
)
def test_hostile_parameters_do_no_harm(client_of_today: FlaskClient, query: str) -> None:
    for path in ("/noerrebro/", "/en/soeg"):
        response = client_of_today.get(f"{path}?{query}")
        assert response.status_code in {200, 400}, "more than anybody would ask for is refused"
        page = read(response.text)
        assert page.faults == []
        assert {one.attributes.get("src", "/")[0] for one in page.all("script")} == {"/"}
        assert len(page.text) < 60_000


def test_sets_and_positions_are_the_same(client: FlaskClient) -> None:
    with client.application.test_request_context():
        index = facet_index(edition())
    some = [index.entries[one].id for one in (0, 3, 8, len(index.entries) - 1)]
    bits = index.of([*some, "no such record"])
    assert bits == 1 | 1 << 3 | 1 << 8 | 1 << (len(index.entries) - 1)
    assert [index.entries[one].id for one in index.positions(bits)] == some
    assert index.everyone.bit_count() == len(index.entries)
