"""Visitors of the site: at a desk or on a phone, by day or by night, with and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tests.webapp.browser.visiting import LISTENING, Faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


class Visit(Protocol):
    """Opens a page in a context of its own."""

    def __call__(self, address: str, **settings: Any) -> Page:
        """Return the page at `address`; `settings` are those of a Playwright context."""


@pytest.fixture
def faults() -> Faults:
    """What went wrong on the pages that the test opened."""
    return Faults()


@pytest.fixture
def visit(browser: Browser, faults: Faults) -> Iterator[Visit]:
    """Opens pages; at its end the test fails for every law of the house that one of them broke."""
    contexts: list[BrowserContext] = []

    def open_page(address: str, **settings: Any) -> Page:
        context = browser.new_context(**{"locale": "da-DK", "viewport": DESK, **settings})
        contexts.append(context)
        faults.watch(context)
        context.add_init_script(LISTENING)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults.found, "\n".join(faults.found)


@pytest.fixture(scope="module")
def seen() -> Faults:
    """What went wrong on the pages that a module walks."""
    return Faults()


@pytest.fixture(scope="module")
def walker(browser: Browser, seen: Faults) -> Iterator[Page]:
    """One page that walks all addresses: to go on is twice as fast as to open another page.

    It is without motion, since a colour on its way has none.
    """
    context = browser.new_context(
        locale="da-DK", reduced_motion="reduce", viewport={"width": 1280, "height": 800}
    )
    seen.watch(context)
    yield context.new_page()
    context.close()


@pytest.fixture
def walking(walker: Page, seen: Faults) -> Iterator[Page]:
    """The page that walks; the test fails for every law of the house that it saw broken."""
    seen.found.clear()
    yield walker
    assert not seen.found, "\n".join(seen.found)
