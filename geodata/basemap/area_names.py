"""Puts a point with its name into every named park and water that is large enough to bear it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import shapely

from geodata.basemap.classes import BasemapClass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from geodata.basemap.spill import Spill

LEAST_M2: Final = 10_000
APART_M: Final = 1_000
"""A smaller area of the same name nearer than this is a part of the larger, and gets no name."""

_RANKS_M2: Final = ((1_000_000, 2), (200_000, 3), (50_000, 4), (LEAST_M2, 5))
_KINDS: Final = {BasemapClass.GREEN: "park", BasemapClass.WATER: "water"}
_PRECISION_M: Final = 5.0


def add_area_names(spill: Spill) -> None:
    """Add the names of parks and waters of a spill to its class `place-name`."""
    rows = []
    for cls, kind in _KINDS.items():
        named: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for batch in spill.batches(cls):
            large = batch[(batch["name"] != "") & (batch.area >= LEAST_M2)]
            for source, name, area in zip(
                large["source"], large["name"], large.geometry, strict=True
            ):
                named[source, name].append(area)
        for (source, name), areas in sorted(named.items()):
            for number, (rank, point) in enumerate(_points(areas), start=1):
                rows.append((f"{kind}/{name}/{number}", name, rank, kind, source, point))
    spill.add_made(BasemapClass.PLACE_NAME, rows)


def _points(areas: list[BaseGeometry]) -> Iterator[tuple[int, shapely.Point]]:
    """Yield rank and point for areas of one name, one for those that lie together."""
    parts = [part for area in areas for part in shapely.get_parts(area) if part.area >= LEAST_M2]
    given: list[shapely.Polygon] = []
    for part in sorted(parts, key=lambda one: (-one.area, *one.bounds)):
        if all(part.distance(other) > APART_M for other in given):
            given.append(part)
            rank = next(rank for least, rank in _RANKS_M2 if part.area >= least)
            yield rank, _middle(part)


def _middle(area: shapely.Polygon) -> shapely.Point:
    """Return the centre of the largest circle within an area."""
    radius = shapely.maximum_inscribed_circle(area, tolerance=_PRECISION_M)
    return shapely.Point(radius.coords[0])
