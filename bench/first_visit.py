"""How long a first visitor on a slow line waits for a district's map; and how fast tiles answer.

Beside it, through the same line: the same page on a server of raster tiles, which show the same.
`python -m bench.first_visit HOME` measures an atlas home that has a release, and prints.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import Error

from atlas.basemap import Basemap
from atlas.first_tiles import first_tiles
from atlas.layer_store import LayerStore
from atlas.settings import settings_from
from bench.browser import chromium
from bench.errors import BenchError
from bench.load import ROUNDS, Latency, latency, one_round
from bench.peers.raster import RasterServer, draw_tiles
from bench.processes import ATLAS, fetch, free_port, measured, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MOST_S: Final = 6.0
MOST_TILE_MS: Final = 10.0
"""The aims: a map that can be used in 6 s, and 99 of 100 tiles within 10 ms."""

DISTRICT: Final = "noerrebro"
BYTES_A_SECOND: Final = 50_000
ROUND_TRIP_MS: Final = 400
RUNS: Final = 3
SCREENS: Final = {390: (390, 844, 3), 1280: (1280, 800, 1)}
"""A phone and a wide screen: width, height and pixels of the screen per CSS pixel."""

_WARMING_UP: Final = 8
_PATIENCE_MS: Final = 60_000
_WATCH: Final = Path(__file__).with_name("watch.js")


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Seconds from the click to something to read, a usable and a finished map; and bytes."""

    readable_s: float
    usable_s: float
    finished_s: float
    total_bytes: int
    tile_bytes: int
    requests: int


@dataclass(frozen=True, kw_only=True)
class FirstVisits:
    """Medians by the screen's width; `tiles` is the latency of the first tiles' ranges."""

    of_reference: bool
    atlas: dict[int, Visit]
    raster: dict[int, Visit]
    tiles: Latency


