"""What a page is on paper: its text and lists, black on white, with the address it came from."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.webapp.markup import read
from webapp import create_app
from webapp.config import SiteConfig

if TYPE_CHECKING:
    from pathlib import Path

    from tests.webapp.browser.conftest import Visit

ON_SCREEN_ONLY = (
    ".nav, .switch, .seek, .skip, .siblings, .map, .map-tools, .sheet-bar, [data-facets],"
    " .desk, .search, .pager, #tag-med, button"
)


@pytest.mark.parametrize(
    ("path", "most_sheets"),
    [("/", 4), ("/valby/", 6), ("/ar/aktoerer/a-tyrkisk-raadgivning-rosen", 2)],
)
def test_a_page_prints_what_it_says_and_nothing_to_press(
    site_of_today: str, visit: Visit, path: str, most_sheets: int
) -> None:
    page = visit(f"{site_of_today}{path}", color_scheme="dark", reduced_motion="reduce")
    names = page.locator("main :is(h1, .record__name, dt):visible").count()
    page.emulate_media(media="print")
    assert page.locator(ON_SCREEN_ONLY).locator("visible=true").count() == 0
    assert page.locator("main :is(h1, .record__name, dt):visible").count() >= names
    body = "getComputedStyle(document.body)"
    assert page.evaluate(f"{body}.color") == "rgb(0, 0, 0)"
    assert page.evaluate(f"{body}.backgroundColor") == "rgb(255, 255, 255)"
    with pikepdf.open(BytesIO(page.pdf(format="A4"))) as printed:
        assert 1 <= len(printed.pages) <= most_sheets


def test_a_print_names_its_address_where_the_site_knows_its_own(home_of_today: Path) -> None:
    for public_url, named in (("https://atlas.example", 1), ("", 0)):
        client = create_app(SiteConfig(home=home_of_today, public_url=public_url)).test_client()
        page = read(client.get("/en/soeg?q=kvinder").text)
        found = page.all("p", **{"class": "printed-from"})
        assert len(found) == named
        assert all(one.text.endswith("https://atlas.example/en/soeg?q=kvinder") for one in found)
