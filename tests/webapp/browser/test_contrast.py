"""Who asks the browser for more contrast gets it: words, lines and links, by day and by night."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import pytest

from tests.webapp.browser.conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.webapp.browser.conftest import Visit

CONTRAST: Final = """([selector, property]) => {
    const light = colour => {
        const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    };
    const one = document.querySelector(selector);
    const pair = [getComputedStyle(one)[property], getComputedStyle(document.body).backgroundColor];
    const [more, less] = pair.map(light).sort((a, b) => b - a);
    return (more + 0.05) / (less + 0.05);
}"""
"""The ratio of WCAG 1.4.3 between a colour of an element and the paper beneath it."""

FAINTEST: Final = {
    (".foot__what", "color"): 12.0,
    (".record__age", "color"): 10.0,
    (".record", "borderBottomColor"): 4.5,
    (".search__field", "borderTopColor"): 7.0,
}
"""What is faintest on the page, and the least contrast that it may have then."""


def contrasts(page: Page) -> dict[tuple[str, str], float]:
    """The contrast of whatever is faintest."""
    return {one: float(page.evaluate(CONTRAST, list(one))) for one in FAINTEST}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_asks_for_more_contrast_gets_it(
    site: str, visit: Visit, scheme: Literal["light", "dark"]
) -> None:
    page = visit(f"{site}/tingbjerg/", viewport=PHONE, color_scheme=scheme, reduced_motion="reduce")
    plain = contrasts(page)
    page.emulate_media(contrast="more")
    told = contrasts(page)
    assert {one: ratio for one, ratio in told.items() if ratio < FAINTEST[one]} == {}
    assert all(told[one] > plain[one] for one in FAINTEST)
