"""The section on the basemap in `docs/benchmarks.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.basemap import MOST_BYTES, MOST_MEMORY, MOST_S, RUNS
from bench.report_parts import costs, table, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.basemap import Basemaps, City
    from bench.large_extract import Passed

_MB: Final = 1_000_000


def basemaps_section(basemaps: Basemaps) -> Iterator[str]:
    """Yield the section."""
    yield "## The basemap"
    yield ""
    if basemaps.city:
        yield from _city(basemaps.city)
    else:
        yield "Of Copenhagen not measured: `TFI_ATLAS_REFERENCE` names no folder."
    yield ""
    yield from _countries(basemaps.countries)


def _city(city: City) -> Iterator[str]:
    yield (
        f"`tfi-atlas basemap build` of the reference folder, print store, network and tiles;"
        f" medians of {RUNS} runs as whole processes. Beside it the tiles alone, made anew of that"
        " store, and by turns the peer's: GDAL writes them of the same files through pyogrio"
        " (`bench/peers/gdal_tiles.py`)."
    )
    yield ""
    rows = [
        ["the whole build", *costs(city.build), f"{city.size_bytes / _MB:.2f} MB"],
        ["the tiles alone", *costs(city.tiles), f"{city.size_bytes / _MB:.2f} MB"],
        ["the peer's tiles", *costs(city.peer), f"{city.peer_bytes / _MB:.2f} MB"],
    ]
    yield from table(["", "wall", "CPU", "memory", "archive"], rows)
    yield ""
    yield (
        f"Ratio, the atlas's tiles to the peer's: {city.tiles.wall_s / city.peer.wall_s:.2f} of the"
        f" time, {city.size_bytes / city.peer_bytes:.2f} of the size. The peer writes an archive"
        " for each class, since GDAL cannot add a second layer to one; it joins no streets, gives"
        " no name a place of its own and merges no areas."
    )
    yield ""
    in_time = verdict(reached=city.build.wall_s <= MOST_S)
    in_size = verdict(reached=city.size_bytes <= MOST_BYTES)
    yield f"Aims: at most {MOST_S:.0f} s: {in_time}; at most {MOST_BYTES // _MB} MB: {in_size}."


def _countries(countries: Sequence[Passed]) -> Iterator[str]:
    yield (
        "The same of synthetic extracts (`bench/large_extract.py`): towns of a street grid and"
        " 2,500 houses all over a country of Denmark's size, one in eight around Copenhagen until"
        " that is full. Node ids are as far apart as the planet's."
    )
    yield ""
    rows = [
        [
            f"{one.nodes:,}",
            f"{one.ways:,}",
            *costs(one.run),
            f"{one.run.wall_s / one.nodes * _MB:.1f} s",
        ]
        for one in countries
    ]
    yield from table(["nodes", "ways", "wall", "CPU", "memory", "wall per million nodes"], rows)
    yield ""
    yield (
        "The city's box fills up between these sizes, and the pieces in it with it, so they say"
        " nothing of larger ones; the run below does."
    )
    yield ""
    yield HAND_RUN
    yield ""
    reached = verdict(reached=max(one.run.peak_bytes for one in countries) <= MOST_MEMORY)
    yield f"Aim: at most {MOST_MEMORY / 1e9:.0f} GB: {reached} as far as measured."


HAND_RUN: Final = (
    "By hand, on 2026-11-21 (`python -m bench.large_extract FILE 2000`, then `tfi-atlas basemap"
    " build --from FILE` under GNU time): 25.2 million nodes and 5.2 million ways, with the city's"
    " surroundings full (432,165 pieces on the map, an archive of 7.5 MB), went through whole in"
    " 606 s of CPU and 11 minutes on one core, with a peak of 825 MB. 403 MB of it are the file of"
    " positions, 16 bytes a node, which the system counts as memory as long as it has room; the"
    " rest belongs to the full box and grows no more. The 60 million nodes of Denmark so come to"
    " about 1.4 GB (reckoned, not measured)."
)
"""What a run by hand of a size that no bench should take came to, with its command."""
