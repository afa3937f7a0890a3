"""The pieces of a class as a zoom shows them: read, projected, joined, simplified, cut to tiles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import pyogrio
import shapely
from pyproj import Transformer

from geodata.basemap.tile_grid import WEB_MERCATOR, Tile, tile_width
from geodata.basemap.tile_plan import PLANS, smallest_area, tolerance
from geodata.basemap.trails import trails
from geodata.basemap.vector_tile import EXTENT, TileFeature, Value
from geodata.clipping import clipped
from geodata.crs import UTM32
from geodata.errors import BasemapError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geodata.basemap.classes import BasemapClass
    from geodata.basemap.store import BasemapStore
    from geodata.basemap.tile_grid import Box

Shapes = npt.NDArray[np.object_]
Numbers = npt.NDArray[np.intp]

BUFFER: Final = 64
"""How far a tile's lines and areas go beyond its edge, in its own steps."""

_AREA, _LINE, _POINT = 2, 1, 0
_MANY_CORNERS: Final = 500


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """Simple shapes in EPSG:3857, each with the number of its attributes in `attributes`."""

    shapes: Shapes
    groups: Numbers
    attributes: tuple[dict[str, Value], ...]

    def __len__(self) -> int:
        """Return how many shapes there are."""
        return len(self.shapes)

    def clipped(self, box: Box) -> Pieces:
        """Return what lies in a box; a shape is cut only where it crosses the box's edge."""
        west, south, east, north = shapely.bounds(self.shapes).T
        seen = (west <= box[2]) & (east >= box[0]) & (south <= box[3]) & (north >= box[1])
        whole = (west >= box[0]) & (east <= box[2]) & (south >= box[1]) & (north <= box[3])
        if whole.all():
            return self
        across = seen & ~whole
        cut, owners = _cut(self.shapes[across], box)
        return Pieces(
            shapes=np.concatenate((self.shapes[whole], cut)),
            groups=np.concatenate((self.groups[whole], self.groups[across][owners])),
            attributes=self.attributes,
        )


def pieces_of(store: BasemapStore, wanted: BasemapClass, tile: Tile, zoom: int) -> Pieces:
    """Return the pieces of a class that a zoom shows, in a larger tile and its surroundings.

    Raises:
        BasemapError: where a file of the store cannot be read.
    """
    around = tile.box_with(buffer_of(zoom))
    shapes, groups, attributes = read_shapes(store, wanted, around, zoom)
    if wanted.shape == "area":
        shapes, groups = _areas(shapes, groups, around, zoom)
    elif wanted.shape == "line":
        shapes, groups = joined_lines(shapes, groups, zoom)
    return Pieces(shapes=shapes, groups=groups, attributes=attributes).clipped(around)


def buffer_of(zoom: int) -> float:
    """Return the buffer around a tile in EPSG:3857 metres."""
    return tile_width(zoom) * BUFFER / EXTENT


def read_shapes(
    store: BasemapStore, wanted: BasemapClass, box: Box, zoom: int
) -> tuple[Shapes, Numbers, tuple[dict[str, Value], ...]]:
    """Return a class's simple shapes that touch a box, in EPSG:3857, with their attributes.

    Of the attributes only those are read that the tiles hold; shapes that agree in them have the
    same number, and attributes are in the order of their values.

    Raises:
        BasemapError: where a file of the store cannot be read.
    """
    plan = PLANS[wanted]
    rows: list[tuple[Value, ...]] = []
    found: list[Shapes] = []
    for path in store.files(wanted):
        try:
            frame = pyogrio.read_dataframe(
                path,
                columns=[*plan.fields, "rank"],
                bbox=_utm_box(box),
                where=f"rank <= {plan.highest_rank(zoom)}",
            )
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as fault:
            message = f"{path.name} of the basemap cannot be read; build the basemap again."
            raise BasemapError(message) from fault
        shapes, owners = shapely.get_parts(frame.geometry.to_numpy(), return_index=True)
        columns = [frame[name].to_numpy()[owners].tolist() for name in plan.fields]
        rows += zip(*columns, strict=True) if columns else [()] * len(shapes)
        found.append(shapes)
    shapes = _projected(np.concatenate(found)) if found else np.array([], dtype=object)
    numbers = {row: number for number, row in enumerate(sorted(set(rows)))}
    groups = np.array([numbers[row] for row in rows], dtype=np.intp)
    return shapes, groups, tuple(_attributes(plan.fields, row) for row in numbers)


def joined_lines(shapes: Shapes, groups: Numbers, zoom: int) -> tuple[Shapes, Numbers]:
    """Return lines joined where two of a group meet end to end, and simplified for a zoom."""
    joined: list[Shapes] = []
    numbers: list[Numbers] = []
    for group in np.unique(groups):
        merged = shapely.line_merge(shapely.multilinestrings(shapes[groups == group]))
        # One by one, since all at once they would be kept from touching each other, which takes
        # long; ends stay where they are, so lines that meet still do.
        parts = shapely.get_parts(merged)
        lines = shapely.simplify(parts, tolerance(zoom), preserve_topology=False)
        joined.append(lines)
        numbers.append(np.full(len(lines), group))
    if not joined:
        return shapes, groups
    return np.concatenate(joined), np.concatenate(numbers)


