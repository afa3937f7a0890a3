"""How build time and memory grow with the record: 1, 10, 100 and 1,000 copies of its projects.

The projects are the printed list of 2007. Without
PDFs: nobody prints a directory of 131,000 projects. Copies differ in id and name only, so
that the shares that are placed, outside and without a place stay those of the record.
"""

from __future__ import annotations

import csv
import math
import tempfile
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.building import WITHOUT_REFERENCE
from bench.processes import ATLAS, Run, measured, middle

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNS_OF_COPIES: Final = {1: 3, 10: 3, 100: 1, 1000: 1}
COPIES_PER_FILE: Final = 500
"""Within the readers' limit of 32 MB a file; the command takes several files."""

LINEAR: Final = 1.05
"""An exponent up to here counts as linear: a single run is no more exact."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """A build of so many copies: how many projects were read, how often, and the medians."""

    copies: int
    projects: int
    runs: int
    run: Run


def measure_scaling() -> list[Size]:
    """Build ever more copies of the bundled projects and return what each size took.

    Raises:
        BenchError: where a build fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        return [_size(copies, runs, Path(folder)) for copies, runs in RUNS_OF_COPIES.items()]


def exponent(smaller: tuple[float, float], larger: tuple[float, float], fixed: float) -> float:
    """Return k where what is added to `fixed` grows as size to the power of k.

    Both pairs are (size, measure); `fixed` is what the smallest build needs, so that the start of
    Python and the outlines, which do not grow, cannot make the growth look smaller than it is.
    Where the smaller of the two needs no more than that, no k is told: infinity.
    """
    if smaller[1] <= fixed:
        return math.inf
    growth = math.log((larger[1] - fixed) / (smaller[1] - fixed))
    return growth / math.log(larger[0] / smaller[0])


def _size(copies: int, runs: int, folder: Path) -> Size:
    files = list(_write(copies, folder))
    tables = [part for file in files for part in ("--projects", str(file))]
    command = [*ATLAS, "build", "--without-record", "--without-pdf", *tables]
    taken = []
    for number in range(runs):
        out = folder / f"atlas-{copies}-{number}"
        taken.append(measured([*command, "--out", str(out)], WITHOUT_REFERENCE))
    return Size(copies=copies, projects=copies * len(_record()), runs=runs, run=middle(taken))


def _write(copies: int, folder: Path) -> Iterator[Path]:
    """Write the copies as CSV files and yield each."""
    record = _record()
    for first in range(1, copies + 1, COPIES_PER_FILE):
        path = folder / f"projects-{copies}-{first}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, record[0].keys())
            writer.writeheader()
            for copy in range(first, min(first + COPIES_PER_FILE, copies + 1)):
                writer.writerows(
                    {**row, "id": f"{row['id']}-{copy}", "name": f"{row['name']} ({copy})"}
                    for row in record
                )
        yield path


def _record() -> list[dict[str, str]]:
    table = resources.files("actors") / "data" / "projects.csv"
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
