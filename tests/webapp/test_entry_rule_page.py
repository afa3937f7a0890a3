"""Tests that a project's page shows Projektbanken's three conditions, and where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.webapp.markup import read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

GRANTED = "/projekter/p-integration-et-realityshow"
LISTED = "/projekter/p-aktivitetscentret"
LASTING = "/projekter/p-dans-i-nordvest"
UNTOLD = "/projekter/p-plus17"
AN_ACTOR = "/aktoerer/a-taskforce-integration"


def conditions(client: FlaskClient, path: str) -> str:
    """The text of the section on the rule on a page, "" where the page has none."""
    response = client.get(path)
    assert response.status_code == 200, path
    page = read(response.text)
    assert page.faults == [], path
    sections = page.all(**{"aria-labelledby": "betingelser"})
    return " ".join(sections[0].text.split()) if sections else ""


def test_what_is_met_shows_its_sum_and_its_place(client: FlaskClient) -> None:
    text = conditions(client, GRANTED)
    assert text.startswith("Projektbankens tre betingelser")
    assert text.count("Opfyldt") == 3
    assert "Opfyldt: 198.500 (bevilget)" in text
    assert "Afsnit 9.2, tabel (BIU 154/2006)" in text


def test_what_the_list_says_of_all_is_no_answer_about_the_one(client: FlaskClient) -> None:
    text = conditions(client, LISTED)
    assert text.count("Ikke oplyst om projektet selv") == 3
    assert text.count("Rapporten siger det om alle projekter i Bilag 3.") == 3
    assert "Opfyldt" not in text


def test_a_condition_that_is_not_met_says_so_in_the_language_of_the_page(
    client: FlaskClient,
) -> None:
    assert "Ikke opfyldt: fast støtte på 0,5 mio. kr." in conditions(client, LASTING)
    assert "Not met: fast støtte på 0,5 mio. kr." in conditions(client, f"/en{LASTING}")


def test_a_page_of_which_nothing_is_said_has_no_such_section(client: FlaskClient) -> None:
    assert conditions(client, UNTOLD) == ""
    assert conditions(client, AN_ACTOR) == ""
