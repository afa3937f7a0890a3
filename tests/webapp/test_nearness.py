"""What somebody wants to be near: a whole district is no point to measure from, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.webapp.record_pages import get

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_a_whole_district_is_no_unknown_place(client_of_today: FlaskClient) -> None:
    page = get(client_of_today, "/soeg?naer=nørrebro")
    assert "Nørrebro er et helt distrikt" in page.text
    assert "Vi kender ikke" not in page.text
    assert page.links.count("/noerrebro/") == 1
    assert "Mente du et af disse steder?" in page.text
