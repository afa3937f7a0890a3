"""Tests that a page says who is near, for the same people, and why, in the right tense."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from atlas.closeness import Near
from atlas.neighbours import Neighbours
from atlas.pipeline import BuildOrder, build
from tests.webapp.markup import read
from webapp import create_app
from webapp.config import SiteConfig
from webapp.nearby import MOST_SHOWN

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue
    from tests.webapp.markup import Page

PATHS = {"projects": "projekter", "actors": "aktoerer"}
HEADINGS = {"": "Arbejdede tæt på for de samme", "/en": "Worked near here, for the same people"}


@pytest.fixture(scope="module")
def neighbours(catalogue: Catalogue) -> Neighbours:
    return Neighbours(catalogue)


def page_of(client: FlaskClient, catalogue: Catalogue, record_id: str, prefix: str = "") -> Page:
    """A record's page."""
    path = f"{prefix}/{PATHS[catalogue.by_id[record_id].layer]}/{record_id}"
    return read(client.get(path).text)


def section(page: Page) -> str:
    """What the page says of who is near, "" where it says nothing."""
    found = page.all("section", **{"class": "near"})
    return found[0].text if found else ""


def test_a_page_tells_of_the_nearest_and_of_nobody_else(
    client: FlaskClient, catalogue: Catalogue, neighbours: Neighbours
) -> None:
    told = silent = 0
    for record_id in list(catalogue.by_id)[::7]:
        found = neighbours.of(record_id)
        page = page_of(client, catalogue, record_id)
        names = [one.text for one in page.all("h3", **{"class": "near__name"})]
        wanted = [" ".join(one.effort.face.name.split()) for one in found[:MOST_SHOWN]]
        # A name that several pages have says which of them is meant.
        assert all(map(str.startswith, names, wanted))
        assert len(names) == len(wanted)
        told, silent = told + bool(found), silent + (not found)
    assert min(told, silent) > 5


@pytest.mark.parametrize("prefix", HEADINGS)
def test_history_is_told_in_the_past_tense_with_its_year(
    client: FlaskClient, catalogue: Catalogue, prefix: str
) -> None:
    text = section(page_of(client, catalogue, "a-fc-united", prefix))
    assert HEADINGS[prefix] in text
    assert re.search(r"(ikke bekræftet siden|not confirmed since) 20\d\d", text)
    assert "Arbejder tæt på" not in text


def test_metres_are_said_only_where_both_places_are_exact(
    client: FlaskClient, catalogue: Catalogue, neighbours: Neighbours
) -> None:
    measured = 0
    for record_id in catalogue.by_id:
        shown = neighbours.of(record_id)[:MOST_SHOWN]
        if any(one.nearness.near is Near.METRES for one in shown):
            text = section(page_of(client, catalogue, record_id))
            exact = [one for one in shown if one.nearness.near is Near.METRES]
            assert len(re.findall("luftlinje|samme sted", text)) == len(exact)
            measured += len(exact)
    assert measured > 3


def test_who_could_have_met_in_an_area_is_told_in_pairs(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    page = read(client.get("/omraader/mjoelnerparken").text)
    pairs = page.all("li", **{"class": "pair"})
    assert 1 < len(pairs) <= MOST_SHOWN
    assert "Hvem kunne have mødt hinanden her?" in page.text
    inside = {one.name for one in catalogue.in_area("mjoelnerparken")}
    for pair in pairs:
        links = [one for one in page.all("a") if pair in one.parents]
        assert len({one.text for one in links}) == 2
        plain = {re.sub(r" \((aktør|projekt)\)$", "", one.text) for one in links}
        assert plain <= {" ".join(name.split()) for name in inside}


def test_the_way_to_all_of_them_finds_them(client: FlaskClient, catalogue: Catalogue) -> None:
    page = page_of(client, catalogue, "a-fc-united")
    (more,) = page.all("p", **{"class": "near__more"})
    (link,) = [one for one in page.all("a") if more in one.parents]
    found = read(client.get(link.attributes["href"]).text)
    assert len(found.records) > MOST_SHOWN


def test_whoever_is_confirmed_is_told_of_in_the_present_tense(tmp_path: Path) -> None:
    today = datetime.now(UTC).date().isoformat()
    table = tmp_path / "aktører.csv"
    table.write_text(
        "id;navn;type;målgrupper;lat;lon;adresse;postnummer;bekræftet;dokument;år\n"
        + "".join(
            f"a-opdigtet-{name};Opdigtet {name};forening;kvinder;{lat};12.5556;{street};2200;"
            f"{today};Testens tabel;2026\n"
            for name, lat, street in (
                ("sol", 55.6861, "Blågårds Plads 5"),
                ("maane", 55.6897, "Rantzausgade 1"),
            )
        ),
        encoding="utf-8",
    )
    home = tmp_path / "atlas"
    build(BuildOrder(home=home, built=datetime.now(UTC), actors=[table], with_record=False))
    visitor = create_app(SiteConfig(home=home)).test_client()
    text = section(read(visitor.get("/aktoerer/a-opdigtet-sol").text))
    assert "Arbejder tæt på for de samme" in text
    assert "Opdigtet maane" in text
    assert "Samme målgruppe: kvinder; ca. 400 m i luftlinje" in text
    assert "bekræftet" in text
    assert "ikke bekræftet" not in text
    area = read(visitor.get("/omraader/blaagaarden").text)
    assert ("Hvem kunne mødes her?" in area.text) is bool(area.all("li", **{"class": "pair"}))
