"""How fast the site answers for each type of page, under four visitors at once.

Beside it, from the same server in the same run: the finished bytes of the same page, which is
the least that any server could do, and the usual way to a page of records, which reads the layer
with geopandas and writes it out at every request.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import quantiles
from typing import TYPE_CHECKING, Final

from atlas.layer_store import LayerStore
from bench.errors import BenchError
from bench.processes import ATLAS, fetch, free_port, serving

if TYPE_CHECKING:
    from pathlib import Path

CLIENTS: Final = 4
ROUNDS: Final = 3
ROUND_S: Final = 1.0
DISTRICT: Final = "noerrebro"
KEPT_HEADERS: Final = ("Content-Type", "Content-Encoding")


@dataclass(frozen=True, kw_only=True)
class Latency:
    """Milliseconds from a request to the last byte of its answer, over all rounds."""

    p50_ms: float
    p99_ms: float
    answers: int


@dataclass(frozen=True, kw_only=True)
class Page:
    """A type of page, the path that stands for it, the bytes of its answer, and its latencies.

    `first_ms` is what the first visitor after a start or a new release waits, alone: the page is
    made then, and kept for those who come later.
    """

    title: str
    path: str
    sent_bytes: int
    first_ms: float
    atlas: Latency
    finished: Latency


@dataclass(frozen=True, kw_only=True)
class Pages:
    """Every type of page; and a district's page once more, by turns with the usual way to it."""

    pages: list[Page]
    district: Latency
    per_request: Latency


def page_types(home: Path) -> dict[str, str]:
    """Return each type of page of the published release by its title, with a path of its own."""
    release = LayerStore(home).current()

    def first(layer: str) -> str:
        return str(release.layer(DISTRICT, layer)["features"][0]["id"])

    return {
        "front page": "/",
        "district": f"/{DISTRICT}/",
        "district, English": f"/en/{DISTRICT}/",
        "the whole city": "/hele-byen/",
        "actor": f"/aktoerer/{first('actors')}",
        "project": f"/projekter/{first('projects')}",
        "area": f"/omraader/{first('kvarterer')}",
        "areas": "/omraader/",
        "search": "/soeg?q=kvinder",
        "about": "/om",
        "data": "/data",
        "layer as GeoJSON": f"/lag/{DISTRICT}/projects.geojson",
        "PDF atlas": f"/atlas/{DISTRICT}.pdf",
    }


def measure_pages(home: Path, folder: Path) -> Pages:
    """Serve the release and the peers, and measure each type of page under four clients.

    Raises:
        BenchError: where a server or a page does not answer.
    """
    types = page_types(home)
    port, peer_port = free_port(), free_port()
    environment = {"TFI_ATLAS_HOME": str(home)}
    peer = [sys.executable, "-m", "bench.peers.site", str(home), str(folder), str(peer_port)]
    with serving([*ATLAS, "serve", "--port", str(port)], port, "/healthz", environment):
        firsts = [_keep(port, path, folder / str(n)) for n, path in enumerate(types.values())]
        with serving(peer, peer_port, "/finished/0"):
            pages = []
            for number, (title, path) in enumerate(types.items()):
                atlas, finished = _by_turns((port, path), (peer_port, f"/finished/{number}"))
                pages.append(
                    Page(
                        title=title,
                        path=path,
                        sent_bytes=firsts[number][0],
                        first_ms=firsts[number][1],
                        atlas=atlas,
                        finished=finished,
                    )
                )
            usual = _by_turns((port, f"/{DISTRICT}/"), (peer_port, f"/per-request/{DISTRICT}"))
    return Pages(pages=pages, district=usual[0], per_request=usual[1])


def _keep(port: int, path: str, file: Path) -> tuple[int, float]:
    """Keep an answer as it was sent, for the peer that hands out finished bytes.

    Return how many bytes it has and how many milliseconds it took.
    """
    begun = time.perf_counter()
    answer, body = fetch(port, path)
    first_ms = (time.perf_counter() - begun) * 1000
    if answer.status != 200:  # noqa: PLR2004 - HTTP's own number
        raise BenchError(f"{path} answered {answer.status}.")
    file.write_bytes(body)
    file.with_suffix(".json").write_text(
        json.dumps({name: answer.headers.get(name, "") for name in KEPT_HEADERS})
    )
    return len(body), first_ms


def _by_turns(*targets: tuple[int, str]) -> list[Latency]:
    """Return the latencies of several (port, path), asked in turn so that they fare alike."""
    times: list[list[float]] = [[] for _ in targets]
    for _ in range(ROUNDS):
        for taken, (port, path) in zip(times, targets, strict=True):
            taken.extend(_round(port, path))
    return [_latency(taken) for taken in times]


def _latency(times: list[float]) -> Latency:
    cuts = quantiles(times, n=100, method="inclusive")
    return Latency(p50_ms=cuts[49], p99_ms=cuts[98], answers=len(times))


def _round(port: int, path: str) -> list[float]:
    """Return the milliseconds of every answer to four clients that begin together."""
    command = [sys.executable, "-m", "bench.client", str(port), path, str(ROUND_S)]
    with ExitStack() as at_the_end:
        clients = [
            at_the_end.enter_context(
                subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            )
            for _ in range(CLIENTS)
        ]
        for client in clients:
            _line(client)
        for client in clients:
            assert client.stdin is not None  # noqa: S101 - as Popen was told
            client.stdin.write("go\n")
            client.stdin.flush()
        return [one for client in clients for one in json.loads(_line(client))]


def _line(client: subprocess.Popen[str]) -> str:
    assert client.stdout is not None  # noqa: S101 - as Popen was told
    line = client.stdout.readline()
    if not line:
        raise BenchError(f"A client stopped: {client.args!r}.")
    return line
