"""How far records lie from a spot: metres as the crow flies, measured in EPSG:25832."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geodata.crs import to_utm

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from atlas.catalogue import Entry


class Distances:
    """The points of some records, made ready once to be measured to from anywhere."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Take records in an order that the answers keep."""
        self._points = np.full((len(entries), 2), np.nan)
        placed = [number for number, one in enumerate(entries) if one.lat is not None]
        if placed:
            found = [(entries[one].lon, entries[one].lat) for one in placed]
            self._points[placed] = in_metres(found)

    def from_spot(self, *, lat: float, lon: float) -> npt.NDArray[np.float64]:
        """Return the metres from a spot in degrees (WGS84) to each record; NaN to no point."""
        return self.from_place(in_metres([(lon, lat)])[0])

    def from_place(self, place: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the metres from a place in EPSG:25832 (easting, northing) to each record."""
        return np.asarray(np.hypot(*(self._points - place).T))


def in_metres(points: Sequence[tuple[float | None, float | None]]) -> npt.NDArray[np.float64]:
    """Return points [(lon, lat)] of WGS84 in EPSG:25832, as an array of (easting, northing)."""
    together = shapely.MultiPoint(np.array(points, dtype=float))
    return shapely.get_coordinates(to_utm(together))
