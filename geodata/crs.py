"""Coordinate systems: WGS84 for exchange, EPSG:25832 (ETRS89 / UTM 32N) for measuring.

EPSG:25832 is the Danish standard for maps of the whole country (Klimadatastyrelsen).
All transformations here take and give `always_xy` order: x/lon first, y/lat second.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

import shapely
from pyproj import Transformer

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

    Shapes = TypeVar("Shapes", BaseGeometry, npt.NDArray[np.object_])

WGS84: Final = "EPSG:4326"
UTM32: Final = "EPSG:25832"

DENMARK_LAT: Final = (54.4, 57.9)
DENMARK_LON: Final = (7.9, 15.3)
"""Bounds of Denmark with Bornholm in degrees, a little outside Gedser, Skagen and Blåvand."""


def to_utm(geometry: Shapes) -> Shapes:
    """Return a WGS84 geometry (lon, lat), or many, in EPSG:25832 (easting, northing, metres)."""
    return _transformed(geometry, WGS84, UTM32)


def to_wgs84(geometry: BaseGeometry) -> BaseGeometry:
    """Return an EPSG:25832 geometry (easting, northing) in WGS84 (lon, lat, degrees)."""
    return _transformed(geometry, UTM32, WGS84)


def area_m2(geometry: BaseGeometry) -> float:
    """Return the area in square metres of a WGS84 geometry, measured in EPSG:25832."""
    return float(to_utm(geometry).area)


def coordinate_problem(*, lat: float, lon: float) -> str:
    """Return what is wrong with a position in Danish, or "" where it can be one in Denmark.

    Recognises swapped axes, EPSG:25832 metres taken for degrees, (0, 0), NaN and places abroad.
    """
    if not (lat - lat == 0 and lon - lon == 0):
        return "Koordinaterne er ikke tal."
    if lat == 0 and lon == 0:
        return "Koordinaterne (0, 0) ligger i Atlanterhavet: feltet er nok ikke udfyldt."
    if _inside_denmark(lat=lat, lon=lon):
        return ""
    if _inside_denmark(lat=lon, lon=lat):
        return "Bredde- og længdegrad er byttet om."
    if max(abs(lat), abs(lon)) > 180:  # noqa: PLR2004 - no degree is larger
        return "Koordinaterne er meter (EPSG:25832), ikke grader: skriv dem i WGS84."
    return "Koordinaterne ligger uden for Danmark."


def _inside_denmark(*, lat: float, lon: float) -> bool:
    south, north = DENMARK_LAT
    west, east = DENMARK_LON
    return south <= lat <= north and west <= lon <= east


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def _transformed(geometry: Shapes, source: str, target: str) -> Shapes:
    move = _transformer(source, target).transform
    return shapely.transform(geometry, move, interleaved=False)  # type: ignore[arg-type] # its stubs know arrays of pairs only
