"""Every kind of page for everybody: axe-core, reflow at 320 px, wide spacing, forced colours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.webapp.browser.conftest import DESK, PHONE
from tests.webapp.browser.page_types import FEEDS, RECORD, TODAY
from tests.webapp.browser.visiting import POPUP
from webapp import create_app
from webapp.config import SiteConfig
from webapp.factory import PAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

    from tests.webapp.browser.visiting import Faults

AXE: Final = (Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js").read_text(
    encoding="utf-8"
)
COLOURS: Final = ["color-contrast", "link-in-text-block"]
NARROWEST: Final = 320
"""CSS pixels: 1280 at 400 % (WCAG 1.4.10)."""

THOROUGHLY: Final = (
    *("front.index", "collections.collection_page", "search.results", "records.project"),
    *("areas.area_page", "barometer.index"),
)
"""Pages of a make of their own, which are looked at by night and at a desk as well."""

SPACED: Final = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important; }
        p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""
"""What WCAG 1.4.12 lets a reader set; not an inline style, which the page's policy refuses."""

CUT_OFF: Final = """() => [...document.querySelectorAll('main *, header *, footer *')]
    .filter(one => !one.closest('.unseen, .skip, .map, svg, thead, input, select, textarea'))
    .filter(one => getComputedStyle(one).overflowX !== 'visible' && one.clientWidth > 1)
    .filter(one => !['auto', 'scroll'].includes(getComputedStyle(one).overflowX))
    .filter(one => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
    .map(one => one.outerHTML.slice(0, 200))"""
"""Whatever holds more than it shows and cannot be scrolled."""

ENOUGH: Final = 3
CUT: Final = """enough => {
    const told = /^(class|role|type|lang|dir|hidden|disabled|checked|open|aria-(?!label|desc|con))/;
    const mark = (one) => one.localName + [...one.attributes].map(({ name, value }) =>
        told.test(name) ? `[${name}=${value}]` : `[${name}]`).sort().join('');
    const makes = (row) => {
        const paths = new Map([[row, mark(row)]]);
        for (const one of row.querySelectorAll('*')) {
            paths.set(one, `${paths.get(one.parentElement)} ${mark(one)}`);
        }
        return [...new Set(paths.values())];
    };
    for (const list of document.querySelectorAll('main *:not(dl, tr, svg, svg *, .map *)')) {
        if (list.childElementCount <= enough) continue;
        const seen = {};
        for (const row of [...list.children]) {
            const found = makes(row);
            if (found.every(make => seen[make] >= enough)) row.remove();
            else for (const make of found) seen[make] = (seen[make] ?? 0) + 1;
        }
    }
}"""
"""Takes a row out of a list, a table or a group of choices when it has nothing of a make that does
not stand three times before it.

Of one make are elements whose name, classes, roles and states are the same from the row down: to
axe-core the fourth says what the third said, and a long list keeps it busy for half a minute.
"""


@pytest.fixture
def page(walking: Page) -> Page:
    """The walking page as by day on a phone."""
    resize(walking, PHONE)
    walking.emulate_media(color_scheme="light", forced_colors="none")
    return walking


def resize(page: Page, viewport: dict[str, int]) -> None:
    """Gives a page the size of a phone or a desk."""
    page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})


def go(page: Page, address: str) -> None:
    """Goes to a page, and waits until its map is drawn, where it has one."""
    page.goto(address)
    if page.locator("[data-map]").count():
        page.locator(".map.is-live").wait_for(state="attached")


