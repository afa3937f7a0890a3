"""Hold the hand-drawn outlines to the official geometry, to addresses and to their own words.

The files are read with `json` and `csv` alone, so that no reader of the project can hide a fault.
What needs the official geometry is skipped where TFI_ATLAS_REFERENCE names no folder.
"""

from __future__ import annotations

import csv
import json
import os
import re
from itertools import combinations
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from geodata.names import fold

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Feature = dict[str, Any]

TO_UTM: Final = Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True)
DATA: Final = Path(__file__).resolve().parents[2] / "geodata" / "data"
FILES: Final = ("districts.geojson", "places.geojson")
DISTRICTS: Final = ("noerrebro", "valby", "amager", "tingbjerg")
COLLECTIONS: Final = {*DISTRICTS, "oevrige-bydele", "hele-byen"}
PRECISIONS: Final = {"address", "estate", "street", "neighbourhood", "district", "city", "none"}
BYDELE: Final = {
    *("Indre By", "Østerbro", "Nørrebro", "Vesterbro-Kongens Enghave", "Valby", "Vanløse"),
    *("Brønshøj-Husum", "Bispebjerg", "Amager Øst", "Amager Vest"),
}
# Least intersection over union with the official union, in EPSG:25832 (the order for this data).
LEAST_IOU: Final = {"noerrebro": 0.93, "valby": 0.93, "amager": 0.90, "tingbjerg": 0.93}
# How many points a reader of a diff can still follow; København shares the districts' borders.
MOST_POINTS: Final = {"districts.geojson": 85, "places.geojson": 80}
MOST_POINTS_OF_THE_CITY: Final = 240
COMMON: Final = {"id", "name", "method", "drawn", "checked_against"} | {
    *("source", "licence", "attribution"),
}
PROPERTIES: Final = {
    "districts.geojson": COMMON | {"name_en", "kind", "reference", "iou", "note"},
    "places.geojson": COMMON
    | {"aliases", "precision", "collection", "membership", "membership_source"}
    | {"reference", "iou", "note"},
}
MAY_BE_EMPTY: Final = {"aliases", "note", "drawn", "checked_against", "reference", "iou"}
# Boxes of the estates' own addresses, W S E N (reference/SOURCES.md).
ADDRESS_BOXES: Final = {
    "mjoelnerparken": (12.5408, 55.7024, 12.5424, 55.7031),
    "aldersrogade": (12.5586, 55.7063, 12.5621, 55.7070),
}
# Place, street, and which house numbers belong to it; Lundtoftegade is the estate, not the street.
ADDRESSES: Final = {
    "mjoelnerparken": ("Mjølnerparken", range(1000)),
    "aldersrogade": ("Aldersrogade", range(1000)),
    "lundtoftegade": ("Lundtoftegade", range(9, 82, 2)),
    "sjaeloer": ("Sjælør Boulevard", range(1000)),
    "rabarberlandet": ("Rantzausgade", range(1000)),
}


def features(file: str) -> list[Feature]:
    found: list[Feature] = json.loads((DATA / file).read_text(encoding="utf-8"))["features"]
    return found


