"""One effort may stand as actor, project and plan: no page has two links of one text apart."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from tests.webapp.markup import read
from tests.webapp.record_pages import get

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.webapp.markup import Page


def leading_apart(page: Page) -> dict[str, set[str]]:
    """The texts of links that lead to different pages of the record, with where they lead."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in page.all("a"):
        href = one.attributes.get("href", "")
        if href.startswith("/") and "?" not in href:
            found[" ".join(one.text.split())].add(href)
    return {text: targets for text, targets in found.items() if len(targets) > 1}


@pytest.mark.parametrize(
    "path",
    [
        *("/tingbjerg/", "/en/hele-byen/", "/modstrid", "/barometer"),
        *("/projekter/p-spydspidsen", "/aktoerer/a-taskforce-integration", "/opgaver/"),
        *(
            "/planer/h-omraadefornyelsen-for-mimersgadekvarteret",
            "/omraader/tingbjerg-boligomraade",
        ),
    ],
)
def test_no_two_links_of_one_text_lead_to_different_pages(client: FlaskClient, path: str) -> None:
    page = get(client, path)
    assert len(page.links) > 10
    assert leading_apart(page) == {}


def test_the_faces_of_an_effort_say_their_kind(client: FlaskClient) -> None:
    page = get(client, "/hele-byen/?q=friheden")
    texts = {" ".join(one.text.split()) for one in page.all("a")}
    assert {"Friheden (aktør)", "Friheden (projekt)"} <= texts


def test_a_name_of_one_page_only_stands_alone(client: FlaskClient) -> None:
    page = get(client, "/opgaver/")
    assert page.one("a", href="/aktoerer/a-megafon").text == "Megafon"


def test_the_kind_is_told_in_the_language_of_the_page(client: FlaskClient) -> None:
    page = get(client, "/en/projekter/p-spydspidsen")
    link = next(one for one in page.all("a") if one.text == "Spydspidsen (actor)")
    (kind,) = (one for one in page.all("span") if link in one.parents)
    assert (link.attributes["lang"], kind.attributes["lang"]) == ("da", "en")


def test_the_map_says_it_too(client: FlaskClient) -> None:
    page = get(client, "/tingbjerg/")
    query = "&".join(f"id={one}" for one in page.records)
    told = read(client.get(f"{page.map_config['lookup']}?{query}").text)
    names = [" ".join(one.text.split()) for one in told.all("a")]
    assert len(names) >= 5
    assert [name for name in names if "(aktør)" in name]
    assert len({name.casefold() for name in names}) == len(names)


def test_faces_with_different_places_say_so(client: FlaskClient) -> None:
    project = get(client, "/projekter/p-spydspidsen").text
    assert "Som aktør står den samme indsats med et andet sted: Hele byen." in project
    actor = get(client, "/aktoerer/a-spydspidsen").text
    assert "Som projekt står den samme indsats uden sted." in actor
    alike = get(client, "/projekter/p-aktivitetscentret").text
    assert "den samme indsats" not in alike
