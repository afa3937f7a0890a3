"""The drawn city beneath the markers: to be seen at every zoom, and its names apart and at rest."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

import pytest

from atlas.ground_symbology import GROUND_STYLES
from tests.webapp.browser.conftest import DESK, PHONE
from tests.webapp.browser.visiting import markers, marks

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.webapp.browser.conftest import Visit

ZOOMS: Final = (11, 12, 13, 14, 15)
ALIKE: Final = 10
HARBOUR: Final = "55.68500/12.59500"
LISTENING: Final = """
    document.addEventListener("DOMContentLoaded", () => {
        document.querySelector("[data-map]").addEventListener("atlas:names", (event) => {
            window.atlasNames = event.detail;
        });
    });
"""
COLOURS: Final = """
    () => {
        const canvas = document.querySelector(".leaflet-ground-pane canvas");
        const {width, height} = canvas;
        const {data} = canvas.getContext("2d").getImageData(0, 0, width, height);
        const found = {};
        for (let at = 0; at < data.length; at += 4) {
            const bytes = [data[at], data[at + 1], data[at + 2]];
            const colour = "#" + bytes.map((one) => one.toString(16).padStart(2, "0")).join("");
            found[colour] = (found[colour] ?? 0) + 1;
        }
        return found;
    }
"""
CLASHES: Final = """
    ([names, marks]) => {
        const badges = marks.map((one) =>
            [one.x - one.side, one.y - one.up, one.x + one.side, one.y + one.down]);
        const meet = (one, other) => one[0] < other[2] && other[0] < one[2]
            && one[1] < other[3] && other[1] < one[3];
        return names.filter(({boxes}) => boxes.some((box) => badges.some((one) => meet(box, one))))
            .map(({text}) => text);
    }
"""


def drawn(page: Page) -> list[dict[str, Any]]:
    """Wait for the ground and return the names that are written on it, with their boxes."""
    markers(page).first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    # Names are settled in slices; those of before stand until then.
    page.locator("[data-map][data-names]").wait_for(state="attached")
    names: list[dict[str, Any]] = page.evaluate("window.atlasNames")
    return names


def opened(visit: Visit, address: str, **settings: Any) -> Page:
    """Open a page on which somebody listens to the names."""
    page = visit("about:blank", **settings)
    page.add_init_script(LISTENING)
    page.goto(address)
    return page


@pytest.mark.parametrize(
    ("viewport", "shade"), [(DESK, 0), (PHONE, 1)], ids=["desk-day", "phone-night"]
)
def test_streets_land_and_water_are_on_the_canvas_in_the_colours_of_the_symbology(
    site: str, visit: Visit, viewport: dict[str, int], shade: int
) -> None:
    scheme = ("light", "dark")[shade]
    page = opened(visit, f"{site}/#kort=11/{HARBOUR}", viewport=viewport, color_scheme=scheme)
    for zoom in ZOOMS:
        page.goto(f"{site}/#kort={zoom}/{HARBOUR}")
        page.reload()
        drawn(page)
        colours = page.evaluate(COLOURS)
        for kinds in (("water",), ("land",), ("street-1", "street-2")):
            seen = sum(pixels(colours, GROUND_STYLES[kind].fill[shade]) for kind in kinds)
            assert seen > 20, (zoom, kinds)


def test_names_keep_out_of_one_another_and_of_the_markers(site: str, visit: Visit) -> None:
    page = opened(visit, f"{site}/noerrebro/")
    for zoom in ZOOMS:
        page.goto(f"{site}/noerrebro/#kort={zoom}/55.69900/12.55000")
        page.reload()
        names = drawn(page)
        assert names
        clashes = [
            (one["text"], other["text"])
            for one, other in combinations(names, 2)
            if any(meet(box, against) for box in one["boxes"] for against in other["boxes"])
        ]
        assert not clashes, zoom
        assert page.evaluate(CLASHES, [names, marks(page)]) == [], zoom


def test_the_map_names_streets_stations_parks_and_waters(site: str, visit: Visit) -> None:
    names = drawn(opened(visit, f"{site}/noerrebro/#kort=14/55.69500/12.55500"))
    kinds = {one["kind"] for one in names}
    assert {"station", "label-park", "label-water"} <= kinds
    assert {one["text"] for one in names if one["kind"].startswith("street-")} > {"Nørrebrogade"}


def test_no_name_jumps_when_the_map_is_moved(site: str, visit: Visit) -> None:
    page = opened(visit, f"{site}/noerrebro/#kort=14/55.69500/12.55500")
    before = drawn(page)
    page.locator("[data-map]").hover(position={"x": 200, "y": 60})
    page.mouse.down()
    page.mouse.move(600, 300)
    page.mouse.move(520, 360, steps=4)
    page.mouse.up()
    page.wait_for_url(lambda url: "kort=14/55.69500/12.55500" not in url)
    after = {(one["text"], len(one["boxes"])): one["boxes"][0] for one in drawn(page)}
    moves = {
        (round(box[0] - one["boxes"][0][0]), round(box[1] - one["boxes"][0][1]))
        for one in before
        if [other["text"] for other in before].count(one["text"]) == 1
        and (box := after.get((one["text"], len(one["boxes"])))) is not None
    }
    assert len(moves) == 1
    assert moves != {(0, 0)}


def test_the_sea_goes_on_to_every_edge(site: str, visit: Visit) -> None:
    """Where nothing is drawn yet there is sea, and not the page."""
    page = visit(f"{site}/#kort=11/55.60000/12.90000")
    markers(page).first.wait_for(state="attached")
    colour = page.locator("[data-map]").evaluate("one => getComputedStyle(one).backgroundColor")
    red, green, blue = (int(GROUND_STYLES["water"].fill[0][at : at + 2], 16) for at in (1, 3, 5))
    assert colour == f"rgb({red}, {green}, {blue})"


def test_the_ground_is_out_of_the_way_of_keyboard_and_reader(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    markers(page).first.wait_for()
    canvases = page.locator(".map-canvas")
    assert canvases.count() == 3
    for canvas in canvases.all():
        assert canvas.get_attribute("aria-hidden") == "true"
        assert canvas.evaluate("one => one.tabIndex") == -1
    assert "OpenStreetMap" in page.locator(".map-attribution").inner_text()


def pixels(colours: dict[str, int], wanted: str) -> int:
    """How many pixels have about a colour: a thin line is smoothed into what it crosses."""
    return sum(
        count
        for colour, count in colours.items()
        if all(
            abs(int(colour[at : at + 2], 16) - int(wanted[at : at + 2], 16)) < ALIKE
            for at in (1, 3, 5)
        )
    )


def meet(one: list[float], other: list[float]) -> bool:
    """Whether two boxes share any room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
