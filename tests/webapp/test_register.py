"""The whole record at a glance: true counts, and a way to everything from every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.webapp.record_pages import LISTS, SINGLES, get

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue


def test_each_kind_is_counted_and_linked(client: FlaskClient, catalogue: Catalogue) -> None:
    page = get(client, "/registret")
    rows = catalogue.connections.rows
    counted = {
        one.text.split()[0]: int(number.text)
        for one, number in zip(
            page.all("a", **{"class": "drawer__name"}),
            page.all("span", **{"class": "drawer__count"}),
            strict=True,
        )
    }
    assert counted["Indsatser"] == len(rows("initiatives"))
    assert counted["Begivenheder"] == len(rows("events"))
    assert counted["Planer"] == len(rows("plans"))
    assert counted["Integrationsbarometret"] == len(rows("indicators"))
    assert counted["Aktører"] + counted["Projekter"] == len(catalogue.by_id)
    assert set(LISTS) - {"/registret"} <= set(page.links)


@pytest.mark.parametrize(("kind", "layer"), [("Aktører", "actors"), ("Projekter", "projects")])
def test_actors_and_projects_have_a_list_each(
    client: FlaskClient, catalogue: Catalogue, kind: str, layer: str
) -> None:
    count = sum(one.layer == layer for one in catalogue.by_id.values())
    link = next(one for one in get(client, "/registret").all("a") if one.text == kind)
    page = get(client, link.attributes["href"])
    assert f"{count} fundet" in page.text
    assert all(catalogue.by_id[one].layer == layer for one in page.records)
    assert page.records
    assert [one.attributes["value"] for one in page.having("checked")] == [layer]


@pytest.mark.parametrize("path", ["/", "/om", "/valby/", *LISTS, *SINGLES])
def test_menu_and_footer_lead_to_it(client: FlaskClient, path: str) -> None:
    links = [one for one in get(client, path).all("a") if one.attributes["href"] == "/registret"]
    around = {parent.tag for one in links for parent in one.parents}
    assert {"nav", "footer"} <= around
    current = [one for one in links if "aria-current" in one.attributes]
    assert bool(current) is (path in (*LISTS, *SINGLES))


@pytest.mark.parametrize("path", [*LISTS, *SINGLES])
def test_every_page_stands_in_english_with_its_own_title(client: FlaskClient, path: str) -> None:
    page = get(client, f"/en{path}")
    assert page.one("html").attributes["lang"] == "en"
    assert page.one("meta", name="description").attributes["content"]
    inside = {one for one in page.links if one.startswith("/")}
    # The switch leads to the same page in other languages; every other link stays in English.
    assert {one for one in inside if not one.startswith("/en/")} <= {path, f"/ar{path}"}


def test_titles_tell_the_pages_apart(client: FlaskClient) -> None:
    titles = [get(client, path).one("title").text for path in (*LISTS, *SINGLES)]
    assert len(set(titles)) == len(titles)


def test_an_atlas_without_a_record_lists_what_it_has(operator_client: FlaskClient) -> None:
    page = get(operator_client, "/registret")
    assert "Aktører" in page.text
    names = [one.text for one in page.all("a", **{"class": "drawer__name"})]
    assert "Indsatser" not in names
    assert "Projekter" not in names
