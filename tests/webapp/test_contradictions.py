"""Where the documents contradict each other: both figures stand, and those concerned know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from actors.bundled import documents
from tests.webapp.record_pages import danish_marked, get

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue


def test_both_figures_stand_with_their_documents(client: FlaskClient, catalogue: Catalogue) -> None:
    page = get(client, "/modstrid")
    rows = catalogue.connections.rows("contradictions")
    assert len(rows) > 50
    known = documents().values()

    def shown(text: str) -> str:
        """The text with the short titles by which a page speaks of documents."""
        for one in known:
            text = text.replace(one.id, one.short_title)
        return " ".join(text.split())

    for row in rows:
        found = " ".join(page.one("li", id=row["id"]).text.split())
        for column in ("subject", "first_figure", "second_figure", "first_place", "second_place"):
            text = row[column] if column == "subject" else shown(row[column])
            assert " ".join(text.split()) in found, row["id"]
    for row in catalogue.connections.rows("unreadable"):
        assert " ".join(row["what"].split()) in " ".join(page.one("li", id=row["id"]).text.split())


def test_whoever_is_concerned_has_a_page(client: FlaskClient, catalogue: Catalogue) -> None:
    page = get(client, "/modstrid")
    concerned = 0
    for row in catalogue.connections.rows("contradictions"):
        ids = list(filter(None, row["concerns"].split("|")))
        concerned += len(ids)
        item = page.one("li", id=row["id"])
        links = [one.attributes["href"] for one in page.all("a") if item in one.parents]
        for one in ids:
            assert any(link.endswith(f"/{one}") for link in links), (row["id"], one)
    assert concerned > 50


@pytest.mark.parametrize(
    "path",
    ["/aktoerer/a-jobpatruljen", "/indsatser/i-jobpatruljer"],
)
def test_a_record_tells_of_what_concerns_it(client: FlaskClient, path: str) -> None:
    page = get(client, path)
    assert "Dokumenterne siger ikke det samme" in page.text
    assert "/modstrid#c-jobpatruljens-omraader" in page.links


def test_the_data_page_leads_there(client: FlaskClient) -> None:
    assert "/modstrid" in get(client, "/data").links


def test_the_english_page_keeps_the_documents_danish(client: FlaskClient) -> None:
    page = get(client, "/en/modstrid")
    assert "The documents do not say the same" in page.text
    assert danish_marked(page, "Hvor Jobpatruljen arbejder")


def test_an_atlas_without_any_says_so(operator_client: FlaskClient) -> None:
    assert "ingen steder, hvor kilderne er uenige" in get(operator_client, "/modstrid").text
