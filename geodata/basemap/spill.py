"""The writing side of a store: pieces spill to disk in batches, and each file is made of them.

FlatGeobuf cannot be appended to. So each batch becomes a small file without an index, and at
the end GDAL streams all batches of a class and source through one virtual layer into the file
that stays, with its index: memory holds one batch, and about 83 bytes per feature for the index.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

import numpy as np
import pyogrio
import pyogrio.raw
import shapely

from geodata.basemap.classes import BasemapClass
from geodata.basemap.pieces import Fitted, Piece, fitted
from geodata.basemap.store import COLUMNS, PRINT
from geodata.crs import UTM32

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

    from geodata.basemap.classes import Shape
    from geodata.basemap.report import Tally

BATCH_BYTES: Final = 24_000_000
"""How much WKB waits in memory before it spills; with all that hangs on it some 150 MB."""
BATCH_PIECES: Final = 40_000

_GEOMETRY_TYPES: Final[dict[Shape, str]] = {
    "area": "MultiPolygon",
    "line": "LineString",
    "point": "Point",
}

Key = tuple[BasemapClass, str]


class Spill:
    """Takes pieces one by one and keeps them in a folder, a file per batch."""

    def __init__(self, folder: Path, tally: Tally) -> None:
        """Spill into `folder`, which must be there; count in `tally`."""
        self._folder = folder
        self._tally = tally
        self._waiting: dict[Key, list[Piece]] = defaultdict(list)
        self._bytes = 0
        self._pieces = 0
        self._parts: dict[Key, list[Path]] = defaultdict(list)
        self._bounds: list[NDArray[np.float64]] = []

    def add(self, piece: Piece) -> None:
        """Take one piece."""
        self._waiting[piece.cls, piece.source].append(piece)
        self._bytes += len(piece.wkb)
        self._pieces += 1
        if self._bytes > BATCH_BYTES or self._pieces > BATCH_PIECES:
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

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north in EPSG:25832 of all that was kept, or None."""
        if not self._bounds:
            return None
        boxes = np.array(self._bounds)
        west, south = boxes[:, :2].min(axis=0)
        east, north = boxes[:, 2:].max(axis=0)
        return float(west), float(south), float(east), float(north)

    def batches(self, wanted: BasemapClass) -> Iterator[GeoDataFrame]:
        """Yield what was kept of a class, a batch at a time, in the order in which it came."""
        self.flush()
        for key in self.keys:
            if key[0] is wanted:
                yield from map(pyogrio.read_dataframe, self._parts[key])

    def add_made(self, cls: BasemapClass, rows: Sequence[tuple[Any, ...]]) -> None:
        """Take rows of (id, name, rank, kind, source, geometry in EPSG:25832) made from others."""
        by_source: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for row in rows:
            by_source[row[4]].append(row)
        for source, some in sorted(by_source.items()):
            *columns, geometries = zip(*some, strict=True)
            self._write_part((cls, source), columns, np.array(geometries, dtype=object))
            self._tally.made[cls] += len(some)

    def finish(self, store: Path) -> None:
        """Write every file of the store out of its batches."""
        self.flush()
        (store / PRINT).mkdir()
        for key in self.keys:
            _join(self._parts[key], store / PRINT / f"{key[0]}.{key[1]}.fgb", key[0].shape)

    def _write_batch(self, key: Key, pieces: list[Piece]) -> None:
        made = fitted([piece.wkb for piece in pieces], key[0].shape)
        self._count(key[0], len(pieces), made)
        if not len(made.origin):
            return
        kept = [pieces[number] for number in made.origin]
        columns = [[getattr(piece, name) for piece in kept] for name in COLUMNS]
        self._write_part(key, columns, made.geometries)
        self._bounds.append(shapely.total_bounds(made.geometries))

    def _count(self, cls: BasemapClass, read: int, made: Fitted) -> None:
        kept = len(np.unique(made.origin))
        self._tally.count(cls, read=read, kept=kept, made=len(made.origin), repaired=made.repaired)
        self._tally.drop(cls, made.dropped)

    def _write_part(self, key: Key, columns: Sequence[Any], geometries: NDArray[Any]) -> None:
        path = self._folder / f"{key[0]}.{key[1]}.{len(self._parts[key]):06d}.fgb"
        types = {"rank": np.int32}
        pyogrio.raw.write(
            path,
            shapely.to_wkb(geometries),
            [
                np.array(one, dtype=types.get(name, object))
                for name, one in zip(COLUMNS, columns, strict=True)
            ],
            list(COLUMNS),
            layer=key[0].value,
            driver="FlatGeobuf",
            geometry_type=_GEOMETRY_TYPES[key[0].shape],
            crs=UTM32,
            layer_options={"SPATIAL_INDEX": "NO"},
        )
        self._parts[key].append(path)


def _join(parts: list[Path], path: Path, shape: Shape) -> None:
    """Stream batches into one FlatGeobuf with its index (GDAL's OGRVRTUnionLayer)."""
    kind = _GEOMETRY_TYPES[shape]
    layer = path.name.split(".")[0]
    inner = "".join(
        f'<OGRVRTLayer name="{layer}"><SrcDataSource>{escape(str(part))}</SrcDataSource>'
        f"<SrcLayer>{layer}</SrcLayer></OGRVRTLayer>"
        for part in parts
    )
    virtual = parts[0].with_suffix(".vrt")
    virtual.write_text(
        f'<OGRVRTDataSource><OGRVRTUnionLayer name="{layer}"><FieldStrategy>FirstLayer'
        f"</FieldStrategy><GeometryType>wkb{kind}</GeometryType>{inner}"
        "</OGRVRTUnionLayer></OGRVRTDataSource>",
        encoding="utf-8",
    )
    with pyogrio.raw.open_arrow(virtual, batch_size=10_000) as (meta, stream):
        pyogrio.raw.write_arrow(
            stream,
            path,
            layer=layer,
            driver="FlatGeobuf",
            geometry_name=meta["geometry_name"] or "wkb_geometry",
            geometry_type=kind,
            crs=UTM32,
        )
