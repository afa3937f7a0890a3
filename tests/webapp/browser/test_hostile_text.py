"""Hostile text in every field of an operator's table: it is shown, and nothing of it runs."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from tests.webapp.browser.visiting import markers, press_mark
from tests.webapp.serving import build, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.webapp.browser.conftest import Visit

ATTACKS = (
    "<img src=x onerror=\"window.__pwned='img'\">",
    "</script><script>window.__pwned='script'</script>",
    "${window.__pwned='template'}",
    "{{ 7 * 191 }}",
    '"><svg onload="window.__pwned=\'svg\'">',
    '");alert(1)//',
    "<a href=\"javascript:window.__pwned='link'\">tryk</a>",
    "]]><!--<script>alert(1)//",
)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over actors whose every text is an attack; none of them exists."""
    home = tmp_path_factory.mktemp("hostile")
    build(home, "--without-record", "--without-pdf", "--actors", write_table(home / "ond.csv"))
    with served(home) as address:
        yield address


def write_table(path: Path) -> Path:
    """Writes one actor for each attack, all of them at one point on Nørrebro."""
    fields = ("name", "alternate_names", "description", "address", "opening_hours", "document")
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("id", "themes", "lat", "lon", "year", "document_place", "status", *fields))
        for number, attack in enumerate(ATTACKS):
            row = (f"a-ond-{number}", "bolig", 55.6955, 12.5485, 2020, attack, "unknown")
            table.writerow((*row, *(attack for _field in fields)))
    return path


@pytest.mark.parametrize("language", ["", "/en"], ids=["da", "en"])
def test_a_popup_shows_hostile_names_as_text(
    hostile_site: str, visit: Visit, language: str
) -> None:
    page = visit(f"{hostile_site}{language}/noerrebro/")
    popup = press_mark(page)
    names = popup.locator("li > a").all_inner_texts()
    assert sorted(" ".join(name.split()) for name in names) == sorted(ATTACKS)
    assert popup.locator("img, script, iframe, object, embed").count() == 0
    assert popup.locator("a[href^='javascript']").count() == 0
    for link in popup.locator("li > a").all():
        link.hover()
    assert page.evaluate("window.__pwned") is None


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/noerrebro/",
        "/soeg?q=script",
        "/soeg?q=%3Cscript%3Ewindow.__pwned=1%3C/script%3E",
        "/data",
    ]
    + [f"/aktoerer/a-ond-{number}" for number in range(len(ATTACKS))],
)
def test_no_page_runs_hostile_text(hostile_site: str, walking: Page, path: str) -> None:
    page = walking
    page.goto(f"{hostile_site}{path}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.__pwned") is None
    assert page.locator("main img[src=x], main [onload], main [onerror]").count() == 0


@pytest.mark.parametrize(
    "tail",
    [
        "?tema=%22%3E%3Cscript%3Ewindow.__pwned=1%3C/script%3E",
        "?lag=%3Cimg%20src=x%20onerror=window.__pwned=1%3E",
        "#kort=1e9/NaN/%3Cscript%3E",
        "#kort=99/89.9/179.9",
        "#%22%3E%3Cimg%20src=x%20onerror=window.__pwned=1%3E",
    ],
)
def test_a_hostile_address_leaves_the_map_at_work(
    hostile_site: str, walking: Page, tail: str
) -> None:
    page = walking
    page.goto("about:blank")  # or a new end of the address alone would load nothing
    page.goto(f"{hostile_site}/noerrebro/{tail}")
    markers(page).first.wait_for(state="attached")
    assert page.evaluate("window.__pwned") is None
