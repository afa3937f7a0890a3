"""The section on the points of the map in `docs/benchmarks.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.points import (
    FEW,
    FRAME_MS,
    FRAMES_SHARE,
    MANY,
    MOST_BYTES,
    MOST_NODES,
    MOST_SHARE,
    RUNS,
)
from bench.report_parts import table, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.points import Painted, PointsOnMap

_KB: Final = 1_000


def points_section(found: PointsOnMap) -> Iterator[str]:
    """Yield the section."""
    yield "## Points on the map"
    yield ""
    yield (
        f"{FEW:,} and {MANY:,} synthetic actors, spread over the districts, on the map of a"
        f" district's page in headless Chromium at 1280 x 800; medians of {RUNS} runs, by turns"
        f" with {FEW:,} `L.marker` of Leaflet's on a bare map of the same size. *Sent*: the file"
        " of points, gzipped. *Painted*: from the file's text in hand until the frame in which the"
        " marks are drawn, reading and clustering with it. *Elements*: nodes of the page that the"
        " marks take. *Frames*: while the map is drawn about by mouse and zoomed in and out by"
        f" its buttons, eight of each; those of all {RUNS} runs together."
    )
    yield ""
    yield from table(
        ["points", "sent", "painted", "elements", "frames", "p95", f"within {FRAME_MS} ms"],
        [_row(f"{one.points:,}", one) for one in (found.few, found.many)]
        + [
            [
                f"{FEW:,} Leaflet markers",
                "",
                f"{found.markers_ms:,.0f} ms",
                f"{found.marker_nodes:,}",
                *("", "", ""),
            ]
        ],
    )
    yield ""
    yield from _verdicts(found)


def _row(name: str, one: Painted) -> list[str]:
    return [
        name,
        f"{one.sent_bytes / _KB:.1f} kB",
        f"{one.painted_ms:,.0f} ms",
        str(one.nodes),
        *(
            [f"{len(one.frames_ms):,}", f"{one.p95_ms:.0f} ms", f"{one.smooth:.1%}"]
            if one.frames_ms
            else [""] * 3
        ),
    ]


def _verdicts(found: PointsOnMap) -> Iterator[str]:
    share = found.few.painted_ms / found.markers_ms
    yield (
        f"Aims for {FEW:,}: at most {MOST_BYTES // _KB} kB:"
        f" {verdict(reached=found.few.sent_bytes <= MOST_BYTES)}. At most {MOST_SHARE} of the time"
        f" of as many markers; it is {share:.3f}: {verdict(reached=share <= MOST_SHARE)}. Fewer"
        f" than {MOST_NODES} elements: {verdict(reached=found.few.nodes < MOST_NODES)}."
    )
    yield ""
    yield (
        f"Aim for {MANY:,}: {FRAMES_SHARE:.0%} of frames within {FRAME_MS} ms; it is"
        f" {found.many.smooth:.1%}: {verdict(reached=found.many.smooth >= FRAMES_SHARE)}."
    )