def violations(page: Page, rules: list[str] | None = None, *, but: Sequence[str] = ()) -> list[str]:
    """Every rule of axe-core that the page breaks, with where; all of them, or only `rules`.

    Those of `but` are not asked: colours take axe-core longer than all else, and do not change
    with the language.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(CUT, ENOUGH)
        # By the debugger, so that the page's own policy stays as strict as it is.
        page.evaluate(AXE)
    asked: dict[str, Any] = {"resultTypes": ["violations"]}
    enabled = {"target-size": True, **dict.fromkeys(but, False)}
    told = {name: {"enabled": is_on} for name, is_on in enabled.items()}
    asked |= {"runOnly": rules} if rules else {"rules": told}
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(document, options).then(result => result.violations)", asked
    )
    return [
        f"{rule['id']}: {node['html']} {json.dumps(node['any'], ensure_ascii=False)[:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


def assert_reflows(page: Page) -> None:
    """Asserts that at 320 px nothing is lost or asks to be scrolled sideways, spaced wide too."""
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    for spacing in ("() => {}", SPACED):
        page.evaluate(spacing)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, page.url
    assert page.evaluate(CUT_OFF) == [], page.url
    page.evaluate("document.adoptedStyleSheets = []")
    resize(page, PHONE)


def assert_accessible(page: Page, *, thoroughly: bool = False) -> None:
    """Asserts that axe-core finds nothing on a phone; `thoroughly` by night and at a desk too."""
    assert not violations(page), page.url
    if thoroughly:
        # By night only the colours are others.
        page.emulate_media(color_scheme="dark")
        assert not violations(page, COLOURS), f"{page.url} by night"
        page.emulate_media(color_scheme="light")
        resize(page, DESK)
        assert not violations(page), f"{page.url} at a desk"


def test_a_fault_in_one_row_of_many_is_found(site: str, page: Page) -> None:
    go(page, f"{site}/hele-byen/")
    rows = page.locator("[data-record]")
    assert rows.count() > 40
    rows.last.evaluate("one => one.append(document.createElement('button'))")
    found = violations(page)
    assert [one.partition(":")[0] for one in found].count("button-name") == 1, found
    assert 0 < rows.count() < 30


def test_every_kind_of_page_is_among_those_walked(home_of_today: Path) -> None:
    app = create_app(SiteConfig(home=home_of_today))
    blueprints = {one.name for one in PAGES}
    there = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in blueprints
    }
    assert there - FEEDS - set(RECORD) == set()


@pytest.mark.parametrize("kind", RECORD)
def test_a_page_of_the_record_is_for_everybody(site: str, page: Page, kind: str) -> None:
    go(page, f"{site}{RECORD[kind]}")
    assert_reflows(page)
    assert_accessible(page, thoroughly=kind in THOROUGHLY)


@pytest.mark.parametrize("kind", RECORD)
def test_so_it_is_in_arabic(site: str, page: Page, kind: str) -> None:
    go(page, f"{site}/ar{RECORD[kind]}")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert_reflows(page)
    assert not violations(page, but=() if kind in THOROUGHLY else COLOURS), page.url


@pytest.mark.parametrize("kind", RECORD)
def test_and_in_english(site: str, page: Page, kind: str) -> None:
    go(page, f"{site}/en{RECORD[kind]}")
    assert not violations(page, but=COLOURS), page.url


@pytest.mark.parametrize("kind", TODAY)
def test_a_page_of_today_is_for_everybody(site_of_today: str, page: Page, kind: str) -> None:
    go(page, f"{site_of_today}{TODAY[kind]}")
    assert_reflows(page)
    assert_accessible(page, thoroughly=kind in THOROUGHLY)
    go(page, f"{site_of_today}/ar{TODAY[kind]}")
    assert not violations(page), page.url


@pytest.mark.parametrize("root", ["", "/ar"])
def test_an_error_page_is_for_everybody(site: str, page: Page, seen: Faults, root: str) -> None:
    address = f"{site}{root}/findes-ikke"
    seen.expected.add(address)
    go(page, address)
    assert_reflows(page)
    assert_accessible(page)


def test_what_stands_at_a_mark_is_for_everybody(site: str, page: Page) -> None:
    go(page, f"{site}/valby/")
    page.locator("[data-show-on-map]:visible").first.click()
    page.locator(POPUP).wait_for()
    assert not violations(page)


def test_in_the_visitors_own_colours_nothing_is_told_by_colour_alone(site: str, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    resize(page, DESK)
    go(page, f"{site}/noerrebro/")
    current = page.locator(".nav [aria-current], .siblings [aria-current]").first
    assert "underline" in current.evaluate("one => getComputedStyle(one).textDecorationLine")
    box = page.locator("[data-facets] label:has(input[type=checkbox])").first
    box.locator("input").check()
    assert box.locator("input").evaluate("one => getComputedStyle(one).appearance") != "none"
