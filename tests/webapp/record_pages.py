"""Where the pages of the record's tables are, for the tests that walk several of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.webapp.markup import Page, read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

LISTS = (
    *("/registret", "/indsatser/", "/planer/", "/begivenheder/", "/barometer", "/opgaver/"),
    "/modstrid",
)
SINGLES = (
    "/indsatser/i-jobpatruljer",
    "/planer/h-helhedsplan-mjoelnerparken",
    "/begivenheder/e-future-city-games-voldparken",
    "/barometer/b-uddannelse-8",
)


def get(client: FlaskClient, path: str, status: int = 200) -> Page:
    """The page at a path, which must be well-formed and answer with the status."""
    response = client.get(path)
    assert response.status_code == status, response.text
    page = read(response.text)
    assert page.faults == [], path
    return page


def danish_marked(page: Page, text: str) -> bool:
    """Whether the innermost element that holds this text of a document is marked as Danish."""
    wanted = " ".join(text.split())
    holding = [one for one in page.elements if wanted in " ".join(one.text.split())]
    return bool(holding) and holding[-1].language == "da"
