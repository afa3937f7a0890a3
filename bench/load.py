"""How long a server's answers take while four visitors ask at once."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import quantiles
from typing import TYPE_CHECKING, Final

from bench.errors import BenchError

if TYPE_CHECKING:
    from collections.abc import Sequence

CLIENTS: Final = 4
ROUNDS: Final = 3
ROUND_S: Final = 1.0


@dataclass(frozen=True, kw_only=True)
class Latency:
    """Milliseconds from a request to the last byte of its answer, over all rounds."""

    p50_ms: float
    p99_ms: float
    answers: int


def latency(times: Sequence[float]) -> Latency:
    """Return the latency of so many milliseconds each."""
    cuts = quantiles(times, n=100, method="inclusive")
    return Latency(p50_ms=cuts[49], p99_ms=cuts[98], answers=len(times))


def one_round(port: int, path: str, ranges: Sequence[str] = ()) -> list[float]:
    """Return the milliseconds of every answer to four clients that begin together.

    With `ranges` ("0-99") each asks for one of these pieces of the file after the other.

    Raises:
        BenchError: where a client stops.
    """
    command = [sys.executable, "-m", "bench.client", str(port), path, str(ROUND_S), *ranges]
    with ExitStack() as at_the_end:
        clients = [
            at_the_end.enter_context(
                subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            )
            for _ in range(CLIENTS)
        ]
        for client in clients:
            hear(client)
        for client in clients:
            tell(client, "go")
        return [one for client in clients for one in json.loads(hear(client))]


def tell(client: subprocess.Popen[str], line: str) -> None:
    """Write a line to a client."""
    assert client.stdin is not None  # noqa: S101 - as Popen was told
    client.stdin.write(f"{line}\n")
    client.stdin.flush()


def hear(client: subprocess.Popen[str]) -> str:
    """Return the next line of a client.

    Raises:
        BenchError: where it stopped.
    """
    assert client.stdout is not None  # noqa: S101 - as Popen was told
    line = client.stdout.readline()
    if not line:
        raise BenchError(f"A client stopped: {client.args!r}.")
    return line
