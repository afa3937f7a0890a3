"""The ground of a release in few bytes, for maps that are drawn by a script.

Corners are counted in steps of 1/40,000 degree (at most 2.8 m), each from the last one, so that
the city is some 35 kB on the wire. Written for `webapp/frontend/ground/pieces.ts`, which reads it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from atlas.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from atlas.catalogue import Entry

STEPS_A_DEGREE: Final = 40_000


def packed_ground(entries: Iterable[Entry]) -> bytes:
    """Return JSON: `steps` a degree, and by kind, in drawing order, [name, rank, parts] a piece.

    A part is a ring, a line or a point: lon and lat of its first corner in steps, then of each
    corner how far it lies from the one before, written as `letters` do. Rings are not closed.
    """
    kinds: dict[str, list[list[Any]]] = {}
    for one in entries:
        parts = [letters(_steps(part)) for part in _parts(one.geometry)]
        if any(parts):
            piece = [one.name, one.properties["rank"], parts]
            kinds.setdefault(one.properties["kind"], []).append(piece)
    packed = {"steps": STEPS_A_DEGREE, "kinds": kinds}
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode()


def _parts(geometry: dict[str, Any] | None) -> Iterator[list[list[float]]]:
    """Yield a geometry's rings, unclosed, lines and points as lists of [lon, lat]."""
    shape = geometry["coordinates"] if geometry else []
    match geometry["type"] if geometry else "":
        case "Point":
            yield [shape]
        case "LineString":
            yield shape
        case "MultiLineString":
            yield from shape
        case "Polygon":
            yield from (ring[:-1] for ring in shape)
        case "MultiPolygon":
            yield from (ring[:-1] for polygon in shape for ring in polygon)


def _steps(part: list[list[float]]) -> list[int]:
    steps: list[int] = []
    last_lon = last_lat = 0
    for corner in part:
        lon, lat = (round(degrees * STEPS_A_DEGREE) for degrees in corner)
        if not steps or (lon, lat) != (last_lon, last_lat):
            steps += [lon - last_lon, lat - last_lat]
        last_lon, last_lat = lon, lat
    return steps
