"""Outlines turned into SVG paths: the small drawings beside a district's or an area's name."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from atlas.catalogue import Catalogue, Entry

Ring = list[list[float]]
Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees (WGS84)."""

SIZE: Final = 200.0
"""A drawing's longer side, in the units of its viewBox."""

_MARGIN: Final = 4.0
_FINEST: Final = 0.7
"""Corners closer than this to the last one do not show, and are left out."""


_WIDEST: Final = 0.78
_TALLEST: Final = 0.68
"""How far a still picture's ground reaches from its middle, as shares of what it is about: its
height to either side, for a desk, and its width up and down, for a phone."""

_GENERALISED: Final = 1.0
"""How far a generalised line may lie from the drawn one, in units of the viewBox."""

_SMALLEST: Final = 12
"""Areas smaller than this, in units of the viewBox, do not show in a still picture."""

_BENEATH: Final = ("land-neighbour", "land")
_ABOVE: Final = ("green", "lake", "street-2", "street-1", "s-train")
"""What lies on the land; smaller streets would weigh more than they tell."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A piece of the earth and the box it is drawn in; degrees in WGS84, y downwards in the box."""

    west: float
    north: float
    scale: float
    narrowing: float
    width: float
    height: float

    @classmethod
    def around(cls, bounds: Bounds) -> Frame:
        """Return the frame around [west, south, east, north], equirectangular at its middle."""
        west, south, east, north = bounds
        narrowing = math.cos(math.radians((south + north) / 2))
        across, upright = (east - west) * narrowing, north - south
        scale = (SIZE - 2 * _MARGIN) / max(across, upright, 1e-9)
        return cls(
            west=west,
            north=north,
            scale=scale,
            narrowing=narrowing,
            width=round(across * scale + 2 * _MARGIN, 1),
            height=round(upright * scale + 2 * _MARGIN, 1),
        )

    @property
    def view_box(self) -> str:
        """The viewBox of an SVG element."""
        return f"0 0 {self.width:g} {self.height:g}"

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point (degrees, WGS84) is drawn: x to the right, y downwards."""
        return (
            (lon - self.west) * self.narrowing * self.scale + _MARGIN,
            (self.north - lat) * self.scale + _MARGIN,
        )

    def path(self, geometry: dict[str, Any] | None) -> str:
        """Return a GeoJSON geometry ([lon, lat]) as SVG path data, "" where there is none."""
        return "".join(
            self._ring(ring, closed=closed) for ring, closed in _rings(geometry) if len(ring) > 1
        )

    def _ring(self, ring: Ring, *, closed: bool) -> str:
        kept: list[tuple[float, float]] = []
        for lon, lat, *_ in ring:
            point = self.point(lon, lat)
            if not kept or math.dist(point, kept[-1]) >= _FINEST:
                kept.append(point)
        return f"M{_steps(kept)}{'z' if closed else ''}"


def _steps(points: list[tuple[float, float]]) -> str:
    """Return path data in tenths: the first point, and from each to the next how far it is."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    first, *rest = tenths
    steps = "".join(
        f"{_tenth(x - last_x)}{_tenth(y - last_y)}" for (last_x, last_y), (x, y) in pairwise(tenths)
    )
    return f"{_tenth(first[0])}{_tenth(first[1])}{f'l{steps}' if rest else ''}"


def _tenth(tenths: int) -> str:
    """Return a number of path data as short as SVG lets it be: « 1.5», «-.5»."""
    shown = f"{abs(tenths) / 10:g}".removeprefix("0") or "0"
    return f"-{shown}" if tenths < 0 else f" {shown}"


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A place on its ground: `ground` lies faint behind `shape`."""

    view_box: str
    ground: str
    shape: str


@dataclass(frozen=True, kw_only=True)
class StillMap:
    """The map as a still picture, for who has no script: areas and points on their ground.

    `beneath` and `above` are the ground under and over the land of the picture's own collections,
    each piece the class of its kind and its path. `areas` are all areas as one path, `points` all
    points as another (`dots`). `file` is the address of the ground where many pages share it
    (`webapp.still_pictures`), "" where it stands in the page.
    """

    view_box: str
    beneath: tuple[tuple[str, str], ...]
    above: tuple[tuple[str, str], ...]
    shape: str
    areas: str
    points: str
    file: str = ""


def still_map(
    catalogue: Catalogue, bounds: Bounds, collections: Iterable[str], records: Iterable[Entry]
) -> StillMap:
    """Return the still picture of some collections within bounds, with the records' points."""
    frame, codes = Frame.around(bounds), list(collections)
    areas = [one for code in codes for one in catalogue.layers.get((code, "kvarterer"), ())]
    return StillMap(
        view_box=frame.view_box,
        beneath=_ground(catalogue, frame, bounds, _BENEATH),
        above=_ground(catalogue, frame, bounds, _ABOVE),
        shape="".join(frame.path(_outline(catalogue, code)) for code in codes),
        areas="".join(frame.path(one.geometry) for one in areas),
        points=dots_of(records, bounds),
    )


