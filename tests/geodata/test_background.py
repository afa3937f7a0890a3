"""Hold the map of the city to its sources, to the official shapes and to its own words.

The files are read with `json` and `csv` alone, so that no reader of the project can hide a fault.
What needs the official geometry is skipped where TFI_ATLAS_REFERENCE names no folder.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import shutil
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from geodata.background import FILES, KINDS, load_background, read_background
from geodata.errors import OutlineError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Feature = dict[str, Any]

TO_UTM: Final = Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True)
DATA: Final = Path(__file__).resolve().parents[2] / "geodata" / "data"
OPEN_DATA, OSM = FILES
STATED: Final = {"id", "name", "class", "rank", "method", "drawn", "source", "licence"} | {
    "attribution"
}
# Where the map is looked at: a view of zoom 11 about the city stays within (W, S, E, N).
VIEW: Final = (12.3, 55.5, 12.85, 55.85)
MAIN_STREETS: Final = {
    "street-1": {
        *("Folehaven", "Ellebjergvej", "Vejlands Allé", "Tuborgvej", "Tomsgårdsvej", "Lyngbyvej"),
        *("Hulgårdsvej", "Åboulevard", "Ågade", "Bispeengbuen", "H.C. Andersens Boulevard"),
        *("Vigerslevvej", "Ålholmvej", "Kalvebod Brygge", "Vasbygade", "Amager Boulevard"),
        *("Langebro", "Sjællandsbroen", "Øresundsmotorvejen", "Amagermotorvejen"),
        *("Helsingørmotorvejen", "Hillerødmotorvejen", "Hareskovvej", "Borups Allé"),
    },
    "street-2": {
        *("Nørrebrogade", "Jagtvej", "Tagensvej", "Frederikssundsvej", "Toftegårds Allé"),
        *("Valby Langgade", "Amagerbrogade", "Holmbladsgade", "Englandsvej", "Østerbrogade"),
        *("Vesterbrogade", "Enghavevej", "Gammel Køge Landevej", "Roskildevej", "Torvegade"),
        *("Frederiksborgvej", "Vigerslev Allé", "Ørestads Boulevard", "Hillerødgade"),
        *("Gammel Kongevej", "Falkoner Allé", "Amager Strandvej", "Kastrupvej", "Øresundsvej"),
    },
    "street-3": {
        *("Lundtoftegade", "Ruten", "Terrasserne", "Sjælør Boulevard", "Rantzausgade"),
        *("Mimersgade", "Haraldsgade", "Rådmandsgade", "Blågårdsgade", "Stefansgade"),
        *("Peder Lykkes Vej", "Sundholmsvej", "Islands Brygge", "Carl Jacobsens Vej"),
        *("Retortvej", "Kulbanevej", "Mozartsvej", "Istedgade", "Borgmestervangen"),
    },
}
NAMED_WATERS: Final = {
    *("Damhussøen", "Emdrup Sø", "Peblinge Sø", "Sankt Jørgens Sø", "Sortedams Sø", "Stadsgraven"),
    *("Utterslev Mose", "Øresund", "Kalveboderne", "Sydhavnen"),
}
# Lakes large enough for their shape to be recognised, in square metres.
LARGE_LAKE_M2: Final = 50_000


def features(file: str) -> list[Feature]:
    found: list[Feature] = json.loads((DATA / file).read_text(encoding="utf-8"))["features"]
    return found


def stations() -> list[dict[str, str]]:
    with (DATA / "stations.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


ALL: Final = [feature for file in FILES for feature in features(file)]


def to_utm(geometry: BaseGeometry) -> BaseGeometry:
    """Returns a WGS84 geometry (lon, lat) in EPSG:25832, without the project's own code."""
    return shapely.transform(geometry, lambda at: np.column_stack(TO_UTM.transform(*at.T)))


def drawn(feature: Feature) -> BaseGeometry:
    return shapely.from_geojson(json.dumps(feature["geometry"]))


def of_kind(*kinds: str) -> list[Feature]:
    return [one for one in ALL if one["properties"]["class"] in kinds]


