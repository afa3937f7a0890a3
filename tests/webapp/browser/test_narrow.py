"""In a narrow window: long words break, lines to copy are whole, no table leaves a dash behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.webapp.browser.conftest import PHONE

if TYPE_CHECKING:
    from tests.webapp.browser.conftest import Visit


@pytest.mark.parametrize("path", ["/soeg?q={}", "/ar/soeg?q={}&tema=bolig", "/noerrebro/?naer={}"])
def test_a_word_without_end_makes_no_page_wider(site: str, visit: Visit, path: str) -> None:
    page = visit(f"{site}{path.format('x' * 120)}", viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize(("language", "width"), [("", 360), ("/en", 390), ("", 800), ("/en", 800)])
def test_the_menu_stands_in_one_line(site: str, visit: Visit, language: str, width: int) -> None:
    page = visit(f"{site}{language}/om", viewport={"width": width, "height": 800})
    tops = {one.bounding_box()["y"] for one in page.locator(".nav__list > li").all()}  # type: ignore[index] # all are there
    assert len(tops) == 1


def test_the_lines_to_copy_are_seen_whole(site: str, visit: Visit) -> None:
    page = visit(f"{site}/indlejring?tema=bolig&tema=tryghed&q=kvarter", viewport=PHONE)
    lines = page.locator(".embedding__lines")
    assert lines.evaluate("one => one.scrollHeight - one.clientHeight") <= 0


def test_a_table_that_is_stacked_leaves_no_dash_for_what_it_has_not(
    site: str, visit: Visit
) -> None:
    page = visit(f"{site}/barometer/b-uddannelse-8", viewport=PHONE)
    dashes = page.locator("td").get_by_text("\N{EN DASH}", exact=True)
    assert dashes.count() > 0
    assert not any(one.is_visible() for one in dashes.all())
    expect(page.locator("td .track").first).to_be_visible()
