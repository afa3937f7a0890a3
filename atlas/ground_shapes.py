"""The ground of a release as shapes, for pictures that are cut out of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import shapely

from geodata.clipping import clipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GROUND_LAYER: Final = ("hele-byen", "baggrund")
"""Collection and name of the layer that holds the ground."""

Window = tuple[float, float, float, float]
"""West, south, east, north in degrees (WGS84)."""


class GroundShapes:
    """The ground as shapes that are made once, for the many pictures that are cut out of it."""

    def __init__(self, pieces: Iterable[tuple[str, dict[str, Any] | None]]) -> None:
        """Take kind and GeoJSON geometry of each piece; without a geometry it is left out."""
        self._pieces: dict[str, list[_Piece]] = {}
        for kind, geometry in pieces:
            if geometry is not None:
                self._pieces.setdefault(kind, []).append(_Piece.of(geometry))

    def within(
        self, kind: str, window: Window, *, smallest: float, tolerance: float
    ) -> Iterator[dict[str, Any]]:
        """Yield what of a kind lies within a window, as GeoJSON geometries ([lon, lat]).

        Areas smaller than `smallest` (degrees, WGS84) both ways are left out; lines may lie
        `tolerance` (degrees) from the given ones.
        """
        for piece in self._pieces.get(kind, ()):
            if piece.shows_in(window, smallest):
                kept = shapely.simplify(clipped([piece.shape], window)[0], tolerance)
                if not kept.is_empty:
                    yield json.loads(shapely.to_geojson(kept))


@dataclass(frozen=True, kw_only=True)
class _Piece:
    shape: shapely.Geometry
    bounds: Window
    is_area: bool

    @classmethod
    def of(cls, geometry: dict[str, Any]) -> _Piece:
        shape = shapely.make_valid(shapely.from_geojson(json.dumps(geometry)))
        return cls(shape=shape, bounds=shape.bounds, is_area="Polygon" in geometry["type"])

    def shows_in(self, window: Window, smallest: float) -> bool:
        west, south, east, north = self.bounds
        if self.is_area and max(east - west, north - south) < smallest:
            return False
        return west < window[2] and window[0] < east and south < window[3] and window[1] < north
