"""The document of the bench says what was measured, and a missed aim as well as a reached one."""

import re

import pytest

from bench.building import Builds
from bench.machine import this_machine
from bench.pages import Latency, Page, Pages
from bench.processes import Run
from bench.report import Results, as_markdown
from bench.scaling import Size, exponent
from bench.wire import Weight

FAST = Latency(p50_ms=2.0, p99_ms=4.0, answers=900)
SLOW = Latency(p50_ms=5.0, p99_ms=44.4, answers=300)


def run_of(seconds: float, megabytes: int = 100) -> Run:
    return Run(wall_s=seconds, cpu_s=seconds, peak_bytes=megabytes * 1_000_000)


def results(*, kilobytes: float, power: float) -> Results:
    """Invented measurements: a page of that weight, growth to that power."""
    sizes = [
        Size(
            copies=n, projects=131 * n, runs=1, run=run_of(2 + (n**power - 1) / 100, 100 + n // 10)
        )
        for n in (1, 10, 100, 1000)
    ]
    page = Page(
        title="front page", path="/", sent_bytes=7300, first_ms=80, atlas=SLOW, finished=FAST
    )
    return Results(
        machine=this_machine(),
        builds=Builds(runs=3, with_pdf=run_of(3), without_pdf=run_of(2), peer=run_of(6)),
        pages=Pages(pages=[page], district=FAST, per_request=SLOW),
        weights=[
            Weight(collection="valby", by_type={"Script": int(kilobytes * 1000)}, requests=3),
            Weight(collection="amager", by_type={"Font": 9000}, requests=1),
        ],
        sizes=sizes,
        took_s=90,
    )


def test_what_was_measured_stands_in_the_document() -> None:
    document = as_markdown(results(kilobytes=118.2, power=1))
    assert "in 1.5 minutes" in document
    assert (
        "| front page | 7.3 kB | 80.0 ms | 5.0 ms | 44.4 ms | 2.0 ms | 4.0 ms | 2.5 |" in document
    )
    assert "0.50 of its time, 1.00 of its memory" in document
    assert "2.5 times the atlas's district page" in document
    assert "| amager | 9.0 | 0.0 | 9.0 | 1 |" in document


@pytest.mark.parametrize(("kilobytes", "word"), [(170.0, "reached"), (170.1, "missed")])
def test_a_weight_above_the_aim_is_a_miss(kilobytes: float, word: str) -> None:
    document = as_markdown(results(kilobytes=kilobytes, power=1))
    assert f"The heaviest is {kilobytes} kB: **{word}**" in document


@pytest.mark.parametrize(("power", "word"), [(0.9, "reached"), (1.0, "reached"), (1.1, "missed")])
def test_growth_above_linear_is_a_miss(power: float, word: str) -> None:
    document = as_markdown(results(kilobytes=100, power=power))
    said = re.search(r"to the power of ([\d.]+) in CPU time", document)
    assert said is not None
    assert float(said[1]) == pytest.approx(power, abs=0.02)
    assert f"exponent of at most 1.05: **{word}**" in document


def test_a_fixed_cost_does_not_hide_the_growth() -> None:
    assert exponent((100, 2 + 100**1.5), (1000, 2 + 1000**1.5), fixed=2) == pytest.approx(1.5)


def test_the_machine_has_neither_name_nor_path() -> None:
    machine = this_machine()
    assert machine.cores >= 1
    assert "/" not in machine.processor + machine.python
