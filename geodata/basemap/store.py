"""The store of one basemap: a folder of FlatGeobuf files in EPSG:25832, and how to read it.

`print/<class>.<source>.fgb` holds one class from one source (fields `id`, `name`, `rank`, `kind`,
`source`; areas as MultiPolygon, lines as LineString, points as Point), so that data under ODbL lies
in files of its own. `sources.json` says whose each source is, `report.json` what became of all
that was read, and `graph/` is the network of streets.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geodata.basemap.classes import BasemapClass
from geodata.basemap.flatgeobuf_reading import read_features
from geodata.crs import UTM32
from geodata.errors import BasemapError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry

PRINT: Final = "print"
GRAPH: Final = "graph"
SOURCES: Final = "sources.json"
REPORT: Final = "report.json"

COLUMNS: Final = ("id", "name", "rank", "kind", "source")
"""The fields of every file, in this order."""

Box = tuple[float, float, float, float]
"""West, south, east, north; in EPSG:25832 metres unless said otherwise."""


@dataclass(frozen=True, kw_only=True)
class BasemapSource:
    """Whose data it is. `vintage` is the time of the data as its publisher writes it."""

    key: str
    title: str
    licence: str
    attribution: str
    vintage: str


@dataclass(frozen=True, kw_only=True)
class BasemapFeature:
    """One piece of the basemap; its geometry is in EPSG:25832 (easting, northing, metres)."""

    id: str
    name: str
    rank: int
    kind: str
    source: str
    geometry: BaseGeometry


@dataclass(frozen=True, kw_only=True)
class BasemapStore:
    """A store that lies written; nothing here changes it."""

    folder: Path
    sources: dict[str, BasemapSource]
    report: dict[str, Any]

    @property
    def classes(self) -> list[BasemapClass]:
        """The classes that hold anything, in the order of drawing."""
        return [one for one in BasemapClass if self.files(one)]

    def files(self, wanted: BasemapClass) -> list[Path]:
        """Return the files of a class, one per source, in the order of their names."""
        return sorted((self.folder / PRINT).glob(f"{wanted}.*.fgb"))

    def frame(self, wanted: BasemapClass, bbox: Box | None = None) -> GeoDataFrame:
        """Return a class as a frame in EPSG:25832 with `COLUMNS` and `geometry`.

        `bbox` takes only what it may touch, by the box of each.

        Raises:
            BasemapError: where a file cannot be read.
        """
        import geopandas  # noqa: PLC0415 - a second, and only where somebody wants a frame
        import pandas as pd  # noqa: PLC0415 - as above

        found = [read_features(path, bbox) for path in self.files(wanted)]
        frames = [
            geopandas.GeoDataFrame(one.columns, geometry=one.shapes, crs=UTM32) for one in found
        ]
        filled = [frame for frame in frames if len(frame)] or frames
        if not filled:
            return geopandas.GeoDataFrame({name: [] for name in COLUMNS}, geometry=[], crs=UTM32)
        return geopandas.GeoDataFrame(pd.concat(filled, ignore_index=True))

    def features(self, wanted: BasemapClass, bbox: Box | None = None) -> Iterator[BasemapFeature]:
        """Yield the features of a class whose box touches `bbox`, file by file, in a stable order.

        Raises:
            BasemapError: where a file cannot be read.
        """
        for path in self.files(wanted):
            found = read_features(path, bbox)
            columns = [found.columns[name] for name in COLUMNS]
            for name_id, name, rank, kind, source, geometry in zip(
                *columns, found.shapes, strict=True
            ):
                yield BasemapFeature(
                    id=name_id,
                    name=name,
                    rank=int(rank),
                    kind=kind,
                    source=source,
                    geometry=geometry,
                )


def open_store(folder: Path) -> BasemapStore:
    """Open the store of a basemap for reading.

    Raises:
        BasemapError: where the folder holds none, or one that was not written whole.
    """
    try:
        stated = json.loads((folder / SOURCES).read_bytes())
        report = json.loads((folder / REPORT).read_bytes())
        sources = {key: BasemapSource(key=key, **one) for key, one in stated.items()}
    except (OSError, ValueError, TypeError, AttributeError) as fault:
        message = f"{folder} holds no basemap: run `tfi-atlas basemap build --from FILE`."
        raise BasemapError(message) from fault
    return BasemapStore(folder=folder, sources=sources, report=report)
