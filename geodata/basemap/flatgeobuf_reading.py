"""Reads FlatGeobuf files by a box, with numpy and shapely alone.

pyogrio reads them too, but brings pandas and geopandas with it: half a second and 60 MB before the
first piece. All features are read at once, field by field. The layout is told by flatgeobuf.org
(`src/fbs/*.fbs`, `packedrtree.h`) and flatbuffers.dev; all numbers in it are little-endian.
"""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.errors import BasemapError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    Box = tuple[float, float, float, float]
    Places = npt.NDArray[np.int64]

_MAGIC: Final = b"fgb\x03"
_HEADER: Final = 8
_LEAF: Final = np.dtype([("box", "<f8", 4), ("at", "<u8")])
_USUAL_BRANCHES: Final = 16
_POINT, _LINE, _MULTIPOLYGON = 1, 2, 6
_NUMBERS: Final = {5: "<i4", 7: "<i8", 10: "<f8"}
_TEXTS: Final = {11, 12, 13}
_BETWEEN: Final = 0
_DAMAGE: Final = (
    OSError,
    ValueError,
    LookupError,
    MemoryError,
    OverflowError,
    shapely.errors.ShapelyError,
)


@dataclass(frozen=True, kw_only=True)
class Features:
    """Features in columns of the same length; `shapes` are in the file's own coordinates."""

    columns: dict[str, np.ndarray]
    shapes: np.ndarray


def read_features(path: Path, box: Box | None = None) -> Features:
    """Return the features of a file in its order; with a box, those whose own box touches it.

    Texts and numbers are read, of points, lines and multipolygons in two dimensions; the file has
    its index.

    Raises:
        BasemapError: where the file cannot be opened, is damaged, or holds anything else.
    """
    try:
        with path.open("rb") as stream:
            content = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        return _File(content, np.frombuffer(content, np.uint8)).read(box)
    except _DAMAGE as fault:
        message = f"{path.name} of the basemap cannot be read; build the basemap again."
        raise BasemapError(message) from fault


