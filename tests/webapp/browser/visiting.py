"""A visitor's browser for the tests of the site, which notes every broken law of the house."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

from tests.conftest import LOOPBACK

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Locator, Page, Request

MARKS = ".leaflet-marks-pane canvas"
CURSOR = ".map-cursor"
POPUP = ".leaflet-popup"
LISTENING = """
    document.addEventListener("atlas:marks", ({detail}) => { window.atlasMarks = detail; }, true);
"""
"""Notes what is drawn where: a canvas has no elements to ask."""

KIND = re.compile(r" \((aktør|projekt|indsats|plan)\)$")


@dataclass
class Faults:
    """What went wrong in a context: other hosts, refusals of the policy, errors, dialogs.

    `expected` holds addresses whose answer is meant to be an error.
    """

    found: list[str] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)

    def watch(self, context: BrowserContext) -> None:
        """Notes from now on whatever no page may do."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("dialog", self._dialog)
        context.on("weberror", lambda fault: self.found.append(f"script error: {fault.error}"))

    def _request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in {"about", "blob"} and url.hostname not in LOOPBACK:
            self.found.append(f"asked another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and message.location["url"] not in self.expected:
            self.found.append(f"console: {message.text} ({message.location['url']})")

    def _dialog(self, dialog: Dialog) -> None:
        self.found.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def plain(name: str) -> str:
    """A name as its record has it: without soft hyphens and the kind that parts namesakes."""
    return KIND.sub("", name.replace("\N{SOFT HYPHEN}", ""))


def markers(page: Page) -> Locator:
    """The canvas of the marks, once they are drawn."""
    page.locator(".map.is-live").wait_for()
    return page.locator(MARKS)


def marks(page: Page) -> list[dict[str, Any]]:
    """The marks that are drawn, each with its form, its count and its point in the map's frame."""
    markers(page).first.wait_for(state="attached")
    found: list[dict[str, Any]] = page.evaluate("window.atlasMarks")
    return found


def number_of_marks(page: Page) -> int:
    """How many marks there are at this zoom, in view or not."""
    markers(page).first.wait_for(state="attached")
    return int(page.locator("[data-map]").get_attribute("data-marks") or 0)


def records_on_markers(page: Page) -> int:
    """How many records the marks stand for."""
    markers(page).first.wait_for(state="attached")
    return int(page.locator("[data-map]").get_attribute("data-placed") or 0)


def press_mark(page: Page, *keys: str) -> Locator:
    """Goes to the marks by keyboard, presses keys and then Enter; returns the filled popup."""
    markers(page).first.wait_for(state="attached")
    page.locator(CURSOR).focus()
    for key in (*keys, "Enter"):
        page.keyboard.press(key)
    page.locator(f"{POPUP} li > a").first.wait_for()
    return page.locator(POPUP)


def names_in_popups(page: Page) -> list[str]:
    """The names behind every mark, in alphabetical order; opens each one by the keyboard."""
    names: list[str] = []
    for number in range(number_of_marks(page)):
        popup = press_mark(page, "ArrowRight" if number else "Home")
        names += map(plain, popup.locator("li > a").all_inner_texts())
        page.keyboard.press("Escape")
        popup.wait_for(state="detached")
    return sorted(names)


def settled(page: Page) -> None:
    """Waits until the answer to the last choice stands on the page."""
    page.locator("[data-results][aria-busy]").wait_for(state="detached")


def names_in_list(page: Page) -> list[str]:
    """The names of the list that are to be seen, in its order."""
    return page.locator("[data-record]:visible .record__name").all_inner_texts()


def query(page: Page) -> dict[str, list[str]]:
    """The query of the page's address."""
    return parse_qs(urlsplit(page.url).query)


def view(page: Page) -> tuple[float, float, float]:
    """Zoom, latitude and longitude in degrees (WGS84), as the page's address states them."""
    stated = re.fullmatch(r"kort=([\d.]+)/([\d.]+)/([\d.]+)", urlsplit(page.url).fragment)
    assert stated is not None, page.url
    zoom, lat, lon = map(float, stated.groups())
    return zoom, lat, lon


MOST_STOPS: Final = 80

FAULT: Final = """() => {
    const one = document.activeElement;
    const { x, y, width, height } = one.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    const own = top?.closest('label') ?? top;
    const free = top === null || one.contains(top) || own.contains(one);
    if (!free) return `covered: ${one.outerHTML}`;
    // A field's own button to open a clock has the browser's ring, inside the field.
    if (!one.matches(':focus')) return '';
    const ringed = [one, one.closest('label'), one.parentElement].some(part =>
        part && getComputedStyle(part).outlineStyle !== 'none');
    return ringed ? '' : `unseen: ${one.outerHTML}`;
}"""
"""What is wrong with the focus: it is not seen (WCAG 2.4.7), or something lies over it (2.4.11)."""


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Presses a key until the focus is there; every stop has to be seen, with nothing over it."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        assert page.evaluate(FAULT) == ""
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} was not reached in {MOST_STOPS} stops.")
