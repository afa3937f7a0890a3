"""The still picture, for who has no script: its ground comes out of a file, and is seen."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from atlas.ground_symbology import GROUND_STYLES

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.webapp.browser.conftest import Visit

WIDTHS = (390, 1000)
ENOUGH = 500


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/noerrebro/", "/ar/soeg?q=a"])
def test_the_ground_is_drawn_in_the_colours_of_the_page(
    site: str, visit: Visit, path: str, scheme: str
) -> None:
    page = visit(f"{site}{path}", java_script_enabled=False, color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    seen = picture(page)
    count = Counter(seen.get_flattened_data())
    for kind in ("green", "lake", "land", "district"):
        wanted = GROUND_STYLES[kind].fill[scheme == "dark"].lstrip("#")
        assert count[tuple(bytes.fromhex(wanted))] > ENOUGH, kind


@pytest.mark.parametrize("width", WIDTHS)
def test_the_picture_is_no_wider_than_its_ground(site: str, visit: Visit, width: int) -> None:
    page = visit(
        f"{site}/noerrebro/",
        java_script_enabled=False,
        viewport={"width": width, "height": 900},
    )
    page.wait_for_load_state("networkidle")
    seen = picture(page)
    water = tuple(bytes.fromhex(GROUND_STYLES["water"].fill[0].lstrip("#")))
    for x in (4, seen.width - 5):
        edge = [seen.getpixel((x, y)) for y in range(4, seen.height - 4)]
        assert edge.count(water) < len(edge) / 2, x


def picture(page: Page) -> Image.Image:
    """The still picture as the browser paints it."""
    return Image.open(BytesIO(page.locator(".still:visible").screenshot())).convert("RGB")
