"""Shapes of OpenStreetMap's ways as WKB in WGS84 (lon, lat), made in osmium where they are whole.

A country has millions of ways and a look from Python into each of their points would take hours:
so osmium writes the whole way at once, and its box is read out of the bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import osmium
from osmium.geom import WKBFactory

if TYPE_CHECKING:
    from osmium.osm import Area, Node, Way

    from geodata.basemap.coast import Point
    from geodata.basemap.store import Box

_FACTORY: Final = WKBFactory()
_HEAD: Final = 9  # bytes of a line's WKB before its points: byte order, type, number of points
_BEFORE_COUNT: Final = 5
_POLYGON_OF_ONE_RING: Final = b"\x01\x03\x00\x00\x00\x01\x00\x00\x00"
_LEAST_RING: Final = 4


def line_of(way: Way) -> bytes | None:
    """Return a way as a line, or None where a point is missing or there are fewer than two."""
    try:
        return bytes.fromhex(_FACTORY.create_linestring(way))
    except (osmium.InvalidLocationError, RuntimeError):
        return None


def area_of(area: Area) -> bytes:
    """Return an assembled area as a multipolygon."""
    return bytes.fromhex(_FACTORY.create_multipolygon(area))


def point_of(node: Node) -> bytes:
    """Return a node as a point."""
    return bytes.fromhex(_FACTORY.create_point(node))


def ring_of(line: bytes) -> bytes | None:
    """Return the polygon that a closed line is the edge of, or None where it closes none."""
    number = (len(line) - _HEAD) // 16
    if number < _LEAST_RING or line[_HEAD : _HEAD + 16] != line[-16:]:
        return None
    return _POLYGON_OF_ONE_RING + line[_BEFORE_COUNT:]


def points_of(line: bytes) -> list[Point]:
    """Return the points of a line."""
    numbers = memoryview(line)[_HEAD:].cast("d").tolist()
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def box_of_line(line: bytes, within: Box | None = None) -> Box | None:
    """Return the box around a line (west, south, east, north in degrees).

    None where it does not touch `within`: then as little is looked at as can be.
    """
    numbers = memoryview(line)[_HEAD:].cast("d").tolist()
    xs = numbers[::2]
    west, east = min(xs), max(xs)
    if within and (west > within[2] or east < within[0]):
        return None
    ys = numbers[1::2]
    south, north = min(ys), max(ys)
    if within and (south > within[3] or north < within[1]):
        return None
    return west, south, east, north


def runs_of(way: Way) -> list[list[Point]]:
    """Return a way's points, parted where one is missing; what is left of one point is nothing."""
    runs: list[list[Point]] = [[]]
    for node in way.nodes:
        if node.location.valid():
            runs[-1].append((node.location.lon, node.location.lat))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def meet(one: Box, other: Box) -> bool:
    """Say whether two boxes touch."""
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]
