"""Makes an OpenStreetMap extract as large as a country's, of invented towns, to measure memory on.

`python -m bench.large_extract FILE [TOWNS]` writes it, and `measure` runs the build over it. Ids
are as far apart as those of a country among the planet's, since indexes grow with them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import osmium

from bench.processes import ATLAS, measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.processes import Run

COUNTRY: Final = (8.0, 54.5, 13.0, 57.8)
"""West, south, east, north in degrees: about Denmark."""
BLOCKS: Final = 50
"""A town has 50 by 50 blocks: a node at each crossing, a street along each row, a house in each."""
NODES_OF_TOWN: Final = (BLOCKS + 1) ** 2 + 4 * BLOCKS**2
WAYS_OF_TOWN: Final = 2 * (BLOCKS + 1) + BLOCKS**2

_LAST_NODE: Final = 13_000_000_000
_LAST_WAY: Final = 1_400_000_000
"""About the highest ids that OpenStreetMap has given out in 2026."""

_AROUND_THE_CITY: Final = (12.1, 55.5, 12.9, 55.9)
_CITY: Final = (12.54, 55.66)
_STEP: Final = 0.001
_WIDTH: Final = BLOCKS * _STEP
_NEAR: Final = 8  # one town of so many lies around the city, until there is no more room
Position = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Passed:
    """An extract that went through: what it held, and what the build took."""

    nodes: int
    ways: int
    size_bytes: int
    run: Run


def measure(folder: Path, towns: int, *arguments: str) -> Passed:
    """Write an extract, build a basemap of it in a process of its own, and say what it took.

    Raises:
        BenchError: where the build fails.
    """
    extract = folder / "country.osm.pbf"
    nodes, ways = write_extract(extract, towns)
    out = str(folder / "home")
    command = [*ATLAS, "basemap", "build", "--from", str(extract), "-o", out, *arguments]
    size_bytes = extract.stat().st_size
    return Passed(nodes=nodes, ways=ways, size_bytes=size_bytes, run=measured(command))


def write_extract(path: Path, towns: int) -> tuple[int, int]:
    """Write an extract of that many towns all over the country; return its nodes and ways."""
    nodes, ways = towns * NODES_OF_TOWN, towns * WAYS_OF_TOWN
    node_step, way_step = _LAST_NODE // nodes, _LAST_WAY // ways
    text = path.with_suffix(".opl")  # osmium's text format: quick to write, one object a line
    with text.open("w", encoding="utf-8") as lines:
        for town, corner in enumerate(_corners(towns)):
            lines.writelines(
                f"n{number * node_step} x{lon:.7f} y{lat:.7f}\n"
                for number, (lon, lat) in enumerate(_places(corner), town * NODES_OF_TOWN + 1)
            )
        drawn = list(_lines())
        for town in range(towns):
            first = town * NODES_OF_TOWN + 1
            lines.writelines(
                f"w{number * way_step} T{tags} N{_refs(refs, first, node_step)}\n"
                for number, (refs, tags) in enumerate(drawn, town * WAYS_OF_TOWN + 1)
            )
        for town in range(towns):  # a park, of the outline of the town's first house
            house = town * WAYS_OF_TOWN + 2 * (BLOCKS + 1) + 1
            tags = f"type=multipolygon,leisure=park,name=Park%20%{town}"
            lines.write(f"r{town + 1} T{tags} Mw{house * way_step}@outer\n")
    _convert(text, path)
    text.unlink()
    return nodes, ways


def _refs(nodes: list[int], first: int, step: int) -> str:
    return ",".join(f"n{(first + node) * step}" for node in nodes)


def _convert(text: Path, path: Path) -> None:
    """Turn osmium's text into .osm.pbf with the country's box in its header."""
    west, south, east, north = COUNTRY
    header = osmium.io.Header()
    header.add_box(osmium.osm.Box(west, south, east, north))
    with osmium.SimpleWriter(str(path), header=header, overwrite=True) as writer:
        osmium.apply(str(text), writer)


def _corners(towns: int) -> Iterator[Position]:
    """Yield the south-western corners of towns: those around the city, then all over the country.

    Around the city they lie side by side and fill its surroundings, as houses do there; in the
    country they may lie upon each other, which nobody draws.
    """
    west, south, east, north = _AROUND_THE_CITY
    columns, rows = round((east - west) / _WIDTH), round((north - south) / _WIDTH)
    places = [
        (west + _WIDTH * column, south + _WIDTH * row)
        for row in range(rows)
        for column in range(columns)
    ]
    near = sorted(places, key=lambda one: (one[0] - _CITY[0]) ** 2 + (one[1] - _CITY[1]) ** 2)
    near = near[: max(1, towns // _NEAR)]
    yield from near
    west, south, east, north = COUNTRY
    rows = max(1, round(towns**0.5))
    columns = -(-towns // rows)
    for town in range(len(near), towns):
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
