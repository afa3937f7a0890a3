"""The tiles of the basemap, read back by another program (GDAL) than the one that wrote them."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pmtiles.reader import MmapSource, Reader, all_tiles

from geodata.basemap.classes import BasemapClass
from geodata.basemap.store import open_store
from geodata.basemap.tile_grid import Tile, tile_at, tile_width, tiles_over
from geodata.basemap.tile_names import stretches
from geodata.basemap.tile_pieces import BUFFER, Pieces, buffer_of, cut_into_tiles, on_grid
from geodata.basemap.tile_plan import MAX_ZOOM, MIN_ZOOM, PLANS, ZOOMS, pixel
from geodata.basemap.tiles import TilesMade, attribution, build_tiles
from geodata.basemap.vector_tile import EXTENT
from geodata.errors import BasemapError
from tests.geodata.basemap.tile_store import ATTRIBUTION, line, write_store

if TYPE_CHECKING:
    from pathlib import Path

MIDDLE = tile_at(1_398_000.0, 7_494_000.0, 11)
"""A tile of zoom 11 over Copenhagen."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> TilesMade:
    """The archive of the small basemap."""
    return build_tiles(write_store(tmp_path_factory.mktemp("tiles") / "store"))


@cache
def read(path: Path, name: BasemapClass, zoom: int) -> geopandas.GeoDataFrame:
    """A layer of one zoom as GDAL reads it, tile by tile, in EPSG:3857."""
    found: geopandas.GeoDataFrame = pyogrio.read_dataframe(path, layer=str(name), ZOOM_LEVEL=zoom)
    return found


def layer(made: TilesMade, name: BasemapClass, zoom: int) -> geopandas.GeoDataFrame:
    """A layer of one zoom, each tile's pieces by themselves."""
    return read(made.path, name, zoom)


