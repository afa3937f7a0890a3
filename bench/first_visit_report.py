"""The section on the first visit in `docs/benchmarks.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.first_visit import (
    BYTES_A_SECOND,
    DISTRICT,
    MOST_S,
    MOST_TILE_MS,
    ROUND_TRIP_MS,
    RUNS,
    SCREENS,
)
from bench.load import CLIENTS
from bench.report_parts import table, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.first_visit import FirstVisits, Visit

_KB: Final = 1_000
_KBIT: Final = 8 * BYTES_A_SECOND // _KB


def first_visits_section(visits: FirstVisits) -> Iterator[str]:
    """Yield the section."""
    yield "## The first visit"
    yield ""
    ground = "the reference folder" if visits.of_reference else "the tests' small invented quarter"
    yield (
        f"`/{DISTRICT}/` in a Chromium with an empty cache at {_KBIT} kbit/s both ways and"
        f" {ROUND_TRIP_MS} ms to the answer of each request (Network.emulateNetworkConditions), on"
        f" a basemap of {ground}; medians of {RUNS} visits, in seconds from the click. *Readable*:"
        " the first text is painted. *Usable*: markers stand on the map, and streets are drawn in"
        " its middle 150 px. *Finished*: every tile of the view is drawn. Bytes as the browser"
        " counts them, compressed and with headers, until nothing more comes. The page itself was"
        " made for an earlier visitor (see *first* under Answering)."
    )
    yield ""
    heads = ["map", "readable", "usable", "finished", "sent", "of it tiles", "requests"]
    rows = [
        [f"{name}, {width} px", *_cells(found[width])]
        for width in SCREENS
        for name, found in (("atlas", visits.atlas), ("raster tiles", visits.raster))
    ]
    yield from table(heads, rows)
    yield ""
    yield f"Ratio, atlas to raster tiles: {'; '.join(_ratios(visits))}."
    yield ""
    yield (
        "The raster tiles show the same map: its canvas, names and all, cut to pictures of 256"
        " pixels at the zoom that the raster map begins with, kept as PNG of 256 colours and handed"
        " out on the same machine, so without the look-up and the handshakes that a strange host"
        " costs. They are plain ones, blurred on a phone's screen; sharp ones have four times the"
        " pixels."
    )
    yield ""
    yield from _verdicts(visits)


def _verdicts(visits: FirstVisits) -> Iterator[str]:
    slowest = max(one.usable_s for one in visits.atlas.values())
    finished = max(one.finished_s for one in visits.atlas.values())
    yield (
        f"Aim: a usable map in {MOST_S:.0f} s. The slower of the two takes {slowest:.1f} s:"
        f" {verdict(reached=slowest <= MOST_S)}. Finished it is in {finished:.1f} s:"
        f" {verdict(reached=finished <= MOST_S)}."
    )
    yield ""
    tiles = visits.tiles
    yield (
        f"Ranges of the tiles that the map begins with, under {CLIENTS} clients: p50"
        f" {tiles.p50_ms:.1f} ms, p99 {tiles.p99_ms:.1f} ms over {tiles.answers:,} answers. Aim:"
        f" p99 of at most {MOST_TILE_MS:.0f} ms: {verdict(reached=tiles.p99_ms <= MOST_TILE_MS)}."
    )


def _cells(visit: Visit) -> list[str]:
    return [
        f"{visit.readable_s:.1f} s",
        f"{visit.usable_s:.1f} s",
        f"{visit.finished_s:.1f} s",
        f"{visit.total_bytes / _KB:.1f} kB",
        f"{visit.tile_bytes / _KB:.1f} kB",
        str(visit.requests),
    ]


def _ratios(visits: FirstVisits) -> Iterator[str]:
    for width in SCREENS:
        ours, theirs = visits.atlas[width], visits.raster[width]
        yield (
            f"at {width} px {ours.usable_s / theirs.usable_s:.2f} of the time until usable,"
            f" {ours.finished_s / theirs.finished_s:.2f} until finished,"
            f" {ours.tile_bytes / theirs.tile_bytes:.2f} of the tiles' bytes"
        )
