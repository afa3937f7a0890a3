"""Measures the search over many synthetic actors: building its index, and asking it.

`python -m bench.finding [COUNT]`, 5,000 unless told otherwise. Times are of the processor, since
a search waits for nothing.
"""

from __future__ import annotations

import sys
import tempfile
import time
import tracemalloc
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from atlas.catalogue import read_catalogue
from atlas.pipeline import BuildOrder, build
from atlas.search import SearchIndex
from bench.many_actors import write_many_actors

if TYPE_CHECKING:
    from atlas.catalogue import Catalogue

COUNT: Final = 5_000
QUESTIONS: Final = (
    "lektiehjælp",
    "homework help",
    "kvinder tyrkisk",
    "مساعدة في الواجبات المدرسية",
    "Testhuset Solsikken",
    "bibliotek nørrebro",
    "sundhed unge somalisk",
    "Blågårds Plads 5",
    "lektihjalp norrebro",
    "t",
    "qwerty asdfgh zxcvbn",
    "solsikken valby kvinder tyrkisk lektiehjælp mandag sundhed unge",
)
_TIMES: Final = 5
_MS: Final = 1_000


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What the search costs: milliseconds of the processor, bytes, and answers to questions.

    Each answer is a question, its median time in milliseconds, and how many records it found.
    """

    count: int
    build_ms: float
    bytes: int
    answers: tuple[tuple[str, float, int], ...]


def measure_finding(count: int = COUNT) -> Finding:
    """Return what building an index over so many actors takes, and what asking it does."""
    with tempfile.TemporaryDirectory() as folder:
        catalogue = _catalogue(Path(folder), count)
    begin = time.process_time()
    index = SearchIndex(catalogue)
    build_ms = _MS * (time.process_time() - begin)
    answers = tuple(_answer(index, question) for question in QUESTIONS)
    tracemalloc.start()
    again = SearchIndex(catalogue)
    memory, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del again
    return Finding(count=count, build_ms=build_ms, bytes=memory, answers=answers)


def _catalogue(folder: Path, count: int) -> Catalogue:
    table = folder / "many.csv"
    write_many_actors(table, count)
    order = BuildOrder(home=folder, built=datetime.now(UTC), actors=(table,), with_record=False)
    release = build(order).release
    return read_catalogue(release.read, release.manifest)


def _answer(index: SearchIndex, question: str) -> tuple[str, float, int]:
    times, found = [], 0
    for spaces in range(_TIMES):  # another question each time, for the last are remembered
        begin = time.process_time()
        found = len(index.find(question + " " * spaces).records)
        times.append(_MS * (time.process_time() - begin))
    return question, sorted(times)[_TIMES // 2], found


def main(count: int = COUNT) -> int:
    """Measure and print a line for the index and each question; return the exit status."""
    measured = measure_finding(count)
    size = f"{measured.bytes / 1e6:.1f} MB"
    print(f"{measured.build_ms:8.1f} ms  the index of {measured.count} actors, {size}")
    for question, took_ms, found in measured.answers:
        print(f"{took_ms:8.1f} ms {found:6} found  {question}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(one) for one in sys.argv[1:2])))
