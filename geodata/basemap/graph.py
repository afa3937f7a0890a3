"""The network of streets and paths as nodes and edges, for walking distances.

A node is where lines meet or end: a point that two lines share. Its id is made of its place, so
that the same crossing has the same id in every build. Lengths are measured in EPSG:25832.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import shapely

from geodata.basemap.classes import BasemapClass
from geodata.basemap.flatgeobuf import join_batches, write_batch
from geodata.basemap.store import GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

    from geodata.basemap.spill import Spill

WALKED: Final = (BasemapClass.STREET, BasemapClass.PATH, BasemapClass.CYCLE_PATH)

_PER_METRE: Final = 100  # two points within a centimetre are one
_COLUMN: Final = 10**10  # larger than any northing in centimetres
_OFFSET: Final = 10**9
_FIRST_RANK_ON_FOOT: Final = 2  # nobody walks along a motorway

README: Final = """Gadenettet til dette baggrundskort

nodes.<kilde>.fgb og edges.<kilde>.fgb er FlatGeobuf i EPSG:25832 (meter).
nodes: id. edges: from, to (id i nodes), length_m, rank (1-5), name, class, foot, source.
foot er falsk på motorveje og motortrafikveje; resten regnes for gangbart. Ingen vej er ensrettet
for den, der går. Kilde, licens og kreditering står i ../sources.json.

Hvad nettet mangler:
{lacks}
"""
ALWAYS_LACKS: Final = (
    "Det, kilden ikke har: mindre fodstier, gårdrum, passager og trapper er sjældent med alle.",
    "Vandrette afstande: bakker, ventetid ved lyskryds og spærringer tæller ikke med.",
)


class Edges(NamedTuple):
    """The edges of some lines: the number of each edge's line, its ends and its geometry."""

    line: NDArray[np.intp]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]
    geometries: NDArray[Any]


def write_graph(spill: Spill, store: Path, sources: Sequence[str], lacks: Sequence[str]) -> None:
    """Write `graph/` of a store out of a spill's lines, a network per source.

    `lacks` says in Danish what these lines leave out.
    """
    folder = store / GRAPH
    folder.mkdir()
    walked = {source for cls, source in spill.keys if cls in WALKED}
    for source in sorted(walked.intersection(sources)):
        _write_source(spill, folder, source)
    text = "\n".join(f"- {one}" for one in (*lacks, *ALWAYS_LACKS))
    (folder / "README.txt").write_text(README.format(lacks=text), encoding="utf-8")


def node_ids(points: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the ids of points (easting, northing in metres): the centimetres of their place."""
    centimetres: NDArray[np.int64] = np.rint(points * _PER_METRE).astype(np.int64)
    return (centimetres[:, 0] + _OFFSET) * _COLUMN + centimetres[:, 1] + _OFFSET


def meeting_points(ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return, sorted, the ids that stand there more than once."""
    found, times = np.unique(ids, return_counts=True)
    return found[times > 1]


def vertex_ids(lines: NDArray[Any]) -> NDArray[np.int64]:
    """Return the ids of all vertices of lines, each line's two ends twice."""
    _, ids, owner = _vertices(lines)
    first, last = _ends(owner)
    return np.concatenate([ids, ids[first | last]])


def edges_of(lines: NDArray[Any], nodes: NDArray[np.int64]) -> Edges:
    """Cut lines at every vertex that is one of `nodes` (sorted ids); no length is lost."""
    coordinates, ids, owner = _vertices(lines)
    first, last = _ends(owner)
    found = np.searchsorted(nodes, ids).clip(max=max(len(nodes) - 1, 0))
    inner = (nodes[found] == ids) & ~first & ~last
    # An inner node ends one edge and begins the next: it stands twice.
    place = np.repeat(np.arange(len(ids)), np.where(inner, 2, 1))
    again = np.diff(place, prepend=-1) == 0
    begins = first[place] | again
    stops = np.append(begins[1:], True)
    number = np.cumsum(begins) - 1
    geometries = np.asarray(shapely.linestrings(coordinates[place], indices=number))
    return Edges(owner[place][begins], ids[place][begins], ids[place][stops], geometries)


def _vertices(
    lines: NDArray[Any],
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.intp]]:
    """Return coordinates, ids and line of every vertex, without those that repeat the one before.

    The last vertex of a line stays, so that every line keeps both its ends.
    """
    coordinates, owner = shapely.get_coordinates(lines, return_index=True)
    ids = node_ids(coordinates)
    first, last = _ends(owner)
    repeats = np.zeros(len(ids), dtype=bool)
    repeats[1:] = (ids[1:] == ids[:-1]) & ~first[1:] & ~last[1:]
    return coordinates[~repeats], ids[~repeats], owner[~repeats]


def _ends(owner: NDArray[np.intp]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    new = np.diff(owner) != 0
    return np.concatenate([[True], new]), np.concatenate([new, [True]])


def _write_source(spill: Spill, folder: Path, source: str) -> None:
    scratch = folder / f".{source}"
    scratch.mkdir()
    nodes = _nodes(spill, scratch, source)
    batches = []
    for number, (cls, frame) in enumerate(_lines(spill, source)):
        edges = edges_of(frame.geometry.to_numpy(), nodes)
        batches.append(scratch / f"edges.{number:06d}.fgb")
        write_batch(batches[-1], _fields(edges, frame, cls), edges.geometries, "line")
    join_batches(batches, folder / f"edges.{source}.fgb", "line")
    write_batch(scratch / "nodes.fgb", {"id": nodes}, _points(nodes), "point")
    join_batches([scratch / "nodes.fgb"], folder / f"nodes.{source}.fgb", "point")
    shutil.rmtree(scratch)


def _nodes(spill: Spill, scratch: Path, source: str) -> NDArray[np.int64]:
    """Return the sorted ids of all nodes; the ids of all vertices lie on disk until then."""
    path = scratch / "vertices"
    with path.open("wb") as stream:
        for _, frame in _lines(spill, source):
            vertex_ids(frame.geometry.to_numpy()).tofile(stream)
    return meeting_points(np.fromfile(path, dtype=np.int64))


def _lines(spill: Spill, source: str) -> Iterator[tuple[BasemapClass, GeoDataFrame]]:
    for cls in WALKED:
        for frame in spill.batches(cls, source):
            yield cls, frame


def _fields(edges: Edges, frame: GeoDataFrame, cls: BasemapClass) -> dict[str, NDArray[Any]]:
    rank = frame["rank"].to_numpy()[edges.line]
    on_foot = (rank >= _FIRST_RANK_ON_FOOT) | (cls is not BasemapClass.STREET)
    return {
        "from": edges.begin,
        "to": edges.end,
        "length_m": np.round(shapely.length(edges.geometries), 2),
        "rank": rank.astype(np.int32),
        "name": frame["name"].to_numpy()[edges.line].astype(object),
        "class": np.full(len(rank), cls.value, dtype=object),
        "foot": on_foot,
        "source": frame["source"].to_numpy()[edges.line].astype(object),
    }


def _points(nodes: NDArray[np.int64]) -> NDArray[Any]:
    east = (nodes // _COLUMN - _OFFSET) / _PER_METRE
    north = (nodes % _COLUMN - _OFFSET) / _PER_METRE
    return np.asarray(shapely.points(east, north))
