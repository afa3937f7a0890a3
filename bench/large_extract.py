"""Makes an OpenStreetMap extract as large as a country's, of invented towns, to measure memory on.

`python -m bench.large_extract FILE [TOWNS]` writes it, and `measure` runs the build over it.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import osmium
from osmium.osm.mutable import Node, Relation, Way

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNTRY: Final = (8.0, 54.5, 13.0, 57.8)
"""West, south, east, north in degrees: about Denmark."""
BLOCKS: Final = 50
"""A town has 50 by 50 blocks: a node at each crossing, a street along each row, a house in each."""

_STEP: Final = 0.001
_MB: Final = 1024  # ru_maxrss is in KiB
Position = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Passed:
    """An extract that went through: what it held, how long it took, and the most memory."""

    nodes: int
    ways: int
    size_mb: float
    took_s: float
    peak_mb: float


def write_extract(path: Path, towns: int) -> tuple[int, int]:
    """Write an extract of that many towns all over the country; return its nodes and ways."""
    header = osmium.io.Header()
    west, south, east, north = COUNTRY
    header.add_box(osmium.osm.Box(west, south, east, north))
    per_town = (BLOCKS + 1) ** 2 + 4 * BLOCKS**2
    ways = count(1)
    with osmium.SimpleWriter(str(path), header=header, overwrite=True) as writer:
        for town, corner in enumerate(_corners(towns)):
            for number, place in enumerate(_places(corner), start=town * per_town + 1):
                writer.add_node(Node(id=number, location=place))
        for town in range(towns):
            for nodes, tags in _lines(town * per_town + 1):
                writer.add_way(Way(id=next(ways), nodes=nodes, tags=tags))
        made = next(ways) - 1
        for town in range(towns):  # a park with a hole, of two houses' outlines
            first = town * (2 * (BLOCKS + 1) + BLOCKS**2) + 2 * (BLOCKS + 1) + 1
            members = [("w", first, "outer"), ("w", first + 1, "inner")]
            tags = {"type": "multipolygon", "leisure": "park", "name": f"Park {town}"}
            writer.add_relation(Relation(id=town + 1, members=members, tags=tags))
    return towns * per_town, made


def measure(folder: Path, towns: int) -> Passed:
    """Write an extract, build a basemap of it in a process of its own, and say what it took."""
    extract = folder / "country.osm.pbf"
    nodes, ways = write_extract(extract, towns)
    command = [sys.executable, "-m", "webapp.cli", "basemap", "build", "--from", str(extract)]
    begun = time.monotonic()
    subprocess.run([*command, "-o", str(folder / "home")], check=True, stdout=subprocess.DEVNULL)
    return Passed(
        nodes=nodes,
        ways=ways,
        size_mb=extract.stat().st_size / 1e6,
        took_s=time.monotonic() - begun,
        peak_mb=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _MB,
    )


def _corners(towns: int) -> Iterator[Position]:
    """Yield the south-western corners of towns, spread evenly over the country."""
    west, south, east, north = COUNTRY
    rows = max(1, round(towns**0.5))
    columns = -(-towns // rows)
    for town in range(towns):
        row, column = divmod(town, columns)
        yield west + (east - west) * column / columns, south + (north - south) * row / rows


def _places(corner: Position) -> Iterator[Position]:
    """Yield the crossings of a town row by row, then the four corners of each house."""
    west, south = corner
    for row in range(BLOCKS + 1):
        for column in range(BLOCKS + 1):
            yield west + column * _STEP, south + row * _STEP
    for row in range(BLOCKS):
        for column in range(BLOCKS):
            x, y = west + (column + 0.2) * _STEP, south + (row + 0.2) * _STEP
            size = 0.5 * _STEP
            yield from ((x, y), (x + size, y), (x + size, y + size), (x, y + size))


def _lines(first: int) -> Iterator[tuple[list[int], dict[str, str]]]:
    """Yield a town's streets, both ways, then its houses: node ids and tags."""
    side = BLOCKS + 1
    for row in range(side):
        nodes = [first + row * side + column for column in range(side)]
        yield nodes, {"highway": "residential", "name": f"Række {row}"}
    for column in range(side):
        nodes = [first + row * side + column for row in range(side)]
        yield nodes, {"highway": "tertiary", "name": f"Linje {column}"}
    house = first + side * side
    for number in range(BLOCKS**2):
        ring = [house + 4 * number + corner for corner in (0, 1, 2, 3, 0)]
        yield ring, {"building": "yes"}


def main(path: str, towns: str = "100") -> int:
    """Write an extract and say what it holds; return the exit status."""
    nodes, ways = write_extract(Path(path), int(towns))
    print(f"{nodes} nodes, {ways} ways")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
