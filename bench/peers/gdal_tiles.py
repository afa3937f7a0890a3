"""The usual way to tiles: GDAL, through pyogrio, writes an archive (PMTiles) of each layer.

`python -m bench.peers.gdal_tiles STORE FOLDER` reads the same files of a basemap's store as the
atlas, and gives each class the same zooms. GDAL cannot add a second layer to an archive, so what
comes out are a dozen; it joins no streets, gives names no places, and merges no areas.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyogrio

from geodata.basemap.store import open_store
from geodata.basemap.tile_plan import MAX_ZOOM, PLANS


def main(store: str, folder: str) -> int:
    """Write an archive per class and return the exit status."""
    opened = open_store(Path(store))
    for wanted in opened.classes:
        plan = PLANS[wanted]
        pyogrio.write_dataframe(
            opened.frame(wanted)[[*plan.fields, "geometry"]],
            Path(folder, f"{wanted}.pmtiles"),
            layer=wanted.value,
            driver="PMTiles",
            dataset_options={"MINZOOM": str(plan.since), "MAXZOOM": str(MAX_ZOOM)},
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
