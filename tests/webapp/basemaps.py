"""Atlas homes with a basemap, for the tests of the website."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from geodata.basemap.home import publish_basemap
from geodata.basemap.tiles import build_tiles
from tests.geodata.basemap.tile_store import write_store


def with_basemap(original: Path, home: Path) -> Path:
    """Copies an atlas home and gives the copy a small basemap; returns the archive's path."""
    shutil.copytree(original, home, symlinks=True)
    return add_basemap(home) / "basemap.pmtiles"


def add_basemap(home: Path) -> Path:
    """Gives an atlas home the small basemap of the tests; returns the basemap's folder."""
    return publish_basemap(home, _fill)


def _fill(folder: Path) -> None:
    for name, content in _small().items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)


@cache
def _small() -> dict[Path, bytes]:
    """The files of the small basemap, built once for all tests of a process."""
    with TemporaryDirectory() as passing:
        folder = Path(passing, "small")
        build_tiles(write_store(folder))
        files = [path for path in folder.rglob("*") if path.is_file()]
        return {path.relative_to(folder): path.read_bytes() for path in files}
