"""The tiles of a basemap's store, made again as a process of its own: `python -m … STORE`."""

from __future__ import annotations

import sys
from pathlib import Path

from geodata.basemap.store import open_store
from geodata.basemap.tiles import build_tiles


def main(store: str) -> int:
    """Make the archive anew and return the exit status."""
    build_tiles(open_store(Path(store)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