@cache
def metric_union(*kinds: str) -> BaseGeometry:
    return shapely.union_all([to_utm(drawn(one)) for one in of_kind(*kinds)])


def iou(one: BaseGeometry, other: BaseGeometry) -> float:
    return float(one.intersection(other).area / one.union(other).area)


@pytest.fixture(scope="module")
def land() -> BaseGeometry:
    return metric_union("land")


@pytest.fixture(scope="module")
def all_land() -> BaseGeometry:
    return metric_union("land", "land-neighbour")


@pytest.fixture(scope="module")
def reference() -> Path:
    """The folder of official geometry; a test that needs it is skipped without."""
    folder = os.environ.get("TFI_ATLAS_REFERENCE")
    if not folder:
        pytest.skip("TFI_ATLAS_REFERENCE names no folder of official geometry.")
    return Path(folder)


def official(folder: Path, file: str, **named: str) -> BaseGeometry:
    """Returns the union in EPSG:25832 of an official file's features with these properties."""
    content = json.loads((folder / file).read_text(encoding="utf-8"))["features"]
    wanted = [one for one in content if named.items() <= one["properties"].items()]
    return shapely.union_all(
        [
            shapely.buffer(to_utm(shapely.from_geojson(json.dumps(one["geometry"]))), 0)
            for one in wanted
        ]
    )


def test_the_map_has_about_twelve_thousand_points_and_stays_small() -> None:
    points = sum(shapely.get_num_coordinates(drawn(one)) for one in ALL)
    assert 10_000 <= points + len(stations()) <= 13_000
    packed = [gzip.compress((DATA / file).read_bytes()) for file in FILES]
    assert sum(map(len, packed)) <= 100_000


@pytest.mark.parametrize("file", FILES)
def test_every_piece_says_what_it_is_and_where_it_is_from(file: str) -> None:
    for one in features(file):
        stated = one["properties"]
        assert set(stated) == STATED
        empty = {key for key, value in stated.items() if value in (None, "")}
        # Streets that no source names are drawn without a name, and say so.
        assert empty == ({"name"} if "uden navn, for" in stated["method"] else set()), one["id"]
        assert stated["id"] == one["id"]
        assert re.fullmatch(r"[a-z0-9-]+", one["id"])
        assert stated["class"] in KINDS
        assert stated["rank"] in {1, 2, 3, 4}
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", stated["drawn"])


def test_every_id_stands_once() -> None:
    ids = [one["id"] for one in ALL] + [row["id"] for row in stations()]
    assert len(set(ids)) == len(ids)


def test_what_is_openstreetmaps_stands_in_its_own_file() -> None:
    for one in features(OPEN_DATA):
        said = json.dumps(one["properties"], ensure_ascii=False)
        assert one["properties"]["licence"] == "CC BY 4.0"
        assert not re.search("OpenStreetMap|ODbL", said), one["id"]
    for one in features(OSM):
        stated = one["properties"]
        assert stated["licence"] == "ODbL 1.0"
        assert stated["attribution"] == "© OpenStreetMap contributors"
        assert "OpenStreetMap" in stated["source"]
        # What OpenStreetMap published before September 2012 is under another licence.
        assert not re.search(r"2011|2010|200\d", stated["source"])
    for file in FILES:
        said = json.loads((DATA / file).read_text(encoding="utf-8"))
        assert said["licence"] == features(file)[0]["properties"]["licence"]
        assert said["attribution"]


def test_every_source_is_in_the_registry() -> None:
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as stream:
        registry = " ".join(" ".join(row.values()) for row in csv.DictReader(stream))
    for layer in ("k101:rode", "k101:parkregister", "k101:station_oversigtskort", "DAGI 1:500.000"):
        assert any(layer in one["properties"]["source"] for one in ALL), layer
        assert layer in registry


