"""The usual way to a background map: square pictures of 256 pixels, asked for one by one.

They are drawn by the atlas's own map, names and all, so that both show the same, and kept as a
tile server keeps them: as PNG of 256 colours.
"""

from __future__ import annotations

import base64
import math
import re
import struct
import threading
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt
    from playwright.sync_api import Page

Place = tuple[int, int, int]
"""Zoom, column from the west, row from the north."""

TILE_PX: Final = 256
_ADDRESS: Final = re.compile(r"^/(\d+)/(\d+)/(\d+)\.png$")
_COLOURS: Final = 256
_SETTLED_MS: Final = 400
_PIXELS: Final = """
    (size) => {
        const map = document.querySelector("[data-map]");
        const frame = map.getBoundingClientRect();
        const [x, y] = [frame.left + map.clientLeft, frame.top + map.clientTop];
        const picture = document.createElement("canvas");
        [picture.width, picture.height] = [size, size];
        const context = picture.getContext("2d");
        for (const canvas of document.querySelectorAll(".map-canvas")) {
            const box = canvas.getBoundingClientRect();
            const left = Math.round(box.left - x - map.clientWidth / 2 + size / 2);
            const top = Math.round(box.top - y - map.clientHeight / 2 + size / 2);
            context.drawImage(canvas, left, top, box.width, box.height);
        }
        let letters = "";
        for (const byte of context.getImageData(0, 0, size, size).data) {
            letters += String.fromCharCode(byte);
        }
        return btoa(letters);
    }
"""


class RasterServer:
    """Hands out tiles; one that is not drawn yet is noted in `asked` and is not there."""

    def __init__(self) -> None:
        """Begin without a tile."""
        self.tiles: dict[Place, bytes] = {}
        self.asked: set[Place] = set()

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Answer while the block runs; gives the address with `{z}`, `{x}` and `{y}` in it."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        tiles, asked = self.tiles, self.asked

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                found = _ADDRESS.match(self.path)
                place = (int(found[1]), int(found[2]), int(found[3])) if found else (0, 0, 0)
                asked.add(place)
                content = tiles.get(place, b"")
                self.send_response(200 if content else 404)
                self.send_header("Content-Type", "image/png")
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Cache-Control", "public, max-age=604800")
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler


def draw_tiles(page: Page, address: str, places: Iterable[Place]) -> dict[Place, bytes]:
    """Return tiles as PNG, drawn by the map at `address`, whose page is opened for it."""
    found = {}
    page.goto(address, wait_until="networkidle")
    for place in sorted(places):
        lat, lon = _middle(place)
        page.goto(f"{address}#kort={place[0]}/{lat:.6f}/{lon:.6f}")
        page.wait_for_timeout(_SETTLED_MS)
        page.wait_for_load_state("networkidle")
        content = base64.b64decode(page.evaluate(_PIXELS, TILE_PX))
        pixels = np.frombuffer(content, dtype=np.uint8).reshape(TILE_PX, TILE_PX, 4)
        found[place] = png_of(pixels[:, :, :3])
    return found


def png_of(pixels: npt.NDArray[np.uint8]) -> bytes:
    """Return a picture (rows, columns, red-green-blue) as PNG of its 256 commonest colours."""
    flat = pixels.reshape(-1, 3).astype(np.int32)
    keys = flat[:, 0] << 16 | flat[:, 1] << 8 | flat[:, 2]
    shades, owners, counts = np.unique(keys, return_inverse=True, return_counts=True)
    commonest = shades[np.argsort(-counts, kind="stable")[:_COLOURS]]
    away = np.abs(_channels(shades)[:, np.newaxis] - _channels(commonest)).sum(axis=2)
    indices = away.argmin(axis=1)[owners].astype(np.uint8).reshape(pixels.shape[:2])
    rows = b"".join(b"\x00" + row.tobytes() for row in indices)
    header = struct.pack(">IIBBBBB", pixels.shape[1], pixels.shape[0], 8, 3, 0, 0, 0)
    parts = (
        _chunk(b"IHDR", header),
        _chunk(b"PLTE", _channels(commonest).astype(np.uint8).tobytes()),
        _chunk(b"IDAT", zlib.compress(rows, 9)),
        _chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _channels(keys: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    return np.column_stack((keys >> 16, keys >> 8 & 0xFF, keys & 0xFF))


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def _middle(place: Place) -> tuple[float, float]:
    """Return latitude and longitude of a tile's middle in degrees (WGS84)."""
    zoom, x, y = place
    lon = (x + 0.5) / 2**zoom * 360 - 180
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (y + 0.5) / 2**zoom))))
    return lat, lon
