"""The basemap that an atlas home has in use: its archive of tiles, and its store for print."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Final

from geodata.basemap.archive import ARCHIVE, Archive, read_archive
from geodata.basemap.home import current_basemap
from geodata.basemap.store import BasemapStore, open_store
from geodata.errors import BasemapError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Archive", "Basemap", "basemap_id", "print_store"]

_LOG: Final = logging.getLogger(__name__)


class Basemap:
    """Gives the archive in use under an atlas home; a new one is noticed by one readlink(2).

    A basemap without an archive, or with a damaged one, is as none: maps then are drawn on the
    hand-drawn ground.
    """

    def __init__(self, home: Path) -> None:
        """Look for basemaps under an atlas home; nothing is read yet."""
        self._home = home
        self._lock = threading.Lock()
        self._known: tuple[Path | None, Archive | None] = (None, None)

    def archive(self) -> Archive | None:
        """Return the archive in use, or None where there is none that can be read."""
        folder = current_basemap(self._home)
        if folder is None:
            return None
        if folder != self._known[0]:
            with self._lock:
                self._known = folder, _archive_in(folder)
        return self._known[1]


def print_store(home: Path) -> BasemapStore | None:
    """Return the store for print in use under an atlas home, or None where none can be read."""
    folder = current_basemap(home)
    if folder is None:
        return None
    try:
        return open_store(folder)
    except BasemapError as fault:
        _LOG.error("The basemap is not printed: %s", fault)
        return None


def basemap_id(home: Path) -> str:
    """Return the id of the basemap in use under an atlas home, "" where there is none."""
    folder = current_basemap(home)
    return folder.name if folder else ""


def _archive_in(folder: Path) -> Archive | None:
    if not (folder / ARCHIVE).exists():
        return None
    try:
        return read_archive(folder)
    except BasemapError as fault:
        _LOG.error("The basemap is not shown: %s", fault)
        return None
