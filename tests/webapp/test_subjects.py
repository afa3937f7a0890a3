"""Pages of themes and target groups: who, where, for whom, and where there is room for more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from actors.taxonomy import TargetGroup, Theme
from tests.webapp.record_pages import get
from tests.webapp.releases import published_with
from webapp.config import SiteConfig
from webapp.factory import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue


def test_every_theme_has_a_page_that_says_what_it_is(client: FlaskClient) -> None:
    index = get(client, "/temaer/")
    for theme in Theme:
        assert f"/temaer/{theme}" in index.links
        page = get(client, f"/temaer/{theme}")
        assert f"/soeg?tema={theme}" in page.links
        assert page.all("p", **{"class": "title__what"})


@pytest.mark.parametrize("prefix", ["", "/en", "/ar"])
def test_target_groups_stand_in_every_language(client_of_today: FlaskClient, prefix: str) -> None:
    index = get(client_of_today, f"{prefix}/maalgrupper/")
    for group in TargetGroup:
        get(client_of_today, f"{prefix}/maalgrupper/{group}")
    assert f"{prefix}/maalgrupper/kvinder" in index.links
    get(client_of_today, f"{prefix}/temaer/")
    get(client_of_today, f"{prefix}/temaer/uddannelse")


def test_only_who_states_it_stands_there(client: FlaskClient, catalogue: Catalogue) -> None:
    page = get(client, "/temaer/tryghed")
    shown = {
        one.rpartition("/")[2] for one in page.links if re.match("/(aktoerer|projekter)/", one)
    }
    assert len(shown) > 10
    assert all("tryghed" in catalogue.by_id[one].properties["themes"] for one in shown)


def test_history_is_told_as_such_and_today_as_today(
    client: FlaskClient, client_of_today: FlaskClient
) -> None:
    then = get(client, "/temaer/uddannelse")
    assert "Hvem var det, og hvor?" in then.text
    rows = [one for one in then.all("li") if "where__one" in one.attributes.get("class", "")]
    assert rows
    assert all("ikke bekræftet siden" in one.text for one in rows)
    now = get(client_of_today, "/temaer/uddannelse")
    assert "Hvem er det, og hvor?" in now.text
    assert "bekræftet inden for to år" in now.text


def test_one_effort_stands_once_in_a_district(client: FlaskClient) -> None:
    links = get(client, "/temaer/uddannelse").links
    assert not {"/aktoerer/a-jobhjoernet", "/projekter/p-jobhjoernet"} <= set(links)


def test_figures_of_a_table_agree_with_the_record(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    page = get(client, "/temaer/uddannelse")
    cells = [one for one in page.all("a") if "distrikt=noerrebro" in one.attributes["href"]]
    young = next(one for one in cells if "maalgruppe=unge" in one.attributes["href"])
    records = [
        one
        for one in catalogue.records("noerrebro")
        if "unge" in one.properties.get("target_groups", ())
        and "uddannelse" in one.properties["themes"]
    ]
    assert 0 < int(young.text) <= len(records)


def test_where_nobody_is_yet_there_is_room(client_of_today: FlaskClient) -> None:
    page = get(client_of_today, "/temaer/bolig")
    assert "Her er der plads til flere" in page.text
    assert "et sted at begynde" in page.text
    empty = get(client_of_today, "/maalgrupper/drenge")
    assert empty.one("h1").text.strip() == "Drenge"


def test_an_unknown_code_is_no_page(client: FlaskClient) -> None:
    for path in ("/temaer/findes-ikke", "/maalgrupper/findes-ikke", "/temaer/unge"):
        assert client.get(path).status_code == 404


def test_hostile_names_stay_text(home_of_today: Path, tmp_path: Path) -> None:
    published_with(tmp_path, home_of_today, lambda text: f"{text}</a><script>x()</script>\u202e")
    client = create_app(SiteConfig(home=tmp_path)).test_client()
    for path in ("/temaer/uddannelse", "/maalgrupper/unge", "/a-aa/l", "/a-aa/", "/nyt"):
        page = get(client, path)
        assert len(page.all("script")) == 1, path
        assert "<script>x()</script>" in page.text
