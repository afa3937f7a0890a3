"""What every test stands on: a network that is refused, and a real browser."""

import os
import shutil
import socket
from collections.abc import Callable, Generator, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

Connect = Callable[[socket.socket, Any], int | None]

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

CHROMIUM_NAMES = ("chromium", "google-chrome")
CHROMIUM_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # The browser, too, finds nobody but our own servers.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


class NetworkRefusedError(AssertionError):
    """A test reached for another machine; no OSError, so that nothing takes it for "no result"."""


def refuse_strangers(host: object) -> None:
    """Raises NetworkRefusedError unless `host` is this machine."""
    if host is not None and host not in LOOPBACK:
        raise NetworkRefusedError(f"A test reached for {host!r}. Use a server on 127.0.0.1.")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuses, for the whole run, every connection and look-up that leaves this machine."""
    look_up = socket.getaddrinfo

    def guarded(method: Connect) -> Connect:
        def call(self: socket.socket, address: object) -> int | None:
            if isinstance(address, tuple):  # a Unix socket's address is a path
                refuse_strangers(address[0])
            return method(self, address)

        return call

    def guarded_look_up(host: str | None, *args: Any, **kwargs: Any) -> object:
        refuse_strangers(host)
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield


def system_chromium() -> str | None:
    """The Chromium of this system, or None where it has none but a snap, which sees no pipes."""
    found = filter(None, map(shutil.which, CHROMIUM_NAMES))
    return next((path for path in found if not path.startswith("/snap/")), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the whole run; without one the test is skipped, or fails in CI."""
    executable = system_chromium()
    with sync_playwright() as playwright:
        try:
            # Without an executable Playwright takes the one it installed itself, if it did.
            chromium = playwright.chromium.launch(
                executable_path=executable, args=list(CHROMIUM_ARGUMENTS)
            )
        except Error as error:
            if executable is not None:
                raise
            pytest.skip(f"No Chromium found ({error.message.splitlines()[0]}); run `make test`.")
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A Danish visitor's page at 1280 px, which at its end must have broken no law of the house.

    The test fails when a script raised, when the content security policy was violated, or when
    the page asked another host than 127.0.0.1 for anything.
    """
    context = browser.new_context(locale="da-DK", viewport={"width": 1280, "height": 800})
    faults: list[str] = []

    def note_request(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in {"about", "blob", "data"} and url.hostname not in LOOPBACK:
            faults.append(f"asked another host: {request.url}")

    def note_console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    context.on("request", note_request)
    context.on("console", note_console)
    context.on("weberror", lambda error: faults.append(f"script error: {error.error}"))
    yield context.new_page()
    context.close()
    assert not faults, "\n".join(faults)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks as `browser` every test that takes the browser, so that none can forget it."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turns a skipped browser test into a failure in CI, where a green run must mean it ran."""
    report = yield
    in_ci = os.environ.get("CI", "").lower() not in {"", "0", "false"}
    if in_ci and report.skipped and item.get_closest_marker("browser"):
        report.outcome = "failed"
    return report
