"""From the top of the page to a record by keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.webapp.browser.conftest import DESK, PHONE
from tests.webapp.browser.visiting import (
    CURSOR,
    POPUP,
    markers,
    plain,
    press_mark,
    query,
    settled,
    tab_to,
)

if TYPE_CHECKING:
    from tests.webapp.browser.conftest import Visit


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_from_the_filter_to_a_record_by_keyboard(
    site: str, visit: Visit, viewport: dict[str, int]
) -> None:
    page = visit(f"{site}/noerrebro/", viewport=viewport)
    markers(page).first.wait_for()
    if page.locator(".facets__head").is_visible():
        tab_to(page, ".facets__head")
        page.keyboard.press("Enter")
    tab_to(page, "[name=tema][value=bolig]")
    page.keyboard.press("Space")
    settled(page)
    assert query(page) == {"tema": ["bolig"]}
    expect(page.locator(":focus")).to_have_attribute("value", "bolig")
    tab_to(page, CURSOR)
    cursor = page.locator(CURSOR)
    expect(cursor).not_to_have_attribute("aria-label", re.compile("piletasterne"))
    first = str(cursor.get_attribute("aria-label"))
    page.keyboard.press("ArrowRight")
    expect(cursor).not_to_have_attribute("aria-label", first)
    name = str(cursor.get_attribute("aria-label"))
    expect(page.get_by_role("status").filter(has_text=name)).to_have_count(1)
    page.keyboard.press("Enter")
    popup = page.get_by_role("dialog", name=name)
    expect(popup).to_be_visible()
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(page.locator(":focus")).to_have_attribute("aria-label", name)
    press_mark(page)
    tab_to(page, f"{POPUP} li > a")
    heading = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(projekter|aktoerer)/"))
    assert plain(page.get_by_role("heading", level=1).inner_text()) == plain(heading)


def test_the_map_can_be_skipped(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    markers(page).first.wait_for()
    tab_to(page, ".skip--map")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("one => one.closest('[data-map]') === null")
    assert page.locator(":focus").evaluate(
        "one => Boolean(document.querySelector('[data-map]').compareDocumentPosition(one)"
        " & Node.DOCUMENT_POSITION_FOLLOWING)"
    )


def test_the_map_has_no_picture_without_a_name(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    markers(page).first.wait_for()
    page.locator(".area-pane svg").first.wait_for(state="attached")
    assert "- img" not in page.locator("[data-map]").aria_snapshot()


def test_the_zoom_buttons_speak_the_language_of_the_page(site: str, visit: Visit) -> None:
    danish, english = visit(f"{site}/noerrebro/"), visit(f"{site}/en/noerrebro/")
    expect(danish.get_by_role("button", name="Zoom ind")).to_be_visible()
    expect(english.get_by_role("button", name="Zoom in", exact=True)).to_be_visible()


def test_a_popups_close_button_speaks_the_language_of_the_page(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    press_mark(page)
    expect(page.locator(".leaflet-popup-close-button")).to_have_attribute("aria-label", "Luk")