def dots_of(records: Iterable[Entry], bounds: Bounds) -> str:
    """Return the points of some records within bounds as path data, one for each place."""
    frame = Frame.around(bounds)
    spots = (
        frame.point(one.lon, one.lat)
        for one in records
        if one.lat is not None and one.lon is not None
    )
    return dots(dict.fromkeys((round(x, 1), round(y, 1)) for x, y in spots))


def dots(points: Iterable[tuple[float, float]]) -> str:
    """Return points as path data: lines of no length, which round ends turn into dots."""
    return "".join(f"M{x:g} {y:g}h0" for x, y in points)


def drawings(catalogue: Catalogue) -> dict[str, Drawing]:
    """Return each collection drawn on the outline of the city; without the outline, nothing."""
    city = _outline(catalogue, "hele-byen")
    if city is None:
        return {}
    frame = Frame.around(bounds_of(city))
    return {
        code: Drawing(
            view_box=frame.view_box,
            ground=frame.path(city),
            shape=frame.path(_outline(catalogue, code)),
        )
        for code, layer in catalogue.layers
        if layer == "district"
    }


def bounds_of(geometry: dict[str, Any]) -> Bounds:
    """Return [west, south, east, north] of a GeoJSON geometry, in degrees."""
    points = list(_points(geometry["coordinates"]))
    lons, lats = [one[0] for one in points], [one[1] for one in points]
    return min(lons), min(lats), max(lons), max(lats)


def _ground(
    catalogue: Catalogue, frame: Frame, bounds: Bounds, kinds: Iterable[str]
) -> tuple[tuple[str, str], ...]:
    """Return the ground of some kinds within bounds, one path a kind, generalised to the frame."""
    window, finest = _widened(bounds, frame.narrowing), 1 / frame.scale
    found: list[tuple[str, str]] = []
    for kind in kinds:
        pieces = catalogue.ground.within(
            kind, window, smallest=_SMALLEST * finest, tolerance=finest * _GENERALISED
        )
        path = "".join(map(frame.path, pieces))
        if path:
            found.append((kind, path))
    return tuple(found)


def _widened(bounds: Bounds, narrowing: float) -> Bounds:
    """Return the bounds of all that a box of any usual shape may show around these."""
    west, south, east, north = bounds
    across, upright = (east - west) * narrowing, north - south
    side = max(across * 0.55, upright * _WIDEST) / narrowing
    up = max(upright * 0.55, across * _TALLEST)
    lon, lat = (west + east) / 2, (south + north) / 2
    return lon - side, lat - up, lon + side, lat + up


def _outline(catalogue: Catalogue, code: str) -> dict[str, Any] | None:
    found = catalogue.layers.get((code, "district"), ())
    return found[0].geometry if found else None


def _points(coordinates: list[Any]) -> Iterator[list[float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates
        return
    for part in coordinates:
        yield from _points(part)


def _rings(geometry: dict[str, Any] | None) -> Iterator[tuple[Ring, bool]]:
    kind = geometry["type"] if geometry else ""
    shape = geometry["coordinates"] if geometry else []
    if kind == "LineString":
        yield shape, False
    elif kind == "MultiLineString":
        yield from ((line, False) for line in shape)
    elif kind == "Polygon":
        yield from ((ring, True) for ring in shape)
    elif kind == "MultiPolygon":
        yield from ((ring, True) for polygon in shape for ring in polygon)
    elif kind == "GeometryCollection":
        for part in geometry["geometries"] if geometry else ():
            yield from _rings(part)
