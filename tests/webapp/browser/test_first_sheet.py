"""What can be read of a district's page before the second style sheet has come, and without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.webapp.browser.conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.webapp.browser.conftest import Visit
    from tests.webapp.browser.visiting import Faults

SECOND = "**/static/app.*.css"
PAINTED = """
    () => new Promise((seen) => new PerformanceObserver((found) =>
        found.getEntriesByName("first-contentful-paint").length > 0 && seen(true)
    ).observe({type: "paint", buffered: true}))
"""


def held_back(page: Page) -> list[Route]:
    """Let the second sheet wait, and return who asked for it."""
    waiting: list[Route] = []
    page.route(SECOND, lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright takes no builtin
    return waiting


def test_a_page_opens_before_its_second_sheet_and_nothing_moves_when_that_comes(
    site: str, visit: Visit
) -> None:
    page = visit("about:blank", viewport=PHONE)
    waiting = held_back(page)
    page.goto(f"{site}/noerrebro/", wait_until="commit")
    heading, told = page.locator("h1"), page.locator(".told")
    expect(told).to_be_visible()
    assert page.evaluate(PAINTED)
    assert page.locator(".record:visible").count() == 0
    before = [heading.bounding_box(), told.bounding_box()]
    waiting[0].continue_()
    expect(page.locator(".record").first).to_be_visible()
    assert [heading.bounding_box(), told.bounding_box()] == before


def test_a_page_whose_second_sheet_never_comes_is_shown_bare(
    site: str, visit: Visit, faults: Faults
) -> None:
    page = visit("about:blank", viewport=PHONE)

    def refuse(route: Route) -> None:
        faults.expected.add(route.request.url)
        route.abort()

    page.route(SECOND, refuse)
    page.goto(f"{site}/noerrebro/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".record").first).to_be_visible()
