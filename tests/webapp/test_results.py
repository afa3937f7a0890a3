"""Facets in one list: every count as plain loops have it, every state a link."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from tests.webapp.markup import read
from tests.webapp.plain_lists import PROPERTIES, Plain, values
from tests.webapp.result_lists import (
    TUESDAY,
    counts,
    every_row,
    get,
    path_of,
    piece,
    total,
    wishes_at_random,
)
from webapp.facet_index import facet_index
from webapp.published import edition
from webapp.words import today

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue

MOST_ROWS_READ = 110
CODES = ("", "noerrebro", "hele-byen")


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


def test_words_alone_that_find_nothing_are_answered_kindly(client: FlaskClient) -> None:
    page = get(client, "/soeg?q=qqqqqqqq")
    assert page.records == []
    assert "Atlasset har ikke noget med de ord" in page.text
    assert "bringer flest tilbage" not in page.text
    assert "/soeg" in page.links


def test_the_list_can_be_reached_past_the_filters(client: FlaskClient) -> None:
    for path in ("/soeg", "/valby/"):
        page = get(client, path)
        skip = next(one for one in page.all("a") if one.text == "Gå til listen")
        assert skip.attributes["href"] == "#fundet"
        assert page.one("form", data_filter="") in skip.parents


def test_the_script_gets_the_facets_and_the_list_and_nothing_else(client: FlaskClient) -> None:
    page = piece(client, "/noerrebro/?tema=bolig")
    whole = get(client, "/noerrebro/?tema=bolig")
    assert page.records == whole.records
    assert counts(page) == counts(whole)
    assert [len(page.having(one)) for one in ("data-facets", "data-results")] == [1, 1]
    assert page.having("data-map") == []
    assert page.all("h1") == []


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