def on_grid(pieces: Pieces, tile: Tile, *, apart: bool = False) -> list[TileFeature]:
    """Return pieces in the steps of a tile, what agrees in its attributes as one feature.

    Areas grow together where they touch, unless they are to stay `apart`: then each is a feature.
    What is smaller than a step is gone. A point is kept by the one tile in which it lies.
    """
    west, _south, east, north = tile.box
    scale = EXTENT / (east - west)
    corners = (shapely.get_coordinates(pieces.shapes) - (west, north)) * (scale, -scale)
    shapes = shapely.set_coordinates(pieces.shapes.copy(), corners)
    dimension = int(shapely.get_dimensions(shapes[0])) if len(shapes) else _POINT
    if dimension == _AREA:
        shapes, owners = _of_dimension(shapely.set_precision(shapes, 1.0), _AREA)
    elif dimension == _LINE:
        shapes = shapely.remove_repeated_points(shapely.transform(shapes, np.rint))
        owners = np.flatnonzero(shapely.length(shapes) > 0)
        shapes = shapes[owners]
    else:
        inside = shapely.get_coordinates(shapes)
        owners = np.flatnonzero(((inside >= 0) & (inside < EXTENT)).all(axis=1))
        shapes = shapely.transform(shapes[owners], np.floor)
    groups = pieces.groups[owners]
    return [
        TileFeature(shapes=part, attributes=pieces.attributes[group])
        for group in np.unique(groups)
        for part in _features(shapes[groups == group], dimension, apart=apart)
    ]


def _features(shapes: Shapes, dimension: int, *, apart: bool) -> list[Shapes]:
    """Return the shapes of each feature."""
    if dimension != _AREA:
        return [trails(shapes) if dimension == _LINE else shapes]
    if apart:
        return list(shapely.orient_polygons(shapes)[:, np.newaxis])
    if len(shapes) > 1:
        grown = shapely.union_all(shapes, grid_size=1.0)
        shapes, _ = _of_dimension(np.array([grown], dtype=object), _AREA)
    return [shapely.orient_polygons(shapes)]


def cut_into_tiles(
    layers: Mapping[BasemapClass, Pieces], tile: Tile, zoom: int
) -> Iterator[tuple[Tile, dict[BasemapClass, Pieces]]]:
    """Yield the tiles of a zoom inside a larger tile, in the order of their numbers.

    The way goes through all zooms between, so that a coast is cut a few times and not once for
    every tile.
    """
    box = tile.box_with(buffer_of(zoom))
    inside = {name: pieces.clipped(box) for name, pieces in layers.items()}
    inside = {name: pieces for name, pieces in inside.items() if len(pieces)}
    if not inside:
        return
    if tile.zoom == zoom:
        yield tile, inside
        return
    for child in tile.children:
        yield from cut_into_tiles(inside, child, zoom)


def _areas(shapes: Shapes, groups: Numbers, box: Box, zoom: int) -> tuple[Shapes, Numbers]:
    """Return areas that can be seen, valid and simplified; a coast only where it is needed."""
    seen = shapely.area(shapes) >= smallest_area(zoom)
    shapes, groups = shapes[seen], groups[seen]
    vast = shapely.get_num_coordinates(shapes) > _MANY_CORNERS
    # Beyond the buffer, so that what the fast clipping leaves on its edge is in no tile.
    margin = (box[2] - box[0]) / 8
    wide = (box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin)
    shapes[vast] = clipped(shapes[vast], wide)
    simple = shapely.simplify(_valid(shapes), tolerance(zoom))
    found, owners = _of_dimension(_valid(simple), _AREA)
    return found, groups[owners]


def _valid(shapes: Shapes) -> Shapes:
    broken = ~shapely.is_valid(shapes)
    shapes[broken] = shapely.make_valid(shapes[broken])
    return shapes


def _cut(shapes: Shapes, box: Box) -> tuple[Shapes, Numbers]:
    """Return the simple shapes inside a box, each with the place of the one it is cut from."""
    if not len(shapes):
        return shapes, np.array([], dtype=np.intp)
    dimension = int(shapely.get_dimensions(shapes[0]))
    if dimension == _LINE:
        return _of_dimension(shapely.clip_by_rect(shapes, *box), _LINE)
    # Slower than clip_by_rect, and valid: that one leaves areas that touch themselves.
    return _of_dimension(shapely.intersection(shapes, shapely.box(*box)), dimension)


def _of_dimension(shapes: Shapes, dimension: int) -> tuple[Shapes, Numbers]:
    """Return simple shapes of one dimension: where areas only touch, a line may be between."""
    parts, owners = shapely.get_parts(shapes, return_index=True)
    simple, inner = shapely.get_parts(parts, return_index=True)
    fits = (shapely.get_dimensions(simple) == dimension) & ~shapely.is_empty(simple)
    return simple[fits], owners[inner][fits]


def _projected(shapes: Shapes) -> Shapes:
    x, y = shapely.get_coordinates(shapes).T
    moved = _to_mercator().transform(x, y)
    return shapely.set_coordinates(shapes, np.column_stack(moved))


def _utm_box(box: Box) -> tuple[float, float, float, float]:
    west, south, east, north = _to_mercator().transform_bounds(*box, direction="INVERSE")
    return west, south, east, north


@cache
def _to_mercator() -> Transformer:
    return Transformer.from_crs(UTM32, WEB_MERCATOR, always_xy=True)


def _attributes(fields: tuple[str, ...], row: tuple[Value, ...]) -> dict[str, Value]:
    stated = zip(fields, row, strict=True)
    return {name: value for name, value in stated if value != ""}
