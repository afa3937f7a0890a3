"""The classes of the basemap: what a piece of it is, how it is shaped, and what its rank means."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal

Shape = Literal["area", "line", "point"]
"""What a class is made of: polygons, lines or points."""

RANKS: Final = range(1, 6)
"""How early a piece is drawn: 1 on every map, 5 only close by."""


class BasemapClass(StrEnum):
    """Every class of the basemap, in the order of drawing: what comes later lies on top.

    `land` lies on the sea, which is what no land covers. `street-name` holds the same lines as
    `street`, joined to one line per name and rank wherever they meet, and lines of which a mapping
    knows only the name. `place-name` holds points: places, and names of large parks and waters.
    `kind` tells apart what a class holds:

    - land: `municipality` (the city itself), `neighbour` (around it, drawn coarser), else empty
    - green: `park` `cemetery` `allotment` `sport` `nature` `forest` `farmland` `other`
    - water: `lake` `river` `canal` `basin` `other`
    - built-up: `residential` `retail` `industrial` `other`
    - street: OpenStreetMap's `highway` value; empty where nobody said
    - path: `footway` `path` `steps` `track` `bridleway`
    - rail, station: `rail` `s-train` `metro` `tram`, else empty
    - place-name: `district` `neighbourhood` `town` `village` `island` `park` `water`
    """

    LAND = "land"
    BUILT_UP = "built-up"
    GREEN = "green"
    WATER = "water"
    BUILDING = "building"
    PATH = "path"
    CYCLE_PATH = "cycle-path"
    STREET = "street"
    RAIL = "rail"
    STATION = "station"
    STREET_NAME = "street-name"
    PLACE_NAME = "place-name"

    @property
    def shape(self) -> Shape:
        """What its geometries are: areas, lines or points."""
        return _SHAPES[self]


_SHAPES: Final[dict[BasemapClass, Shape]] = {
    BasemapClass.LAND: "area",
    BasemapClass.BUILT_UP: "area",
    BasemapClass.GREEN: "area",
    BasemapClass.WATER: "area",
    BasemapClass.BUILDING: "area",
    BasemapClass.PATH: "line",
    BasemapClass.CYCLE_PATH: "line",
    BasemapClass.STREET: "line",
    BasemapClass.RAIL: "line",
    BasemapClass.STATION: "point",
    BasemapClass.STREET_NAME: "line",
    BasemapClass.PLACE_NAME: "point",
}

STREET_RANKS: Final = {
    **dict.fromkeys(("motorway", "trunk", "motorway_link", "trunk_link"), 1),
    **dict.fromkeys(("primary", "primary_link"), 2),
    **dict.fromkeys(("secondary", "secondary_link", "tertiary", "tertiary_link"), 3),
    **dict.fromkeys(("residential", "unclassified", "living_street", "pedestrian", "road"), 4),
    "service": 5,
}
"""OpenStreetMap's `highway` value → rank of a street."""
