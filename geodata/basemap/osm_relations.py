"""Makes areas of an extract's multipolygon relations: whole, of the old style, or what is left.

In the old style the relation itself says nothing, and the tags of its outer way are those of the
area; until 2017 OpenStreetMap wrote so, and osmium does no more. A relation whose members were
cut off keeps those of its rings that still close.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

import osmium
import shapely
from osmium.filter import IdFilter, TagFilter
from osmium.osm import RELATION, WAY, Area

from geodata.basemap import osm_tags
from geodata.basemap.extract_faults import (
    BROKEN_RELATIONS,
    PARTIAL_RELATIONS,
    UNCLEAR_RELATIONS,
    UNTAGGED_RELATIONS,
)
from geodata.basemap.osm_shapes import area_of, line_of
from geodata.basemap.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from osmium.osm import Relation
    from osmium.osm.types import OSMEntity
    from shapely.geometry.base import BaseGeometry

    from geodata.basemap.report import Tally

_MULTIPOLYGON: Final = ("type", "multipolygon")
_SAY_NOTHING: Final = frozenset({"type", "created_by", "source", "note", "fixme"})


class _Rings(NamedTuple):
    """The ids of the ways that a relation's rings are made of."""

    outer: tuple[int, ...]
    inner: tuple[int, ...]


@dataclass
class Relations:
    """The multipolygons of an extract that the map shows, or may show once its ways are known.

    `_own` are pieces still without a shape, of relations that say themselves what they are.
    """

    source: str
    tally: Tally
    _own: dict[int, Piece] = field(default_factory=dict)
    _rings: dict[int, _Rings] = field(default_factory=dict)
    _held_for: dict[int, list[int]] = field(default_factory=dict)
    _held: dict[int, Piece] = field(default_factory=dict)

    def note_all(self, extract: Path) -> None:
        """Note every multipolygon; the first reading of an extract."""
        wanted = TagFilter(_MULTIPOLYGON)
        with osmium.io.Reader(str(extract), RELATION) as reader:
            for one in osmium.OsmFileIterator(reader, wanted):
                self._note(one)  # type: ignore[arg-type] # the reader reads no others

    def holds(self, way: int) -> bool:
        """Say whether a multipolygon of the old style may be what a way's tags speak of."""
        return way in self._held_for

    def hold(self, way: int, piece: Piece) -> None:
        """Keep the area of a way until its multipolygon is made; b"" where it is not closed."""
        self._held[way] = piece

    def areas(self, extract: Path, locations: osmium.NodeLocationsForWays) -> Iterator[Piece]:
        """Yield every multipolygon, and the held ways that belong to none; the last reading."""
        old = {number: self._of_ways(number) for number in self._rings if number not in self._own}
        wanted = self._own | {number: piece for number, piece in old.items() if piece}
        spent: set[int] = set()
        for number, shape in chain(
            self._assembled(extract, locations, wanted), self._partial(extract, locations, wanted)
        ):
            piece = wanted.pop(number)
            if number in old:
                spent.update(self._spent(number, piece))
            yield piece._replace(wkb=shape)
        if wanted:
            self.tally.faults[BROKEN_RELATIONS] += len(wanted)
        yield from (piece for way, piece in self._held.items() if way not in spent and piece.wkb)

    def _note(self, one: Relation) -> None:
        meaning = osm_tags.of_area(one.tags)
        if meaning:
            name = one.tags.get("name") or ""
            own = f"relation/{one.id}"
            self._own[one.id] = Piece(
                meaning.cls, self.source, own, name, meaning.rank, meaning.kind, b""
            )
        elif not {tag.k for tag in one.tags} <= _SAY_NOTHING:
            return
        else:
            self.tally.faults[UNTAGGED_RELATIONS] += 1
        ways = [member for member in one.members if member.type == "w"]
        inner = tuple(member.ref for member in ways if member.role == "inner")
        outer = tuple(member.ref for member in ways if member.role != "inner")
        self._rings[one.id] = _Rings(outer, inner)
        if not meaning:
            for way in (*outer, *inner):
                self._held_for.setdefault(way, []).append(one.id)

    def _of_ways(self, number: int) -> Piece | None:
        """Return what the outer ways of a relation say that it is, where they say one thing."""
        said = {
            self._held[way]._replace(id=f"relation/{number}", wkb=b"")
            for way in self._rings[number].outer
            if way in self._held
        }
        if len(said) > 1:
            self.tally.faults[UNCLEAR_RELATIONS] += 1
        return said.pop() if len(said) == 1 else None

    def _spent(self, number: int, made: Piece) -> Iterator[int]:
        """Yield the held ways that a made area stands for: its edge, and holes of the same tags."""
        rings = self._rings[number]
        yield from rings.outer
        for way in rings.inner:
            piece = self._held.get(way)
            if piece and (piece.cls, piece.kind, piece.name) == (made.cls, made.kind, made.name):
                yield way

    def _assembled(
        self, extract: Path, locations: osmium.NodeLocationsForWays, wanted: dict[int, Piece]
    ) -> Iterator[tuple[int, bytes]]:
        """Yield the id and shape of every wanted relation that osmium puts together."""
        if not wanted:
            return
        numbers = IdFilter(wanted)
        manager = osmium.area.AreaManager()
        with osmium.io.Reader(str(extract), RELATION) as reader:
            osmium.apply(reader, TagFilter(_MULTIPOLYGON), numbers, manager.first_pass_handler())
        made = osmium.BufferIterator()
        assemble = manager.second_pass_to_buffer(made)
        members = _members(self._rings[number] for number in wanted)
        with osmium.io.Reader(str(extract), WAY) as reader:
            for _ in osmium.OsmFileIterator(reader, members, locations, assemble):
                yield from _shapes(made)
        yield from _shapes(made)

    def _partial(
        self, extract: Path, locations: osmium.NodeLocationsForWays, wanted: dict[int, Piece]
    ) -> Iterator[tuple[int, bytes]]:
        """Yield id and shape of what can be closed of the relations that are still wanted."""
        left = {number: self._rings[number] for number in wanted}
        if not left:
            return
        lines: dict[int, bytes] = {}
        members = _members(left.values())
        with osmium.io.Reader(str(extract), WAY) as reader:
            for way in osmium.OsmFileIterator(reader, members, locations):
                line = line_of(way)  # type: ignore[arg-type] # the reader reads no others
                if line:
                    lines[way.id] = line
        for number, rings in left.items():
            area = closed_rings(rings.outer, lines)
            if not area.is_empty:
                self.tally.faults[PARTIAL_RELATIONS] += 1
                yield number, shapely.to_wkb(area.difference(closed_rings(rings.inner, lines)))


def _members(rings: Iterable[_Rings]) -> IdFilter:
    return IdFilter({way for one in rings for way in (*one.outer, *one.inner)})


def _shapes(made: Iterable[OSMEntity]) -> Iterator[tuple[int, bytes]]:
    for area in made:
        if isinstance(area, Area) and not area.from_way() and area.num_rings()[0]:
            yield area.orig_id(), area_of(area)


def closed_rings(ways: Iterable[int], lines: dict[int, bytes]) -> BaseGeometry:
    """Return the area within those rings that close, out of ways (ids) and their lines as WKB."""
    there = [shapely.from_wkb(lines[way]) for way in ways if way in lines]
    area: BaseGeometry = shapely.make_valid(shapely.build_area(shapely.union_all(there)))
    return area
