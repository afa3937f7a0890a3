"""The pages of initiatives: every one of them, with what it is for and where that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.webapp.record_pages import danish_marked, get

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue

PATH = "/indsatser/i-jobpatruljer"


def test_the_list_has_every_initiative_once_and_says_what_one_is(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    page = get(client, "/indsatser/")
    links = [one for one in page.links if one.startswith("/indsatser/i-")]
    ids = {row["id"] for row in catalogue.connections.rows("initiatives")}
    assert len(ids) > 100
    assert sorted(links) == sorted(f"/indsatser/{one}" for one in ids)
    assert "En indsats er ikke et projekt" in page.text
    assert "/data#statusrapport-2007" in page.links
    assert "Statusrapport 2007" in page.text
    assert "afsnit 12 og bilag 1" in page.text


def test_a_theme_chooses_among_them(client: FlaskClient, catalogue: Catalogue) -> None:
    page = get(client, "/indsatser/?tema=bolig&tema=findes-ikke")
    rows = catalogue.connections.rows("initiatives")
    wanted = {row["id"] for row in rows if "bolig" in row["themes"].split("|")}
    assert wanted
    shown = {one.rpartition("/")[2] for one in page.links if one.startswith("/indsatser/i-")}
    assert shown == wanted
    assert "findes-ikke" in page.text


def test_a_page_tells_the_whole_of_it(client: FlaskClient, catalogue: Catalogue) -> None:
    row = catalogue.connections.row("initiatives", "i-jobpatruljer")
    assert row
    page = get(client, PATH)
    for column in ("name", "aim", "activity", "target_group", "economy_text", "follow_up"):
        assert " ".join(row[column].split()) in page.text, column
    assert "Ikke bekræftet siden 2007" in page.text
    assert "/barometer#maal-a" in page.links
    assert "/aktoerer/a-beskaeftigelses-og-integrationsudvalget" in page.links
    assert "/omraader/mjoelnerparken" in page.links
    assert "/modstrid#c-jobpatruljens-omraader" in page.links
    assert "6.900.000" in page.text
    assert "budgetteret, netto" in page.text
    assert "skema 2.1" in page.text


def test_the_english_page_keeps_the_documents_danish(client: FlaskClient) -> None:
    page = get(client, f"/en{PATH}")
    assert "What it is to reach" in page.text
    assert "Not confirmed since 2007" in page.text
    assert page.one("h1").language == "da"
    assert danish_marked(page, "90 pct. af kontanthjælpsmodtagerne skal have en jobplan")
    assert "budgeted, net" in page.text
    assert "6,900,000" in page.text


def test_the_committee_tells_of_its_initiatives(client: FlaskClient) -> None:
    page = get(client, "/aktoerer/a-beskaeftigelses-og-integrationsudvalget")
    assert PATH in page.links


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_unknown_one_is_met_with_kind_words(client: FlaskClient, prefix: str) -> None:
    page = get(client, f"{prefix}/indsatser/i-findes-ikke", 404)
    assert page.one("input").attributes["name"] == "q"


def test_noughts_of_a_table_are_one_line_that_names_every_year(client: FlaskClient) -> None:
    page = get(client, "/indsatser/i-helhedsplaner")
    assert (
        "I tabellen står 0 kr. for 2007, 2008, 2009 og 2010 (budgetteret, netto og brutto)."
        in page.text
    )
    assert (
        "I tabellen står 0 kr. for 2007\N{EN DASH}2010 (budgetteret, netto og brutto)." in page.text
    )
    assert [one.text for one in page.all("th", **{"class": "number"})] == ["120.000.000"]
    alone = get(client, "/indsatser/i-koebenhavnermodellen-for-integration")
    assert "I tabellen står 0 kr." not in alone.text
    assert "0" in [one.text for one in alone.all("th", **{"class": "number"})]


def test_an_atlas_without_any_says_so(operator_client: FlaskClient) -> None:
    assert "ingen indsatser endnu" in get(operator_client, "/indsatser/").text
