"""How tests read the facets and the list of a results page, and wish for some at random."""

from __future__ import annotations

import random
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from atlas.opening import COPENHAGEN
from tests.webapp.markup import Page, read
from tests.webapp.plain_lists import PROPERTIES, Plain, values
from webapp.words import today

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue

TUESDAY = datetime(2026, 12, 1, 18, tzinfo=COPENHAGEN)


def path_of(collection: str, *wishes: tuple[str, str]) -> str:
    query = urlencode(wishes)
    return f"/{collection}/?{query}" if collection else f"/soeg?{query}"


def get(client: FlaskClient, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200, path
    page = read(response.text)
    assert page.faults == [], path
    return page


def piece(client: FlaskClient, path: str) -> Page:
    """The facets and the list alone, as the script asks for them."""
    response = client.get(f"{path}{'&' if '?' in path else '?'}del=resultater")
    assert response.status_code == 200, path
    return read(response.text)


def total(page: Page) -> int:
    (results,) = page.having("data-results")
    return int(results.attributes["data-total"])


def list_of(page: Page) -> str:
    """All that the list says."""
    (results,) = page.having("data-results")
    return " ".join(results.text.split())


def every_row(client: FlaskClient, path: str) -> list[str]:
    """The ids of the whole list, page by page."""
    found: list[str] = []
    following: str | None = path
    while following:
        page = piece(client, following)
        found += [one.attributes["data-record"] for one in page.having("data-record")]
        links = [one.attributes["href"] for one in page.all("a", rel="next")]
        following = links[0] if links else None
    return found


def counts(page: Page) -> dict[tuple[str, str], int]:
    return {
        (one.attributes["name"], one.attributes["value"]): int(one.parents[-1].text.split()[-1])
        for one in page.all("input", type="checkbox")
    }


def wishes_at_random(catalogue: Catalogue, collection: str, seed: int) -> dict[str, list[str]]:
    """One to three facets with one to three of the values that somebody there has."""
    chance = random.Random(seed)  # noqa: S311 - the same ones at every run
    everyone = Plain(catalogue=catalogue, today=today(), collection=collection).everyone()
    known = {
        name: sorted({code for one in everyone for code in values(one, name)})
        for name in PROPERTIES
        if not (collection and name == "distrikt")
    }
    known = {name: codes for name, codes in known.items() if codes}
    names = chance.sample(sorted(known), k=chance.randint(1, 3))
    return {
        name: chance.sample(known[name], k=min(len(known[name]), chance.randint(1, 3)))
        for name in names
    }
