"""Pieces of map data on their way into the store, and the steps that make their geometry fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import shapely
from pyproj import Transformer

from geodata.crs import UTM32, WGS84

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geodata.basemap.classes import BasemapClass, Shape
    from geodata.basemap.store import Box

LEAST_LENGTH_M: Final = 0.01
"""A line shorter than a centimetre is a point that nobody can see."""

BROKEN: Final = "geometri, der ikke kan læses"
EMPTY: Final = "uden geometri"
COLLAPSED: Final = "uden udstrækning"
TOO_FAR: Final = "for langt fra Danmark til EPSG:25832"
OUTSIDE: Final = "uden for udtrækkets ramme"
OTHER_SHAPE: Final = "en anden slags geometri end klassens"

_DIMENSION: Final[dict[Shape, int]] = {"point": 0, "line": 1, "area": 2}
_TO_UTM: Final = Transformer.from_crs(WGS84, UTM32, always_xy=True)
_FARTHEST_M: Final = 10_000_000
"""Farther than from the equator to a pole: not a coordinate of UTM zone 32 any more."""


class Piece(NamedTuple):
    """One piece as a reader found it: its geometry is WKB in WGS84 (lon, lat)."""

    cls: BasemapClass
    source: str
    id: str
    name: str
    rank: int
    kind: str
    wkb: bytes


class Fitted(NamedTuple):
    """Geometries in EPSG:25832 and the number of the piece each came of; what went, and why.

    `repaired` were not valid before, `clipped` reached past the box.
    """

    geometries: NDArray[Any]
    origin: NDArray[np.intp]
    dropped: dict[str, int]
    repaired: int
    clipped: int


def fitted(wkb: Sequence[bytes], shape: Shape, clip: Box | None = None) -> Fitted:
    """Bring WKB in WGS84 (lon, lat) to valid geometries of a shape in EPSG:25832.

    Areas become MultiPolygons, repaired where they are not valid; lines and points are taken
    apart, so that one piece may become several. Nothing grows beyond the box that it had, and
    nothing is left outside `clip` (degrees: west, south, east, north).
    """
    taken = _Sieve(shapely.from_wkb(np.asarray(wkb, dtype=object), on_invalid="ignore"))
    taken.keep(~shapely.is_missing(taken.geometries), BROKEN)
    taken.keep(~shapely.is_empty(taken.geometries), EMPTY)
    clipped = taken.clip(clip) if clip else 0
    taken.geometries = _in_metres(taken.geometries)
    taken.keep(_near(taken.geometries), TOO_FAR)
    right = shapely.get_dimensions(taken.geometries) == _DIMENSION[shape]
    taken.keep(right, OTHER_SHAPE)
    repaired = 0
    if shape == "area":
        repaired = taken.repair()
    else:
        taken.geometries, origin = shapely.get_parts(taken.geometries, return_index=True)
        taken.index = taken.index[origin]
    taken.keep(_has_extent(taken.geometries, shape), COLLAPSED)
    return Fitted(taken.geometries, taken.index, taken.dropped, repaired, clipped)


def valid_areas(geometries: NDArray[Any]) -> NDArray[Any]:
    """Return areas as valid MultiPolygons; what has none left is an empty one."""
    made = shapely.make_valid(geometries, method="structure", keep_collapsed=False)
    return np.array([_multipolygon(one) for one in made], dtype=object)


class _Sieve:
    """Geometries on their way through the steps, with their origin and the count of the dropped."""

    def __init__(self, geometries: NDArray[Any]) -> None:
        self.geometries = geometries
        self.index = np.arange(len(geometries))
        self.dropped: dict[str, int] = {}

    def keep(self, mask: NDArray[np.bool_], reason: str) -> None:
        gone = len(np.setdiff1d(self.index, self.index[mask]))  # whole pieces, not parts of one
        if gone:
            self.dropped[reason] = self.dropped.get(reason, 0) + gone
        self.geometries, self.index = self.geometries[mask], self.index[mask]

    def clip(self, box: Box) -> int:
        west, south, east, north = box
        low, high = np.split(shapely.bounds(self.geometries), 2, axis=1)
        touching: NDArray[np.bool_] = np.all(
            (high >= (west, south)) & (low <= (east, north)), axis=1
        )
        self.keep(touching, OUTSIDE)  # of a country's pieces most go here, cheaply
        low, high = low[touching], high[touching]
        across = ((low < (west, south)) | (high > (east, north))).any(axis=1)
        whole = shapely.make_valid(self.geometries[across])
        self.geometries[across] = shapely.intersection(whole, shapely.box(*box))
        left = ~shapely.is_empty(self.geometries)
        self.keep(left, OUTSIDE)
        return int((across & left).sum())

    def repair(self) -> int:
        invalid = ~shapely.is_valid(self.geometries)
        kinds = shapely.get_type_id(self.geometries)
        single = (kinds == shapely.GeometryType.POLYGON) & ~invalid
        alone = np.arange(single.sum())  # each polygon becomes a MultiPolygon of its own
        self.geometries[single] = shapely.multipolygons(self.geometries[single], indices=alone)
        other = invalid | (kinds == shapely.GeometryType.GEOMETRYCOLLECTION)
        self.geometries[other] = valid_areas(self.geometries[other])
        return int(invalid.sum())


def _multipolygon(geometry: shapely.Geometry) -> shapely.MultiPolygon:
    parts = shapely.get_parts(geometry)
    polygons = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    nested = parts[shapely.get_type_id(parts) == shapely.GeometryType.MULTIPOLYGON]
    found = shapely.MultiPolygon([*polygons, *shapely.get_parts(nested)])
    if found.is_valid:
        return found
    # Two parts of a repaired ring may share an edge; their union has none within.
    return shapely.MultiPolygon([*shapely.get_parts(shapely.union_all(shapely.get_parts(found)))])


def _in_metres(geometries: NDArray[Any]) -> NDArray[Any]:
    moved: NDArray[Any] = shapely.transform(
        shapely.force_2d(geometries),
        _TO_UTM.transform,  # type: ignore[arg-type] # its stubs know arrays of pairs only
        interleaved=False,
    )
    return moved


def _near(geometries: NDArray[Any]) -> NDArray[np.bool_]:
    """Return whether every coordinate is a number, and near enough to be right."""
    bounds = shapely.bounds(geometries)
    with np.errstate(invalid="ignore"):
        near: NDArray[np.bool_] = np.all(np.abs(bounds) < _FARTHEST_M, axis=1)
    return near


def _has_extent(geometries: NDArray[Any], shape: Shape) -> NDArray[np.bool_]:
    if shape == "line":
        long: NDArray[np.bool_] = shapely.length(geometries) >= LEAST_LENGTH_M
        return long
    there: NDArray[np.bool_] = ~shapely.is_empty(geometries)
    return there
