"""Raster tiles: none by default; with a server configured, from there and from nowhere else."""

from __future__ import annotations

import struct
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.webapp.browser.visiting import markers
from tests.webapp.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.webapp.browser.conftest import Visit

ATTRIBUTION = "Opdigtet <b>fliseserver</b>"


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG (ISO/IEC 15948, 5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def grey_tile() -> bytes:
    """A PNG of one grey pixel."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\x00\x80")
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


class TileServer(BaseHTTPRequestHandler):
    """Answers every address with the same tile."""

    def do_GET(self) -> None:
        """Answers with a tile."""
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(grey_tile())

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def tile_server() -> Iterator[str]:
    """The address of a tile server of our own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), TileServer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def settings(tile_server: str) -> dict[str, str]:
    """What an operator sets for a tile server."""
    return {
        "TFI_ATLAS_TILES_URL": f"{tile_server}/{{z}}/{{x}}/{{y}}.png",
        "TFI_ATLAS_TILES_ATTRIBUTION": ATTRIBUTION,
    }


def test_a_configured_tile_server_is_the_ground_of_the_map(
    record_home: Path, tile_server: str, visit: Visit
) -> None:
    with served(record_home, **settings(tile_server)) as site:
        page = visit(f"{site}/noerrebro/#kort=14/55.70000/12.55000")
        markers(page).first.wait_for(state="attached")
        middle = page.locator(f".map-tiles img[src='{tile_server}/14/8763/5126.png']")
        expect(middle).to_be_attached()
        page.wait_for_function(
            "[...document.querySelectorAll('.map-tiles img')].every(one => one.naturalWidth === 1)"
        )
        # Text, even where the operator wrote markup.
        expect(page.locator(".map-attribution")).to_contain_text(ATTRIBUTION)
        assert page.locator(".leaflet-ground-pane").count() == 0
        page.get_by_role("button", name="Zoom ud").click()
        page.wait_for_url("**/#kort=13/**")
        page.wait_for_load_state("networkidle")


def test_tiles_of_a_zoom_that_was_left_are_not_waited_for(
    record_home: Path, tile_server: str, visit: Visit
) -> None:
    with served(record_home, **settings(tile_server)) as site:
        page = visit("about:blank")
        page.route("**/14/*/*.png", lambda _route: None)
        page.goto(f"{site}/noerrebro/#kort=14/55.70000/12.55000", wait_until="commit")
        expect(page.locator(".map-tiles img").first).to_be_attached()
        markers(page).first.wait_for(state="attached")
        with page.expect_event("requestfailed", lambda asked: "/14/" in asked.url):
            page.get_by_role("button", name="Zoom ud").click()


def test_without_one_the_page_asks_for_no_tile(site: str, visit: Visit) -> None:
    page = visit(f"{site}/noerrebro/")
    markers(page).first.wait_for()
    assert page.locator(".leaflet-tile").count() == 0
    expect(page.locator(".leaflet-ground-pane canvas")).to_be_attached()
