"""A round that the machine's host disturbed is made again; the least disturbed one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psutil
import pytest

from bench import load_of_many
from bench.load import CLIENTS, Latency
from bench.load_of_many import QUIET, ROUNDS, Load
from bench.machine import Stolen

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "search, part"


@pytest.mark.parametrize(
    ("stolen", "asked", "counted"),
    [((0.0,), 1, 0), ((0.2, QUIET), 2, 1), ((0.2, 0.1, 0.3), ROUNDS, 1)],
)
def test_the_round_that_counts_is_chosen_by_what_was_stolen_alone(
    monkeypatch: pytest.MonkeyPatch, stolen: tuple[float, ...], asked: int, counted: int
) -> None:
    lists: list[list[list[str]]] = []

    def load(_port: int, paths: Sequence[Sequence[str]], visitors: int) -> Load:
        assert visitors == CLIENTS
        lists.append([list(one) for one in paths])
        number = len(lists) - 1
        times = Latency(p50_ms=1, p99_ms=100 - number, answers=number)
        return Load(latency=times, faults=(), stolen=stolen[number])

    monkeypatch.setattr(load_of_many, "_load", load)
    assert load_of_many._quietest(0, TITLE).latency.answers == counted
    assert len(lists) == asked
    every = [path for one in lists for each in one for path in each]
    assert len(set(every)) > 0.999 * len(every)


def test_what_the_host_took_is_a_share_of_all_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    before = psutil.cpu_times()._replace(user=0, steal=0)
    later = before._replace(user=before.user + 6, steal=before.steal + 2)
    monkeypatch.setattr(psutil, "cpu_times", iter([before, later]).__next__)
    assert Stolen().share() == pytest.approx(0.25)
