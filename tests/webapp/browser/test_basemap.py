"""The basemap's tiles on the canvas: seen at every zoom, named at rest, and never a broken map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect
from pyproj import Transformer

from atlas.ground_symbology import GROUND_STYLES
from tests.geodata.basemap.tile_store import ATTRIBUTION, EAST, NORTH
from tests.webapp.basemaps import with_basemap
from tests.webapp.browser.conftest import DESK, PHONE
from tests.webapp.browser.visiting import markers
from tests.webapp.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from tests.webapp.browser.conftest import Visit
    from tests.webapp.browser.visiting import Faults

ZOOMS: Final = range(11, 19)
ALIKE: Final = 12
LISTENING: Final = """
    document.addEventListener("DOMContentLoaded", () => {
        document.querySelector("[data-map]").addEventListener("atlas:names", (event) => {
            window.atlasNames = event.detail;
        });
    });
"""
AT_THE_MIDDLE: Final = """
    (around) => {
        const canvas = document.querySelector(".leaflet-ground-pane canvas");
        const map = document.querySelector("[data-map]").getBoundingClientRect();
        const box = canvas.getBoundingClientRect();
        const sharpness = canvas.width / box.width;
        const middle = [map.left + map.width / 2 - box.left, map.top + map.height / 2 - box.top];
        const [x, y] = middle.map((one) => Math.round((one - around) * sharpness));
        const size = Math.round(2 * around * sharpness);
        const {data} = canvas.getContext("2d").getImageData(x, y, size, size);
        const found = {};
        for (let at = 0; at < data.length; at += 4) {
            const bytes = [data[at], data[at + 1], data[at + 2]];
            const colour = "#" + bytes.map((one) => one.toString(16).padStart(2, "0")).join("");
            found[colour] = (found[colour] ?? 0) + 1;
        }
        return found;
    }
"""


def view(zoom: int, x: float, y: float) -> str:
    """The address of a view: its middle in metres from that of the small basemap."""
    to_degrees = Transformer.from_crs("EPSG:25832", "EPSG:4326", always_xy=True).transform
    lon, lat = to_degrees(EAST + x, NORTH + y)
    return f"/noerrebro/#kort={zoom}/{lat:.5f}/{lon:.5f}"


@pytest.fixture(scope="module")
def archive(record_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive in an atlas home with a small basemap."""
    return with_basemap(record_home, tmp_path_factory.mktemp("basemap") / "home")


@pytest.fixture(scope="module")
def mapped(archive: Path) -> Iterator[str]:
    """The address of a server over that home."""
    with served(archive.parents[2]) as address:
        yield address


def shown(page: Page) -> None:
    """Waits until the tiles of the view are drawn."""
    expect(page.locator(".map-attribution")).to_contain_text(ATTRIBUTION)
    page.wait_for_load_state("networkidle")


def pixels(page: Page, kind: str, *, around: int = 6, shade: int = 0) -> int:
    """How many pixels around the middle of the map have about the fill of a kind of ground."""
    wanted = GROUND_STYLES[kind].fill[shade]
    colours: dict[str, int] = page.evaluate(AT_THE_MIDDLE, around)
    return sum(
        count
        for colour, count in colours.items()
        if all(
            abs(int(colour[at : at + 2], 16) - int(wanted[at : at + 2], 16)) <= ALIKE
            for at in (1, 3, 5)
        )
    )


def come(page: Page, kind: str) -> bool:
    """Whether a kind of ground comes to stand in the middle of the map within some seconds."""
    for _ in range(50):
        page.wait_for_timeout(100)
        if pixels(page, kind) > 10:
            return True
    return False


@pytest.mark.parametrize(
    ("viewport", "shade"), [(DESK, 0), (PHONE, 1)], ids=["desk-day", "phone-night"]
)
def test_streets_are_on_the_canvas_at_every_zoom(
    mapped: str, visit: Visit, viewport: dict[str, int], shade: int
) -> None:
    scheme = ("light", "dark")[shade]
    settings: dict[str, Any] = {
        "viewport": viewport,
        "color_scheme": scheme,
        "device_scale_factor": 2,
    }
    page = visit(f"{mapped}{view(ZOOMS[0], 600, -182)}", **settings)
    for zoom in ZOOMS:
        page.goto(f"{mapped}{view(zoom, 600, -182)}")
        shown(page)
        page.wait_for_timeout(200)
        assert pixels(page, "street-1", shade=shade) > 10, zoom


