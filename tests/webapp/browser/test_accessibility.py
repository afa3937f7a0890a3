"""axe-core on every kind of page, in both languages, narrow and wide, by day and by night."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.webapp.browser.conftest import DESK, PHONE
from tests.webapp.browser.visiting import POPUP, markers

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.webapp.browser.conftest import Visit
    from tests.webapp.browser.visiting import Faults

AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
PAGES = (
    "/",
    "/noerrebro/",
    "/noerrebro/?tema=bolig",
    "/projekter/p-boligsocial-indsats-mjoelnerparken",
    "/projekter/p-creative-ghetto",
    "/omraader/",
    "/omraader/mjoelnerparken",
    "/soeg?q=kvarterløft&tema=bolig",
    "/om",
    "/data",
    "/tilgaengelighed",
)
RECORD = (
    *("/registret", "/indsatser/i-jobpatruljer", "/planer/h-helhedsplan-mjoelnerparken"),
    *("/en/begivenheder/?slags=seminar&slags=frist", "/barometer", "/opgaver/"),
    "/en/barometer/b-uddannelse-8",
)
"""One of each make among the pages of the record's tables, in one of the languages."""

LANGUAGES = pytest.mark.parametrize("language", ["", "/en"], ids=["da", "en"])
COLOURS = ["color-contrast", "link-in-text-block"]


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """Every rule of axe-core that the page breaks, with where; all of them, or only `rules`."""
    only = {"runOnly": rules} if rules else {}
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(document, options).then(result => result.violations)",
        {"resultTypes": ["violations"], **only},
    )
    return [
        f"{rule['id']}: {node['html']} {json.dumps(node['any'], ensure_ascii=False)[:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    """Asserts that axe-core finds nothing, narrow and wide, by day and by night."""
    if page.locator("[data-map]").count():
        markers(page).first.wait_for(state="attached")
    # By the debugger, so that the page's own policy stays as strict as it is.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for viewport in (DESK, PHONE):
        page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        page.emulate_media(color_scheme="light")
        assert not violations(page), f"{page.url} at {viewport['width']} px"
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        # By night only the colours are others.
        page.emulate_media(color_scheme="dark")
        assert not violations(page, COLOURS), f"{page.url} at {viewport['width']} px by night"


@LANGUAGES
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(site: str, visit: Visit, path: str, language: str) -> None:
    # Without motion, since a colour on its way to another has no contrast to speak of.
    assert_accessible(visit(f"{site}{language}{path}", reduced_motion="reduce"))


@pytest.mark.parametrize("path", RECORD)
def test_axe_finds_nothing_on_the_pages_of_the_record(site: str, visit: Visit, path: str) -> None:
    assert_accessible(visit(f"{site}{path}", reduced_motion="reduce"))


@LANGUAGES
def test_axe_finds_nothing_on_an_error_page(
    site: str, visit: Visit, faults: Faults, language: str
) -> None:
    address = f"{site}{language}/findes-ikke"
    faults.expected.add(address)
    assert_accessible(visit(address, reduced_motion="reduce"))


def test_axe_finds_nothing_in_an_open_popup(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/", reduced_motion="reduce")
    markers(page).first.press("Enter")
    page.locator(POPUP).wait_for()
    assert_accessible(page)


@LANGUAGES
def test_axe_finds_nothing_on_an_actors_page(
    operator_site: str, visit: Visit, language: str
) -> None:
    address = f"{operator_site}{language}/aktoerer/a-testcafe-solsikken"
    assert_accessible(visit(address, reduced_motion="reduce"))


def test_forced_colours_leave_every_sign_to_be_seen(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/", forced_colors="active")
    markers(page).first.wait_for()
    badges = page.locator(".marker .marker-badge:has(.sign)")
    assert badges.count() > 0
    for badge in badges.all():
        ground, ink, edge = badge.evaluate(
            """one => [
                getComputedStyle(one).backgroundColor,
                getComputedStyle(one.querySelector('.sign')).color,
                getComputedStyle(one).outlineStyle,
            ]"""
        )
        assert ground != ink
        assert edge == "solid"