def test_every_piece_is_valid_and_generalised() -> None:
    for one in ALL:
        shape = drawn(one)
        assert shapely.is_valid_reason(shape) == "Valid Geometry", one["id"]
        assert shape.length > 0 or shape.geom_type == "Point", one["id"]
        at = shapely.get_coordinates(shape)
        assert np.array_equal(at.round(5), at), one["id"]
        west, south, east, north = shape.bounds
        assert 11 < west <= east < 14, one["id"]
        assert 55 < south <= north < 57, one["id"]
        parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
        assert all(shapely.is_ccw(part.exterior) for part in parts), one["id"]


def test_the_sea_reaches_beyond_every_view() -> None:
    (sea,) = of_kind("water")
    assert shapely.contains_properly(drawn(sea), shapely.box(*VIEW))
    # West of the city the land goes on to the same edge and beyond.
    west, south, _, north = VIEW
    neighbours = shapely.union_all([drawn(one) for one in of_kind("land-neighbour")])
    assert shapely.covers(neighbours, shapely.LineString([(west, 55.63), (west, north)]))
    assert not shapely.covers(neighbours, shapely.Point(west, south))


def test_neighbours_share_their_edge_without_a_sliver(
    land: BaseGeometry, all_land: BaseGeometry
) -> None:
    neighbours = metric_union("land-neighbour")
    assert land.intersection(neighbours).area < 500
    shared = shapely.union_all([drawn(one) for one in of_kind("land")]).boundary.intersection(
        shapely.union_all([drawn(one) for one in of_kind("land-neighbour")]).boundary
    )
    assert to_utm(shared).length > 40_000
    holes = [hole for part in shapely.get_parts(all_land) for hole in part.interiors]
    assert len(holes) <= 2  # basins closed by a lock


def test_the_districts_lie_on_the_land(land: BaseGeometry) -> None:
    outlines = json.loads((DATA / "districts.geojson").read_text(encoding="utf-8"))["features"]
    for outline in outlines:
        district = to_utm(drawn(outline))
        # København's own outline holds the harbour's edges and the forts' waters.
        least = 0.96 if outline["id"] == "koebenhavn" else 0.985
        assert district.intersection(land).area / district.area > least, outline["id"]


def test_green_lies_on_land(land: BaseGeometry) -> None:
    assert metric_union("green", "cemetery").difference(land.buffer(6)).area < 5_000


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, names in MAIN_STREETS.items() for name in names]
)
def test_a_main_street_is_drawn_once_with_its_name(kind: str, name: str) -> None:
    found = [
        one
        for one in of_kind("street-1", "street-2", "street-3")
        if one["properties"]["name"] == name
    ]
    assert [one["properties"]["class"] for one in found] == [kind]
    assert to_utm(drawn(found[0])).length > 100


def test_no_street_is_drawn_twice() -> None:
    names = [one["properties"]["name"] for one in of_kind("street-1", "street-2", "street-3")]
    assert len(names) > 300
    assert len(set(names)) == len(names)


def test_streets_cross_water_on_bridges_only(all_land: BaseGeometry) -> None:
    lakes = [to_utm(drawn(one)) for one in of_kind("lake")]
    water = shapely.union_all([lake for lake in lakes if lake.area > 20_000])
    dry = all_land.buffer(5)
    for one in of_kind("street-1", "street-2", "street-3"):
        street = to_utm(drawn(one))
        wet = street.intersection(water).length + street.difference(dry).length
        assert wet < 250, one["id"]
        assert wet < 0.6 * street.length, one["id"]


@pytest.mark.parametrize("row", stations(), ids=lambda row: row["id"])
def test_a_station_lies_on_land_and_by_its_line(
    row: dict[str, str], all_land: BaseGeometry
) -> None:
    at = to_utm(shapely.Point(float(row["lon"]), float(row["lat"])))
    lines = {"s": "s-train", "metro": "metro"}
    assert shapely.covers(all_land, at)
    assert metric_union(lines[row["kind"]]).distance(at) < 150
    assert row["licence"] == "CC BY 4.0"
    assert "k101:station_oversigtskort" in row["source"]


def test_a_railway_leaves_the_land_on_its_bridges_only(all_land: BaseGeometry) -> None:
    for one in of_kind("rail", "s-train"):
        assert to_utm(drawn(one)).difference(all_land.buffer(5)).length < 400, one["id"]


