"""The writing side of a store: pieces spill to disk in batches, and each file is made of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyogrio
import shapely

from geodata.basemap.classes import BasemapClass
from geodata.basemap.flatgeobuf import join_batches, write_batch
from geodata.basemap.pieces import Fitted, Piece, fitted
from geodata.basemap.store import COLUMNS, PRINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

    from geodata.basemap.report import Tally
    from geodata.basemap.store import Box

CLIPPED: Final = "stykker skåret til ved udtrækkets ramme"

BATCH_BYTES: Final = 24_000_000
"""How much WKB waits in memory before it spills; with all that hangs on it some 150 MB."""
BATCH_PIECES: Final = 40_000

Key = tuple[BasemapClass, str]


class Spill:
    """Takes pieces one by one and keeps them in a folder, a file per batch.

    `clip` is a box in degrees outside which nothing is kept. `touched` says whether anything that
    was kept lies in `watched`, a box in EPSG:25832.
    """

    def __init__(self, folder: Path, tally: Tally) -> None:
        """Spill into `folder`, which must be there; count in `tally`."""
        self.clip: Box | None = None
        self._folder = folder
        self.tally = tally
        self._waiting: dict[Key, list[Piece]] = defaultdict(list)
        self._bytes = 0
        self._pieces = 0
        self._parts: dict[Key, list[Path]] = defaultdict(list)
        self.watched: Box | None = None
        self.touched = False

    def add(self, piece: Piece) -> None:
        """Take one piece."""
        self._waiting[piece.cls, piece.source].append(piece)
        self._bytes += len(piece.wkb)
        self._pieces += 1
        if self._bytes > BATCH_BYTES or self._pieces > BATCH_PIECES:
            self.flush()

    def add_all(self, pieces: Iterable[Piece]) -> None:
        """Take all pieces, and write the last of them."""
        for piece in pieces:
            self.add(piece)
        self.flush()

    def flush(self) -> None:
        """Write what waits."""
        for key in sorted(self._waiting):
            self._write_batch(key, self._waiting.pop(key))
        self._bytes = self._pieces = 0

    @property
    def keys(self) -> list[Key]:
        """The classes and sources of which something was kept."""
        return sorted(self._parts)

    def batches(self, wanted: BasemapClass, source: str = "") -> Iterator[GeoDataFrame]:
        """Yield what was kept of a class (from one source), a batch at a time, as it came."""
        self.flush()
        for key in self.keys:
            if key[0] is wanted and source in {"", key[1]}:
                yield from map(pyogrio.read_dataframe, self._parts[key])

    def add_made(self, cls: BasemapClass, rows: Sequence[tuple[Any, ...]]) -> None:
        """Take rows of (id, name, rank, kind, source, geometry in EPSG:25832) made from others."""
        by_source: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for row in rows:
            by_source[row[4]].append(row)
        for source, some in sorted(by_source.items()):
            *columns, geometries = zip(*some, strict=True)
            self._write_part((cls, source), columns, np.array(geometries, dtype=object))
            self.tally.made[cls] += len(some)

    def finish(self, store: Path) -> None:
        """Write every file of the store out of its batches."""
        self.flush()
        (store / PRINT).mkdir()
        for key in self.keys:
            path = store / PRINT / f"{key[0]}.{key[1]}.fgb"
            join_batches(self._parts[key], path, key[0].shape)

    def _write_batch(self, key: Key, pieces: list[Piece]) -> None:
        made = fitted([piece.wkb for piece in pieces], key[0].shape, self.clip)
        self._count(key[0], len(pieces), made)
        if not len(made.origin):
            return
        kept = [pieces[number] for number in made.origin]
        columns = [[getattr(piece, name) for piece in kept] for name in COLUMNS]
        self._write_part(key, columns, made.geometries)
        if self.watched and not self.touched and key[0] is not BasemapClass.LAND:
            self.touched = bool(
                shapely.intersects(shapely.box(*self.watched), made.geometries).any()
            )

    def _count(self, cls: BasemapClass, read: int, made: Fitted) -> None:
        kept = len(np.unique(made.origin))
        self.tally.count(cls, read=read, kept=kept, made=len(made.origin), repaired=made.repaired)
        self.tally.drop(cls, made.dropped)
        if made.clipped:
            self.tally.faults[CLIPPED] += made.clipped

    def _write_part(self, key: Key, columns: Sequence[Any], geometries: NDArray[Any]) -> None:
        path = self._folder / f"{key[0]}.{key[1]}.{len(self._parts[key]):06d}.fgb"
        fields = dict(zip(COLUMNS, columns, strict=True))
        write_batch(path, fields, geometries, key[0].shape)
        self._parts[key].append(path)
