"""Runs every measurement and writes `docs/benchmarks.md`: `python -m bench [FILE]`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from bench.basemap import measure_basemaps
from bench.building import measure_builds
from bench.errors import BenchError
from bench.finding import measure_finding
from bench.first_visit import measure_first_visits
from bench.load_of_many import measure_load_of_many
from bench.machine import this_machine
from bench.pages import measure_pages
from bench.points import measure_points
from bench.printing import measure_printing
from bench.report import Results, as_markdown
from bench.scaling import measure_scaling
from bench.wire import measure_weights

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

DOCUMENT: Final = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def measure() -> Results:
    """Measure everything, one thing after the other, and say what is being done.

    First what tells the memory of processes: Linux counts for each at least what the process that
    started it held (`fork(2)`, `getrusage(2)`), and measuring searches makes this one large.
    """
    begun = time.monotonic()
    machine = this_machine()
    with tempfile.TemporaryDirectory() as folder:
        home, answers = Path(folder, "atlas"), Path(folder, "answers")
        answers.mkdir()
        return Results(
            machine=machine,
            builds=_said("building, with PDFs and beside a peer", lambda: measure_builds(home)),
            sizes=_said("growing, to a thousand copies", measure_scaling),
            basemaps=_said("drawing the ground, of a city and of countries", measure_basemaps),
            printing=_said("printing, four districts on one core", measure_printing),
            pages=_said("answering, under four clients", lambda: measure_pages(home, answers)),
            weights=_said("weighing, in Chromium", lambda: measure_weights(home)),
            visits=_said("visiting, on a slow line", lambda: measure_first_visits(home)),
            points=_said("moving a map with 100,000 actors", lambda: measure_points(home)),
            finding=_said("finding, among 5,000 actors", measure_finding),
            many=_said("asking, of 5,000 actors", measure_load_of_many),
            took_s=time.monotonic() - begun,
        )


def _said(what: str, measuring: Callable[[], T]) -> T:
    print(f"· {what}", flush=True)
    return measuring()


def main(document: Path = DOCUMENT) -> int:
    """Measure and write the document; return the exit status."""
    try:
        document.write_text(as_markdown(measure()), encoding="utf-8")
    except BenchError as fault:
        print(f"Not measured: {fault}", file=sys.stderr)
        return 1
    print(f"Written: {document.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
