"""What others hang on to a link: it costs no page of its own, and no link carries it further."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.webapp.markup import read
from webapp import create_app
from webapp.config import SiteConfig

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient


def test_a_page_that_is_shared_is_not_made_anew_for_each_who_comes(
    record_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = create_app(SiteConfig(home=record_home)).test_client()
    first = client.get("/om?fbclid=one").text
    monkeypatch.setattr("webapp.pages.about.age_of", lambda _records: 1 // 0)
    for query in ("", "?fbclid=another", "?utm_source=mail&utm_medium=x&gclid=y", "?mc_cid"):
        assert client.get(f"/om{query}").text == first


@pytest.mark.parametrize(
    "query", ["fbclid=me&q=kvarter&tema=bolig", "q=kvarter&msclkid=me&tema=bolig"]
)
def test_no_link_carries_it_further(client: FlaskClient, query: str) -> None:
    page = read(client.get(f"/en/soeg?{query}").text)
    assert page.faults == []
    assert not [link for link in page.links if "=me" in link]
    assert "/soeg?q=kvarter&tema=bolig" in page.links


def test_what_is_asked_for_stays(client: FlaskClient) -> None:
    page = read(client.get("/soeg?q=utm_source&tema=bolig").text)
    assert "utm_source" in page.text
    assert "/en/soeg?q=utm_source&tema=bolig" in page.links
