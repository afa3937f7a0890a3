"""`tfi-atlas serve` as a person at the command line meets it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.webapp.serving import TFI_ATLAS, clean_environment, free_port, wait_for

if TYPE_CHECKING:
    from pathlib import Path


def test_it_prints_its_address_and_stops_when_told(record_home: Path) -> None:
    port = free_port()
    with subprocess.Popen(
        [TFI_ATLAS, "serve", "--port", str(port)],
        env=clean_environment(TFI_ATLAS_HOME=str(record_home)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        wait_for(f"http://127.0.0.1:{port}", process)
        process.terminate()
        out, err = process.communicate(timeout=30)
    assert f"http://127.0.0.1:{port}/" in out
    assert err == ""
    assert process.returncode == 0


def test_without_a_release_it_says_what_to_run(tmp_path: Path) -> None:
    port = free_port()
    with subprocess.Popen(
        [TFI_ATLAS, "serve", "--port", str(port)],
        env=clean_environment(TFI_ATLAS_HOME=str(tmp_path)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        wait_for(f"http://127.0.0.1:{port}", process)
        process.terminate()
        _out, err = process.communicate(timeout=30)
    assert "tfi-atlas build" in err
    assert not (tmp_path / "releases").exists()


@pytest.mark.parametrize(
    ("arguments", "settings", "status", "words"),
    [
        (["--port", "0"], {}, 2, "--port"),
        ([], {"TFI_ATLAS_TILES_URL": "x"}, 3, "TFI_ATLAS_TILES_ATTRIBUTION"),
    ],
)
def test_what_cannot_be_served_is_told(
    arguments: list[str], settings: dict[str, str], status: int, words: str
) -> None:
    done = subprocess.run(
        [TFI_ATLAS, "serve", *arguments],
        env=clean_environment(**settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, words in done.stderr) == (status, True), done.stderr
    assert "Traceback" not in done.stderr
