"""How long a basemap takes and how large it is: of the reference folder, and of a country.

Beside it, in the same run: GDAL's way to tiles of the same store. `python -m bench.basemap` runs
this section alone and prints it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from atlas.settings import settings_from
from bench.errors import BenchError
from bench.large_extract import measure
from bench.processes import ATLAS, measured, middle
from geodata.basemap.archive import read_archive
from geodata.basemap.home import current_basemap

if TYPE_CHECKING:
    from bench.large_extract import Passed
    from bench.processes import Run

MOST_S: Final = 60.0
MOST_BYTES: Final = 15_000_000
MOST_MEMORY: Final = 2_000_000_000
"""The aims: Copenhagen in a minute and 15 MB, a country in 2 GB of memory."""

RUNS: Final = 3
TOWNS: Final = (20, 80)


@dataclass(frozen=True, kw_only=True)
class City:
    """The basemap of the reference folder; tiles alone and the peer's tiles, from one store."""

    build: Run
    size_bytes: int
    tiles: Run
    peer: Run
    peer_bytes: int


@dataclass(frozen=True, kw_only=True)
class Basemaps:
    """What was measured; `city` is None where there is no reference folder."""

    city: City | None
    countries: list[Passed]


def measure_basemaps() -> Basemaps:
    """Build the basemap of the reference folder, if there is one, and of synthetic countries.

    Raises:
        BenchError: where a build fails.
    """
    reference = settings_from().reference
    countries = []
    for towns in TOWNS:
        with tempfile.TemporaryDirectory() as folder:
            countries.append(measure(Path(folder), towns))
    return Basemaps(city=_city(reference) if reference else None, countries=countries)


def _city(reference: Path) -> City:
    """Build by turns with the peer, `RUNS` times, and return the medians."""
    taken: dict[str, list[Run]] = {"build": [], "tiles": [], "peer": []}
    with tempfile.TemporaryDirectory() as folder:
        home, out = Path(folder, "home"), Path(folder, "peer")
        for _ in range(RUNS):
            order = ["basemap", "build", "--from", str(reference), "-o", str(home)]
            taken["build"].append(measured([*ATLAS, *order]))
            store = _in_use(home)
            taken["tiles"].append(measured([sys.executable, "-m", "bench.tiles_alone", str(store)]))
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            peer = [sys.executable, "-m", "bench.peers.gdal_tiles", str(store), str(out)]
            taken["peer"].append(measured(peer))
        return City(
            **{name: middle(runs) for name, runs in taken.items()},
            size_bytes=read_archive(_in_use(home)).size_bytes,
            peer_bytes=sum(one.stat().st_size for one in out.iterdir()),
        )


def _in_use(home: Path) -> Path:
    store = current_basemap(home)
    if store is None:
        raise BenchError("The reference folder gave no basemap.")
    return store


if __name__ == "__main__":
    from bench.basemap_report import basemaps_section

    print("\n".join(basemaps_section(measure_basemaps())))
