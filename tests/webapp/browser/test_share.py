"""A page's link is copied, or handed to the device, and stands there to be read without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.webapp.browser.conftest import PHONE

if TYPE_CHECKING:
    from tests.webapp.browser.conftest import Visit

CAFE = "/aktoerer/a-lektiecafe-kompasset"
SMALLEST_PX = 24


def test_the_link_is_copied_and_said_so(site_of_today: str, visit: Visit) -> None:
    page = visit(
        f"{site_of_today}{CAFE}",
        viewport=PHONE,
        permissions=["clipboard-read", "clipboard-write"],
    )
    link = page.locator("[data-share-link]")
    expect(link).to_have_text(f"{site_of_today}{CAFE}")
    button = page.get_by_role("button", name="Kopiér linket")
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= SMALLEST_PX
    button.click()
    expect(page.get_by_role("status").filter(has_text="kopieret")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site_of_today}{CAFE}"


def test_the_device_is_handed_name_and_link(site_of_today: str, visit: Visit) -> None:
    page = visit("about:blank")
    page.add_init_script(
        "window.sent = []; navigator.share = async data => void window.sent.push(data);"
    )
    page.goto(f"{site_of_today}{CAFE}")
    page.get_by_role("button", name="Send linket").click()
    expected = {"title": "Lektiecaféen Kompasset", "url": f"{site_of_today}{CAFE}"}
    assert page.evaluate("window.sent") == [expected]


def test_without_script_the_link_stands_there_and_no_dead_button(
    site_of_today: str, visit: Visit
) -> None:
    page = visit(f"{site_of_today}{CAFE}", java_script_enabled=False)
    expect(page.locator("[data-share-link]")).to_have_attribute("href", CAFE)
    expect(page.locator("[data-share] button:visible")).to_have_count(0)
    expect(page.get_by_role("link", name="70 00 01 01")).to_be_visible()
