"""What TFI did: counts as printed, each described task, promises against what was delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.webapp.record_pages import danish_marked, get

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue
    from tests.webapp.markup import Page


@pytest.fixture(scope="module")
def page(client: FlaskClient) -> Page:
    return get(client, "/opgaver/")


def test_the_counts_stand_as_they_are_printed(page: Page) -> None:
    tables = {one.text: one.parents[-1] for one in page.all("caption")}
    cells = {
        year: [one.text for one in page.all("td") if table in one.parents]
        for year, table in tables.items()
    }
    assert cells["2008"] == ["4", "29", "6", "18", "6", "29", "6", "30", "22", "106"]
    assert cells["2010"] == ["28", "145"]


def test_every_described_task_says_who_asked(page: Page, catalogue: Catalogue) -> None:
    rows = catalogue.connections.rows("tasks")
    assert len(rows) == 38
    for row in rows:
        task = page.one("li", id=row["id"])
        text = " ".join(task.text.split())
        assert " ".join(row["title"].split()) in text
        assert " ".join(row["description"].split()) in text
        assert " ".join(row["participants"].split()) in text
        links = [one.attributes["href"] for one in page.all("a") if task in one.parents]
        for one in filter(None, row["requester_id"].split("|")):
            assert f"/aktoerer/{one}" in links, row["id"]


def test_a_task_leads_to_the_event_it_became(page: Page) -> None:
    task = page.one("li", id="t-future-city-games-voldparken")
    links = [one.attributes["href"] for one in page.all("a") if task in one.parents]
    assert "/begivenheder/e-future-city-games-voldparken" in links


def test_promises_stand_against_deliveries(page: Page, catalogue: Catalogue) -> None:
    rows = catalogue.connections.rows("deliverables")
    assert len(rows) > 40
    for row in rows:
        assert " ".join(row["promised"].split()) in page.text
        assert " ".join(row["delivered"].split()) in page.text
    verdicts = [
        one for one in page.all("p") if "promise__verdict " in one.attributes.get("class", "")
    ]
    assert len(verdicts) == len(rows)
    assert all(one.text.strip() for one in verdicts)


def test_satisfaction_and_editions_of_the_atlas_are_there(page: Page, catalogue: Catalogue) -> None:
    assert "35 af 36" in page.text
    rows = catalogue.connections.rows("publications")
    editions = [row["title"] for row in rows if row["kind"] == "atlas"]
    assert len(editions) >= 4
    for title in [row["title"] for row in rows]:
        assert " ".join(title.split()) in page.text
    assert "Udgaver af TFI-atlasset" in page.text


def test_relations_to_a_publication_are_told_at_both_ends(
    page: Page, client: FlaskClient, catalogue: Catalogue
) -> None:
    known = {row["id"] for row in catalogue.connections.rows("publications")}
    found = [row for row in catalogue.connections.rows("relations") if row["to_id"] in known]
    assert len(found) == 8
    for row in found:
        here = page.one("li", id=row["to_id"])
        links = [one.attributes["href"] for one in page.all("a") if here in one.parents]
        assert f"/aktoerer/{row['from_id']}" in links
        assert row["reason"].rstrip(".") in here.text
        there = get(client, f"/aktoerer/{row['from_id']}")
        assert f"/opgaver/#{row['to_id']}" in there.links


def test_what_the_documents_keep_to_themselves_is_said(page: Page) -> None:
    assert "90 af de 106 rådgivninger i 2008" in page.text


def test_who_asked_is_led_to_the_task(client: FlaskClient) -> None:
    page = get(client, "/aktoerer/a-fc-united")
    assert "/opgaver/#t-fc-united-metrobyggeri-og-fodboldbane" in page.links


def test_the_english_page_keeps_the_documents_danish(client: FlaskClient) -> None:
    page = get(client, "/en/opgaver/")
    assert "Promised and delivered" in page.text
    assert danish_marked(page, "FC United: fodboldbanen og metrobyggeriet")


def test_an_atlas_without_any_says_so(operator_client: FlaskClient) -> None:
    assert "ingen opgaver for TFI endnu" in get(operator_client, "/opgaver/").text
