"""What is new, on its page and as a feed that a strict reader takes (Atom, RFC 4287)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from defusedxml import ElementTree

from tests.webapp.record_pages import get
from tests.webapp.releases import published_with
from webapp.config import SiteConfig
from webapp.factory import create_app

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from flask.testing import FlaskClient

ATOM = "{http://www.w3.org/2005/Atom}"
PUBLIC = "https://atlas.example"
HOSTILE = "</title><script>x()</script>]]>&lt;\x00\x0b\ufffe\u202e\N{GRINNING FACE}" + "y" * 300


def read_feed(client: FlaskClient, path: str = "/nyt.atom") -> Element:
    """The feed, checked against what RFC 4287 asks for."""
    response = client.get(path)
    assert response.content_type == "application/atom+xml; charset=utf-8"
    feed: Element = ElementTree.fromstring(response.data)
    assert feed.tag == f"{ATOM}feed"
    assert one(feed, "author").findtext(f"{ATOM}name")
    entries = feed.findall(f"{ATOM}entry")
    for part in (feed, *entries):
        assert urlsplit(one(part, "id").text or "").scheme == "urn"
        assert (one(part, "title").text or "").strip()
        moment = datetime.fromisoformat(one(part, "updated").text or "")
        assert moment.utcoffset() == timedelta(0)
        links = part.findall(f"{ATOM}link")
        assert [link.get("rel") for link in links].count("alternate") == 1
        assert all(urlsplit(link.get("href", "")).scheme in {"", "https"} for link in links)
    ids = [one(part, "id").text for part in entries]
    assert len(set(ids)) == len(ids)
    assert {part.tag.removeprefix(ATOM) for entry in entries for part in entry} <= {
        *("id", "title", "updated", "link", "summary", "category"),
    }
    assert one(feed, "updated").text == max(one(part, "updated").text or "" for part in entries)
    return feed


def one(parent: Element, name: str) -> Element:
    """The one element of a name."""
    (found,) = parent.findall(f"{ATOM}{name}")
    return found


@pytest.fixture(scope="module")
def second_edition(home_of_today: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A visitor of a site that has published twice, with one name corrected in between."""
    home = tmp_path_factory.mktemp("news")
    published_with(home, home_of_today, lambda text: text, built="2026-10-01T00:00:00Z")
    published_with(
        home,
        home_of_today,
        lambda text: "Lektiecaféen Polarstjernen" if text == "Lektiecaféen Kompasset" else text,
    )
    return create_app(SiteConfig(home=home, public_url=PUBLIC)).test_client()


def test_history_is_no_news_and_says_so(client: FlaskClient) -> None:
    page = get(client, "/nyt")
    assert "Der er ingen tidligere udgave at sammenligne den med" in page.text
    assert "Ingen nyheder, men en hel historie" in page.text
    assert "354 aktører" in page.text
    assert not [link for link in page.links if link.startswith("/aktoerer/")]
    feed = read_feed(client)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert "historie fra 2007 til 2011" in (one(entry, "summary").text or "")


def test_what_was_confirmed_last_stands_first(client_of_today: FlaskClient) -> None:
    page = get(client_of_today, "/nyt")
    links = [link for link in page.links if link.startswith("/aktoerer/")]
    assert len(links) > 50
    assert "/aktoerer/a-gammel-lektiecafe" not in links
    assert page.one("link", type="application/atom+xml").attributes["href"] == "/nyt.atom"
    feed = read_feed(client_of_today)
    titles = [one(entry, "title").text for entry in feed.findall(f"{ATOM}entry")]
    assert "Lektiecaféen Kompasset" in titles


def test_a_new_edition_tells_what_it_changed(second_edition: FlaskClient) -> None:
    page = get(second_edition, "/nyt")
    section = next(part for part in page.all("section") if "Rettet siden sidst" in part.text)
    assert "Lektiecaféen Polarstjernen" in section.text
    assert section.text.count("bekræftet") == 1
    assert "den forrige, fra 1. oktober 2026" in page.text
    feed = read_feed(second_edition, "/en/nyt.atom")
    newest = feed.findall(f"{ATOM}entry")[:2]
    assert "Lektiecaféen Polarstjernen" in [one(entry, "title").text for entry in newest]
    (link,) = [part for part in feed.findall(f"{ATOM}link") if part.get("rel") == "self"]
    assert link.get("href") == f"{PUBLIC}/en/nyt.atom"


def test_hostile_text_is_text(home_of_today: Path, tmp_path: Path) -> None:
    published_with(tmp_path, home_of_today, lambda text: f"{text}{HOSTILE}")
    feed = read_feed(create_app(SiteConfig(home=tmp_path)).test_client())
    titles = [one(entry, "title").text or "" for entry in feed.findall(f"{ATOM}entry")]
    cafe = next(title for title in titles if title.startswith("Lektiecaféen Kompasset"))
    shown = HOSTILE.translate(dict.fromkeys(map(ord, "\x00\x0b\ufffe\u202e")))
    assert cafe == f"Lektiecaféen Kompasset{shown}"
