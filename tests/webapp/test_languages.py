"""The languages of the pages: the same page and state in each, and Danish marked as Danish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.webapp.markup import Page, read
from webapp.config import SiteConfig
from webapp.factory import create_app
from webapp.languages import AWAITING_A_READER, DEFAULT, LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient


def language_of(path: str) -> str:
    """The language that a path's prefix names."""
    first = path.split("/")[1]
    return first if first in LANGUAGES else DEFAULT


def switch(page: Page, language: str) -> str:
    """Where the switch of languages leads for one of them."""
    found = [
        one for one in page.having("data-keep-state") if one.attributes.get("lang") == language
    ]
    return str(found[0].attributes["href"])


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/", "/en/"),
        ("/en/", "/"),
        ("/noerrebro/?tema=bolig&tema=tryghed", "/en/noerrebro/?tema=bolig&tema=tryghed"),
        ("/en/soeg?q=bl%C3%A5g%C3%A5rd&side=2", "/soeg?q=bl%C3%A5g%C3%A5rd&side=2"),
        ("/soeg?q=a%26b%3Dc+d", "/en/soeg?q=a%26b%3Dc+d"),
        ("/omraader/findes-ikke?x=1", "/en/omraader/findes-ikke?x=1"),
        ("/en/soeg?q=lektier", "/ar/soeg?q=lektier"),
    ],
)
def test_the_switch_leads_to_the_same_page_and_state(
    client: FlaskClient, path: str, there: str
) -> None:
    page = read(client.get(path).text)
    assert switch(page, language_of(there)) == there
    back = read(client.get(there).text)
    assert switch(back, language_of(path)) == path


def test_each_page_names_its_other_languages(client: FlaskClient) -> None:
    for path in ("/valby/", "/en/valby/"):
        page = read(client.get(path).text)
        alternates = page.all("link", rel="alternate")
        assert {one.attributes["hreflang"]: one.attributes["href"] for one in alternates} == {
            "da": "/valby/",
            "en": "/en/valby/",
            "ar": "/ar/valby/",
        }


@pytest.mark.parametrize(
    ("path", "direction"), [("/om", "ltr"), ("/en/om", "ltr"), ("/ar/om", "rtl")]
)
def test_a_page_says_which_way_it_is_written(
    client: FlaskClient, path: str, direction: str
) -> None:
    page = read(client.get(path).text)
    assert page.one("html").attributes["dir"] == direction
    assert switch(page, "ar") == "/ar/om"


def test_only_a_language_that_nobody_has_read_says_so(client: FlaskClient) -> None:
    for code in LANGUAGES:
        path = "/om" if code == DEFAULT else f"/{code}/om"
        notices = read(client.get(path).text).all("p", **{"class": "unread"})
        assert len(notices) == (code in AWAITING_A_READER)


def test_a_name_of_the_record_runs_its_own_way_in_every_language(client: FlaskClient) -> None:
    for root in ("", "/en", "/ar"):
        page = read(client.get(f"{root}/projekter/p-aktivitetscentret").text)
        assert page.one("h1").attributes["dir"] == "auto"


def test_links_stay_in_the_language_of_the_page(client: FlaskClient) -> None:
    page = read(client.get("/en/noerrebro/").text)
    inside = [one for one in page.links if one.startswith("/") and not one.startswith("/atlas/")]
    kept = {one for one in inside if one.startswith("/en/")}
    assert set(inside) - kept == {"/noerrebro/", "/ar/noerrebro/"}


def test_what_a_list_of_areas_cites_is_one_piece_of_danish(client: FlaskClient) -> None:
    page = read(client.get("/ar/omraader/mjoelnerparken").text)
    danish = [one.text for one in page.having("lang") if one.attributes["lang"] == "da"]
    assert any("integrationsområdet 2007, Bilag 1" in " ".join(one.split()) for one in danish)


def test_danish_names_on_an_english_page_are_marked(client: FlaskClient) -> None:
    page = read(client.get("/en/projekter/p-aktivitetscentret").text)
    assert page.one("h1").language == "da"
    assert page.one("cite").language == "da"
    assert page.one("h2", id="kilde").language == "en"
    page_of_all = read(client.get("/en/hele-byen/").text)
    link = next(one for one in page_of_all.all("a") if one.text.startswith("Aktivitetscentret "))
    assert link.language == "da"


def test_an_address_of_its_own_is_canonical_only_where_it_is_known(record_home: Path) -> None:
    silent = create_app(SiteConfig(home=record_home)).test_client()
    assert read(silent.get("/valby/").text).all("link", rel="canonical") == []
    known = create_app(SiteConfig(home=record_home, public_url="https://atlas.example"))
    page = read(known.test_client().get("/en/valby/?tema=bolig").text)
    assert page.one("link", rel="canonical").attributes["href"] == "https://atlas.example/en/valby/"
    alternates = page.all("link", rel="alternate")
    assert {one.attributes["href"] for one in alternates} == {
        "https://atlas.example/valby/",
        "https://atlas.example/en/valby/",
        "https://atlas.example/ar/valby/",
    }


def test_the_site_works_below_a_path_of_its_own(record_home: Path) -> None:
    app = create_app(SiteConfig(home=record_home))
    response = app.test_client().get("/en/valby/", base_url="http://localhost/atlas")
    page = read(response.text)
    assert {
        one for one in page.links if one.startswith("/") and not one.startswith("/atlas/")
    } == set()
    sheets = [one.attributes["href"] for one in page.all("link", rel="stylesheet")]
    assert sheets
    assert all(one.startswith("/atlas/static/") for one in sheets)
    switch = [one.attributes["href"] for one in page.having("data-keep-state")]
    assert switch == ["/atlas/valby/", "/atlas/en/valby/", "/atlas/ar/valby/"]
