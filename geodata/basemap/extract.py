"""Reads an OpenStreetMap extract (.osm.pbf, .osm) as a stream of pieces, whatever was cut off it.

The file is read twice: first its relations, then all of it. Node positions lie in a file on disk,
so that memory does not grow with the country. What is cut or broken is counted and never fatal.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import osmium
import shapely
from osmium.filter import KeyFilter
from osmium.geom import WKBFactory
from osmium.osm import Area, Node, Way

from geodata.basemap import osm_tags
from geodata.basemap.classes import BasemapClass
from geodata.basemap.coast import land_of
from geodata.basemap.pieces import Piece
from geodata.basemap.store import BasemapSource
from geodata.errors import BasemapInputError
from geodata.sources import load_sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from osmium.osm.types import OSMEntity

    from geodata.basemap.coast import Point
    from geodata.basemap.osm_tags import Meaning
    from geodata.basemap.report import Tally
    from geodata.basemap.store import Box

SUFFIXES: Final = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2")

CUT_WAYS: Final = "linjer, der mangler punkter (skåret over)"
LOST_WAYS: Final = "linjer helt uden punkter"
CUT_AREAS: Final = "flader, der mangler punkter (udeladt)"
BROKEN_RELATIONS: Final = "multipolygoner, der ikke kunne samles (udeladt)"
UNTAGGED_RELATIONS: Final = "multipolygoner uden egne mærker (gammel stil: tegnet uden huller)"
EXTENDED_COASTS: Final = "kystender ført ud til udtrækkets kant"
LOOSE_COASTS: Final = "kystender, der ender inde i udtrækket"

_ALL_KEYS: Final = sorted({*osm_tags.AREA_KEYS, *osm_tags.WAY_KEYS, *osm_tags.NODE_KEYS})
_OUT_OF_ORDER: Final = ("out of order", "must be sorted", "not sorted")
_LICENCE: Final = "ODbL 1.0"
_ATTRIBUTION: Final = "© OpenStreetMap contributors"
_KEY: Final = "osm"


class UnsortedExtractError(BasemapInputError):
    """The objects of the extract do not come in the order of their ids."""


def source_of(extract: Path) -> BasemapSource:
    """Return whose an extract is: the registry's entry for a file of that name, or OpenStreetMap.

    Raises:
        BasemapInputError: where the file's beginning cannot be read.
    """
    for one in load_sources():
        if one.file.rpartition("/")[2] == extract.name:
            return BasemapSource(
                key=one.id,
                title=one.title,
                licence=one.licence,
                attribution=one.attribution,
                vintage=one.vintage,
            )
    stamp = _header(extract).get("osmosis_replication_timestamp", "")
    return BasemapSource(
        key=_KEY,
        title=f"OpenStreetMap, {extract.name}",
        licence=_LICENCE,
        attribution=_ATTRIBUTION,
        vintage=stamp.partition("T")[0] or "ikke oplyst",
    )


def read_extract(
    extract: Path, source: str, scratch: Path, box: Box | None, tally: Tally
) -> Iterator[Piece]:
    """Yield the pieces of an extract; `scratch` is a folder for positions on disk.

    Land fills `box` (degrees), or where there is none, the box of all lines.

    Raises:
        UnsortedExtractError: where it must be sorted first (`sorted_copy`).
        BasemapInputError: where the file is damaged, or no extract.
    """
    reading = _Reading(source=source, tally=tally, box=box)
    try:
        reading.note_relations(extract)
        positions = scratch / "positions"
        positions.unlink(missing_ok=True)
        objects = (
            osmium.FileProcessor(str(extract))
            .with_locations(f"sparse_file_array,{positions}")
            .with_areas(KeyFilter(*osm_tags.AREA_KEYS))
            .with_filter(KeyFilter(*_ALL_KEYS))
        )
        for one in objects:
            yield from reading.pieces(one)
    except RuntimeError as fault:
        raise _refusal(extract, fault) from fault
    yield from reading.last()


def sorted_copy(extract: Path, folder: Path) -> Path:
    """Return a copy of an extract with its objects in order; all of it passes through memory.

    Raises:
        BasemapInputError: where the file is damaged.
    """
    copy = folder / "sorted.osm.pbf"
    reader = osmium.MergeInputReader()
    try:
        reader.add_file(str(extract))
        header = osmium.io.Header()
        box = _header(extract).box()
        if box.valid():
            header.add_box(box)
        with osmium.SimpleWriter(str(copy), header=header, overwrite=True) as writer:
            reader.apply(writer)
    except RuntimeError as fault:
        raise _refusal(extract, fault) from fault
    return copy


@dataclass
class _Reading:
    """One reading of an extract: what was met so far, and what must wait for the end."""

    source: str
    tally: Tally
    box: Box | None
    wkb: WKBFactory = field(default_factory=WKBFactory)
    unmade: set[int] = field(default_factory=set)
    coast: list[list[Point]] = field(default_factory=list)
    bounds: list[float] = field(default_factory=lambda: [180.0, 90.0, -180.0, -90.0])

    def note_relations(self, extract: Path) -> None:
        """Note every multipolygon that should become an area."""
        for one in osmium.FileProcessor(str(extract), osmium.osm.RELATION):
            if one.tags.get("type") != "multipolygon":
                continue
            if len(one.tags) == 1:
                self.tally.faults[UNTAGGED_RELATIONS] += 1
            elif osm_tags.of_area(_Tags(one)) is not None:
                self.unmade.add(one.id)

    def pieces(self, one: OSMEntity) -> Iterator[Piece]:
        """Yield what one object becomes."""
        if isinstance(one, Area):
            yield from self._of_area(one)
        elif isinstance(one, Way):
            yield from self._of_way(one)
        elif isinstance(one, Node):
            meaning = osm_tags.of_node(_Tags(one))
            if meaning:
                point = bytes.fromhex(self.wkb.create_point(one))
                yield self._piece(meaning, f"node/{one.id}", one, point)

    def last(self) -> Iterator[Piece]:
        """Yield the land, and count what never came together."""
        if self.unmade:
            self.tally.faults[BROKEN_RELATIONS] += len(self.unmade)
        if self.box is None and self.bounds[0] > self.bounds[2]:
            return
        west, south, east, north = self.bounds
        land = land_of(self.coast, self.box or (west, south, east, north))
        counted = {EXTENDED_COASTS: land.extended, LOOSE_COASTS: land.loose}
        self.tally.faults.update(Counter({word: n for word, n in counted.items() if n}))
        for number, area in enumerate(land.areas, start=1):
            wkb = shapely.to_wkb(area)
            yield Piece(BasemapClass.LAND, self.source, f"land/{number}", "", 1, "", wkb)

    def _of_area(self, area: Area) -> Iterator[Piece]:
        meaning = osm_tags.of_area(_Tags(area))
        if meaning is None or not area.num_rings()[0]:
            return
        own = "way" if area.from_way() else "relation"
        self.unmade.discard(area.orig_id() if own == "relation" else 0)
        shape = bytes.fromhex(self.wkb.create_multipolygon(area))
        yield self._piece(meaning, f"{own}/{area.orig_id()}", area, shape)

    def _of_way(self, way: Way) -> Iterator[Piece]:
        tags = _Tags(way)
        meaning = osm_tags.of_way(tags)
        coastline = tags.get("natural") == "coastline"
        if meaning is None and not coastline:
            if way.is_closed() and osm_tags.of_area(tags) and _is_cut(way):
                self.tally.faults[CUT_AREAS] += 1
            return
        runs = self._whole_runs(way)
        if coastline:
            self.coast += [run for run in runs if self.box is None or _reaches(run, self.box)]
        if meaning is None or not runs:
            return
        lines = shapely.linestrings(runs[0]) if len(runs) == 1 else shapely.MultiLineString(runs)
        yield self._piece(meaning, f"way/{way.id}", way, shapely.to_wkb(lines))

    def _whole_runs(self, way: Way) -> list[list[Point]]:
        """Return the stretches of a way that have all their points, and count what it lacks."""
        runs = [run for run in _runs(way) if len(run) > 1]
        if sum(map(len, runs)) < len(way.nodes):
            self.tally.faults[CUT_WAYS if runs else LOST_WAYS] += 1
        for run in runs:
            for x, y in (run[0], run[-1]):
                west, south, east, north = self.bounds
                self.bounds = [min(west, x), min(south, y), max(east, x), max(north, y)]
        return runs

    def _piece(self, meaning: Meaning, own: str, one: OSMEntity, wkb: bytes) -> Piece:
        name = one.tags.get("name") or ""
        return Piece(meaning.cls, self.source, own, name, meaning.rank, meaning.kind, wkb)


class _Tags(dict[str, str]):
    """The tags of one object as a dict, read once: each look into osmium's own costs a call."""

    def __init__(self, one: OSMEntity) -> None:
        super().__init__((tag.k, tag.v) for tag in one.tags)


