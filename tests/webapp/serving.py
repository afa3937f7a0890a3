"""Real server processes for the tests of the website: `tfi-atlas serve` on a free port."""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

TFI_ATLAS = Path(sys.executable).with_name("tfi-atlas")
BUILT = "1793491200"  # 1 November 2026, so that what is built is the same at every run
_PATIENCE_S = 60.0


def clean_environment(**more: str) -> dict[str, str]:
    """This process's environment without the settings of an operator or of CI, plus `more`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TFI_ATLAS_")}
    return {**kept, "SOURCE_DATE_EPOCH": BUILT, **more}


def build(home: Path, *arguments: str | Path, languages: str = "da") -> None:
    """Builds and publishes a release under `home`, as an operator does, printed in `languages`."""
    done = subprocess.run(
        [TFI_ATLAS, "build", "--out", home, *arguments],
        env=clean_environment(TFI_ATLAS_PRINT_LANGUAGES=languages),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def built_once(name: str, make: Callable[[Path], None], factory: pytest.TempPathFactory) -> Path:
    """An atlas home that only is read, filled by `make` at the first call by this name.

    Where TFI_ATLAS_TESTED_HOMES names a folder, the home lies there, and runs of pytest that are
    at work side by side share it.
    """
    shared = os.environ.get("TFI_ATLAS_TESTED_HOMES")
    folder = Path(shared) if shared else factory.mktemp("homes")
    home = folder / name
    home.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "current").exists():
            make(home)
    return home


@contextmanager
def served(home: Path, **settings: str) -> Iterator[str]:
    """A server over `home` while the block runs; gives its address without a slash at the end."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        [TFI_ATLAS, "serve", "--port", str(port)],
        env=clean_environment(TFI_ATLAS_HOME=str(home), **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            wait_for(address, process)
            yield address
        finally:
            process.terminate()
            process.communicate(timeout=_PATIENCE_S)


def wait_for(address: str, process: subprocess.Popen[str]) -> None:
    """Waits until the server answers, whatever it answers."""
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        if process.poll() is not None:
            raise AssertionError(process.communicate()[0])
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):  # noqa: S310 - our own
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer within {_PATIENCE_S:.0f} s.")


def free_port() -> int:
    """A port of the loopback interface on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
