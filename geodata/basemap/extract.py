"""Reads an OpenStreetMap extract (.osm.pbf, .osm) as a stream of pieces, whatever was cut off it.

The file is read in turns, each by osmium in C++: its relations, its nodes, its ways, and the ways
of the relations. Node positions lie in a file on disk, so that memory does not grow with the
country. What is cut or broken is counted and never fatal.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import osmium
import shapely
from osmium.filter import KeyFilter
from osmium.osm import NODE, WAY

from geodata.basemap import osm_tags
from geodata.basemap.classes import BasemapClass
from geodata.basemap.coast import land_of
from geodata.basemap.extract_faults import EXTENDED_COASTS, LOOSE_COASTS
from geodata.basemap.osm_relations import Relations
from geodata.basemap.osm_ways import Ways
from geodata.basemap.pieces import Piece
from geodata.basemap.store import BasemapSource
from geodata.errors import BasemapInputError
from geodata.sources import load_sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.basemap.report import Tally
    from geodata.basemap.store import Box

SUFFIXES: Final = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2")

_WAY_KEYS: Final = sorted({*osm_tags.AREA_KEYS, *osm_tags.WAY_KEYS})
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

    What lies outside `box` (degrees) is skipped and counted. Land fills it, or where there is
    none, the box of all lines.

    Raises:
        UnsortedExtractError: where it must be sorted first (`sorted_copy`).
        BasemapInputError: where the file is damaged, or no extract.
    """
    relations = Relations(source=source, tally=tally)
    ways = Ways(source=source, tally=tally, box=box, relations=relations)
    positions = scratch / "positions"
    positions.unlink(missing_ok=True)
    table = osmium.index.create_map(f"sparse_file_array,{positions}")
    locations = osmium.NodeLocationsForWays(table)
    locations.ignore_errors()
    try:
        relations.note_all(extract)
        yield from _nodes(extract, locations, ways)
        yield from _ways(extract, locations, ways)
        yield from relations.areas(extract, locations)
    except RuntimeError as fault:
        raise _refusal(extract, fault) from fault
    yield from _land(ways)


def _nodes(extract: Path, locations: osmium.NodeLocationsForWays, ways: Ways) -> Iterator[Piece]:
    """Note where every node is, and yield what the nodes of the map become."""
    shown = KeyFilter(*osm_tags.NODE_KEYS)
    with osmium.io.Reader(str(extract), NODE) as reader:
        for node in osmium.OsmFileIterator(reader, locations, shown):
            yield from ways.of_node(node)  # type: ignore[arg-type] # the reader reads no others


def _ways(extract: Path, locations: osmium.NodeLocationsForWays, ways: Ways) -> Iterator[Piece]:
    """Yield what the ways become."""
    shown = KeyFilter(*_WAY_KEYS)
    with osmium.io.Reader(str(extract), WAY) as reader:
        for way in osmium.OsmFileIterator(reader, shown, locations):
            yield from ways.of_way(way)  # type: ignore[arg-type] # the reader reads no others


def _land(ways: Ways) -> Iterator[Piece]:
    """Yield the land that the coast leaves in the box, and count the coast's loose ends."""
    box = ways.box or ways.bounds
    if box is None:
        return
    land = land_of(ways.coast, box)
    counted = {EXTENDED_COASTS: land.extended, LOOSE_COASTS: land.loose}
    ways.tally.faults.update(Counter({word: n for word, n in counted.items() if n}))
    for number, area in enumerate(land.areas, start=1):
        wkb = shapely.to_wkb(area)
        yield Piece(BasemapClass.LAND, ways.source, f"land/{number}", "", 1, "", wkb)


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
