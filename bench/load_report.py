"""The section on load in `docs/benchmarks.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.load import CLIENTS
from bench.load_of_many import ACTORS, MANY, MOST_MS, QUIET, ROUNDS, SECONDS
from bench.report_parts import table, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.load_of_many import Load, LoadOfMany

_HEADS: Final = ("p50", "p99", "answers", "stolen", "faults")


def load_section(found: LoadOfMany) -> Iterator[str]:
    """Yield the section."""
    yield "## Filtered lists and searches under load"
    yield ""
    yield (
        f"`/soeg` over {ACTORS:,} invented actors of today (`bench/many_actors.py`), one worker"
        f" under {CLIENTS} clients that ask as fast as they are answered, on the same machine, for"
        f" {SECONDS:.0f} s each. No address is asked for twice, so that no kept page answers; the"
        " search index and the facets are kept with the release. The whole page is what a visitor"
        " without script gets at every change, the part what the script asks for. *Stolen* is what"
        " the host of this machine gave of its time to others meanwhile: a round with more than"
        f" {QUIET:.1%} is made again, {ROUNDS} rounds at the most, and the one counts in which it"
        " was least."
    )
    yield ""
    heads = [
        "asked",
        "p50",
        "p99",
        "answers",
        "stolen",
        "faults",
        f"p99 of at most {MOST_MS:.0f} ms",
    ]
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
    yield from table(["", *_HEADS, "no faults"], rows)


def _cells(load: Load) -> list[str]:
    times = load.latency
    return [
        f"{times.p50_ms:.1f} ms",
        f"{times.p99_ms:.1f} ms",
        f"{times.answers:,}",
        f"{load.stolen:.1%}",
        str(len(load.faults)),
    ]
