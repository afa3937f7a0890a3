"""Somebody looks for help by keyboard alone, and by what a screen reader reads."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.webapp.browser.conftest import DESK, PHONE
from tests.webapp.browser.visiting import plain, query, tab_to

if TYPE_CHECKING:
    from tests.webapp.browser.conftest import Visit


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_help_is_found_by_keyboard_alone(
    site_of_today: str, visit: Visit, viewport: dict[str, int]
) -> None:
    page = visit(f"{site_of_today}/", viewport=viewport, reduced_motion="reduce")
    tab_to(page, "#q")
    page.keyboard.type("tyrkisk")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/soeg\?q=tyrkisk"))
    page.locator(".map.is-live").wait_for()
    if not page.locator("[data-facets] [name=tema]").first.is_visible():
        tab_to(page, ".facets__head")
        page.keyboard.press("Enter")
    tab_to(page, "[data-facets] [name=tema]:not(:disabled)")
    theme = str(page.locator(":focus").get_attribute("value"))
    page.keyboard.press("Space")
    page.wait_for_url(re.compile(f"tema={theme}"))
    # What was chosen keeps the focus, though its part of the page was put anew.
    expect(page.locator(":focus")).to_have_attribute("value", theme)
    tab_to(page, "[data-results] .record__name a")
    name = page.locator(":focus").inner_text()
    tab_to(page, "[data-facets] *", "Shift+Tab")
    tab_to(page, "[data-results] .record__name a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/aktoerer/"))
    assert plain(page.get_by_role("heading", level=1).inner_text()) == plain(name)


def test_the_language_is_changed_by_keyboard_and_what_was_chosen_stays(
    site_of_today: str, visit: Visit
) -> None:
    page = visit(f"{site_of_today}/soeg?sprog=tr", viewport=PHONE)
    tab_to(page, ".switch [lang=ar]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/ar/soeg"))
    assert query(page) == {"sprog": ["tr"]}
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_help_is_found_by_what_a_screen_reader_reads(site_of_today: str, visit: Visit) -> None:
    page = visit(f"{site_of_today}/", viewport=PHONE)
    for landmark in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    expect(page.get_by_role("navigation", name="Hovedmenu")).to_have_count(1)
    asked = page.get_by_role("search", name="Søg i atlasset")
    asked.get_by_label("Hvad har du brug for?").fill("lektiehjælp")
    asked.get_by_role("button", name="Søg").click()
    page.wait_for_url(re.compile("/soeg"))
    found = page.get_by_role("region", name=re.compile(r"\d+ fundet"))
    expect(found.get_by_role("heading", level=2)).to_have_text(re.compile(r"\d+ fundet"))
    link = found.get_by_role("heading", level=3).first.get_by_role("link")
    name = link.inner_text()
    link.click()
    expect(page.get_by_role("article").get_by_role("heading", level=1)).to_have_text(
        re.compile(r"\w")
    )
    assert plain(page.get_by_role("heading", level=1).inner_text()) == plain(name)


def test_headings_of_a_page_lead_through_it_without_a_gap(site_of_today: str, visit: Visit) -> None:
    page = visit(f"{site_of_today}/")
    for path in ("/", "/noerrebro/", "/soeg?q=kvinder", "/aktoerer/a-tyrkisk-raadgivning-rosen"):
        page.goto(f"{site_of_today}{path}")
        levels = page.get_by_role("heading").evaluate_all(
            "all => all.map(one => Number(one.tagName.slice(1)))"
        )
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_device_tells_where_near_me_is_only_when_asked(
    site_of_today: str, visit: Visit
) -> None:
    page = visit(
        f"{site_of_today}/",
        viewport=PHONE,
        geolocation={"latitude": 55.68612, "longitude": 12.55783},
        permissions=["geolocation"],
    )
    page.get_by_role("button", name="Find nær mig").click()
    page.wait_for_url(re.compile("/soeg"))
    assert query(page) == {"naer": ["55.6861,12.5578"]}
