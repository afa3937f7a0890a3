"""The list that the address asks for, without any script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.webapp.markup import Page, read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue

TO = "\N{EN DASH}"


def get(client: FlaskClient, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200
    page = read(response.text)
    assert page.faults == []
    return page


def themes_of(page: Page, catalogue: Catalogue) -> dict[str, set[str]]:
    return {one: set(catalogue.by_id[one].properties["themes"]) for one in page.records}


def records_of(client: FlaskClient, path: str) -> list[str]:
    """The ids of the whole list, page by page."""
    found: list[str] = []
    following: str | None = path
    while following:
        page = get(client, following)
        found += page.records
        links = [one.attributes["href"] for one in page.all("a", rel="next")]
        following = links[0] if links else None
    return found


@pytest.mark.parametrize("chosen", [["bolig"], ["bolig", "uddannelse"], []])
def test_the_list_shows_what_has_one_of_the_themes(
    client: FlaskClient, catalogue: Catalogue, chosen: list[str]
) -> None:
    query = "&".join(f"tema={one}" for one in chosen)
    page = get(client, f"/noerrebro/?{query}")
    everything = catalogue.records("noerrebro")
    expected = {
        one.id for one in everything if not chosen or set(one.properties["themes"]) & set(chosen)
    }
    rows = records_of(client, f"/noerrebro/?{query}")
    assert set(rows) == expected
    assert len(rows) == len(expected)
    assert len(page.records) > 3
    ticked = [one for one in page.all("input", name="tema") if "checked" in one.attributes]
    assert {one.attributes["value"] for one in ticked} == set(chosen)
    count = page.having("data-result-count")[0].text
    of_all = f"Viser {len(expected)} af {len(everything)}"
    first = f"Viser 1{TO}50 af {len(expected)}"
    assert count == (of_all if len(expected) <= 50 else first)


def test_the_map_is_given_every_record_with_a_point_whatever_is_chosen(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    everything = get(client, "/noerrebro/").map_config["points"]
    assert get(client, "/noerrebro/?tema=bolig").map_config["points"] == everything
    with_point = [one for one in catalogue.records("noerrebro") if one.lat is not None]
    assert everything["count"] == len(with_point)


def test_records_at_one_point_share_their_key(client: FlaskClient, catalogue: Catalogue) -> None:
    keys = {
        one.attributes["data-record"]: one.attributes["data-place-key"]
        for one in get(client, "/noerrebro/").having("data-record")
    }
    points = {one: (catalogue.by_id[one].lat, catalogue.by_id[one].lon) for one in keys}
    assert len(set(keys.values())) == len(set(points.values()))
    assert len(set(keys.values())) < len(keys)
    assert {one for one, key in keys.items() if not key} == {
        one for one, point in points.items() if point == (None, None)
    }


@pytest.mark.parametrize("path", ["/noerrebro/", "/soeg"])
def test_what_the_atlas_does_not_know_is_left_out_and_said(client: FlaskClient, path: str) -> None:
    page = get(client, f"{path}?tema=findes-ikke&tema=bolig")
    assert page.records == get(client, f"{path}?tema=bolig").records
    assert "findes-ikke" in page.text
    assert "set bort fra" in page.text


@pytest.mark.parametrize(
    "query",
    [
        "tema=",
        "tema=%00",
        "tema=%FF%FE",
        "tema[]=a",
        "side=-1",
        "side=9999999999999999999",
        "side=x",
    ],
)
def test_odd_values_do_no_harm(client: FlaskClient, query: str) -> None:
    for path in ("/noerrebro/", "/soeg", "/en/soeg"):
        get(client, f"{path}?{query}")


def test_a_filter_nobody_would_type_is_cheap(client: FlaskClient) -> None:
    query = "&".join(f"tema=x{number}" for number in range(140))
    assert len(get(client, f"/soeg?{query}").text) < 60_000
    more = "&".join(f"tema=x{number}" for number in range(800))
    assert client.get(f"/soeg?{more}").status_code == 400


def test_searching_narrows_by_theme_and_counts(client: FlaskClient, catalogue: Catalogue) -> None:
    page = get(client, "/soeg?q=mj%C3%B8lnerparken&tema=sundhed-og-omsorg")
    assert page.records
    assert all("sundhed-og-omsorg" in themes for themes in themes_of(page, catalogue).values())
    boxes = {
        one.attributes["value"]: one.parents[-1].text.split()[-1]
        for one in page.all("input", name="tema")
    }
    # Counts of a facet look away from what is chosen in it.
    alone = get(client, "/soeg?q=mj%C3%B8lnerparken&tema=bolig")
    assert int(boxes["bolig"]) == len(alone.records)


def test_a_facet_without_a_known_value_is_not_shown(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    page = get(client, "/soeg")
    attributes = {"tema": "themes", "maalgruppe": "target_groups", "sprog": "languages"}
    for facet, attribute in attributes.items():
        known = {
            code for one in catalogue.by_id.values() for code in one.properties.get(attribute, ())
        }
        offered = {one.attributes["value"] for one in page.all("input", name=facet)}
        assert offered == known
    assert page.all("input", name="sprog") == [], "the record of 2007 names no languages"


def test_the_whole_list_comes_in_pages(client: FlaskClient, catalogue: Catalogue) -> None:
    found = records_of(client, "/soeg")
    assert len(found) == len(set(found))
    assert set(found) == set(catalogue.by_id)


def test_pages_keep_what_was_chosen(client: FlaskClient) -> None:
    page = get(client, "/soeg?tema=kultur-og-fritid")
    following = page.one("a", rel="next").attributes["href"]
    assert following == "/soeg?tema=kultur-og-fritid&side=2"
    assert not set(page.records) & set(get(client, following).records)


def test_an_empty_answer_offers_ways_on(client: FlaskClient) -> None:
    page = get(client, "/soeg?q=qqqqqq")
    assert page.records == []
    assert {"/noerrebro/", "/omraader/", "/soeg"} <= set(page.links)
    filtered = get(client, "/soeg?q=drengeklubben&tema=bolig")
    assert filtered.records == []
    assert "/soeg?q=drengeklubben" in filtered.links


@pytest.mark.parametrize("name", ["q", "naer"])
def test_what_is_typed_turns_no_words_of_the_page_around(client: FlaskClient, name: str) -> None:
    override, joiner = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{ZERO WIDTH NON-JOINER}"
    page = get(client, f"/soeg?{name}=xy{override}z%00+a{joiner}b")
    assert override not in page.text
    assert f"xyz a{joiner}b" in page.text
