"""The grid of web map tiles: which piece of Web Mercator a tile is, and in what order they lie."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from pmtiles.tile import zxy_to_tileid

if TYPE_CHECKING:
    from collections.abc import Iterator

WEB_MERCATOR: Final = "EPSG:3857"
HALF_WORLD_M: Final = 20_037_508.342789244
"""Half the width of Web Mercator's square, in its own metres (EPSG:3857)."""

Box = tuple[float, float, float, float]
"""West, south, east, north in EPSG:3857."""


class Tile(NamedTuple):
    """One tile: zoom, column from the west, row from the north."""

    zoom: int
    x: int
    y: int

    @property
    def id(self) -> int:
        """Its number in a PMTiles archive, along a Hilbert curve, zoom after zoom."""
        number: int = zxy_to_tileid(self.zoom, self.x, self.y)
        return number

    @property
    def box(self) -> Box:
        """The square that it covers, in EPSG:3857."""
        width = tile_width(self.zoom)
        west, north = self.x * width - HALF_WORLD_M, HALF_WORLD_M - self.y * width
        return west, north - width, west + width, north

    def box_with(self, margin: float) -> Box:
        """Return the square with a margin around it, both in metres of EPSG:3857."""
        west, south, east, north = self.box
        return west - margin, south - margin, east + margin, north + margin

    @property
    def children(self) -> list[Tile]:
        """The four tiles of the next zoom, in the order of their numbers."""
        four = [
            Tile(self.zoom + 1, 2 * self.x + right, 2 * self.y + down)
            for right in (0, 1)
            for down in (0, 1)
        ]
        return sorted(four, key=lambda one: one.id)


def tile_width(zoom: int) -> float:
    """Return the width of a tile in metres of EPSG:3857."""
    return float(2 * HALF_WORLD_M / 2**zoom)


def tile_at(x: float, y: float, zoom: int) -> Tile:
    """Return the tile in which a point of EPSG:3857 lies."""
    width, last = tile_width(zoom), 2**zoom - 1
    column, row = (x + HALF_WORLD_M) / width, (HALF_WORLD_M - y) / width
    return Tile(zoom, min(max(math.floor(column), 0), last), min(max(math.floor(row), 0), last))


def tiles_over(box: Box, zoom: int) -> Iterator[Tile]:
    """Yield the tiles of a zoom that a box (EPSG:3857) touches, in the order of their numbers."""
    west, south, east, north = box
    first, last = tile_at(west, north, zoom), tile_at(east, south, zoom)
    found = (
        Tile(zoom, x, y) for x in range(first.x, last.x + 1) for y in range(first.y, last.y + 1)
    )
    yield from sorted(found, key=lambda one: one.id)
