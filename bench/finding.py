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
from statistics import median
from typing import TYPE_CHECKING, Final

from atlas.catalogue import read_catalogue
from atlas.pipeline import BuildOrder, build
from atlas.search import SearchIndex
from bench.many_actors import write_many_actors
from bench.report_parts import table

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_MB: Final = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A question, how many records it found, and milliseconds of the processor.

    `first_ms` is when none of its phrases was ever asked for, `again_ms` when another question had
    them before.
    """

    question: str
    found: int
    first_ms: float
    again_ms: float


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What the search costs: milliseconds of the processor, bytes, and answers to questions."""

    count: int
    build_ms: float
    bytes: int
    answers: tuple[Answer, ...]


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


def _answer(index: SearchIndex, question: str) -> Answer:
    times, found = [], 0
    for spaces in range(1 + _TIMES):  # another question each time, for the last are remembered
        begin = time.process_time()
        found = len(index.find(question + " " * spaces).records)
        times.append(_MS * (time.process_time() - begin))
    first, *again = times
    return Answer(question=question, found=found, first_ms=first, again_ms=median(again))


def finding_section(found: Finding) -> Iterator[str]:
    """Yield the section of `docs/benchmarks.md`."""
    yield "## Finding"
    yield ""
    yield (
        f"The search alone, over {found.count:,} invented actors, in milliseconds of the processor."
        " *First*: none of its phrases was asked for before. *Again*: another question had them,"
        " which is what most visitors meet."
    )
    yield ""
    rows = [
        [one.question, f"{one.found:,}", f"{one.first_ms:.1f} ms", f"{one.again_ms:.1f} ms"]
        for one in found.answers
    ]
    yield from table(["question", "found", "first", "again"], rows)
    yield ""
    yield (
        f"Its index is made in {found.build_ms / _MS:.1f} s, once for a release, and takes"
        f" {found.bytes / _MB:.1f} MB."
    )


if __name__ == "__main__":
    print("\n".join(finding_section(measure_finding(*(int(one) for one in sys.argv[1:2])))))
