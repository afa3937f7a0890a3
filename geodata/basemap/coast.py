"""Makes land out of OpenStreetMap's coastline: land lies to the left of it, water to the right.

The sea itself has no area in OpenStreetMap, only `natural=coastline` ways with this rule of
direction. Within the box of an extract the coast and the box's edge cut the plane into faces, and
each face is land or sea by the side of the coast that it lies on.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.coords import CoordinateSequence

    from geodata.basemap.store import Box

Point = tuple[float, float]

REACH: Final = 0.05
"""A coast that an extract cut off may end this share of the box's width inside its edge."""

_DIGITS: Final = 7  # of a degree, as OpenStreetMap stores it
_LEAST_RING: Final = 4  # points of a triangle, its first again at the end


class Land(NamedTuple):
    """Areas of land in WGS84 (lon, lat), and what became of the loose ends of a cut coast.

    `extended` were led to the edge of the box, `loose` ended too far inside it.
    """

    areas: list[shapely.Polygon]
    extended: int
    loose: int


def land_of(coast: Sequence[Sequence[Point]], box: Box) -> Land:
    """Return the land within a box (west, south, east, north in degrees) of WGS84 coastlines.

    Without a coast all of the box is land: an extract from inland has none.
    """
    frame = shapely.box(*box)
    chains = _chains(coast)
    lines, extended, loose = _led_to_edge(chains, box)
    clipped = _lines(shapely.intersection(shapely.MultiLineString(lines), frame)) if lines else []
    if not clipped:
        return Land([frame] if not lines or _all_land(lines, frame) else [], extended, loose)
    faces = shapely.get_parts(shapely.polygonize([*clipped, *_edge(frame, clipped)]))
    sides = _sides(clipped)
    return Land([face for face in faces if _is_land(face, sides)], extended, loose)


def _chains(coast: Sequence[Sequence[Point]]) -> list[list[Point]]:
    """Join ways end to start, keeping their direction (and with it which side is land)."""
    rounded = [[(round(x, _DIGITS), round(y, _DIGITS)) for x, y in way] for way in coast]
    begins: dict[Point, list[list[Point]]] = {}
    for way in sorted(way for way in rounded if len(way) > 1):
        begins.setdefault(way[0], []).append(way)
    ends = {way[-1] for ways in begins.values() for way in ways}
    chains = []
    starts = [point for point in begins if point not in ends]
    for start in [*starts, *begins]:
        while begins.get(start):
            chain = list(begins[start].pop())
            while chain[-1] != chain[0] and begins.get(chain[-1]):
                chain += begins[chain[-1]].pop()[1:]
            chains.append(chain)
    return chains


def _led_to_edge(chains: list[list[Point]], box: Box) -> tuple[list[list[Point]], int, int]:
    """Lead the loose ends of a cut coast to the nearest point of the box's edge, and past it."""
    led, extended, loose = [], 0, 0
    for chain in chains:
        if chain[0] == chain[-1]:
            led.append(chain)
            continue
        new = list(chain)
        for at_start in (True, False):
            beyond = _beyond(chain[0] if at_start else chain[-1], box)
            if beyond is None:
                loose += 1
            elif beyond:
                extended += 1
                new = [beyond[0], *new] if at_start else [*new, beyond[0]]
        led.append(new)
    return led, extended, loose


def _beyond(end: Point, box: Box) -> list[Point] | None:
    """Return the point past the edge that a loose end is led to, [] outside, None too far in."""
    west, south, east, north = box
    x, y = end
    if not (west < x < east and south < y < north):
        return []
    margin = (east - west) * 1e-3
    reached = {
        x - west: (west - margin, y),
        east - x: (east + margin, y),
        y - south: (x, south - margin),
        north - y: (x, north + margin),
    }
    distance = min(reached)
    return [reached[distance]] if distance <= REACH * (east - west) else None


def _lines(geometry: shapely.Geometry) -> list[shapely.LineString]:
    """Return the lines of a clipped coast, noded where it meets itself."""
    noded = shapely.node(geometry)
    return [part for part in shapely.get_parts(noded) if part.length > 0]


def _edge(frame: shapely.Polygon, lines: list[shapely.LineString]) -> list[shapely.LineString]:
    """Return the frame's edge, cut at every point where the coast ends on it."""
    ring = shapely.LineString(frame.exterior.coords)
    ends = shapely.points([point for line in lines for point in (line.coords[0], line.coords[-1])])
    # The end of a clipped line lies on the edge up to rounding; the edge is laid through it.
    on_edge = ends[shapely.distance(ring, ends) < 10**-_DIGITS]
    places = sorted(set(shapely.line_locate_point(ring, on_edge).tolist()) - {0.0, ring.length})
    corners = [shapely.line_locate_point(ring, shapely.Point(one)) for one in ring.coords[1:-1]]
    at = {float(shapely.line_locate_point(ring, one)): one.coords[0] for one in on_edge}
    at |= {float(place): ring.coords[number] for number, place in enumerate(corners, start=1)}
    stops = [ring.coords[0], *(at[one] for one in sorted({*places, *map(float, corners)}))]
    pairs = zip(stops, [*stops[1:], ring.coords[0]], strict=True)
    return [shapely.LineString(pair) for pair in pairs if pair[0] != pair[1]]


def _sides(lines: list[shapely.LineString]) -> set[tuple[Point, Point]]:
    """Return every directed step of the coast: on its left is land."""
    return {step for line in lines for step in _steps(line.coords)}


def _is_land(face: shapely.Polygon, sides: set[tuple[Point, Point]]) -> bool:
    """Say whether more of a face's edge has the face on the coast's left than on its right."""
    left = right = 0.0
    oriented = shapely.orient_polygons(face)  # the face lies to the left of all its rings
    for ring in (oriented.exterior, *oriented.interiors):
        for one, other in _steps(ring.coords):
            length = float(np.hypot(one[0] - other[0], one[1] - other[1]))
            left += length * ((one, other) in sides)
            right += length * ((other, one) in sides)
    return left > right


def _steps(coords: CoordinateSequence) -> Iterator[tuple[Point, Point]]:
    return pairwise((x, y) for x, y, *_ in coords)


def _all_land(lines: list[list[Point]], frame: shapely.Polygon) -> bool:
    """Say whether a box that no coast crosses lies on land (within the nearest closed coast)."""
    closed = [line for line in lines if line[0] == line[-1] and len(line) >= _LEAST_RING]
    rings = [shapely.LinearRing(line) for line in closed]
    around = [ring for ring in rings if shapely.Polygon(ring).contains(frame)]
    smallest = min(around, key=lambda ring: shapely.Polygon(ring).area, default=None)
    return smallest is not None and bool(shapely.is_ccw(smallest))