def _is_cut(way: Way) -> bool:
    return not all(node.location.valid() for node in way.nodes)


def _runs(way: Way) -> list[list[Point]]:
    """Return a way's points (lon, lat), parted where a point is missing in the extract."""
    runs: list[list[Point]] = [[]]
    for node in way.nodes:
        if node.location.valid():
            runs[-1].append((node.location.lon, node.location.lat))
        elif runs[-1]:
            runs.append([])
    return runs


def _reaches(run: list[Point], box: Box) -> bool:
    """Say whether a line's own box touches a box: a country's whole coast would fill the memory."""
    west, south, east, north = box
    xs, ys = zip(*run, strict=True)
    across: bool = min(xs) <= east and max(xs) >= west
    return across and bool(min(ys) <= north and max(ys) >= south)


def _header(extract: Path) -> osmium.io.Header:
    try:
        with osmium.io.Reader(str(extract), osmium.osm.NOTHING) as reader:
            return reader.header()
    except RuntimeError as fault:
        raise _refusal(extract, fault) from fault


def box_of(extract: Path) -> Box | None:
    """Return the box that an extract says it was cut by, in degrees, or None."""
    box = _header(extract).box()
    if not box.valid() or not box.size() > 0:
        return None
    low, high = box.bottom_left, box.top_right
    return low.lon, low.lat, high.lon, high.lat


def _refusal(extract: Path, fault: RuntimeError) -> BasemapInputError:
    if any(word in str(fault) for word in _OUT_OF_ORDER):
        message = f"{extract.name} er ikke sorteret ({fault})."
        return UnsortedExtractError(message)
    message = (
        f"{extract.name} er beskadiget eller ikke et OpenStreetMap-udtræk ({fault}). Hent det igen."
    )
    return BasemapInputError(message)
