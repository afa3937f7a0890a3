"""A map on paper: which part of EPSG:25832 it shows, at which scale, and where a point falls.

On paper, x runs right and y down from the frame's upper left corner, in hundredths of a
millimetre, so that drawings are made of small whole numbers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import shapely

from geodata.crs import to_utm, to_wgs84

if TYPE_CHECKING:
    import numpy as np
    from shapely.geometry.base import BaseGeometry

UNITS_A_MM: Final = 100
"""Drawings count hundredths of a millimetre."""

_THOUSANDS: Final = (1, 2, 2.5, 3, 4, 5, 6, 7.5, 8, 10, 12.5, 15, 20, 25, 30, 40, 50, 60, 75)
_LARGER: Final = (100_000, 125_000, 150_000, 200_000, 250_000, 500_000, 1_000_000)
ROUND_SCALES: Final = (*(round(1_000 * step) for step in _THOUSANDS), *_LARGER)
"""Scales that a reader can reckon with, as the number after 1:."""

_BREATHING_SPACE_MM: Final = 5
_LARGEST_SCALE: Final = 1_000
_NORTH_STEP_DEGREES: Final = 0.01


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The size of a map on paper."""

    width_mm: float
    height_mm: float


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One map: a frame, the point at its middle (EPSG:25832, metres) and a scale of 1:`scale`."""

    frame: Frame
    easting_m: float
    northing_m: float
    scale: int

    @property
    def width(self) -> int:
        """The frame's width in hundredths of a millimetre."""
        return round(self.frame.width_mm * UNITS_A_MM)

    @property
    def height(self) -> int:
        """The frame's height in hundredths of a millimetre."""
        return round(self.frame.height_mm * UNITS_A_MM)

    @property
    def north_degrees(self) -> float:
        """How far true north lies to the right of straight up (in Copenhagen about -2.9)."""
        middle = self.on_earth(self.width / 2, self.height / 2)
        start_x, start_y = self.place_of(lat=middle.y, lon=middle.x)
        ahead_x, ahead_y = self.place_of(lat=middle.y + _NORTH_STEP_DEGREES, lon=middle.x)
        return math.degrees(math.atan2(ahead_x - start_x, start_y - ahead_y))

    def on_paper(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a WGS84 geometry (lon, lat) in hundredths of a millimetre on this sheet."""
        return shapely.transform(to_utm(geometry), self.places_of_metres)

    def places_of_metres(self, metres: np.ndarray) -> np.ndarray:
        """Return where positions in EPSG:25832 (easting, northing) fall on this sheet."""
        per_metre = 1_000 * UNITS_A_MM / self.scale
        from_middle = metres - (self.easting_m, self.northing_m)
        middle = self.width / 2, self.height / 2
        places: np.ndarray = from_middle * (per_metre, -per_metre) + middle
        return places

    @property
    def box_m(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the frame in EPSG:25832."""
        frame = self.frame
        across, down = (side * self.scale / 2_000 for side in (frame.width_mm, frame.height_mm))
        return (
            self.easting_m - across,
            self.northing_m - down,
            self.easting_m + across,
            self.northing_m + down,
        )

    def place_of(self, *, lat: float, lon: float) -> tuple[float, float]:
        """Return where a WGS84 position falls on this sheet, as x and y."""
        x, y = self.places_of_metres(_metres(lat=lat, lon=lon))[0].tolist()
        return x, y

    def on_earth(self, x: float, y: float) -> shapely.Point:
        """Return the WGS84 point (lon, lat) that lies at a place on this sheet."""
        metres_a_unit = self.scale / (1_000 * UNITS_A_MM)
        there = shapely.Point(
            self.easting_m + (x - self.width / 2) * metres_a_unit,
            self.northing_m - (y - self.height / 2) * metres_a_unit,
        )
        lon, lat = shapely.get_coordinates(to_wgs84(there))[0]
        return shapely.Point(float(lon), float(lat))

    def shows(self, x: float, y: float, margin: float = 0) -> bool:
        """Return whether a place lies inside the frame, at least `margin` away from its edge."""
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


@lru_cache(maxsize=20_000)
def _metres(*, lat: float, lon: float) -> np.ndarray:
    """Return a WGS84 position in EPSG:25832, in a row of its own; many sheets show the same one."""
    return shapely.get_coordinates(to_utm(shapely.Point(lon, lat)))


def largest_scale(ground: BaseGeometry, frame: Frame, *, fill: bool = False) -> int:
    """Return the largest round scale at which a ground (EPSG:25832) stands whole in a frame.

    `fill` gives up the round scale to fill the frame, for a picture that nobody measures on.
    """
    west, south, east, north = ground.bounds
    exact = math.ceil(
        max(
            (east - west) * 1_000 / (frame.width_mm - 2 * _BREATHING_SPACE_MM),
            (north - south) * 1_000 / (frame.height_mm - 2 * _BREATHING_SPACE_MM),
            _LARGEST_SCALE,
        )
    )
    return exact if fill else next((one for one in ROUND_SCALES if one >= exact), exact)


def fit_sheet(ground: BaseGeometry, frame: Frame, *, fill: bool = False) -> Sheet:
    """Return the one sheet with a ground (EPSG:25832) in its middle, at its `largest_scale`."""
    west, south, east, north = ground.bounds
    return Sheet(
        frame=frame,
        easting_m=(west + east) / 2,
        northing_m=(south + north) / 2,
        scale=largest_scale(ground, frame, fill=fill),
    )
