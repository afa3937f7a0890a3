"""Where each tile lies in an archive: read from its directories, so that nobody else has to."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pmtiles.tile import deserialize_directory, deserialize_header, find_tile

from geodata.errors import BasemapError

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.basemap.tile_grid import Tile

_HEADER_BYTES: Final = 127
_DEEPEST: Final = 4
_DIRECTORIES_KEPT: Final = 8


class Range(NamedTuple):
    """Bytes of an archive: where they begin, counted from 0, and how many there are."""

    offset: int
    length: int


NOWHERE: Final = Range(0, 0)
"""Where a tile lies that the archive does not have."""


class TileIndex:
    """The directories of an archive (PMTiles specification 3, chapter 4), read when asked for."""

    def __init__(self, path: Path) -> None:
        """Take an archive that is known to be whole; nothing is read yet."""
        self._path = path
        self._header: dict[str, Any] | None = None
        self._directory = lru_cache(maxsize=_DIRECTORIES_KEPT)(self._read_directory)

    def range_of(self, tile: Tile) -> Range:
        """Return where a tile lies, `NOWHERE` where the archive has none.

        Raises:
            BasemapError: where the archive has been taken away or damaged since.
        """
        try:
            return self._find(tile.id)
        except Exception as fault:  # whatever a damaged file makes the library raise
            raise BasemapError(f"{self._path} cannot be read; build the basemap again.") from fault

    def _find(self, number: int) -> Range:
        header = self._header = self._header or self._read_header()
        offset, length = header["root_offset"], header["root_length"]
        for _ in range(_DEEPEST):
            entry = find_tile(self._directory(offset, length), number)
            if entry is None:
                break
            if entry.run_length:
                return Range(header["tile_data_offset"] + entry.offset, entry.length)
            offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
        return NOWHERE

    def _read_header(self) -> dict[str, Any]:
        return dict(deserialize_header(self._read(0, _HEADER_BYTES)))

    def _read_directory(self, offset: int, length: int) -> Any:  # noqa: ANN401 - no types
        return deserialize_directory(self._read(offset, length))

    def _read(self, offset: int, length: int) -> bytes:
        with self._path.open("rb") as stream:
            stream.seek(offset)
            return stream.read(length)
