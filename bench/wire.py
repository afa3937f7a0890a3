"""What a visitor's browser fetches for a district's page: bytes over the wire, by its count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import Error

from bench.browser import chromium
from bench.errors import BenchError
from bench.processes import ATLAS, free_port, serving

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

DISTRICTS: Final = ("noerrebro", "valby", "amager", "tingbjerg")
MAP: Final = ".leaflet-container"
MOST_BYTES: Final = 170_000


@dataclass(frozen=True, kw_only=True)
class Weight:
    """Bytes that came over the wire for one page with an empty cache, headers included, by type."""

    collection: str
    by_type: dict[str, int] = field(default_factory=dict)
    requests: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_type.values())


def measure_weights(home: Path) -> list[Weight]:
    """Open each district's page in a new browser context and count what arrives.

    Raises:
        BenchError: where the site does not answer or there is no browser.
    """
    port = free_port()
    command = [*ATLAS, "serve", "--port", str(port)]
    with (
        serving(command, port, "/healthz", {"TFI_ATLAS_HOME": str(home)}),
        chromium() as browser,
    ):
        return [_weigh(browser, port, collection) for collection in DISTRICTS]


def _weigh(browser: Browser, port: int, collection: str) -> Weight:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="da-DK")
    page = context.new_page()
    types: dict[str, str] = {}
    weights: Counter[str] = Counter()

    def note_type(event: dict[str, Any]) -> None:
        types[event["requestId"]] = event["type"]

    def note_bytes(event: dict[str, Any]) -> None:
        weights[types[event["requestId"]]] += int(event["encodedDataLength"])

    protocol = context.new_cdp_session(page)
    protocol.on("Network.responseReceived", note_type)
    protocol.on("Network.loadingFinished", note_bytes)
    protocol.send("Network.enable")
    page.goto(f"http://127.0.0.1:{port}/{collection}/", wait_until="networkidle")
    try:  # a page whose map did not come would pass for a light one
        page.wait_for_selector(MAP, timeout=10_000)
        page.wait_for_load_state("networkidle")
    except Error as fault:
        raise BenchError(f"The map of {collection} did not come: {fault.message}") from fault
    context.close()
    return Weight(collection=collection, by_type=dict(weights), requests=len(types))
