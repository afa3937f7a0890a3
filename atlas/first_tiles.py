"""Which tiles of the basemap a page's map begins with, and where they lie in the archive."""

from __future__ import annotations

import logging
import math
from functools import cache
from typing import TYPE_CHECKING, Final

from pyproj import Transformer

from geodata.basemap.tile_grid import HALF_WORLD_M, WEB_MERCATOR, Tile, tile_at
from geodata.crs import WGS84
from geodata.errors import BasemapError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.basemap.archive import Archive
    from geodata.basemap.tile_grid import Box

TileRow = tuple[int, int, int, list[tuple[int, int]]]
"""Zoom, row from the north, first column from the west, and of each tile its offset and length."""

_LOG: Final = logging.getLogger(__name__)
_FEWEST_ACROSS: Final = 0.2
_MOST_ACROSS: Final = 2.0
_WINDOW_WIDE: Final = 1.8
_WINDOW_HIGH: Final = 1.1


def first_tiles(archive: Archive, bounds: tuple[float, float, float, float]) -> list[TileRow]:
    """Return where the tiles lie that a map of some bounds begins with, row by row.

    `bounds` are west, south, east and north in degrees (WGS84). Of a phone's map and a wide
    screen's the zooms differ, and so do their tiles; all are said, for that is a few hundred
    bytes, while asking the archive's directories takes a round trip more. A tile that is not
    there has the length 0. Nothing is said of an archive that cannot be read.
    """
    box = _to_mercator().transform_bounds(*bounds)
    try:
        return [row for zoom in _zooms(archive, box) for row in _rows(archive, box, zoom)]
    except BasemapError as fault:
        _LOG.error("The map's first tiles are not known: %s", fault)
        return []


def _zooms(archive: Archive, box: Box) -> range:
    """Return the zooms at which bounds fill a map: those at which they are about a tile wide."""
    share = _reach(box) / (2 * HALF_WORLD_M)
    lowest, highest = archive.zooms
    first = min(max(math.ceil(math.log2(_FEWEST_ACROSS / share)), lowest), highest)
    last = min(max(math.floor(math.log2(_MOST_ACROSS / share)), lowest), highest)
    return range(first, last + 1)


def _rows(archive: Archive, box: Box, zoom: int) -> Iterator[TileRow]:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    wide, high = _WINDOW_WIDE * _reach(box), _WINDOW_HIGH * _reach(box)
    first, last = tile_at(x - wide, y + high, zoom), tile_at(x + wide, y - high, zoom)
    for row in range(first.y, last.y + 1):
        tiles = [Tile(zoom, column, row) for column in range(first.x, last.x + 1)]
        yield zoom, row, first.x, [archive.index.range_of(one) for one in tiles]


def _reach(box: Box) -> float:
    """Return the longer side of a box in metres of EPSG:3857, of a point a metre."""
    return max(box[2] - box[0], box[3] - box[1], 1.0)


@cache
def _to_mercator() -> Transformer:
    return Transformer.from_crs(WGS84, WEB_MERCATOR, always_xy=True)
