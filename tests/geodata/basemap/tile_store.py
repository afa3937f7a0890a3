"""A small basemap around Nørrebro for the tests of tiles: a dozen pieces, drawn for them alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas
import shapely

from geodata.basemap.classes import BasemapClass
from geodata.basemap.store import PRINT, REPORT, SOURCES, BasemapStore, open_store
from geodata.crs import UTM32

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

EAST, NORTH = 723_600.0, 6_178_600.0
"""The middle of the small basemap in EPSG:25832, at Nørrebro Runddel's height and about there."""

SOURCE = "proeve"
ATTRIBUTION = "Opdigtet til prøve"
Row = tuple[BasemapClass, str, int, str, "BaseGeometry"]


def area(x: float, y: float, width: float, height: float) -> shapely.MultiPolygon:
    """A rectangle by its south-western corner, in metres from the middle."""
    west, south = EAST + x, NORTH + y
    return shapely.multipolygons([shapely.box(west, south, west + width, south + height)])


def line(*corners: tuple[float, float]) -> shapely.LineString:
    """A line through corners in metres from the middle."""
    return shapely.LineString([(EAST + x, NORTH + y) for x, y in corners])


def point(x: float, y: float) -> shapely.Point:
    """A point in metres from the middle."""
    return shapely.Point(EAST + x, NORTH + y)


def rows() -> list[Row]:
    """Land with a lake and a park, a street of each rank (two in pieces), houses, rails, names."""
    found: list[Row] = [
        (BasemapClass.LAND, "", 1, "municipality", area(-1300, -1300, 2600, 2600)),
        (BasemapClass.WATER, "Søen", 2, "lake", area(500, -1200, 200, 500)),
        (BasemapClass.WATER, "", 5, "other", area(-1000, 1000, 4, 4)),
        (BasemapClass.GREEN, "Parken", 3, "park", area(-800, 300, 400, 500)),
        (BasemapClass.GREEN, "", 3, "park", area(-400, 300, 200, 500)),
        (BasemapClass.BUILT_UP, "", 3, "residential", area(-700, -900, 900, 800)),
        (BasemapClass.CYCLE_PATH, "", 5, "", line((-1200, 900), (0, 950), (1200, 1000))),
        (BasemapClass.PATH, "", 5, "footway", line((-700, 350), (-500, 750))),
        (BasemapClass.RAIL, "", 1, "s-train", line((-1200, -1250), (0, -1100), (1200, -1250))),
        (BasemapClass.STATION, "Prøvestationen", 2, "s-train", point(0, -1100)),
        (BasemapClass.PLACE_NAME, "Prøvebydelen", 1, "district", point(0, 400)),
        (BasemapClass.PLACE_NAME, "Prøvekvarteret", 3, "neighbourhood", point(-300, -500)),
    ]
    for rank in range(1, 6):
        name, y = f"Prøvegade {rank}", -200.0 * rank
        pieces = [line((-1200, y), (-300, y + 30)), line((-300, y + 30), (1200, y))]
        found += [(BasemapClass.STREET, name, rank, "road", piece) for piece in pieces]
        found += [(BasemapClass.STREET_NAME, name, rank, "", piece) for piece in pieces]
    houses = [area(-650 + 30 * number, -180, 20, 12) for number in range(20)]
    return found + [(BasemapClass.BUILDING, "", 5, "", house) for house in houses]


def write_store(folder: Path, pieces: list[Row] | None = None) -> BasemapStore:
    """Writes a store of these pieces, as `geodata.basemap.build` writes it, and opens it."""
    (folder / PRINT).mkdir(parents=True)
    by_class: dict[BasemapClass, list[Row]] = {}
    for row in rows() if pieces is None else pieces:
        by_class.setdefault(row[0], []).append(row)
    for name, its in by_class.items():
        columns: dict[str, list[Any]] = {
            "id": [f"{name}-{number}" for number in range(len(its))],
            "name": [row[1] for row in its],
            "rank": [row[2] for row in its],
            "kind": [row[3] for row in its],
            "source": [SOURCE] * len(its),
        }
        frame = geopandas.GeoDataFrame(columns, geometry=[row[4] for row in its], crs=UTM32)
        frame.to_file(folder / PRINT / f"{name}.{SOURCE}.fgb", driver="FlatGeobuf")
    stated = {"title": "Prøve", "licence": "CC BY 4.0", "attribution": ATTRIBUTION, "vintage": ""}
    (folder / SOURCES).write_text(json.dumps({SOURCE: stated}), encoding="utf-8")
    (folder / REPORT).write_text("{}", encoding="utf-8")
    return open_store(folder)
