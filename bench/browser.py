"""The Chromium that pages are weighed and printed in."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from playwright.sync_api import Error, sync_playwright

from bench.errors import BenchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

_NAMES: Final = ("chromium", "google-chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a headless Chromium while the block runs.

    Raises:
        BenchError: where there is none.
    """
    found = filter(None, map(shutil.which, _NAMES))
    executable = next((path for path in found if not path.startswith("/snap/")), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=executable)
        except Error as fault:
            raise BenchError("No Chromium: run `make test` once, which installs it.") from fault
        yield browser
        browser.close()
