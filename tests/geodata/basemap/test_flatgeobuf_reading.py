"""Reading FlatGeobuf without GDAL: the same as GDAL reads, and no fault of a file gets through."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pyogrio
import pytest
import shapely

from geodata.basemap.classes import BasemapClass
from geodata.basemap.flatgeobuf_reading import read_features
from geodata.errors import BasemapError
from tests.geodata.basemap.tile_store import EAST, NORTH, area, line, write_store

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.basemap.store import BasemapStore

ISLAND = shapely.box(EAST, NORTH, EAST + 100, NORTH + 100)
LAKE = shapely.box(EAST + 20, NORTH + 20, EAST + 40, NORTH + 40)
ISLET = shapely.box(EAST + 200, NORTH, EAST + 210, NORTH + 10)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> BasemapStore:
    """The small basemap, with an island that has a lake and an islet, and 300 houses."""
    hollow = shapely.union_all([ISLAND.difference(LAKE), ISLET])
    houses = [area(20 * (number % 20), 20 * (number // 20), 12, 8) for number in range(300)]
    pieces = [
        (BasemapClass.LAND, "Øen «Ærø» 🏝", 1, "island", hollow),
        *(
            (BasemapClass.BUILDING, "", number % 5 + 1, "", one)
            for number, one in enumerate(houses)
        ),
        (BasemapClass.STREET, "Prøvegade", 3, "road", line((0, 0), (10, 3), (300, 40))),
        (BasemapClass.STATION, "Prøven", 2, "metro", shapely.Point(EAST, NORTH)),
    ]
    return write_store(tmp_path_factory.mktemp("read") / "store", pieces)


@pytest.mark.parametrize("wanted", ["land", "building", "street", "station"])
@pytest.mark.parametrize("box", [None, (EAST + 50, NORTH + 50, EAST + 150, NORTH + 250)])
def test_it_reads_what_gdal_reads(
    store: BasemapStore, wanted: BasemapClass, box: tuple[float, float, float, float] | None
) -> None:
    (path,) = store.files(wanted)
    found = read_features(path, box)
    meta, _, shapes, fields = pyogrio.raw.read(path, bbox=box)
    assert list(found.columns) == list(meta["fields"])
    for own, theirs in zip(found.columns.values(), fields, strict=True):
        assert own.tolist() == theirs.tolist()
    assert shapely.equals_exact(found.shapes, shapely.from_wkb(shapes), 0).all()
    assert len(found.shapes) == len(shapes)


def test_no_damage_gets_through(store: BasemapStore, tmp_path: Path) -> None:
    """Cut anywhere, or with bytes overwritten: it is read, or refused."""
    chance, refused = random.Random(5), 0  # noqa: S311 - where to damage a file, no secret
    for wanted in (BasemapClass.LAND, BasemapClass.BUILDING, BasemapClass.STREET):
        whole = store.files(wanted)[0].read_bytes()
        for number in range(40):
            damaged = bytearray(whole if number % 4 else whole[: chance.randrange(len(whole))])
            for _ in range(min(len(damaged), 5)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            path = tmp_path / "damaged.fgb"
            path.write_bytes(damaged)
            try:
                read_features(path)
            except BasemapError:
                refused += 1
    assert refused > 30
