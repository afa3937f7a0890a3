"""On a phone: map and list as one sheet, by finger, by button and enlarged four times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.webapp.browser.conftest import DESK, PHONE
from tests.webapp.browser.visiting import POPUP, markers

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.webapp.browser.conftest import Visit


@pytest.fixture
def page(site: str, visit: Visit) -> Page:
    """A district on a phone, whose owner wants no motion."""
    page = visit(f"{site}/noerrebro/", viewport=PHONE, reduced_motion="reduce")
    markers(page).first.wait_for()
    return page


def height(page: Page) -> float:
    """How high the map is."""
    box = page.locator("[data-map]").bounding_box()
    return box["height"] if box else 0.0


def test_the_sheet_has_three_positions_by_button(page: Page) -> None:
    half = height(page)
    assert PHONE["height"] * 0.4 < half < PHONE["height"] * 0.5
    page.get_by_role("button", name="Kort", exact=True).click()
    expect(page.get_by_role("button", name="Kort", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    assert height(page) > half * 1.3
    expect(page.locator(".sheet-bar")).to_be_in_viewport()
    page.get_by_role("button", name="Liste", exact=True).click()
    expect(page.locator("[data-map]")).to_be_hidden()
    expect(page.locator("[data-results] h2")).to_be_in_viewport()
    handle = page.locator(".sheet-handle")
    expect(handle).to_have_attribute("aria-expanded", "true")
    handle.press("Enter")
    expect(page.locator("[data-map]")).to_be_visible()
    assert height(page) == half


def take_hold(page: Page) -> tuple[float, float]:
    """Presses on the sheet's handle, and tells where."""
    handle = page.locator(".sheet-handle")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y


def test_the_sheet_follows_a_finger(page: Page) -> None:
    half = height(page)
    x, y = take_hold(page)
    page.mouse.move(x, y - half, steps=4)
    page.mouse.up()
    expect(page.get_by_role("button", name="Liste", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_from_the_list_alone_a_row_is_shown_on_the_map(
    site: str, visit: Visit, motion: str
) -> None:
    page = visit(f"{site}/noerrebro/", viewport=PHONE, reduced_motion=motion)
    markers(page).first.wait_for()
    page.get_by_role("button", name="Liste", exact=True).click()
    expect(page.locator("[data-map]")).to_be_hidden()
    row = page.locator("[data-record]:has([data-show-on-map]:visible)").nth(3)
    row.get_by_role("button", name="Vis på kortet").click()
    popup = page.locator(POPUP)
    expect(popup).to_be_in_viewport()
    expect(popup).to_contain_text(row.locator(".record__name").inner_text())
    expect(popup.get_by_role("dialog")).to_be_focused()


def test_a_drag_that_is_called_off_leaves_the_sheet_where_it_was(page: Page) -> None:
    handle = page.locator(".sheet-handle")
    x, y = take_hold(page)
    page.mouse.move(x, y - 40, steps=4)
    handle.dispatch_event("pointercancel")
    expect(handle).to_have_attribute("aria-expanded", "false")
    page.mouse.move(x, y - 200)
    page.mouse.up()
    handle.press("Enter")
    expect(handle).to_have_attribute("aria-expanded", "true")


def test_enlarged_four_times_the_page_scrolls_past_the_sheet(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/", viewport={"width": 320, "height": 256})
    markers(page).first.wait_for(state="attached")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    row = page.locator("[data-record]").nth(5)
    row.scroll_into_view_if_needed()
    expect(row.locator("a").first).to_be_in_viewport()
    assert page.locator(".sheet-bar").evaluate("one => getComputedStyle(one).position") != "sticky"


def test_a_wide_screen_has_no_sheet(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/", viewport=DESK)
    markers(page).first.wait_for()
    expect(page.locator(".sheet-bar")).to_be_hidden()
