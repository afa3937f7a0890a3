"""What a phone shows of a search before anybody scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import expect

from tests.webapp.browser.conftest import PHONE

if TYPE_CHECKING:
    from tests.webapp.browser.conftest import Visit

NAMES: Final = """
    document.addEventListener("atlas:names", ({detail}) => { window.atlasNames = detail; }, true);
"""
"""Notes which names stand where on the map: a canvas has no elements to ask."""


def test_the_way_to_the_list_is_seen_and_no_district_is_cut(
    site_of_today: str, visit: Visit
) -> None:
    page = visit(f"{site_of_today}/soeg?q=arbejde", viewport=PHONE, reduced_motion="reduce")
    expect(page.locator(".sheet-bar")).to_be_in_viewport(ratio=1)
    page.context.add_init_script(NAMES)
    page.reload()
    page.wait_for_function("window.atlasNames?.some(({kind}) => kind === 'district')")
    size = page.locator("[data-map]").bounding_box()
    assert size is not None
    names: list[dict[str, Any]] = page.evaluate("window.atlasNames")
    for name in names:
        for left, top, right, bottom in name["boxes"] if name["kind"] == "district" else ():
            assert left >= 0, name
            assert top >= 0, name
            assert right <= size["width"], name
            assert bottom <= size["height"], name
