"""Every page that the site's links lead to, and what of each the tests ask for."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urldefrag, urlsplit
from zlib import crc32

from tests.webapp.markup import Page, read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

MOST_ALIKE = 2
"""Of addresses that ask one page for the same things by other words, so many are followed."""
AGAIN = re.compile(
    "/ar/(projekter|aktoerer|begivenheder|indsatser)/.|/en/(begivenheder|indsatser)/."
)
"""Pages by the hundred that were looked at in another language already: of these, one in four."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What the tests below ask of a page; all of the site's pages, kept whole, are a gigabyte."""

    links: tuple[str, ...]
    ids: frozenset[str]
    text: str
    has_points: bool


def crawl(client: FlaskClient, *starts: str) -> dict[str, Seen | None]:
    """Every page that links lead to; each one answers, well-formed.

    None for what is no page, and for one of many that was not asked for `AGAIN`.
    """
    waiting = deque(starts)
    found: dict[str, Seen | None] = {}
    alike: Counter[tuple[str, ...]] = Counter()
    while waiting:
        path = waiting.popleft()
        asked = parse_qsl(urlsplit(path).query, keep_blank_values=True)
        kind = (urlsplit(path).path, *sorted({name for name, _value in asked}))
        if path in found or (asked and alike[kind] >= MOST_ALIKE):
            continue
        alike[kind] += 1
        if AGAIN.match(path) and crc32(path.encode()) % 4:
            found[path] = None
            continue
        response = client.get(path)
        assert response.status_code == 200, path
        if response.mimetype != "text/html":
            found[path] = None
            continue
        page = read(response.text)
        assert page.faults == [], path
        found[path] = seen_of(page)
        links = [*page.links, *(one.attributes["href"] for one in page.all("link"))]
        for link in links:
            # A state of a list leads to its other states, without end; test_results walks those.
            is_further_state = "?" in path and "?" in link
            if link.startswith("/") and not is_further_state:
                waiting.append(urldefrag(link).url)
    return found


def seen_of(page: Page) -> Seen:
    return Seen(
        links=tuple(page.links),
        ids=frozenset(one.attributes["id"] for one in page.having("id")),
        text=page.text,
        has_points=bool(page.all("script", id="map-config") and page.map_config["points"]),
    )
