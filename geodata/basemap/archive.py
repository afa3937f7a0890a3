"""The archive of tiles in a basemap's folder, as its readers see it: what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pmtiles.reader import MmapSource, Reader

from geodata.basemap.tile_index import TileIndex
from geodata.errors import BasemapError

if TYPE_CHECKING:
    from pathlib import Path

ARCHIVE: Final = "basemap.pmtiles"

_NO_ARCHIVE: Final = "is no whole archive of tiles; build the basemap again."


@dataclass(frozen=True, kw_only=True)
class ArchiveSource:
    """One data set that the tiles are made of, and how it wants to be named."""

    title: str
    licence: str
    attribution: str


@dataclass(frozen=True, kw_only=True)
class Archive:
    """A whole archive on disk; `id` is the basemap's, and changes with its content.

    `zooms` are those of its first and last tiles, `index` says where each tile lies.
    """

    id: str
    path: Path
    size_bytes: int
    zooms: tuple[int, int]
    index: TileIndex
    attribution: str
    sources: tuple[ArchiveSource, ...]


def read_archive(folder: Path) -> Archive:
    """Return the archive of a basemap's folder.

    Raises:
        BasemapError: where there is none, or it is cut short or no archive of tiles.
    """
    path = folder / ARCHIVE
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            reader: Any = Reader(MmapSource(stream))  # type: ignore[no-untyped-call] # no types
            header, stated = reader.header(), reader.metadata()
        whole = size == header["tile_data_offset"] + header["tile_data_length"]
        sources = tuple(ArchiveSource(**one) for one in stated["sources"])
        attribution = str(stated["attribution"])
        zooms = int(header["min_zoom"]), int(header["max_zoom"])
    except Exception as fault:  # whatever a damaged file makes the library raise
        raise BasemapError(f"{path} {_NO_ARCHIVE}") from fault
    if not whole:
        raise BasemapError(f"{path} {_NO_ARCHIVE}")
    return Archive(
        id=folder.name,
        path=path,
        size_bytes=size,
        zooms=zooms,
        index=TileIndex(path),
        attribution=attribution,
        sources=sources,
    )
