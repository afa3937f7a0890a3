"""Outlines of named areas read from GeoJSON: the one path for hand-drawn and official geometry."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import shapely
from shapely import GeometryCollection

from geodata.crs import coordinate_problem
from geodata.errors import OutlineError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from shapely.geometry.base import BaseGeometry

MAX_OUTLINE_BYTES: Final = 5_000_000
"""Larger than any file of outlines that a publisher of the city has (the parks: 1.6 MB)."""

AREAS: Final = ("Polygon", "MultiPolygon")

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Outline:
    """One named outline in WGS84 (lon, lat) with what its file says of it."""

    name: str
    geometry: BaseGeometry | None
    properties: dict[str, Any]


def read_outlines(path: Traversable, name_field: str) -> list[Outline]:
    """Return the features of a GeoJSON file, each geometry valid or None.

    Raises:
        OutlineError: where the file is missing, too large or no FeatureCollection, or where
            geometries cannot be used; the message names every one of them.
    """
    outlines, faults = [], []
    for number, feature in enumerate(_read_collection(path)["features"], start=1):
        properties = feature["properties"]
        try:
            shape = usable(feature.get("geometry"), where=f"{path.name}, objekt {number}")
        except OutlineError as fault:
            faults.append(str(fault))
            continue
        name = str(properties.get(name_field) or "")
        outlines.append(Outline(name=name, geometry=shape, properties=dict(properties)))
    if faults:
        raise OutlineError("\n".join(faults))
    return outlines


def usable(geojson: object, *, where: str) -> BaseGeometry | None:
    """Return a valid shapely geometry (lon, lat) from a GeoJSON one, or None where it is empty.

    A bowtie and whatever else is not valid is repaired, and the repair logged as a warning. Empty
    `coordinates` count as null (RFC 7946, 3.1); heights are left out.

    Raises:
        OutlineError: where it is no geometry, its coordinates are no numbers, not in Denmark or
            not in degrees, its ring is not closed, or nothing of it is left after the repair.
    """
    if geojson is None:
        return None
    try:
        parsed = shapely.from_geojson(json.dumps(geojson, allow_nan=False), on_invalid="raise")
    except (ValueError, RecursionError, shapely.errors.GEOSException) as fault:
        message = f"{where}: geometrien kan ikke læses ({fault}). Ret den i filen."
        raise OutlineError(message) from fault
    geometry = shapely.force_2d(parsed)
    if geometry.is_empty:
        return None
    west, south, east, north = geometry.bounds
    for lat, lon in ((south, west), (north, east)):
        if problem := coordinate_problem(lat=lat, lon=lon):
            message = f"{where}: {problem}"
            raise OutlineError(message)
    plain = geometry.is_valid and not isinstance(geometry, GeometryCollection)
    return geometry if plain else _repaired(geometry, where)


def union(outlines: list[Outline]) -> BaseGeometry:
    """Return the union (WGS84) of outlines that have a geometry.

    Raises:
        OutlineError: where one of them is no area.
    """
    for one in outlines:
        if one.geometry is not None and one.geometry.geom_type not in AREAS:
            message = f"»{one.name}« er {one.geometry.geom_type} og ingen flade. Tegn en polygon."
            raise OutlineError(message)
    merged: BaseGeometry = shapely.union_all([one.geometry for one in outlines if one.geometry])
    return merged


def _repaired(geometry: BaseGeometry, where: str) -> BaseGeometry:
    """Return the valid parts of the highest dimension, and log what was wrong."""
    repaired = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    parts = shapely.get_parts(shapely.union_all([repaired]))  # the union flattens collections
    dimensions = shapely.get_dimensions(parts)
    kept: BaseGeometry = shapely.union_all(parts[dimensions == shapely.get_dimensions(geometry)])
    reason = shapely.is_valid_reason(geometry)
    if kept.is_empty:
        message = f"{where}: der er intet tilbage af omridset ({reason}). Tegn det igen."
        raise OutlineError(message)
    _LOG.warning("%s: omridset er rettet (%s). Se efter, om det er rigtigt.", where, reason)
    return kept


def _read_collection(path: Traversable) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_OUTLINE_BYTES + 1)
    except OSError as fault:
        message = f"{path.name} findes ikke. Peg --reference på en mappe, der har den."
        raise OutlineError(message) from fault
    if len(raw) > MAX_OUTLINE_BYTES:
        message = (
            f"{path.name} fylder over {MAX_OUTLINE_BYTES // 1_000_000} MB."
            " Vælg et mindre udsnit, eller forenkl omridsene."
        )
        raise OutlineError(message)
    try:
        collection = json.loads(raw)
        complete = isinstance(collection["features"], list) and all(
            isinstance(feature["properties"], dict) for feature in collection["features"]
        )
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        message = f"{path.name} er ingen GeoJSON-FeatureCollection med felter. Eksportér den igen."
        raise OutlineError(message) from fault
    if not complete:
        message = f"{path.name} har et objekt uden felter. Eksportér den igen."
        raise OutlineError(message)
    return dict(collection)
