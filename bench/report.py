"""The measurements as `docs/benchmarks.md`: every figure in it comes from the run itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bench.basemap_report import basemaps_section
from bench.finding import finding_section
from bench.first_visit_report import first_visits_section
from bench.load import CLIENTS, ROUND_S, ROUNDS
from bench.load_report import load_section
from bench.points_report import points_section
from bench.printing_report import printing_section
from bench.report_parts import costs, table, verdict
from bench.scaling import LINEAR, Size, exponent
from bench.wire import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.basemap import Basemaps
    from bench.building import Builds
    from bench.finding import Finding
    from bench.first_visit import FirstVisits
    from bench.load import Latency
    from bench.load_of_many import LoadOfMany
    from bench.machine import Machine
    from bench.pages import Pages
    from bench.points import PointsOnMap
    from bench.printing import Printing
    from bench.wire import Weight

_KB: Final = 1_000


@dataclass(frozen=True, kw_only=True)
class Results:
    """One run of the bench, whole."""

    machine: Machine
    builds: Builds
    pages: Pages
    weights: list[Weight]
    visits: FirstVisits
    points: PointsOnMap
    finding: Finding
    many: LoadOfMany
    sizes: list[Size]
    basemaps: Basemaps
    printing: Printing | None
    took_s: float


def as_markdown(results: Results) -> str:
    """Return the whole document."""
    parts = [
        _machine(results),
        _builds(results.builds),
        _pages(results.pages),
        _weights(results.weights),
        first_visits_section(results.visits),
        points_section(results.points),
        finding_section(results.finding),
        load_section(results.many),
        _sizes(results.sizes),
        basemaps_section(results.basemaps),
        printing_section(results.printing),
    ]
    return "\n".join(line for part in parts for line in [*part, ""]).rstrip() + "\n"


def _machine(results: Results) -> Iterator[str]:
    machine = results.machine
    versions = " · ".join(f"{name} {number}" for name, number in machine.libraries.items())
    yield "# Benchmarks"
    yield ""
    yield "Written by `make bench` from its own measurements; whoever wants others runs it again."
    yield ""
    yield f"- Measured on {machine.date}, in {results.took_s / 60:.1f} minutes"
    yield f"- {machine.cores} cores ({machine.processor}), {machine.memory_gib:.0f} GiB of memory"
    yield f"- {machine.system} · {machine.python}"
    yield f"- {versions}"
    yield (
        f"- Load before it began: {machine.load_before:.2f}. On a machine that is busy with other"
        " things, times are longer; the ratios, taken by turns in the same run, hold better."
    )


def _builds(builds: Builds) -> Iterator[str]:
    yield "## Building"
    yield ""
    yield (
        f"`tfi-atlas build` of the bundled record, as whole processes from the start of Python to"
        f" the published release; medians of {builds.runs} runs, by turns with the peer. Memory is"
        " that of the largest single process."
    )
    yield ""
    rows = {
        "atlas, with PDFs": builds.with_pdf,
        "atlas, without PDFs": builds.without_pdf,
        "peer, with PDFs": builds.peer,
    }
    yield from table(
        ["", "wall", "CPU", "memory"], [[name, *costs(run)] for name, run in rows.items()]
    )
    yield ""
    ours, theirs = builds.with_pdf, builds.peer
    yield (
        f"Ratio, atlas with PDFs to peer: {ours.wall_s / theirs.wall_s:.2f} of its time,"
        f" {ours.peak_bytes / theirs.peak_bytes:.2f} of its memory."
    )
    yield ""
    yield (
        "The peer (`bench/peers/usual_build.py`) is what most would write for the same output:"
        " geopandas joins and writes each layer with `to_file`, pandas writes the lists as HTML,"
        " and a headless Chromium prints map and list of each collection. It validates nothing,"
        " accounts for nothing, sets no accessible PDF and publishes nothing in one step; its"
        " Chromium's further processes are not in its CPU and memory. So the ratio says what the"
        " atlas's care costs at most."
    )


def _pages(pages: Pages) -> Iterator[str]:
    yield "## Answering"
    yield ""
    fewest = min(page.atlas.answers for page in pages.pages)
    yield (
        f"`tfi-atlas serve` (gunicorn as it ships) under {CLIENTS} clients, each a process with a"
        f" connection of its own that asks as fast as it is answered, on the same machine; over"
        f" {ROUNDS} rounds of {ROUND_S:.0f} s, at least {fewest} answers a page. The peer is the"
        " same gunicorn handing out the finished bytes of the same answer: the least that any"
        " server in Python needs, so the ratio is the price of the site's own work for each"
        " visitor. *First* is what the first visitor after a start waits, alone, while the page"
        " is made: those who come later are given the page that was kept."
    )
    yield ""
    rows = [
        [
            page.title,
            f"{page.sent_bytes / _KB:.1f} kB",
            f"{page.first_ms:.1f} ms",
            *_times(page.atlas),
            *_times(page.finished),
            f"{page.atlas.p50_ms / page.finished.p50_ms:.1f}",
        ]
        for page in pages.pages
    ]
    heads = ["page", "sent", "first", "p50", "p99", "peer p50", "peer p99", "ratio of p50"]
    yield from table(heads, rows)
    yield ""
    p50, p99 = _times(pages.per_request)
    yield (
        f"The usual way to a district's list, reading the layer with geopandas and writing table"
        f" and GeoJSON at every request, takes {p50} (p50) and {p99} (p99):"
        f" {pages.per_request.p50_ms / pages.district.p50_ms:.1f} times the atlas's district page."
    )


def _weights(weights: Sequence[Weight]) -> Iterator[str]:
    heaviest = max(weight.total for weight in weights)
    types = sorted({name for weight in weights for name in weight.by_type})
    yield "## Weighing"
    yield ""
    yield (
        "What a Chromium with an empty cache fetches for a district's page at 1280 px until"
        " nothing more comes, in kB (1,000 bytes) over the wire as the browser counts them:"
        " compressed, with headers, with script, styles, fonts and whatever the map asks for."
    )
    yield ""
    rows = [
        [
            weight.collection,
            *(f"{weight.by_type.get(name, 0) / _KB:.1f}" for name in types),
            f"{weight.total / _KB:.1f}",
            str(weight.requests),
        ]
        for weight in weights
    ]
    yield from table(["page", *(name.lower() for name in types), "total", "requests"], rows)
    yield ""
    reached = verdict(reached=heaviest <= MOST_BYTES)
    yield (
        f"Aim: at most {MOST_BYTES // _KB} kB. The heaviest is {heaviest / _KB:.1f} kB: {reached}."
    )


def _sizes(sizes: Sequence[Size]) -> Iterator[str]:
    yield "## Growing"
    yield ""
    yield (
        "`tfi-atlas build` of synthetic copies of the record's printed list of projects, differing"
        " in id and name, without the rest of the record and without PDFs: nobody prints a"
        " directory of that length. Whole processes; medians where there is more than one run."
    )
    yield ""
    rows = [
        [
            f"{size.copies:,}",
            f"{size.projects:,}",
            *costs(size.run),
            f"{size.run.wall_s / size.projects * 1000:.2f} ms",
            str(size.runs),
        ]
        for size in sizes
    ]
    heads = ["copies", "projects", "wall", "CPU", "memory", "wall each", "runs"]
    yield from table(heads, rows)
    yield ""
    smallest, middle, largest = sizes[0], sizes[-2], sizes[-1]
    time_k = exponent(
        (middle.copies, middle.run.cpu_s),
        (largest.copies, largest.run.cpu_s),
        smallest.run.cpu_s,
    )
    memory_k = exponent(
        (middle.copies, middle.run.peak_bytes),
        (largest.copies, largest.run.peak_bytes),
        smallest.run.peak_bytes,
    )
    yield (
        f"From {middle.copies:,} to {largest.copies:,} copies, what is added to the build of one"
        f" grows with the number of projects to the power of {time_k:.2f} in CPU time and"
        f" {memory_k:.2f} in memory."
    )
    yield ""
    reached = verdict(reached=max(time_k, memory_k) <= LINEAR)
    yield f"Aim: no worse than linear, that is an exponent of at most {LINEAR}: {reached}."


def _times(latency: Latency) -> list[str]:
    return [f"{latency.p50_ms:.1f} ms", f"{latency.p99_ms:.1f} ms"]