def header_and_metadata(made: TilesMade) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the archive says of itself, read by the library of its format."""
    with made.path.open("rb") as stream:
        reader: Any = Reader(MmapSource(stream))  # type: ignore[no-untyped-call] # no types
        return reader.header(), reader.metadata()


def ranks(made: TilesMade, name: BasemapClass, zoom: int) -> list[int]:
    return sorted(set(layer(made, name, zoom)["rank"]))


def test_every_zoom_has_tiles_and_the_header_says_so(made: TilesMade) -> None:
    assert list(made.tiles) == list(ZOOMS)
    header, stated = header_and_metadata(made)
    assert (header["min_zoom"], header["max_zoom"]) == (MIN_ZOOM, MAX_ZOOM)
    assert header["clustered"]
    assert header["addressed_tiles_count"] == sum(made.tiles.values())
    assert stated["attribution"] == ATTRIBUTION
    assert stated["licence"] == "CC BY 4.0"
    assert {one["id"] for one in stated["vector_layers"]} == {str(one) for one in BasemapClass}
    assert stated["bounds"] == ",".join(
        f"{header[f'{side}_e7'] / 1e7:.6f}" for side in ("min_lon", "min_lat", "max_lon", "max_lat")
    )


def test_its_bounds_are_those_of_the_land(made: TilesMade) -> None:
    west, south, east, north = layer(made, BasemapClass.LAND, MAX_ZOOM).total_bounds
    header, _ = header_and_metadata(made)
    degrees = geopandas.GeoSeries(
        shapely.points([[west, south], [east, north]]), crs="EPSG:3857"
    ).to_crs("EPSG:4326")
    assert degrees.x[0] == pytest.approx(header["min_lon_e7"] / 1e7, abs=1e-3)
    assert degrees.y[1] == pytest.approx(header["max_lat_e7"] / 1e7, abs=1e-3)


@pytest.mark.parametrize(
    ("zoom", "shown"),
    [(9, [1]), (10, [1, 2]), (11, [1, 2, 3]), (12, [1, 2, 3, 4]), (13, [1, 2, 3, 4, 5])],
)
def test_a_zoom_has_the_streets_it_needs_and_no_more(
    made: TilesMade, zoom: int, shown: list[int]
) -> None:
    assert ranks(made, BasemapClass.STREET, zoom) == shown


@pytest.mark.parametrize("name", list(BasemapClass))
def test_a_class_begins_where_its_plan_says(made: TilesMade, name: BasemapClass) -> None:
    found = [zoom for zoom in ZOOMS if len(layer(made, name, zoom))]
    assert found == list(range(found[0], MAX_ZOOM + 1))
    assert found[0] >= PLANS[name].since
    held = set(layer(made, name, MAX_ZOOM).columns) - {"mvt_id", "geometry"}
    assert held == set(PLANS[name].fields) <= {"name", "rank", "kind"}


def test_houses_come_late_and_stay_apart(made: TilesMade) -> None:
    assert len(layer(made, BasemapClass.BUILDING, 13)) == 0
    houses = layer(made, BasemapClass.BUILDING, MAX_ZOOM)
    assert houses.area.between(0, 1000).all()


def test_what_is_too_small_to_see_is_left_out(made: TilesMade) -> None:
    assert set(layer(made, BasemapClass.WATER, 13)["kind"]) == {"lake"}
    assert set(layer(made, BasemapClass.WATER, MAX_ZOOM)["kind"]) == {"lake", "other"}


def test_areas_that_touch_are_one(made: TilesMade) -> None:
    parks = layer(made, BasemapClass.GREEN, 12)
    assert set(parks.geometry.geom_type) == {"Polygon"}
    assert shapely.union_all(parks.geometry.to_numpy()).geom_type == "Polygon"


@pytest.mark.parametrize("zoom", [9, 12, MAX_ZOOM])
def test_every_area_is_valid(made: TilesMade, zoom: int) -> None:
    for name in BasemapClass:
        found = layer(made, name, zoom)
        assert found.geometry.is_valid.all(), name
        assert not found.geometry.is_empty.any(), name


def test_a_street_in_pieces_bears_one_name_where_there_is_room_for_one(made: TilesMade) -> None:
    names = layer(made, BasemapClass.STREET_NAME, 11)
    assert sorted(set(names["name"])) == ["Prøvegade 1", "Prøvegade 2"]
    lengths = names.geometry.length
    # Long enough for the name at the size it is first drawn, and for no second one.
    assert (lengths > 6 * len("Prøvegade 1") * pixel(11)).all()
    assert lengths.sum() < 2 * 2400 * 1.8


def test_names_lie_whole_in_one_tile_each(made: TilesMade) -> None:
    names = layer(made, BasemapClass.STREET_NAME, 14)
    middles = [
        one.interpolate(0.5, normalized=True) for one in names.geometry.explode(ignore_index=True)
    ]
    assert len(middles) >= 5
    places = {(round(one.x), round(one.y)) for one in middles}
    assert len(places) == len(middles)


def test_points_are_in_one_tile_each(made: TilesMade) -> None:
    for zoom in (11, MAX_ZOOM):
        assert layer(made, BasemapClass.STATION, zoom)["name"].tolist() == ["Prøvestationen"]
    assert layer(made, BasemapClass.PLACE_NAME, 9)["name"].tolist() == ["Prøvebydelen"]


def test_the_same_store_gives_the_same_bytes(made: TilesMade, tmp_path: Path) -> None:
    again = build_tiles(write_store(tmp_path / "store"))
    digests = [hashlib.sha256(one.path.read_bytes()).hexdigest() for one in (made, again)]
    assert digests[0] == digests[1]
    assert sorted(one.name for one in again.path.parent.iterdir()) == [
        "basemap.pmtiles",
        "print",
        "report.json",
        "sources.json",
    ]


def test_tiles_come_in_the_order_of_the_archive(made: TilesMade) -> None:
    with made.path.open("rb") as stream:
        source: Any = MmapSource(stream)  # type: ignore[no-untyped-call] # no types
        every: Any = all_tiles(source)  # type: ignore[no-untyped-call]
        order = [Tile(*place).id for place, _ in every]
    assert order == sorted(order)


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[float] = []
    build_tiles(write_store(tmp_path / "store"), tell=told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_an_empty_store_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    store = write_store(tmp_path / "store", [])
    with pytest.raises(BasemapError):
        build_tiles(store)
    assert not list((tmp_path / "store").glob("basemap*"))


def test_a_damaged_file_is_told_and_the_archive_before_stays(tmp_path: Path) -> None:
    store = write_store(tmp_path / "store")
    before = build_tiles(store).path.read_bytes()
    (tmp_path / "store" / "print" / "water.proeve.fgb").write_bytes(b"not a map")
    with pytest.raises(BasemapError):
        build_tiles(store)
    assert (tmp_path / "store" / "basemap.pmtiles").read_bytes() == before


def test_each_attribution_is_named_once(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    write_store(folder)
    stated = json.loads((folder / "sources.json").read_text())
    stated["anden"] = stated["proeve"]
    (folder / "sources.json").write_text(json.dumps(stated))
    assert attribution(open_store(folder)) == ATTRIBUTION


corners = st.tuples(st.floats(-0.3, 1.3), st.floats(-0.3, 1.3))


def in_tile(share: list[tuple[float, float]]) -> np.ndarray:
    """Corners given as shares of the tile, in EPSG:3857."""
    west, south, east, _ = MIDDLE.box
    return np.array(share) * (east - west) + (west, south)


def pieces(shape: shapely.Geometry) -> Pieces:
    """One shape, without attributes."""
    return Pieces(shapes=np.array([shape], dtype=object), groups=np.array([0]), attributes=({},))


def drawn(name: BasemapClass, shape: shapely.Geometry, zoom: int) -> list[tuple[Tile, np.ndarray]]:
    """The shapes of each tile of a zoom, on its grid."""
    cut = cut_into_tiles({name: pieces(shape)}, MIDDLE, zoom)
    return [(tile, one.shapes) for tile, found in cut for one in on_grid(found[name], tile)]


@settings(max_examples=60, deadline=None)
@given(st.lists(corners, min_size=3, max_size=12))
def test_cut_areas_are_valid_and_within_the_buffer(share: list[tuple[float, float]]) -> None:
    shape = shapely.MultiPoint(in_tile(share)).convex_hull
    if shape.geom_type != "Polygon":
        return
    for tile, shapes in drawn(BasemapClass.GREEN, shape, 13):
        assert shapely.is_valid(shapes).all()
        assert (shapely.get_coordinates(shapes) % 1 == 0).all()
        west, north, east, south = shapely.total_bounds(shapes)
        assert min(west, north) >= -BUFFER
        assert max(east, south) <= EXTENT + BUFFER
        inside = shape.intersection(shapely.box(*tile.box_with(buffer_of(13))))
        step = tile_width(13) / EXTENT
        # No corner moves further than a step, so the area is the same but for its rim.
        rim = (shapely.length(inside) + 10 * step) * step
        assert abs(shapely.area(shapes).sum() * step**2 - inside.area) <= rim


@settings(max_examples=60, deadline=None)
@given(st.lists(corners, min_size=2, max_size=12, unique=True))
def test_cut_lines_lose_nothing_inside_the_tiles(share: list[tuple[float, float]]) -> None:
    shape = shapely.LineString(in_tile(share))
    step = tile_width(13) / EXTENT
    back: list[shapely.Geometry] = []
    for tile, shapes in drawn(BasemapClass.STREET, shape, 13):
        assert (np.abs(shapely.get_coordinates(shapes) - EXTENT / 2) <= EXTENT / 2 + BUFFER).all()
        west, _, _, north = tile.box
        corners_again = shapely.get_coordinates(shapes) * (step, -step) + (west, north)
        back += list(shapely.set_coordinates(shapes, corners_again))
    inside = shape.intersection(shapely.box(*MIDDLE.box))
    again = shapely.union_all(shapely.buffer(np.array(back, dtype=object), 2 * step))
    # What is shorter than a step may be gone.
    assert inside.difference(again).length <= 4 * step


@given(st.integers(0, 14), st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True))
def test_a_tile_holds_its_points(zoom: int, x: float, y: float) -> None:
    half = 20_037_508.342789244
    place = ((2 * x - 1) * half, (2 * y - 1) * half)
    tile = tile_at(*place, zoom)
    west, south, east, north = tile.box_with(1e-3)
    assert west <= place[0] <= east
    assert south <= place[1] <= north
    assert all(child.id > tile.id for child in tile.children)
    assert list(tiles_over(tile.box_with(-1e-3 - tile_width(zoom) / 10), zoom)) == [tile]


@given(st.floats(1, 20_000), st.integers(1, 40))
def test_stretches_follow_the_street_and_do_not_meet(length: float, letters: int) -> None:
    street = line((0, 0), (length * 0.6, 0), (length, 1))
    width = 6.4 * letters * pixel(13)
    found = stretches(street, width, 13)
    assert all(one.length <= street.length + 1e-6 for _, one in found)
    assert sum(one.length for _, one in found) <= street.length * (1 + 1e-6)
    assert bool(found) == (street.length * 2 >= width)
