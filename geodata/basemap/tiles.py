"""Makes the basemap's tiles: one PMTiles archive (version 3) beside the store's print files.

Tiles are made zoom by zoom, and within a zoom by larger tiles, so that a whole country needs no
more memory than its densest town; they come out in the order in which the archive holds them.
The same store gives the same bytes.
"""

from __future__ import annotations

import gzip
import os
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pyogrio
from pmtiles.tile import Compression, TileType
from pmtiles.writer import Writer
from pyproj import Transformer

from geodata.basemap.archive import ARCHIVE
from geodata.basemap.classes import BasemapClass
from geodata.basemap.tile_grid import WEB_MERCATOR, Tile, tiles_over
from geodata.basemap.tile_names import names_of
from geodata.basemap.tile_pieces import cut_into_tiles, on_grid, pieces_of
from geodata.basemap.tile_plan import MAX_ZOOM, MIN_ZOOM, PLANS, ZOOMS
from geodata.basemap.vector_tile import encode_tile
from geodata.crs import UTM32, WGS84
from geodata.errors import BasemapError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import IO

    from geodata.basemap.store import BasemapStore
    from geodata.basemap.tile_grid import Box
    from geodata.basemap.tile_pieces import Pieces

_WIDEST_BLOCK: Final = 9
_CLOSE_BLOCK: Final = 11
_CLOSE: Final = 14
_LEVEL: Final = 7
_DEGREE_E7: Final = 10_000_000


@dataclass(frozen=True, kw_only=True)
class TilesMade:
    """What was made: the archive, its size, and how many tiles each zoom has."""

    path: Path
    size_bytes: int
    tiles: dict[int, int] = field(default_factory=dict)


def build_tiles(
    store: BasemapStore, *, tell: Callable[[float], None] = lambda _share: None
) -> TilesMade:
    """Make the archive of a store, whole or not at all; `tell` hears how much of it is done.

    Raises:
        BasemapError: where the store is empty, cannot be read, or the archive not written.
    """
    bounds = _bounds(store)
    path = store.folder / ARCHIVE
    part = path.with_suffix(".part")
    try:
        with part.open("wb") as stream:
            made = _write(store, bounds, stream, tell)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as fault:
        message = f"The tiles could not be written to {store.folder} ({fault.strerror})."
        raise BasemapError(message) from fault
    finally:
        part.unlink(missing_ok=True)
    return TilesMade(path=path, size_bytes=path.stat().st_size, tiles=dict(made))


def metadata(store: BasemapStore, box: Box) -> dict[str, Any]:
    """Return what the archive says of itself; `box` is in degrees (WGS84: west, south, east, …).

    Licences and attributions are those of the store's sources, each once.
    """
    sources = list(store.sources.values())
    return {
        "name": "TFI-atlas",
        "type": "baselayer",
        "format": "pbf",
        "attribution": attribution(store),
        "licence": "; ".join(sorted({one.licence for one in sources})),
        "sources": [
            {"title": one.title, "licence": one.licence, "attribution": one.attribution}
            for one in sorted(sources, key=lambda one: one.key)
        ],
        "bounds": ",".join(f"{degrees:.6f}" for degrees in box),
        "minzoom": MIN_ZOOM,
        "maxzoom": MAX_ZOOM,
        "vector_layers": [_vector_layer(name) for name in store.classes],
    }


def attribution(store: BasemapStore) -> str:
    """Return who has to be named on every map of a store, each once."""
    return "; ".join(sorted({one.attribution for one in store.sources.values()}))


def _vector_layer(name: BasemapClass) -> dict[str, Any]:
    plan = PLANS[name]
    kinds = {"rank": "Number"}
    return {
        "id": str(name),
        "fields": {one: kinds.get(one, "String") for one in plan.fields},
        "minzoom": plan.since,
        "maxzoom": MAX_ZOOM,
    }


def _write(
    store: BasemapStore, bounds: Box, stream: IO[bytes], tell: Callable[[float], None]
) -> Counter[int]:
    writer: Any = Writer(stream)  # type: ignore[no-untyped-call] # the library has no types
    made: Counter[int] = Counter()
    for tile, layers in _all_tiles(store, bounds, tell):
        content = encode_tile(
            {
                str(name): on_grid(pieces, tile, apart=PLANS[name].apart)
                for name, pieces in layers.items()
            }
        )
        if content:
            writer.write_tile(tile.id, gzip.compress(content, _LEVEL, mtime=0))
            made[tile.zoom] += 1
    if not made:
        message = "The basemap holds nothing that can be drawn; build it from another file."
        raise BasemapError(message)
    degrees = _degrees(bounds)
    writer.finalize(_header(degrees), metadata(store, degrees))
    return made


def _all_tiles(
    store: BasemapStore, bounds: Box, tell: Callable[[float], None]
) -> Iterator[tuple[Tile, dict[BasemapClass, Pieces]]]:
    """Yield every tile with its pieces, in the order of the archive."""
    blocks = [
        (zoom, block)
        for zoom in ZOOMS
        for block in tiles_over(bounds, _CLOSE_BLOCK if zoom >= _CLOSE else _WIDEST_BLOCK)
    ]
    for done, (zoom, block) in enumerate(blocks):
        tell(done / len(blocks))
        yield from _tiles_of(store, block, zoom)
    tell(1.0)


def _tiles_of(
    store: BasemapStore, block: Tile, zoom: int
) -> Iterator[tuple[Tile, dict[BasemapClass, Pieces]]]:
    shown = [one for one in store.classes if PLANS[one].highest_rank(zoom)]
    cut = [one for one in shown if one is not BasemapClass.STREET_NAME]
    layers: dict[BasemapClass, Pieces] = {one: pieces_of(store, one, block, zoom) for one in cut}
    names = names_of(store, block, zoom) if BasemapClass.STREET_NAME in shown else {}
    tiles = dict(cut_into_tiles(layers, block, zoom))
    for tile in sorted(tiles | names, key=lambda one: one.id):
        pieces = tiles.get(tile, {})
        if tile in names:
            pieces = {**pieces, BasemapClass.STREET_NAME: names[tile]}
        yield tile, {one: pieces[one] for one in BasemapClass if one in pieces}


def _bounds(store: BasemapStore) -> Box:
    """Return the box around everything in the store, in EPSG:3857."""
    files = [path for one in store.classes for path in store.files(one)]
    try:
        boxes = [pyogrio.read_info(path, force_total_bounds=True)["total_bounds"] for path in files]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as fault:
        message = f"{store.folder} cannot be read ({fault}); build the basemap again."
        raise BasemapError(message) from fault
    if not boxes:
        message = "The basemap is empty; build it from a file that shows some ground."
        raise BasemapError(message)
    wests, souths, easts, norths = zip(*boxes, strict=True)
    box = min(wests), min(souths), max(easts), max(norths)
    west, south, east, north = Transformer.from_crs(
        UTM32, WEB_MERCATOR, always_xy=True
    ).transform_bounds(*box)
    return west, south, east, north


def _degrees(box: Box) -> Box:
    west, south, east, north = Transformer.from_crs(
        WEB_MERCATOR, WGS84, always_xy=True
    ).transform_bounds(*box)
    return west, south, east, north


def _header(degrees: Box) -> dict[str, Any]:
    west, south, east, north = (round(one * _DEGREE_E7) for one in degrees)
    return {
        "version": 3,
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
        "center_zoom": MIN_ZOOM + 3,
        "center_lon_e7": (west + east) // 2,
        "center_lat_e7": (south + north) // 2,
    }
