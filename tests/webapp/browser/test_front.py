"""The front page at a desk: what stands beside what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.webapp.browser.conftest import Visit


def ends(page: Page, selector: str) -> float:
    """Where an element ends on the right, in CSS pixels."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"]


def test_no_side_stays_empty_beside_the_themes(site: str, site_of_today: str, visit: Visit) -> None:
    history, today = visit(f"{site}/"), visit(f"{site_of_today}/")
    assert ends(history, ".opening__themes") == ends(history, ".opening__side")
    assert ends(today, ".opening__themes") < ends(today, ".opening__side")
    rows = {one.bounding_box()["y"] for one in history.locator(".theme-link").all()}  # type: ignore[index] # all are there
    assert len(rows) == 2
