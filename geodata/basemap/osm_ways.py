"""Makes pieces of an extract's nodes and ways: points, lines, and the areas of one closed way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import shapely

from geodata.basemap import osm_tags
from geodata.basemap.extract_faults import CUT_AREAS, CUT_WAYS, LOST_WAYS
from geodata.basemap.osm_shapes import (
    box_of_line,
    line_of,
    meet,
    point_of,
    points_of,
    ring_of,
    runs_of,
)
from geodata.basemap.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from osmium.osm import Node, Way

    from geodata.basemap.coast import Point
    from geodata.basemap.osm_relations import Relations
    from geodata.basemap.osm_tags import Meaning
    from geodata.basemap.report import Tally
    from geodata.basemap.store import Box


@dataclass
class Ways:
    """One reading of an extract's nodes and ways: what it yields, and what it met on the way.

    What lies outside `box` (degrees) is only counted, before anybody looks at its tags. `coast`
    are the coastlines, and `bounds` the box around all lines where there is no `box`.
    """

    source: str
    tally: Tally
    box: Box | None
    relations: Relations
    coast: list[list[Point]] = field(default_factory=list)
    bounds: Box | None = None

    def of_node(self, node: Node) -> Iterator[Piece]:
        """Yield what a node becomes."""
        here = (node.location.lon, node.location.lat) * 2
        if self.box and not meet(here, self.box):
            self.tally.outside["node"] += 1
            return
        meaning = osm_tags.of_node(node.tags)
        if meaning:
            yield self._piece(meaning, f"node/{node.id}", node, point_of(node))

    def of_way(self, way: Way) -> Iterator[Piece]:
        """Yield what a way becomes: a line, an area, or both."""
        line = line_of(way)
        if line is None:
            yield from self._of_cut(way)
            return
        around = box_of_line(line, self.box)
        if around is None:
            self.tally.outside["way"] += 1
            return
        if osm_tags.is_coast(way.tags):
            self._note_coast(points_of(line), around)
        meaning = osm_tags.of_way(way.tags)
        if meaning:
            self._widen(around)
            yield self._piece(meaning, f"way/{way.id}", way, line)
        yield from self._area(way, line)

    def _area(self, way: Way, line: bytes) -> Iterator[Piece]:
        """Yield the area within a way, unless a multipolygon of the old style asks for it."""
        held = self.relations.holds(way.id)
        ring = ring_of(line)
        if ring is None and not held:
            return
        meaning = osm_tags.of_area(way.tags)
        if meaning is None or way.tags.get("area") == "no":
            return
        piece = self._piece(meaning, f"way/{way.id}", way, ring or b"")
        if held:
            self.relations.hold(way.id, piece)
        else:
            yield piece

    def _of_cut(self, way: Way) -> Iterator[Piece]:
        """Yield what is left of a way that lacks points, as lines; count what it lacks."""
        runs = runs_of(way)
        if runs and self.box and not any(meet(_box(run), self.box) for run in runs):
            self.tally.outside["way"] += 1
            return
        meaning = osm_tags.of_way(way.tags)
        coast = osm_tags.is_coast(way.tags)
        if meaning is None and not coast:
            if way.is_closed() and osm_tags.of_area(way.tags):
                self.tally.faults[CUT_AREAS] += 1
            return
        self.tally.faults[CUT_WAYS if runs else LOST_WAYS] += 1
        for run in runs:
            self._widen(_box(run))
            if coast:
                self._note_coast(run, _box(run))
        if meaning and runs:
            left = shapely.to_wkb(shapely.MultiLineString(runs))
            yield self._piece(meaning, f"way/{way.id}", way, left)

    def _note_coast(self, run: list[Point], around: Box) -> None:
        self._widen(around)
        if self.box is None or meet(around, self.box):
            self.coast.append(run)

    def _widen(self, around: Box) -> None:
        if self.box:
            return
        if self.bounds is None:
            self.bounds = around
            return
        west, south, east, north = self.bounds
        low = min(west, around[0]), min(south, around[1])
        self.bounds = (*low, max(east, around[2]), max(north, around[3]))

    def _piece(self, meaning: Meaning, own: str, one: Node | Way, wkb: bytes) -> Piece:
        name = one.tags.get("name") or ""
        return Piece(meaning.cls, self.source, own, name, meaning.rank, meaning.kind, wkb)


def _box(run: list[Point]) -> Box:
    xs, ys = zip(*run, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
