"""The section on printing holds each figure against its aim, and the sheets against the peer's."""

import os
import re

import pytest

from bench.printing import Crowded, Printing, on_one_core
from bench.printing_report import printing_section
from bench.processes import Run


def run_of(seconds: float, megabytes: int) -> Run:
    return Run(wall_s=seconds, cpu_s=seconds, peak_bytes=megabytes * 1_000_000)


def printing(
    seconds: float = 7, memory: int = 390, size: float = 3, sheet: float = 0.9
) -> Printing:
    """Invented measurements."""
    return Printing(
        books=run_of(seconds, memory),
        bytes_of={"noerrebro": int(size * 1_000_000), "valby": 1_000_000},
        pages_of={"noerrebro": 27, "valby": 18},
        sheets=26,
        alone=run_of(5, 300),
        alone_bytes=2_500_000,
        peer=run_of(20, 600),
        peer_bytes=5_000_000,
        crowded=Crowded(buildings=5_415, markers=150, draw_s=sheet - 0.3, set_s=0.3),
    )


@pytest.mark.parametrize(
    ("measured", "words"),
    [
        (printing(), ["reached"] * 4),
        (printing(seconds=8.1), ["missed", "reached", "reached", "reached"]),
        (printing(memory=401), ["reached", "missed", "reached", "reached"]),
        (printing(size=6.1), ["reached", "reached", "missed", "reached"]),
        (printing(sheet=1.1), ["reached", "reached", "reached", "missed"]),
    ],
)
def test_each_figure_is_held_against_its_aim(measured: Printing, words: list[str]) -> None:
    section = "\n".join(printing_section(measured))
    assert re.findall(r"\*\*(\w+)\*\*", section) == words


def test_the_sheets_are_compared_with_the_peers() -> None:
    section = "\n".join(printing_section(printing()))
    assert "0.25 of its CPU, 0.50 of its memory, 0.50 of its size" in section
    assert "26 sheets at 1:10,000 among 45 pages" in section
    assert "One sheet of 5,415 houses and 150 markers" in section
    assert "| noerrebro | 27 | 3.0 MB |" in section


def test_without_a_reference_it_says_so() -> None:
    assert "names no folder" in "\n".join(printing_section(None))


def test_a_process_is_kept_on_one_core() -> None:
    before = os.sched_getaffinity(0)
    with on_one_core():
        assert len(os.sched_getaffinity(0)) == 1
    assert os.sched_getaffinity(0) == before