@dataclass
class _Wire:
    """What came over the wire, as the browser counts it: bytes with headers, by address."""

    urls: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def watch(self, page: Page) -> Any:  # noqa: ANN401 - Playwright's session
        """Count from now on, and return the session that does."""
        protocol = page.context.new_cdp_session(page)
        protocol.on("Network.requestWillBeSent", self._sent)
        protocol.on("Network.loadingFinished", self._come)
        protocol.send("Network.enable")
        return protocol

    def bytes_of(self, *parts: str) -> int:
        """Return the bytes of addresses that hold one of these, of all without any."""
        return sum(
            size
            for key, size in self.sizes.items()
            if not parts or any(part in self.urls[key] for part in parts)
        )

    def _sent(self, event: dict[str, Any]) -> None:
        self.urls[event["requestId"]] = event["request"]["url"]

    def _come(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = int(event["encodedDataLength"])


def measure_first_visits(home: Path) -> FirstVisits:
    """Give the home a basemap where it has none, and visit its site and the raster one.

    Raises:
        BenchError: where a build, a server or a map fails.
    """
    reference = settings_from().reference
    if Basemap(home).archive() is None:
        _add_basemap(home, reference)
    server, taken = RasterServer(), {}
    port, peer_port = free_port(), free_port()
    own = {"TFI_ATLAS_HOME": str(home), "TFI_ATLAS_TILES_URL": ""}
    with server.serving() as url, chromium() as browser:
        usual = own | {"TFI_ATLAS_TILES_URL": url, "TFI_ATLAS_TILES_ATTRIBUTION": "bench"}
        with (
            serving([*ATLAS, "serve", "--port", str(port)], port, "/healthz", own),
            serving([*ATLAS, "serve", "--port", str(peer_port)], peer_port, "/healthz", usual),
        ):
            for one in (port, peer_port):
                for _ in range(_WARMING_UP):
                    fetch(one, f"/{DISTRICT}/")
            _fill(server, browser, port, peer_port)
            for name, one in (("atlas", port), ("raster", peer_port)):
                taken[name] = {width: _visits(browser, one, width) for width in SCREENS}
            tiles = _tiles(home, port)
    return FirstVisits(of_reference=reference is not None, tiles=tiles, **taken)


def _add_basemap(home: Path, reference: Path | None) -> None:
    """Build a basemap of the reference folder; without one that of the tests, drawn for them."""
    if reference:
        measured([*ATLAS, "basemap", "build", "--from", str(reference), "-o", str(home)])
        return
    from tests.webapp.basemaps import add_basemap  # noqa: PLC0415 - not where there is a reference

    add_basemap(home)


def _fill(server: RasterServer, browser: Browser, port: int, peer_port: int) -> None:
    """Draw what tiles the page asks the raster server for."""
    for width in SCREENS:
        page = _page(browser, width)
        page.goto(f"http://127.0.0.1:{peer_port}/{DISTRICT}/")
        # The map begins once the page has been painted, which may be after the network is idle.
        page.wait_for_selector(".map-tiles img", state="attached", timeout=_PATIENCE_MS)
        page.wait_for_load_state("networkidle")
        page.context.close()
    if not server.asked:
        raise BenchError("The page asked the raster server for no tile.")
    page = _page(browser, 1280)
    found = draw_tiles(page, f"http://127.0.0.1:{port}/{DISTRICT}/", server.asked)
    server.tiles.update(found)
    page.context.close()


def _visits(browser: Browser, port: int, width: int) -> Visit:
    """Visit `RUNS` times and return the median of each figure."""
    visits = [_visit(browser, port, width) for _ in range(RUNS)]
    return Visit(
        readable_s=median(one.readable_s for one in visits),
        usable_s=median(one.usable_s for one in visits),
        finished_s=median(one.finished_s for one in visits),
        total_bytes=int(median(one.total_bytes for one in visits)),
        tile_bytes=int(median(one.tile_bytes for one in visits)),
        requests=int(median(one.requests for one in visits)),
    )


def _visit(browser: Browser, port: int, width: int) -> Visit:
    """Open the page with an empty cache through the slow line."""
    page, wire = _page(browser, width), _Wire()
    page.add_init_script(path=_WATCH)
    speed = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    emulated = {"offline": False, "latency": ROUND_TRIP_MS, **speed}
    wire.watch(page).send("Network.emulateNetworkConditions", emulated)
    page.goto(f"http://127.0.0.1:{port}/{DISTRICT}/", wait_until="commit")
    try:
        page.wait_for_function(
            "() => window.atlasFound?.finished && window.atlasFound.usable", timeout=_PATIENCE_MS
        )
    except Error as fault:
        raise BenchError(f"The map did not come at {width} px: {fault.message}") from fault
    found = page.evaluate("window.atlasFound")
    readable = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    page.wait_for_load_state("networkidle")
    page.context.close()
    return Visit(
        readable_s=readable / 1000,
        usable_s=found["usable"] / 1000,
        finished_s=found["finished"] / 1000,
        total_bytes=wire.bytes_of(),
        tile_bytes=wire.bytes_of("/grundkort/", ".png"),
        requests=len(wire.sizes),
    )


def _page(browser: Browser, width: int) -> Page:
    _, height, sharpness = SCREENS[width]
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=sharpness, locale="da-DK"
    )
    return context.new_page()


def _tiles(home: Path, port: int) -> Latency:
    """Ask for the ranges of a district's first tiles, by four clients."""
    archive = Basemap(home).archive()
    if archive is None:
        raise BenchError("The home has no basemap.")
    manifest = LayerStore(home).current().manifest
    rows = first_tiles(archive, tuple(manifest["layers"][f"{DISTRICT}/district"]["bbox"]))
    ranges = [
        f"{offset}-{offset + length - 1}" for row in rows for offset, length in row[3] if length
    ]
    path = f"/grundkort/{archive.id}/basemap.pmtiles"
    taken = [one for _ in range(ROUNDS) for one in one_round(port, path, ranges)]
    return latency(taken)


if __name__ == "__main__":
    from bench.first_visit_report import first_visits_section

    with tempfile.TemporaryDirectory() as passing:
        place = Path(sys.argv[1]) if sys.argv[1:] else Path(passing, "atlas")
        if not sys.argv[1:]:
            measured([*ATLAS, "build", "--without-pdf", "--out", str(place)])
        print("\n".join(first_visits_section(measure_first_visits(place))))
