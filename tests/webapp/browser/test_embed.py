"""The map in a frame of somebody else's page: it works there, and nothing else of the site does."""

from __future__ import annotations

import threading
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.webapp.browser.visiting import MARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.webapp.browser.conftest import Visit


@pytest.fixture
def foreign() -> Iterator[Callable[[str], str]]:
    """A page of another site: give it its content, and its address comes back."""
    pages: list[str] = []

    class Foreign(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages[0].encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Foreign)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def with_content(content: str) -> str:
        pages[:] = ["<!doctype html><title>En forening</title><link rel=icon href=data:,>", content]
        pages[:] = ["".join(pages)]
        return f"http://localhost:{server.server_port}/"

    yield with_content
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_copied_lines_show_the_map_on_a_foreign_page(
    site: str, visit: Visit, foreign: Callable[[str], str]
) -> None:
    how = visit(f"{site}/noerrebro/?tema=bolig", java_script_enabled=False)
    how.get_by_role("link", name="Indlejr dette kort").click()
    lines = unescape(how.locator("textarea").input_value())
    page = visit(foreign(lines))
    frame = page.frame_locator("iframe")
    frame.locator(MARKS).wait_for()
    placed = frame.locator("[data-map]").get_attribute("data-placed")
    expected = visit(f"{site}/noerrebro/?tema=bolig")
    expect(expected.locator("[data-map]")).to_have_attribute("data-placed", str(placed))
    way = frame.get_by_role("link", name="i TFI-atlas")
    expect(way).to_have_attribute("href", "/noerrebro/?tema=bolig")
    assert way.evaluate("one => one.target || document.querySelector('base').target") == "_blank"


def test_no_other_page_stands_in_a_foreign_frame(
    site: str, visit: Visit, foreign: Callable[[str], str], faults: object
) -> None:
    page = visit("about:blank")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    address = foreign(f'<iframe src="{site}/noerrebro/"></iframe>')
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert any("frame-ancestors" in one for one in refused)
    faults.found.clear()  # type: ignore[attr-defined] # the refusal is what was wanted
