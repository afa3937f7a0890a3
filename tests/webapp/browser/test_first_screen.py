"""What a phone shows of a search before anybody scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import expect

from tests.webapp.browser.conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.webapp.browser.conftest import Visit

NAMES: Final = """
    document.addEventListener("atlas:names", ({detail}) => { window.atlasNames = detail; }, true);
"""
"""Notes which names stand where on the map: a canvas has no elements to ask."""


def told(page: Page) -> list[dict[str, Any]]:
    """The names on the map with their boxes, once they are painted."""
    for _ in range(50):
        names: list[dict[str, Any]] = page.evaluate("window.atlasNames ?? []")
        if names:
            return names
        page.wait_for_timeout(100)
    raise AssertionError("No name was painted in five seconds.")


def test_the_way_to_the_list_is_seen_and_no_district_is_cut(
    site_of_today: str, visit: Visit
) -> None:
    page = visit(f"{site_of_today}/soeg?q=arbejde", viewport=PHONE, reduced_motion="reduce")
    expect(page.locator(".sheet-bar")).to_be_in_viewport(ratio=1)
    page.context.add_init_script(NAMES)
    page.reload()
    page.locator("[data-map][data-names]").wait_for()
    size = page.locator("[data-map]").bounding_box()
    assert size is not None
    districts = [one for one in told(page) if one["kind"] == "district"]
    assert districts
    for name in districts:
        for left, top, right, bottom in name["boxes"]:
            assert left >= 0, name
            assert top >= 0, name
            assert right <= size["width"], name
            assert bottom <= size["height"], name
