"""Atlas homes with a basemap, for the tests of the website."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from geodata.basemap.home import publish_basemap
from geodata.basemap.tiles import build_tiles
from tests.geodata.basemap.tile_store import write_store

if TYPE_CHECKING:
    from pathlib import Path


def with_basemap(original: Path, home: Path) -> Path:
    """Copies an atlas home and gives the copy a small basemap; returns the archive's path."""
    shutil.copytree(original, home, symlinks=True)
    return add_basemap(home) / "basemap.pmtiles"


def add_basemap(home: Path) -> Path:
    """Gives an atlas home the small basemap of the tests; returns the basemap's folder."""
    return publish_basemap(home, _fill)


def _fill(folder: Path) -> None:
    build_tiles(write_store(folder))