def table(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


ALL: Final = [(file, feature) for file in FILES for feature in features(file)]
DRAWN: Final = [(file, feature) for file, feature in ALL if feature["geometry"]]
PLACES: Final = {feature["id"]: feature for feature in features("places.geojson")}
OFFICIAL: Final = [(file, one) for file, one in DRAWN if one["properties"].get("reference")]


def name_of(pair: tuple[str, Feature]) -> str:
    return f"{pair[0].split('.')[0]}-{pair[1]['id']}"


def to_utm(geometry: BaseGeometry) -> BaseGeometry:
    """Returns a WGS84 geometry (lon, lat) in EPSG:25832, without the project's own code."""
    return shapely.transform(geometry, lambda at: np.column_stack(TO_UTM.transform(*at.T)))


def metric(feature: Feature) -> BaseGeometry:
    """Returns a feature's geometry in EPSG:25832."""
    return to_utm(shapely.from_geojson(json.dumps(feature["geometry"])))


def rings(feature: Feature) -> list[list[list[float]]]:
    """Returns the rings of a polygon, or a line's one row of points."""
    coordinates = feature["geometry"]["coordinates"]
    found: list[list[list[float]]]
    if feature["geometry"]["type"] == "Polygon":
        found = coordinates
    else:
        assert feature["geometry"]["type"] == "LineString", "draw one polygon or one line"
        found = [coordinates]
    return found


def iou(one: BaseGeometry, other: BaseGeometry) -> float:
    return float(one.intersection(other).area / one.union(other).area)


@pytest.fixture(scope="module")
def reference() -> Path:
    """The folder of official geometry; a test that needs it is skipped without."""
    folder = os.environ.get("TFI_ATLAS_REFERENCE")
    if not folder:
        pytest.skip("TFI_ATLAS_REFERENCE names no folder of official geometry.")
    return Path(folder)


@pytest.fixture(scope="module")
def drawn_districts() -> dict[str, BaseGeometry]:
    return {feature["id"]: metric(feature) for feature in features("districts.geojson")}


def official_union(folder: Path, members: list[dict[str, Any]]) -> BaseGeometry:
    """Returns the union in EPSG:25832 of the named areas of official files."""
    parts = []
    for member in members:
        content = json.loads((folder / member["file"]).read_text(encoding="utf-8"))
        named = {one["properties"][member["field"]]: one for one in content["features"]}
        parts += [metric(named[name]) for name in member["names"]]
    return shapely.union_all(parts)


@pytest.mark.parametrize("district", DISTRICTS)
def test_a_district_lies_where_the_official_areas_lie(
    district: str, reference: Path, drawn_districts: dict[str, BaseGeometry]
) -> None:
    bydele, kvarterer = "bydele_kk_2023.geojson", "kvarterer_kk_2023_afledt_af_roder.geojson"
    unions: dict[
        str, dict[str, tuple[str, list[Any]]]
    ] = {  # as the design defines the districts, and not as the data says of itself
        "noerrebro": {bydele: ("navn", ["Nørrebro"]), kvarterer: ("kvarternr", [20309])},
        "valby": {bydele: ("navn", ["Valby"])},
        "amager": {bydele: ("navn", ["Amager Øst", "Amager Vest"])},
        "tingbjerg": {kvarterer: ("kvarternr", [20903])},
    }
    members = [
        {"file": file, "field": field, "names": names}
        for file, (field, names) in unions[district].items()
    ]
    measured = iou(drawn_districts[district], official_union(reference, members))
    assert measured >= LEAST_IOU[district]


@pytest.mark.parametrize("pair", OFFICIAL, ids=name_of)
def test_the_stated_agreement_is_the_measured_one(
    pair: tuple[str, Feature], reference: Path
) -> None:
    stated = pair[1]["properties"]
    measured = iou(metric(pair[1]), official_union(reference, stated["reference"]))
    assert stated["iou"] == pytest.approx(measured, abs=0.0005)
    assert measured >= LEAST_IOU.get(stated["id"], 0.93)
    assert all(member["file"] in stated["checked_against"] for member in stated["reference"])


@pytest.mark.parametrize("place", ADDRESSES)
def test_a_place_holds_its_own_addresses(place: str, reference: Path) -> None:
    street, numbers = ADDRESSES[place]
    with (reference / "adresser_kbh_osm_2011_2019.csv").open(encoding="utf-8") as stream:
        points = [
            shapely.Point(float(row["lon"]), float(row["lat"]))
            for row in csv.DictReader(stream)
            # The rows of 2011 have a licence under which nothing may be derived here.
            if row["street"] == street
            and row["src"] != "osm2011"
            and int(re.match(r"\d+", row["housenumber"])[0]) in numbers  # type: ignore[index]
        ]
    outline = metric(PLACES[place])
    assert len(points) >= 15
    assert [point for point in points if not shapely.covers(outline, to_utm(point))] == []


@pytest.mark.parametrize("place", ADDRESS_BOXES)
def test_an_estate_covers_the_box_of_its_addresses(place: str) -> None:
    box = to_utm(shapely.box(*ADDRESS_BOXES[place]))
    assert metric(PLACES[place]).intersection(box).area >= 0.9 * box.area


@pytest.mark.parametrize("pair", ALL, ids=name_of)
def test_every_property_is_there_and_says_something(pair: tuple[str, Feature]) -> None:
    file, feature = pair
    stated = feature["properties"]
    # Only what has no geometry of its own says what it lies within.
    wider = {"within"} if file == "places.geojson" and feature["geometry"] is None else set()
    # Only an official bydel says that it is one.
    is_bydel = str(stated["note"]).startswith("En af byens ti officielle bydele.")
    bydel = {"kind"} if is_bydel else set()
    assert PROPERTIES[file] | bydel <= set(stated) <= PROPERTIES[file] | bydel | wider
    empty = {key for key, value in stated.items() if value in (None, "", [])}
    assert empty <= MAY_BE_EMPTY
    assert stated["id"] == feature["id"]
    assert re.fullmatch(r"[a-z0-9-]+", feature["id"])
    assert stated["licence"] == "CC BY 4.0"
    assert "Københavns Kommune, opendata.dk" in stated["attribution"]
    if feature["geometry"]:
        assert stated["method"] == "drawn by hand, generalised"
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", stated["drawn"])
        assert stated["checked_against"]
    else:
        assert (stated["method"], stated["drawn"]) == ("not drawn", None)
        assert stated["note"]


@pytest.mark.parametrize("pair", DRAWN, ids=name_of)
def test_a_geometry_is_valid_and_right_handed(pair: tuple[str, Feature]) -> None:
    feature = pair[1]
    geometry = shapely.from_geojson(json.dumps(feature["geometry"]))
    assert shapely.is_valid_reason(geometry) == "Valid Geometry"
    assert shapely.is_simple(geometry)
    if feature["geometry"]["type"] == "Polygon":
        turns = [shapely.is_ccw(shapely.LinearRing(ring)) for ring in rings(feature)]
        assert turns == [True] + [False] * (len(turns) - 1)
        assert all(ring[0] == ring[-1] for ring in rings(feature))


@pytest.mark.parametrize("pair", DRAWN, ids=name_of)
def test_a_geometry_is_generalised(pair: tuple[str, Feature]) -> None:
    file, feature = pair
    closed = feature["geometry"]["type"] == "Polygon"
    points = [point for ring in rings(feature) for point in (ring[:-1] if closed else ring)]
    city = feature["id"] == "koebenhavn"
    assert len(points) <= (MOST_POINTS_OF_THE_CITY if city else MOST_POINTS[file])
    assert all(round(value, 4) == value for point in points for value in point)
    assert all(12.44 < lon < 12.69 and 55.60 < lat < 55.74 for lon, lat in points)


def test_the_districts_do_not_overlap_and_lie_in_the_city(
    drawn_districts: dict[str, BaseGeometry],
) -> None:
    for one, other in combinations(DISTRICTS, 2):
        assert drawn_districts[one].intersection(drawn_districts[other]).area < 100
    city = drawn_districts["koebenhavn"]
    for district in DISTRICTS:
        assert drawn_districts[district].difference(city).area < 100
    rest = city.difference(shapely.union_all([drawn_districts[district] for district in DISTRICTS]))
    slivers = [part for part in shapely.get_parts(rest) if part.area < 100_000]
    assert slivers == []


def test_noerrebro_holds_all_of_aldersrogade(drawn_districts: dict[str, BaseGeometry]) -> None:
    assert shapely.covers(drawn_districts["noerrebro"], metric(PLACES["aldersrogade"]))


@pytest.mark.parametrize("place", PLACES)
def test_a_place_uses_the_codes(place: str) -> None:
    stated = PLACES[place]["properties"]
    assert stated["precision"] in PRECISIONS
    assert stated["collection"] in COLLECTIONS
    assert stated["membership"] in {"stated", "geometry"}
    assert (stated["collection"] == "hele-byen") == (stated["precision"] in {"city", "none"})
    if PLACES[place]["geometry"]:
        line = PLACES[place]["geometry"]["type"] == "LineString"
        assert line == (stated["precision"] == "street")
    else:  # too wide for a point, or nothing is known but the wider place
        assert stated.get("within") or stated["precision"] in {"district", "city", "none"}


def test_the_names_are_unique_however_they_are_spelled() -> None:
    spellings = [
        fold(name)
        for place in PLACES.values()
        for name in {fold(place["properties"]["name"]), *map(fold, place["properties"]["aliases"])}
    ]
    assert len(spellings) == len(set(spellings))
    assert {place["properties"]["name"] for place in PLACES.values()} >= BYDELE


@pytest.mark.parametrize("place", PLACES)
def test_a_place_lies_in_its_collection_unless_a_document_states_it(
    place: str, drawn_districts: dict[str, BaseGeometry]
) -> None:
    stated = PLACES[place]["properties"]
    if stated["membership"] == "stated":
        # A statement is quoted: a document of the record, the name itself, or a page by its name.
        assert re.search(r"-20\d\d|^Navnet|\w\.(dk|ch), »", stated["membership_source"])
        return
    outline = metric(PLACES[place])
    size = attrgetter("area" if outline.area else "length")
    within = {
        code: size(outline.intersection(drawn_districts[code])) / size(outline)
        for code in DISTRICTS
    }
    if stated["collection"] == "oevrige-bydele":
        assert sum(within.values()) < 0.15  # Brønshøj-Husum holds Tingbjerg: 9 per cent
    else:
        assert within[stated["collection"]] > 0.95


def test_akacieparken_has_no_outline_and_says_why() -> None:
    stated = PLACES["akacieparken"]["properties"]
    assert PLACES["akacieparken"]["geometry"] is None
    assert (stated["precision"], stated["collection"]) == ("district", "valby")
    assert stated["membership"] == "stated"
    assert "tfi-status-2008" in stated["membership_source"]


def test_the_five_areas_of_2007_are_those_that_the_report_names() -> None:
    rows = table("vulnerable_areas.csv")
    assert [row["name"] for row in rows] == [
        *("Mjølnerparken", "Tingbjerg", "Akacieparken", "Lundtoftegade", "Aldersrogade"),
    ]
    for row in rows:
        place = PLACES[row["place_id"]]
        assert row["outline_status"] == ("provisional" if place["geometry"] else "missing")
        assert (row["document"], row["list_year"]) == ("statusrapport-2007", "2007")
        assert "udsatte byområder" not in row["list"].casefold()  # the municipality's own layer


def test_the_risk_classes_join_without_a_gap() -> None:
    classes = {
        row["id"]: (row["from_percent"], row["to_percent"]) for row in table("risk_classes.csv")
    }
    assert classes == {"hoejrisiko": ("40", "50"), "risiko": ("30", "40"), "neutral": ("", "30")}


def test_the_registry_names_the_files_that_a_build_reads() -> None:
    rows = {row["file"]: row for row in table("sources.csv")}
    assert len({row["id"] for row in table("sources.csv")}) == len(rows)
    for file in ("bydele_kk_2023.geojson", "kvarterer_kk_2023_afledt_af_roder.geojson"):
        assert rows[file]["url"].startswith("https://")
        assert rows[file]["licence"] == "CC BY 4.0"
    assert all(row["licence"] for row in rows.values())


def test_every_reference_is_in_the_registry() -> None:
    registered = {row["file"] for row in table("sources.csv")}
    used = {
        file
        for _, feature in ALL
        for file in re.findall(
            r"[\w-]+\.(?:geojson|gpkg|csv)", feature["properties"]["checked_against"] or ""
        )
    }
    assert used <= registered
    assert used
