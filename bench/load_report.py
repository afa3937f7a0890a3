"""The section on load in `docs/benchmarks.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.load import CLIENTS
from bench.load_of_many import ACTORS, MANY, MOST_MS, SECONDS
from bench.report_parts import table, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.load_of_many import Load, LoadOfMany


def load_section(found: LoadOfMany) -> Iterator[str]:
    """Yield the section."""
    yield "## Filtered lists and searches under load"
    yield ""
    yield (
        f"`/soeg` over {ACTORS:,} invented actors of today (`bench/many_actors.py`), one worker"
        f" under {CLIENTS} clients that ask as fast as they are answered, on the same machine, for"
        f" {SECONDS:.0f} s each. No address is asked for twice, so that no kept page answers; the"
        " search index and the facets are kept with the release. The whole page is what a visitor"
        " without script gets at every change, the part what the script asks for."
    )
    yield ""
    heads = ["asked", "p50", "p99", "answers", "faults", f"p99 of at most {MOST_MS:.0f} ms"]
    rows = [
        [title, *_cells(load), verdict(reached=load.latency.p99_ms <= MOST_MS)]
        for title, load in found.by_question.items()
    ]
    yield from table(heads, rows)
    yield ""
    yield (
        f"As it ships, all four kinds of question mixed, under {CLIENTS} and {MANY} visitors with a"
        " connection each:"
    )
    yield ""
    rows = [
        [f"{visitors} visitors", *_cells(load), verdict(reached=not load.faults)]
        for visitors, load in found.as_shipped.items()
    ]
    yield from table(["", "p50", "p99", "answers", "faults", "no faults"], rows)


def _cells(load: Load) -> list[str]:
    times = load.latency
    return [
        f"{times.p50_ms:.1f} ms",
        f"{times.p99_ms:.1f} ms",
        f"{times.answers:,}",
        str(len(load.faults)),
    ]
