"""Outlines of named areas read from GeoJSON: the one path for hand-drawn and official geometry."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.crs import WGS84
from geodata.errors import OutlineError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

MAX_OUTLINE_BYTES: Final = 64_000_000
"""Larger than any file of outlines that a publisher of the city has (the roder: 0.8 MB)."""


@dataclass(frozen=True, kw_only=True)
class Outline:
    """One named outline in WGS84 (lon, lat) with what its file says of it."""

    name: str
    geometry: BaseGeometry | None
    properties: dict[str, Any]


def read_outlines(path: Traversable, name_field: str) -> list[Outline]:
    """Return the features of a GeoJSON file, each geometry valid or None.

    Raises:
        OutlineError: where the file is missing, too large or no FeatureCollection.
    """
    collection = _read_collection(path)
    return [
        Outline(
            name=str(feature["properties"].get(name_field) or ""),
            geometry=usable(feature.get("geometry"), where=f"{path.name}, feature {number}"),
            properties=dict(feature["properties"]),
        )
        for number, feature in enumerate(collection["features"], start=1)
    ]


def usable(geojson: dict[str, Any] | None, *, where: str) -> BaseGeometry | None:
    """Return a valid shapely geometry (lon, lat) from a GeoJSON one, or None where it is empty.

    A bowtie is repaired by `make_valid`, keeping the parts of the highest dimension.

    Raises:
        OutlineError: where the coordinates are no numbers or the ring cannot be closed.
    """
    if not geojson:
        return None
    try:
        geometry = shapely.from_geojson(json.dumps(geojson, allow_nan=False), on_invalid="raise")
    except (ValueError, shapely.errors.GEOSException) as fault:
        message = f"{where}: the geometry cannot be read ({fault}); correct it in the file."
        raise OutlineError(message) from fault
    if geometry.is_empty:
        return None
    repaired = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    return None if repaired.is_empty else repaired


def union(outlines: list[Outline]) -> BaseGeometry:
    """Return the union (WGS84) of outlines that have a geometry."""
    frame = geopandas.GeoSeries([one.geometry for one in outlines if one.geometry], crs=WGS84)
    merged: BaseGeometry = frame.union_all()
    return merged


def _read_collection(path: Traversable) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_OUTLINE_BYTES + 1)
    except OSError as fault:
        message = f"{path.name} is not there: point --reference at a folder that has it."
        raise OutlineError(message) from fault
    if len(raw) > MAX_OUTLINE_BYTES:
        message = f"{path.name} is larger than {MAX_OUTLINE_BYTES // 1_000_000} MB."
        raise OutlineError(message)
    try:
        collection = json.loads(raw)
        complete = isinstance(collection["features"], list) and all(
            isinstance(feature["properties"], dict) for feature in collection["features"]
        )
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        message = f"{path.name} is no GeoJSON FeatureCollection with properties; export it again."
        raise OutlineError(message) from fault
    if not complete:
        message = f"{path.name} has a feature without properties; export it again."
        raise OutlineError(message)
    return dict(collection)
