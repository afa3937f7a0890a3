"""Turns the coordinates of a service's answer into a position in Denmark, or refuses them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, NamedTuple

import shapely
from geopy.exc import GeocoderParseError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from geodata.crs import UTM32, WGS84, coordinate_problem, to_wgs84

# `EPSG:25832`, `<http://www.opengis.net/def/crs/EPSG/0/25832>`, `urn:ogc:def:crs:EPSG::25832`.
_EPSG: Final = re.compile(r"EPSG(?:[:/][\d.]*)?[:/](\d{4,6})\b", re.IGNORECASE)
_CRS84: Final = re.compile(r"\bCRS84\b", re.IGNORECASE)


class Position(NamedTuple):
    """A position in WGS84, in degrees."""

    lat: float
    lon: float


def crs_code(stated: str) -> str:
    """Return the code (`EPSG:25832`) of a CRS as a header or a GeoJSON member states it.

    Raises:
        GeocoderParseError: where it is no CRS that is known.
    """
    match = _EPSG.search(stated)
    code = f"EPSG:{match[1]}" if match else WGS84 if _CRS84.search(stated) else ""
    try:
        CRS.from_user_input(code)
    except CRSError as error:
        raise GeocoderParseError("svaret er i et koordinatsystem, vi ikke kender") from error
    return code


def position(coordinates: Any, crs: str = UTM32) -> Position:  # noqa: ANN401 - what JSON holds
    """Return where coordinates lie.

    Args:
        coordinates: A pair (x, y) or a list that begins with one, as Point and MultiPoint have
            them in GeoJSON: easting or lon first.
        crs: The CRS they are in, as `crs_code` returns it.

    Raises:
        GeocoderParseError: where there are no two numbers, or they are no place in Denmark.
    """
    while isinstance(coordinates, list) and coordinates and isinstance(coordinates[0], list):
        coordinates = coordinates[0]
    match coordinates:
        case [int() | float() as x, int() | float() as y, *_]:
            pass
        case _:
            raise GeocoderParseError("svaret er uden koordinater")
    lat, lon = _degrees(x, y, crs)
    if problem := coordinate_problem(lat=lat, lon=lon):
        raise GeocoderParseError(problem.rstrip("."))
    return Position(lat=lat, lon=lon)


def _degrees(x: float, y: float, crs: str) -> tuple[float, float]:
    """Return (lat, lon)."""
    try:
        if crs == UTM32:
            lon, lat = shapely.get_coordinates(to_wgs84(shapely.Point(x, y)))[0].tolist()
            return lat, lon
        lon, lat = _transformer(crs).transform(x, y)
    except (ProjError, OverflowError) as error:
        raise GeocoderParseError("koordinaterne kan ikke regnes om") from error
    return lat, lon


@cache
def _transformer(crs: str) -> Transformer:
    return Transformer.from_crs(crs, WGS84, always_xy=True)
