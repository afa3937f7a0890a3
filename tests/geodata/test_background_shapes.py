"""Hold the shapes of the city's map to each other, to what must be drawn and to the official ones.

What needs the official geometry is skipped where TFI_ATLAS_REFERENCE names no folder.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import shapely

from geodata.background import FILES
from tests.geodata.background_pieces import (
    DATA,
    drawn,
    features,
    metric_union,
    of_kind,
    stations,
    to_utm,
)

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

OPEN_DATA: Final = FILES[0]
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
