"""Tests of the ground the tests stand on: it must be able to give way."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
ELSEWHERE = "192.0.2.1"  # an address set aside for documentation (RFC 5737)


def test_another_machine_is_refused_and_not_as_an_os_error() -> None:
    with socket.socket() as client, pytest.raises(AssertionError, match=ELSEWHERE):
        client.connect((ELSEWHERE, 80))
    with socket.socket() as client, pytest.raises(AssertionError, match=ELSEWHERE):
        client.connect_ex((ELSEWHERE, 80))
    with pytest.raises(AssertionError, match="example"):
        socket.getaddrinfo("service.example", 443)


def test_this_machine_is_not_refused() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        client.sendall(b"x")


def test_the_browser_runs_script(page: Page) -> None:
    page.set_content("<p id=a></p><script>a.textContent = 6 * 7</script>")
    assert page.locator("#a").inner_text() == "42"


@pytest.mark.parametrize(("ci", "status", "word"), [("true", 1, "error"), ("", 0, "skipped")])
def test_a_browser_test_that_cannot_run_fails_in_ci_only(
    ci: str, status: int, word: str, tmp_path: Path
) -> None:
    without_browser = {
        "PATH": str(tmp_path),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path),
        "HOME": str(tmp_path),
        "CI": ci,
    }
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", __file__, "-k", "runs_script"],
        cwd=ROOT,
        env={**os.environ, **without_browser},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, f"1 {word}" in run.stdout) == (status, True), run.stdout


def test_a_page_that_asks_another_host_or_breaks_is_noticed(tmp_path: Path) -> None:
    bad = tmp_path / "test_bad.py"
    bad.write_text(
        "def test_foreign(page):\n"
        "    page.set_content('<img src=http://service.example/x.png>')\n"
        "def test_broken(page):\n"
        "    page.set_content('<script>throw new Error(1)</script>')\n",
        encoding="utf-8",
    )
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", "pyproject.toml", "-p", "tests.conftest", bad],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "asked another host: http://service.example/x.png" in run.stdout, run.stdout
    assert "script error: 1" in run.stdout, run.stdout