@dataclass(frozen=True)
class _File:
    content: mmap.mmap
    bytes: npt.NDArray[np.uint8]

    def read(self, box: Box | None) -> Features:
        if self.content[: len(_MAGIC)] != _MAGIC:
            raise ValueError(self.content[:_HEADER])
        tables = self._follow(self._features(box) + 4)
        shapes = self._shapes(self._follow(self._field(tables, 0)))
        if len(shapes) != len(tables):
            raise ValueError(len(shapes))
        return Features(columns=self._values(self._field(tables, 1)), shapes=shapes)

    @cached_property
    def _header(self) -> Places:
        return self._follow(np.array([_HEADER + 4]))

    def _in_header(self, number: int, kind: str, otherwise: int = 0) -> int:
        """Return a number of the header, which leaves out what is as usual."""
        (at,) = self._field(self._header, number)
        return int(self._numbers(np.array([at]), kind)[0]) if at else otherwise

    @cached_property
    def _columns(self) -> list[tuple[str, int]]:
        """The name and type of each column."""
        columns = self._follow(self._items(self._field(self._header, 7), 4)[0])
        names = self._texts(*self._vector(self._field(columns, 0)))
        return list(zip(names, self._numbers(self._field(columns, 1), "<u1").tolist(), strict=True))

    def _features(self, box: Box | None) -> Places:
        """Return where features begin, by the leaves of the index, which stand behind its nodes."""
        tree = _HEADER + 4 + int(self._numbers(np.array([_HEADER]), "<u4")[0])
        count = self._in_header(8, "<u8")
        inner = _inner_nodes(count, self._in_header(9, "<u2", _USUAL_BRANCHES))
        first = tree + inner * _LEAF.itemsize
        leaves = np.frombuffer(self.content, _LEAF, count=count, offset=first)
        if box is not None:
            west, south, east, north = leaves["box"].T
            touching = (west <= box[2]) & (south <= box[3]) & (east >= box[0]) & (north >= box[1])
            leaves = leaves[touching]
        return first + count * _LEAF.itemsize + np.sort(leaves["at"]).astype(np.int64)

    def _shapes(self, geometries: Places) -> np.ndarray:
        """Return geometries of one type as shapes, made of all their coordinates at once."""
        kind = self._in_header(2, "<u1")
        if kind == _MULTIPOLYGON:
            return self._multipolygons(geometries)
        points, counts = self._courses(geometries)
        if kind == _LINE:
            return np.asarray(shapely.linestrings(points, indices=_owners(counts)))
        if kind != _POINT:
            raise ValueError(kind)
        return np.asarray(shapely.points(points))

    def _multipolygons(self, geometries: Places) -> np.ndarray:
        items, parts_each = self._items(self._field(geometries, 7), 4)
        parts = self._follow(items)
        points, counts = self._courses(parts)
        ends, rings_each = self._ends(parts, counts)
        sizes = np.diff(np.repeat(_offsets(counts)[:-1], rings_each) + ends, prepend=0)
        if sizes.sum() != len(points):
            raise ValueError(sizes)
        rings = np.asarray(shapely.linearrings(points, indices=_owners(sizes)))
        polygons = np.asarray(shapely.polygons(rings, indices=_owners(rings_each)))
        return np.asarray(shapely.multipolygons(polygons, indices=_owners(parts_each)))

    def _courses(self, geometries: Places) -> tuple[npt.NDArray[np.float64], Places]:
        """Return the points of geometries, one after the other, and how many each has."""
        items, counts = self._items(self._field(geometries, 1), 8)
        return self._numbers(items, "<f8").reshape(-1, 2), counts // 2

    def _ends(self, parts: Places, counts: Places) -> tuple[Places, Places]:
        """Return where the rings of each part end, and how many it has; one, where it has none."""
        told = self._field(parts, 0)
        items, several = self._items(told[told > 0], 4)
        each = np.ones(len(parts), dtype=np.int64)
        each[told > 0] = several
        ends = np.repeat(counts, each)
        ends[np.repeat(told > 0, each)] = self._numbers(items, "<u4")
        return ends, each

    def _values(self, properties: Places) -> dict[str, np.ndarray]:
        """Return the columns of features that have a value in each of them, in their order."""
        at, lengths = self._vector(properties)
        end, columns = at + lengths, {}
        for number, (name, kind) in enumerate(self._columns):
            if (self._numbers(at, "<u2") != number).any():
                raise ValueError(name)
            if kind in _TEXTS:
                sizes = self._numbers(at + 2, "<u4").astype(np.int64)
                columns[name] = np.empty(len(at), dtype=object)
                columns[name][:] = self._texts(at + 6, sizes)
                at = at + 6 + sizes
            else:
                columns[name] = self._numbers(at + 2, _NUMBERS[kind])
                at = at + 2 + columns[name].itemsize
        if (at != end).any():
            raise ValueError(end)
        return columns

    def _texts(self, firsts: Places, sizes: Places) -> list[str]:
        """Return texts of some sizes, decoded all at once: a city has a hundred thousand.

        Raises:
            ValueError: where they cannot all be in the file.
        """
        if sizes.sum() > len(self.bytes):
            raise ValueError(sizes)
        offsets = _offsets(sizes + 1)
        # With the byte behind each, in whose place a mark parts it from the next.
        along = np.arange(offsets[-1]) + np.repeat(firsts - offsets[:-1], sizes + 1)
        letters = self.bytes[np.minimum(along, len(self.bytes) - 1)]
        letters[offsets[1:] - 1] = _BETWEEN
        together: str = letters.tobytes().decode()
        return together.split(chr(_BETWEEN))[:-1]

    def _field(self, tables: Places, number: int) -> Places:
        """Return where a field of each table is, 0 where a table lacks it."""
        virtual = tables - self._numbers(tables, "<i4")
        slot = 4 + 2 * number
        known = self._numbers(virtual, "<u2") > slot
        away = np.zeros(len(tables), dtype=np.int64)
        away[known] = self._numbers(virtual[known] + slot, "<u2")
        return np.where(away, tables + away, 0)

    def _follow(self, places: Places) -> Places:
        """Return where offsets lead to that stand at some places."""
        led: Places = places + self._numbers(places, "<u4")
        return led

    def _vector(self, places: Places) -> tuple[Places, Places]:
        """Return where the items of each vector begin, and how many there are."""
        starts = self._follow(places)
        return starts + 4, self._numbers(starts, "<u4").astype(np.int64)

    def _items(self, places: Places, size: int) -> tuple[Places, Places]:
        """Return where each item of some vectors is, one vector after the other, and their counts.

        Raises:
            ValueError: where they cannot all be in the file.
        """
        firsts, counts = self._vector(places)
        if counts.sum() * size > len(self.bytes):
            raise ValueError(size)
        along = np.arange(counts.sum()) - np.repeat(_offsets(counts)[:-1], counts)
        return np.repeat(firsts, counts) + size * along, counts

    def _numbers(self, places: Places, kind: str) -> np.ndarray:
        """Return the numbers of a kind that stand at some places."""
        wanted = np.dtype(kind)
        if places.min(initial=0) < 0:
            raise IndexError
        count = len(self.bytes) - wanted.itemsize + 1
        from_each_byte = np.ndarray(count, wanted, self.content, strides=(1,))
        return from_each_byte[places]


def _inner_nodes(count: int, branches: int) -> int:
    """Return how many nodes of a packed tree are above its leaves: one at least, where it has any.

    Raises:
        ValueError: where it does not branch, or there is no index.
    """
    if branches < 2 and count:  # noqa: PLR2004 - a branch of one never ends
        raise ValueError(branches)
    inner = 0
    while count > 1 or (count and not inner):
        count = -(-count // branches)
        inner += count
    return inner


def _offsets(counts: Places) -> Places:
    """Return where each of several runs begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(counts)])


def _owners(counts: Places) -> Places:
    """Return for each item of several runs the number of its run.

    Raises:
        ValueError: where a run has a negative number of items.
    """
    return np.repeat(np.arange(len(counts)), counts)
