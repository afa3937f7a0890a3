"""What each zoom of the tiles shows: which classes, to which rank, and how finely drawn.

A tile of 4096 steps is drawn 512 CSS pixels wide, so that a map at zoom 14 asks for tiles of zoom
13: four times fewer, and sharp on dense screens. Beyond a map's zoom 16 the last tiles are drawn
larger: their steps are 17 cm in Copenhagen, so nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geodata.basemap.classes import BasemapClass
from geodata.basemap.tile_grid import tile_width

MIN_ZOOM: Final = 9
MAX_ZOOM: Final = 15
ZOOMS: Final = range(MIN_ZOOM, MAX_ZOOM + 1)

TILE_PX: Final = 512
"""How wide a tile is drawn at the zoom below which it is first shown, in CSS pixels."""

_ALL: Final = 5
_FINEST_PX: Final = 0.4
_FINEST_PX_AT_LAST: Final = 0.15
_SMALLEST_AREA_PX: Final = 6.0


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How one class comes into the tiles.

    `ranks` holds zooms, rising, each with the highest rank shown from there on. `fields` are the
    attributes that a map needs to draw it; pieces that agree in them become one feature, unless
    they stay `apart`.
    """

    ranks: tuple[tuple[int, int], ...]
    fields: tuple[str, ...]
    apart: bool = False

    @property
    def since(self) -> int:
        """The first zoom that shows any of it."""
        return self.ranks[0][0]

    def highest_rank(self, zoom: int) -> int:
        """Return the highest rank that a zoom shows, 0 where it shows none."""
        return max((rank for since, rank in self.ranks if since <= zoom), default=0)


_STREETS: Final = ((9, 1), (10, 2), (11, 3), (12, 4), (13, _ALL))

PLANS: Final[dict[BasemapClass, Plan]] = {
    BasemapClass.LAND: Plan(ranks=((9, _ALL),), fields=("kind",)),
    BasemapClass.BUILT_UP: Plan(ranks=((10, _ALL),), fields=("kind",)),
    BasemapClass.GREEN: Plan(ranks=((9, _ALL),), fields=("kind",)),
    BasemapClass.WATER: Plan(ranks=((9, _ALL),), fields=("kind",)),
    BasemapClass.BUILDING: Plan(ranks=((14, _ALL),), fields=(), apart=True),
    BasemapClass.PATH: Plan(ranks=((14, _ALL),), fields=("kind",)),
    BasemapClass.CYCLE_PATH: Plan(ranks=((13, _ALL),), fields=()),
    BasemapClass.STREET: Plan(ranks=_STREETS, fields=("rank",)),
    BasemapClass.RAIL: Plan(ranks=((9, 2), (11, _ALL)), fields=("kind",)),
    BasemapClass.STATION: Plan(ranks=((10, 2), (11, _ALL)), fields=("name", "rank", "kind")),
    BasemapClass.STREET_NAME: Plan(ranks=((11, 2), (12, 3), (13, _ALL)), fields=("name", "rank")),
    BasemapClass.PLACE_NAME: Plan(
        ranks=((9, 1), (10, 2), (11, 3), (12, 4), (13, _ALL)), fields=("name", "rank", "kind")
    ),
}
"""Every class in the order of drawing, as the tiles hold it."""


def pixel(zoom: int) -> float:
    """Return a CSS pixel at the zoom below which a tile is first shown, in EPSG:3857 metres."""
    return tile_width(zoom) / TILE_PX


def tolerance(zoom: int) -> float:
    """Return how far a simplified outline may lie from the true one, in EPSG:3857 metres."""
    return (_FINEST_PX_AT_LAST if zoom == MAX_ZOOM else _FINEST_PX) * pixel(zoom)


def smallest_area(zoom: int) -> float:
    """Return below which size an area is left out, in EPSG:3857 square metres."""
    return _SMALLEST_AREA_PX * pixel(zoom) ** 2
