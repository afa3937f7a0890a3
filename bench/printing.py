"""How long the printed atlas of the four districts takes, on one core, and how large it is.

With the whole basemap of the reference folder, once that is built. Beside it, in the same run:
the same sheets by matplotlib and geopandas. `python -m bench.printing` runs this section alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from atlas.printing import page_count
from atlas.settings import settings_from
from bench.building import WITHOUT_REFERENCE
from bench.errors import BenchError
from bench.processes import ATLAS, measured, middle
from geodata.basemap.home import current_basemap
from geodata.districts import DISTRICTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.processes import Run

MOST_S: Final = 8.0
MOST_MEMORY: Final = 400_000_000
MOST_BYTES: Final = 6_000_000
MOST_SHEET_S: Final = 1.0
"""The aims: four districts in 8 s and 400 MB, 6 MB each; a crowded sheet in a second."""

RUNS: Final = 3


@dataclass(frozen=True, kw_only=True)
class Crowded:
    """One sheet with many houses and markers, and the seconds of drawing and of setting it."""

    buildings: int
    markers: int
    draw_s: float
    set_s: float

    @property
    def whole_s(self) -> float:
        """Seconds from the basemap's files to the PDF."""
        return self.draw_s + self.set_s


@dataclass(frozen=True, kw_only=True)
class Printing:
    """The districts' books, and their sheets alone by the atlas and by the peer."""

    books: Run
    bytes_of: dict[str, int]
    pages_of: dict[str, int]
    sheets: int
    alone: Run
    alone_bytes: int
    peer: Run
    peer_bytes: int
    crowded: Crowded


def measure_printing() -> Printing | None:
    """Print by turns with the peer, `RUNS` times; None where there is no reference folder.

    Raises:
        BenchError: where anything fails.
    """
    reference = settings_from().reference
    if reference is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        home, out = Path(folder, "home"), Path(folder, "out")
        out.mkdir()
        measured([*ATLAS, "basemap", "build", "--from", str(reference), "-o", str(home)])
        measured([*ATLAS, "build", "--without-pdf", "--out", str(home)], WITHOUT_REFERENCE)
        with on_one_core():
            return _printed(home, out)


@contextmanager
def on_one_core() -> Iterator[None]:
    """Let this process, and those it starts, run on a single core while the block runs."""
    usual = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(usual)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, usual)


def _printed(home: Path, out: Path) -> Printing:
    store = current_basemap(home)
    if store is None:
        raise BenchError("The reference folder gave no basemap.")
    order = [*ATLAS, "pdf", *DISTRICTS, "-o", str(out / "books")]
    alone = [sys.executable, "-m", "bench.sheets_alone", str(home), str(out)]
    peer = [sys.executable, "-m", "bench.peers.matplotlib_sheets"]
    taken: dict[str, list[Run]] = {"books": [], "alone": [], "peer": []}
    for _ in range(RUNS):
        taken["books"].append(measured(order, _as_installed(out) | {"TFI_ATLAS_HOME": str(home)}))
        taken["alone"].append(measured(alone, _as_installed(out)))
        beside = [*peer, str(store), str(home / "current"), str(out)]
        taken["peer"].append(measured(beside, _as_installed(out)))
    books = {code: (out / "books" / f"{code}.pdf").read_bytes() for code in DISTRICTS}
    return Printing(
        **{name: middle(runs) for name, runs in taken.items()},
        bytes_of={code: len(content) for code, content in books.items()},
        pages_of={code: page_count(content) for code, content in books.items()},
        sheets=len(json.loads((out / "sheets.json").read_text(encoding="utf-8"))),
        alone_bytes=(out / "atlas.pdf").stat().st_size,
        peer_bytes=(out / "peer.pdf").stat().st_size,
        crowded=_crowded(home),
    )


def _as_installed(out: Path) -> dict[str, str]:
    """Return an environment in which Python keeps bytecode, as an installed program has it."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(out / "bytecode")}


def _crowded(home: Path) -> Crowded:
    order = [sys.executable, "-m", "bench.one_sheet", str(home)]
    told = subprocess.run(order, capture_output=True, text=True, check=False)
    if told.returncode:
        raise BenchError(told.stderr[-2000:])
    return Crowded(**json.loads(told.stdout))


if __name__ == "__main__":
    from bench.printing_report import printing_section

    print("\n".join(printing_section(measure_printing())))
