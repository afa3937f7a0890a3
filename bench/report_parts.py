"""What the sections of the report are put together from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.processes import Run

_MB: Final = 1_000_000


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a Markdown table: the first column to the left, figures to the right."""
    yield f"| {' | '.join(heads)} |"
    yield f"|---{'|--:' * (len(heads) - 1)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def verdict(*, reached: bool) -> str:
    """Return what an aim came to, in a word."""
    return "**reached**" if reached else "**missed**"


def costs(run: Run) -> list[str]:
    """Return wall time, CPU time and memory of a process as cells of a table."""
    return [f"{run.wall_s:.1f} s", f"{run.cpu_s:.1f} s", f"{run.peak_bytes / _MB:,.0f} MB"]