def test_small_streets_and_houses_come_when_there_is_room_for_them(
    mapped: str, visit: Visit
) -> None:
    page = visit(f"{mapped}{view(13, 600, -781)}")
    shown(page)
    assert pixels(page, "street-4", around=3) < 10
    page.goto(f"{mapped}{view(16, 600, -781)}")
    assert come(page, "street-4")
    page.goto(f"{mapped}{view(16, -640, -174)}")
    assert come(page, "building")


def test_names_stay_where_they_are_while_the_map_is_moved(mapped: str, visit: Visit) -> None:
    page = visit("about:blank")
    page.add_init_script(LISTENING)
    page.goto(f"{mapped}{view(15, 0, -500)}")
    shown(page)
    before = names(page)
    assert {"Prøvegade 2", "Prøvegade 3", "Prøvekvarteret"} <= {one["text"] for one in before}
    page.locator("[data-map]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: url != f"{mapped}{view(15, 0, -500)}")
    shown(page)
    after: dict[str, list[list[float]]] = {}
    for one in names(page):
        after.setdefault(one["text"], []).append(one["boxes"][0])
    moves = [
        min(round(was[0] - now[0]) for now in after[one["text"]] if abs(was[0] - now[0]) > 1)
        for one in before
        if one["text"] in after and (was := one["boxes"][0])[0] > 200
    ]
    assert moves
    assert len(set(moves)) == 1, moves


def names(page: Page) -> list[dict[str, Any]]:
    """The names that are written on the map, with their boxes."""
    page.evaluate("document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 150)))")
    # Names are settled in slices; those of before stand until then.
    page.locator("[data-map][data-names]").wait_for(state="attached")
    found: list[dict[str, Any]] = page.evaluate("window.atlasNames")
    return found


def test_without_a_basemap_its_reader_is_not_fetched(site: str, visit: Visit) -> None:
    page = visit("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/noerrebro/")
    markers(page).first.wait_for()
    page.wait_for_load_state("networkidle")
    assert any("/static/map." in one for one in asked)
    assert not [one for one in asked if "/static/archive." in one or "grundkort" in one]


@pytest.mark.parametrize("fault", ["gone", "no archive", "tiles damaged"])
def test_an_archive_that_is_gone_or_damaged_leaves_the_drawn_map(
    mapped: str, visit: Visit, faults: Faults, fault: str
) -> None:
    def answer(route: Route) -> None:
        if fault == "gone":
            faults.expected.add(route.request.url)
            route.fulfill(status=404)
        elif fault == "tiles damaged" and "?bytes=0-" in route.request.url:
            route.continue_()
        else:
            route.fulfill(status=206, body=b"no tile of ours" * 40)

    page = visit("about:blank")
    page.route("**/basemap.pmtiles*", answer)
    with page.expect_response(lambda response: "/basemap.pmtiles" in response.url):
        page.goto(f"{mapped}{view(14, 600, -182)}")
    markers(page).first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    assert pixels(page, "district", around=150) + pixels(page, "land", around=150) > 1000
    expect(page.locator(".map-attribution")).to_contain_text("OpenStreetMap")
    expect(page.locator(".map-attribution")).not_to_contain_text(ATTRIBUTION)


def test_a_server_that_knows_no_ranges_does_not_send_the_whole_archive(
    mapped: str, visit: Visit
) -> None:
    page = visit("about:blank")
    page.add_init_script("""
        window.left = [];
        const ask = window.fetch;
        window.fetch = (address, how) => String(address).includes("?bytes=")
            ? Promise.resolve(new Response(new ReadableStream({
                start() { how.signal?.addEventListener("abort", () => window.left.push(address)); },
              })))
            : ask(address, how);
    """)
    page.goto(f"{mapped}/noerrebro/")
    page.wait_for_function("() => window.left.length > 0")
