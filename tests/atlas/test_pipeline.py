"""Tests of the whole line on the real record, and on an operator's invented tables."""

import csv
import hashlib
import html
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import shapely

from atlas.layers import LAYERS
from atlas.pipeline import BuildOrder, Built, build
from geodata.districts import DISTRICTS, Collection

WHEN = datetime(2026, 11, 21, tzinfo=UTC)
PRINTED = {
    "beskaeftigelse": 29,
    "uddannelse": 28,
    "bolig": 15,
    "tryghed": 40,
    "kultur-og-fritid": 80,
    "sundhed-og-omsorg": 32,
}
COMMON = {
    *("id", "name", "themes", "status", "district", "districts"),
    *("location", "serves", "provenance"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(BuildOrder(home=tmp_path_factory.mktemp("home"), built=WHEN))


def features(built: Built, collection: str, layer: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = built.release.layer(collection, layer)["features"]
    return found


def home_features(built: Built, layer: str) -> list[dict[str, Any]]:
    return [
        one
        for code in Collection
        for one in features(built, code, layer)
        if one["properties"]["home"] == code
    ]


def test_every_printed_project_is_in_the_release_once(built: Built) -> None:
    projects = home_features(built, "projects")
    assert len({one["id"] for one in projects}) == len(projects)
    printed = [one for one in projects if "Bilag 3" in one["properties"]["provenance"]["place"]]
    assert len(printed) == 131
    for theme, count in PRINTED.items():
        assert sum(theme in one["properties"]["themes"] for one in projects) == count, theme


def test_the_accounting_adds_up_and_says_what_the_layers_say(built: Built) -> None:
    accounting = built.release.manifest["accounting"]["projects"]
    projects = home_features(built, "projects")
    homes = [one["properties"]["home"] for one in projects]
    assert accounting == {
        "read": len(projects),
        "rejected": 0,
        "unplaced": homes.count("hele-byen"),
        "outside": homes.count("oevrige-bydele"),
        "placed": sum(home in DISTRICTS for home in homes),
    }
    assert accounting["outside"] + accounting["placed"] >= 31


def test_whoever_has_no_point_says_why(built: Built) -> None:
    for one in home_features(built, "projects"):
        location = one["properties"]["location"]
        assert (one["geometry"] is None) == bool(location["reason"]), one["id"]


def test_every_point_lies_in_its_own_place_and_district(built: Built) -> None:
    for code in DISTRICTS:
        outline = shapely.from_geojson(json.dumps(features(built, code, "district")[0]["geometry"]))
        near = outline.buffer(0.02)
        for one in features(built, code, "projects"):
            if one["geometry"] and one["properties"]["home"] == code:
                assert near.contains(shapely.Point(one["geometry"]["coordinates"])), one["id"]


def test_every_layer_is_rfc_7946_with_its_source(built: Built) -> None:
    for code in Collection:
        for name in LAYERS:
            layer = built.release.layer(code, name)
            assert layer["type"] == "FeatureCollection"
            west, south, east, north = layer["bbox"]
            assert 12.3 < west <= east < 12.8, (code, name)
            assert 55.5 < south <= north < 55.8, (code, name)
            for key in ("source", "licence", "attribution", "built"):
                assert layer[key], (code, name, key)
            for feature in layer["features"]:
                assert isinstance(feature["id"], str)
                assert set(feature["properties"]) >= COMMON, feature["id"]
                assert feature["properties"]["district"] == code
                assert code in feature["properties"]["districts"]
                assert set(feature["properties"]["location"]) >= {"precision", "category", "source"}
                assert set(feature["properties"]["provenance"]) == {"document", "place"}
                assert_right_handed(feature["geometry"])


def assert_right_handed(geometry: dict[str, Any] | None) -> None:
    if geometry and "Polygon" in geometry["type"]:
        for part in shapely.get_parts(shapely.from_geojson(json.dumps(geometry))):
            assert shapely.is_ccw(part.exterior)
            assert not any(shapely.is_ccw(ring) for ring in part.interiors)


def test_the_manifest_names_every_layer_with_count_and_sum(built: Built) -> None:
    manifest = built.release.manifest
    for code in Collection:
        for name in LAYERS:
            content = built.release.read(f"{code}/{name}.geojson")
            entry = manifest["layers"][f"{code}/{name}"]
            assert entry["sha256"] == hashlib.sha256(content).hexdigest()
            assert entry["count"] == len(json.loads(content)["features"])
            assert entry["bbox"] == json.loads(content)["bbox"]
    assert any(source["licence"] == "CC BY 4.0" for source in manifest["sources"])


def test_the_five_areas_of_2007_are_there_with_list_and_document(built: Built) -> None:
    areas = [one for code in DISTRICTS for one in features(built, code, "udsatte_boligomraader")]
    assert {one["properties"]["name"] for one in areas} >= {
        "Mjølnerparken",
        "Akacieparken",
        "Lundtoftegade",
        "Aldersrogade",
    }
    assert len(areas) == 5
    for one in areas:
        assert one["properties"]["list_year"] == 2007
        assert one["properties"]["provenance"]["document"] == "statusrapport-2007"
        assert one["properties"]["provenance"]["place"]
    unknown = next(one for one in areas if one["properties"]["name"] == "Akacieparken")
    assert unknown["geometry"] is None
    assert unknown["properties"]["district"] == "valby"


def test_stated_membership_beats_geometry(built: Built) -> None:
    def names(code: str) -> set[str]:
        return {one["properties"]["name"] for one in features(built, code, "projects")}

    assert "Boligsocial indsats: Sjælør Boulevard" in names("valby")
    assert "Områdeløft Tingbjerg-Utterslev" in names("tingbjerg")


def test_the_same_input_gives_the_same_release(built: Built, tmp_path: Path) -> None:
    again = build(BuildOrder(home=tmp_path, built=WHEN))
    assert again.release.id == built.release.id
    for name in built.release.manifest["files"]:
        assert again.release.read(name) == built.release.read(name), name


def test_the_report_lists_everybody_without_a_point(built: Built) -> None:
    report = built.release.read("report.md").decode()
    lacking = [one for one in home_features(built, "projects") if one["geometry"] is None]
    assert f"Projekter uden punkt på kortet: {len(lacking)}" in report
    read = html.unescape(report.replace("\\", ""))
    for one in lacking:
        assert f"- {one['properties']['name']} (" in read, one["id"]


@pytest.fixture
def operators_table(tmp_path: Path) -> Path:
    path = tmp_path / "aktører.csv"
    rows = [
        {
            "Navn": "Opdigtet Rådgivning",
            "Type": "Rådgivning",
            "Indsatsområder": "bolig",
            "Sted": "Mjølnerparken",
            "Sprog": "arabisk",
            "Bekræftet": "2026-10-01",
            "Id": "a-opdigtet",
        },
        {"Navn": "", "Type": "Rådgivning", "Indsatsområder": "bolig", "Id": "a-uden-navn"},
    ]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_an_operators_table_adds_to_the_record(operators_table: Path, tmp_path: Path) -> None:
    order = BuildOrder(home=tmp_path / "home", built=WHEN, actors=[operators_table])
    built = build(order)
    accounting = built.release.manifest["accounting"]
    record = build(BuildOrder(home=tmp_path / "record", built=WHEN)).release.manifest["accounting"]
    more = {key: accounting["actors"][key] - record["actors"][key] for key in record["actors"]}
    assert more == {"read": 2, "rejected": 1, "unplaced": 0, "outside": 0, "placed": 1}
    assert accounting["projects"] == record["projects"]
    (actor,) = (one for one in features(built, "noerrebro", "actors") if one["id"] == "a-opdigtet")
    assert actor["properties"]["languages"] == ["ar"]
    assert actor["properties"]["assured_date"] == "2026-10-01"
    assert built.findings.need_a_person
    assert "aktører.csv" in built.release.read("report.md").decode()


def test_an_operator_may_leave_the_record_out(operators_table: Path, tmp_path: Path) -> None:
    order = BuildOrder(
        home=tmp_path / "home", built=WHEN, actors=[operators_table], with_record=False
    )
    accounting = build(order).release.manifest["accounting"]
    assert accounting["projects"]["read"] == 0
    assert accounting["actors"]["placed"] == 1


def test_the_same_id_replaces_and_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "projekter.csv"
    path.write_text(
        "id,name,themes,place,year\np-kulan,Kulan i dag,tryghed,Valby,2026\n", encoding="utf-8"
    )
    record = build(BuildOrder(home=tmp_path / "record", built=WHEN)).release
    built = build(BuildOrder(home=tmp_path / "home", built=WHEN, projects=[path]))
    read = built.release.manifest["accounting"]["projects"]["read"]
    assert read == record.manifest["accounting"]["projects"]["read"]
    (kulan,) = (one for one in home_features(built, "projects") if one["id"] == "p-kulan")
    assert kulan["properties"]["name"] == "Kulan i dag"
    assert kulan["properties"]["home"] == "valby"


def test_official_geometry_runs_through_the_same_path(
    reference: Path, tmp_path: Path, built: Built
) -> None:
    official = build(BuildOrder(home=tmp_path, built=WHEN, reference=reference))
    for code in DISTRICTS:
        ours = {one["id"] for one in features(built, code, "projects")}
        assert {one["id"] for one in features(official, code, "projects")} == ours
    source = official.release.layer("noerrebro", "district")["source"]
    assert "Københavns Kommune" in source
    assert official.release.id != built.release.id


def test_a_layer_with_points_of_openstreetmap_says_so(built: Built) -> None:
    for code in Collection:
        for kind in ("actors", "projects"):
            layer = built.release.layer(code, kind)
            sources = [one["properties"]["location"]["source"] for one in layer["features"]]
            osm = any("OpenStreetMap" in source for source in sources)
            assert ("ODbL" in layer["licence"]) == osm, (code, kind)
            assert ("© OpenStreetMap contributors" in layer["attribution"]) == osm, (code, kind)
