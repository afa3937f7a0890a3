"""How fast the site answers for each type of page, under four visitors at once.

Beside it, from the same server in the same run: the finished bytes of the same page, which is
the least that any server could do, and the usual way to a page of records, which reads the layer
with geopandas and writes it out at every request.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from atlas.layer_store import LayerStore
from bench.errors import BenchError
from bench.load import ROUNDS, Latency, latency, one_round
from bench.processes import ATLAS, fetch, free_port, serving

if TYPE_CHECKING:
    from pathlib import Path

DISTRICT: Final = "noerrebro"
KEPT_HEADERS: Final = ("Content-Type", "Content-Encoding")


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
            taken.extend(one_round(port, path))
    return [latency(taken) for taken in times]
