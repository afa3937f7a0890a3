"""Makes an OpenStreetMap extract as large as a country's, of invented towns, to measure memory on.

`python -m bench.large_extract FILE [TOWNS]` writes it, and `measure` runs the build over it.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import osmium

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNTRY: Final = (8.0, 54.5, 13.0, 57.8)
"""West, south, east, north in degrees: about Denmark."""
BLOCKS: Final = 50
"""A town has 50 by 50 blocks: a node at each crossing, a street along each row, a house in each."""

_CITY: Final = (12.54, 55.66)
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
    per_town = (BLOCKS + 1) ** 2 + 4 * BLOCKS**2
    ways_of_town = 2 * (BLOCKS + 1) + BLOCKS**2
    text = path.with_suffix(".opl")  # osmium's text format: quick to write, one object a line
    with text.open("w", encoding="utf-8") as lines:
        for town, corner in enumerate(_corners(towns)):
            for number, (lon, lat) in enumerate(_places(corner), start=town * per_town + 1):
                lines.write(f"n{number} x{lon:.7f} y{lat:.7f}\n")
        for town in range(towns):
            for number, (nodes, tags) in enumerate(_lines(), start=town * ways_of_town + 1):
                first = town * per_town + 1
                refs = ",".join(f"n{first + node}" for node in nodes)
                lines.write(f"w{number} T{tags} N{refs}\n")
        for town in range(towns):  # a park, of the outline of the town's first house
            house = town * ways_of_town + 2 * (BLOCKS + 1) + 1
            tags = f"type=multipolygon,leisure=park,name=Park%20%{town}"
            lines.write(f"r{town + 1} T{tags} Mw{house}@outer\n")
    _convert(text, path)
    text.unlink()
    return towns * per_town, towns * ways_of_town


def _convert(text: Path, path: Path) -> None:
    """Turn osmium's text into .osm.pbf with the country's box in its header."""
    west, south, east, north = COUNTRY
    header = osmium.io.Header()
    header.add_box(osmium.osm.Box(west, south, east, north))
    writer = osmium.SimpleWriter(str(path), header=header, overwrite=True)
    with osmium.io.Reader(str(text)) as reader:
        for one in osmium.OsmFileIterator(reader):
            writer.add(one)
    writer.close()


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
    """Yield the south-western corners of towns: the city's, then others all over the country."""
    yield _CITY
    west, south, east, north = COUNTRY
    rows = max(1, round(towns**0.5))
    columns = -(-towns // rows)
    for town in range(1, towns):
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


def _lines() -> Iterator[tuple[list[int], str]]:
    """Yield a town's streets, both ways, then its houses: nodes counted from 0, and tags."""
    side = BLOCKS + 1
    for row in range(side):
        nodes = [row * side + column for column in range(side)]
        yield nodes, f"highway=residential,name=Række%20%{row}"
    for column in range(side):
        nodes = [row * side + column for row in range(side)]
        yield nodes, f"highway=tertiary,name=Linje%20%{column}"
    house = side * side
    for number in range(BLOCKS**2):
        yield [house + 4 * number + corner for corner in (0, 1, 2, 3, 0)], "building=yes"


def main(path: str, towns: str = "100") -> int:
    """Write an extract and say what it holds; return the exit status."""
    nodes, ways = write_extract(Path(path), int(towns))
    print(f"{nodes} nodes, {ways} ways")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