def test_waters_parks_and_neighbourhoods_are_named_in_their_place(all_land: BaseGeometry) -> None:
    waters = {one["properties"]["name"] for one in of_kind("label-water")}
    assert waters >= NAMED_WATERS
    wet = shapely.union_all([metric_union("lake"), to_utm(shapely.box(*VIEW)).difference(all_land)])
    for one in of_kind("label-water"):
        assert shapely.covers(wet.buffer(10), to_utm(drawn(one))), one["id"]
    green = metric_union("green", "cemetery")
    for one in of_kind("label-park"):
        assert shapely.covers(green.buffer(10), to_utm(drawn(one))), one["id"]
    for one in of_kind("label-neighbourhood"):
        assert shapely.covers(all_land, to_utm(drawn(one))), one["id"]


def test_the_coast_is_the_official_one(reference: Path, land: BaseGeometry) -> None:
    roder = shapely.buffer(official(reference, "roder_kk_2023.geojson"), 0)
    assert iou(land, roder) > 0.995
    assert shapely.hausdorff_distance(land.boundary, roder.boundary) < 60


@pytest.mark.parametrize(
    "name", sorted({one["properties"]["name"] for one in features(OPEN_DATA)
                    if one["properties"]["class"] == "lake"
                    and to_utm(drawn(one)).area > LARGE_LAKE_M2})
)  # fmt: skip
def test_a_large_lake_has_its_official_shape(name: str, reference: Path) -> None:
    lake = shapely.union_all(
        [to_utm(drawn(one)) for one in of_kind("lake") if one["properties"]["name"] == name]
    )
    waters = official(reference, "parker_kk_2019.geojson", parktype="Vandflader")
    near = waters.intersection(lake.envelope.buffer(20))
    assert near.intersection(lake).area / lake.area > 0.93  # no water where there is none
    assert (
        shapely.hausdorff_distance(lake.boundary.intersection(near.buffer(30)), lake.boundary) < 5
    )
    assert lake.boundary.difference(near.boundary.buffer(25)).length < 0.05 * lake.length


def test_every_official_water_of_size_is_drawn(reference: Path) -> None:
    waters = official(reference, "parker_kk_2019.geojson", parktype="Vandflader")
    large = [part for part in shapely.get_parts(waters) if part.area > 10_000]
    lakes = metric_union("lake")
    assert len(large) > 15
    for water in large:
        assert water.intersection(lakes).area > 0.7 * water.area


def test_the_ground_comes_in_the_order_of_drawing() -> None:
    ground = load_background()
    assert len(ground) == len(ALL) + len(stations())
    order = [KINDS.index(piece.kind) for piece in ground]
    assert all(one <= other for one, other in pairwise(order))
    assert {piece.kind for piece in ground} <= set(KINDS)
    ground.clear()  # a caller's list is its own
    assert load_background()


def copied(folder: Path) -> Path:
    for file in (*FILES, "stations.csv"):
        shutil.copy(DATA / file, folder / file)
    return folder


def test_a_kind_that_nobody_draws_is_refused(tmp_path: Path) -> None:
    file = copied(tmp_path) / OPEN_DATA
    file.write_text(file.read_text(encoding="utf-8").replace('"class": "lake"', '"class": "lava"'))
    with pytest.raises(OutlineError, match=r"»lava«. Giv den en af disse: water, "):
        read_background(tmp_path)


def test_a_piece_that_crosses_itself_is_refused(tmp_path: Path) -> None:
    file = copied(tmp_path) / OPEN_DATA
    content = json.loads(file.read_text(encoding="utf-8"))
    bowtie = [[[12.5, 55.6], [12.6, 55.7], [12.6, 55.6], [12.5, 55.7], [12.5, 55.6]]]
    content["features"][0]["geometry"] = {"type": "Polygon", "coordinates": bowtie}
    file.write_text(json.dumps(content))
    with pytest.raises(OutlineError, match="har et stykke uden gyldig geometri"):
        read_background(tmp_path)
