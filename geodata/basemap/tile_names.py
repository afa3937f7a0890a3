"""The names along streets in the tiles: short stretches, each in one tile, so that none jumps.

A street's line cut at tile edges would bear a name for each piece, and other ones as more tiles
come in. So the places of names are settled here: a stretch of the joined street, long enough for
its name and a little room to move, lies whole in the tile of its middle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from shapely.ops import substring

from geodata.basemap.classes import BasemapClass
from geodata.basemap.tile_grid import Tile, tile_at
from geodata.basemap.tile_pieces import Pieces, joined_lines, read_shapes
from geodata.basemap.tile_plan import MAX_ZOOM, pixel

if TYPE_CHECKING:
    import shapely

    from geodata.basemap.store import BasemapStore
    from geodata.basemap.tile_grid import Box

_LETTER_PX: Final = 6.8
_ROOM_PX: Final = 48.0
_ROOM_OF_MAIN_STREETS_PX: Final = 240.0
"""How far a name can give way to others; a main street's has to find a place."""

_MAIN: Final = 3
_LARGEST: Final = 2.0
_LARGEST_AT_LAST: Final = 4.0
"""How much larger than at first a tile may be drawn; the last zoom's up to a map's zoom 18."""

_EVERY_PX: Final = 380.0
_EVERY_PX_AT_LAST: Final = 170.0
"""How far apart a name stands, when the tile is first shown."""


def names_of(store: BasemapStore, tile: Tile, zoom: int) -> dict[Tile, Pieces]:
    """Return, for tiles of a zoom inside a larger one, the stretches that bear street names.

    Raises:
        BasemapError: where a file of the store cannot be read.
    """
    shapes, groups, attributes = read_shapes(store, BasemapClass.STREET_NAME, tile.box, zoom)
    lines, owners = joined_lines(shapes, groups, zoom)
    found: dict[Tile, list[tuple[shapely.LineString, int]]] = {}
    for line, owner in zip(lines, owners.tolist(), strict=True):
        its = attributes[owner]
        width = _LETTER_PX * len(str(its.get("name", ""))) * pixel(zoom)
        room = _ROOM_OF_MAIN_STREETS_PX if int(its["rank"]) <= _MAIN else _ROOM_PX
        for middle, stretch in stretches(line, width, zoom, room_px=room):
            place = tile_at(middle.x, middle.y, zoom)
            if _holds(tile.box, middle):
                found.setdefault(place, []).append((stretch, owner))
    return {place: _pieces(stretched, attributes) for place, stretched in found.items()}


def stretches(
    line: shapely.LineString, width: float, zoom: int, *, room_px: float = _ROOM_PX
) -> list[tuple[shapely.Point, shapely.LineString]]:
    """Return the stretches of a street that bear its name, each with its middle, in EPSG:3857.

    `width` is the name's own. A street too short for it at any size it is drawn in bears none.
    """
    last = zoom == MAX_ZOOM
    if width == 0 or line.length * (_LARGEST_AT_LAST if last else _LARGEST) < width:
        return []
    every = (_EVERY_PX_AT_LAST if last else _EVERY_PX) * pixel(zoom)
    count = max(1, round(line.length / max(every, width)))
    step = line.length / count
    half = min(step, width + room_px * pixel(zoom)) / 2
    middles = [(number + 0.5) * step for number in range(count)]
    cut = ((middle, substring(line, middle - half, middle + half)) for middle in middles)
    return [(line.interpolate(middle), one) for middle, one in cut if one.geom_type == "LineString"]


def _holds(box: Box, point: shapely.Point) -> bool:
    return box[0] <= point.x < box[2] and box[1] < point.y <= box[3]


def _pieces(
    stretched: list[tuple[shapely.LineString, int]], attributes: tuple[dict[str, str | int], ...]
) -> Pieces:
    return Pieces(
        shapes=np.array([stretch for stretch, _ in stretched], dtype=object),
        groups=np.array([owner for _, owner in stretched], dtype=np.intp),
        attributes=attributes,
    )
