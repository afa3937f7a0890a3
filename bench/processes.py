"""Processes measured whole, and servers that run for as long as somebody asks them."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

from bench.errors import BenchError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ATLAS: Final = (sys.executable, "-m", "webapp.cli")
_PATIENCE_S: Final = 60
_KIB: Final = 1024


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run of a whole process: start of Python, imports and all.

    `cpu_s` counts the process and those children that it waited for; `peak_bytes` is the
    resident memory of the largest single process among them.
    """

    wall_s: float
    cpu_s: float
    peak_bytes: int


def measured(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end and return what it took.

    Raises:
        BenchError: where it fails; the message holds the end of what it said.
    """
    with tempfile.TemporaryFile("w+") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=said, stderr=subprocess.STDOUT, env=os.environ | (environment or {})
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise BenchError(f"{' '.join(command)}\n{said.read()[-2000:]}")
    return Run(
        wall_s=wall_s,
        cpu_s=usage.ru_utime + usage.ru_stime,
        peak_bytes=usage.ru_maxrss * _KIB,
    )


def middle(runs: Sequence[Run]) -> Run:
    """Return the median of each figure."""
    return Run(
        wall_s=median(run.wall_s for run in runs),
        cpu_s=median(run.cpu_s for run in runs),
        peak_bytes=int(median(run.peak_bytes for run in runs)),
    )


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


@contextmanager
def serving(
    command: Sequence[str], port: int, path: str, environment: Mapping[str, str] | None = None
) -> Iterator[None]:
    """Run a server while the block runs; `path` is what it must answer before the block begins.

    Raises:
        BenchError: where it does not answer within a minute.
    """
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, env=os.environ | (environment or {})
    ) as process:
        try:
            _await(process, port, path)
            yield
        finally:
            process.terminate()


def fetch(port: int, path: str) -> tuple[http.client.HTTPResponse, bytes]:
    """Return the answer of a local server, gzipped where it can, and its body as sent."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def _await(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if fetch(port, path)[0].status == http.client.OK:
                return
        except OSError:
            time.sleep(0.05)
    raise BenchError(f"{process.args!r} did not answer {path}.")
