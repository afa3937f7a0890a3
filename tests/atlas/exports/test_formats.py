"""Tests of what stands in each format, read by other means than wrote it."""

import base64
import csv
import io
import json
import re
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from xml.etree.ElementTree import Element

import defusedxml.ElementTree as DefusedTree
import geopandas
import openpyxl
import pyogrio
import pytest
import shapely

from actors.connected import TABLES
from atlas.exports import Content, steps
from atlas.exports.dictionary import dictionary_of
from atlas.exports.headings import HEADINGS, number_of
from atlas.layer_store import Release
from atlas.symbology import AREA_STYLES, SEVERAL_THEMES, THEME_SIGNS
from tests.atlas.exports.conftest import Export

Files = dict[str, bytes]
OSM = "OpenStreetMap"


@pytest.fixture(scope="session")
def content(record: Release, export: Export) -> Content:
    return export(record)


@pytest.fixture(scope="session")
def files(content: Content) -> Files:
    """Every file of the record's export."""
    return {step.name: step.make() for step in steps(content)}


@pytest.fixture(scope="session")
def package(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gpkg") / "record.gpkg"
    path.write_bytes(files["tfi-atlas.gpkg"])
    return path


def rows_of(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def opened(workbook: bytes) -> closing[openpyxl.Workbook]:
    return closing(openpyxl.load_workbook(io.BytesIO(workbook), read_only=True))


def test_every_table_of_the_release_is_in_every_format(
    content: Content, files: Files, package: Path, record: Release
) -> None:
    connections = json.loads(record.read("connections.json"))
    assert set(connections) == {one.table for one in TABLES}
    flat = {one.name: len(one.rows) for one in content.flat}
    for name, rows in connections.items():
        assert flat[name] == len(rows), name
    assert flat["actors"] == record.manifest["accounting"]["actors"]["read"]
    assert flat["projects"] == record.manifest["accounting"]["projects"]["read"]
    with opened(files["tfi-atlas.xlsx"]) as book:
        sheets = book.sheetnames
    assert sheets == ["Læs mig", *(one.title for one in content.flat), "Ordbog"]
    layers = {name for name, _ in pyogrio.list_layers(package)}
    for table in content.layers:
        assert f"geojson/{table.name}.geojson" in files
        assert table.name in layers
    for table in content.flat:
        assert len(rows_of(files[f"csv/{table.name}.csv"])) == len(table.rows)


def test_csv_is_what_danish_excel_opens_in_columns(files: Files) -> None:
    money = files["csv/money.csv"]
    assert money.startswith(b"\xef\xbb\xbfid;for_id;")
    assert money.count(b"\r\n") == money.count(b"\n")
    placed = [row for row in rows_of(files["csv/locations.csv"]) if row["lat"]]
    assert len(placed) > 90
    assert all(re.fullmatch(r"55,[0-9]+", row["lat"]) for row in placed)
    described = json.loads(files["csv/csv-metadata.json"])
    assert described["dialect"]["delimiter"] == ";"
    for table in described["tables"]:
        columns = [one["name"] for one in table["tableSchema"]["columns"]]
        assert list(rows_of(files[f"csv/{table['url']}"])[0]) == columns
        assert table["dc:license"].startswith("https://creativecommons.org/")


def test_every_column_has_a_danish_heading_and_stands_in_the_dictionary(content: Content) -> None:
    for table in content.flat:
        for column in table.columns:
            assert column in HEADINGS, (
                f"Give {column} a Danish heading in atlas/exports/headings.py"
            )
    explained = {(row["table"], row["column"]) for row in dictionary_of(content.flat).rows}
    assert ("Penge", "amount_dkk") in explained


def test_every_project_says_whether_it_meets_the_rule_of_entry(
    content: Content, files: Files, record: Release
) -> None:
    rows = rows_of(files["csv/projects.csv"])
    outcomes = Counter(row["entry_rule"] for row in rows)
    assert set(outcomes) == {"met", "not-met", "not-stated"}
    assert sum(outcomes.values()) == record.manifest["accounting"]["projects"]["read"]
    by_id = {row["id"]: row["entry_rule"] for row in rows}
    layer = json.loads(files["geojson/projects.geojson"])["features"]
    assert {one["id"]: one["properties"]["entry_rule"] for one in layer} == by_id
    (drawn,) = (one for one in content.layers if one.name == "projects")
    assert {row["id"]: row["entry_rule"] for row in drawn.rows} == by_id
    assert "entry_rule" not in rows_of(files["csv/actors.csv"])[0]


def test_numbers_are_numbers_in_the_workbook_where_they_are_exact(files: Files) -> None:
    with opened(files["tfi-atlas.xlsx"]) as book:
        rows = list(book["Penge"].iter_rows(values_only=True))
    amounts = [row[rows[0].index("Beløb i kroner")] for row in rows[1:]]
    assert sum(isinstance(one, int) for one in amounts) > 400
    assert number_of("lat", "55.69301234567891") is None  # a spreadsheet keeps fifteen digits
    assert number_of("lat", "55.6930123") == 55.6930123
    assert number_of("postcode", "2200") is None


def coordinates(shape: shapely.Geometry) -> Iterator[list[float]]:
    yield from shapely.get_coordinates(shape).tolist()


def test_geojson_is_rfc_7946(files: Files) -> None:
    layers = {name: json.loads(content) for name, content in files.items() if "geojson/" in name}
    assert len(layers) > 20
    for name, layer in layers.items():
        assert layer["type"] == "FeatureCollection"
        assert "crs" not in layer
        assert layer["licence"]
        assert layer["attribution"]
        ids = [one["id"] for one in layer["features"]]
        assert len(ids) == len(set(ids)), name
        for feature in layer["features"]:
            assert set(feature) == {"type", "id", "geometry", "properties"}
            if feature["geometry"]:
                shape = shapely.geometry.shape(feature["geometry"])
                assert shapely.orient_polygons(shape).equals_exact(shape), feature["id"]
                for lon, lat in coordinates(shape):
                    assert (12 < lon < 13, 55 < lat < 56) == (True, True)
    actors = layers["geojson/actors.geojson"]["features"]
    assert isinstance(actors[0]["properties"]["districts"], list)


def test_points_from_openstreetmap_stand_in_files_of_their_own(
    files: Files, package: Path, record: Release
) -> None:
    from_osm = {
        feature["id"]: feature["geometry"]["coordinates"]
        for layer in record.manifest["layers"]
        if layer.endswith(("/actors", "/projects"))
        for feature in record.layer(*layer.split("/"))["features"]
        if OSM in feature["properties"]["location"]["source"]
    }
    assert from_osm
    apart = json.loads(files["odbl/geojson/points_osm.geojson"])
    assert apart["licence"] == "ODbL 1.0"
    assert {one["id"]: one["geometry"]["coordinates"] for one in apart["features"]} == from_osm
    assert "ODbL" in files["odbl/LAES-MIG.md"].decode()
    for layer in ("actors", "projects"):
        for feature in json.loads(files[f"geojson/{layer}.geojson"])["features"]:
            assert (feature["id"] not in from_osm) or feature["geometry"] is None
        drawn = geopandas.read_file(package, layer=layer).set_index("id").geometry
        assert drawn.loc[drawn.index.isin(from_osm)].isna().all()
    for row in rows_of(files["csv/locations.csv"]):
        if row["id"] in from_osm:
            assert row["lat"] == ""
            assert "ODbL" in row["reason"]


def test_no_table_of_the_main_files_is_under_odbl(content: Content) -> None:
    for table in (*content.flat, *content.layers):
        assert "ODbL" not in table.licence, table.name
        for row, shape in zip(table.rows, table.geometries or (), strict=False):
            assert shape is None or OSM not in row["location_source"], row["id"]


def options(layer: Element) -> dict[str, str]:
    return {one.get("name", ""): one.get("value", "") for one in layer.findall("Option/Option")}


def test_the_geopackage_carries_the_symbology_for_qgis(package: Path) -> None:
    with closing(sqlite3.connect(package)) as database:
        styles = {
            name: (DefusedTree.fromstring(qml), DefusedTree.fromstring(sld), default, column)
            for name, qml, sld, default, column in database.execute(
                "SELECT f_table_name, styleQML, styleSLD, useAsDefault, f_geometry_column"
                " FROM layer_styles"
            )
        }
        geometry = dict(
            database.execute("SELECT table_name, column_name FROM gpkg_geometry_columns")
        )
    assert set(styles) == set(geometry)
    signs = {**THEME_SIGNS, "flere": SEVERAL_THEMES}
    for layer in ("actors", "projects"):
        qml, sld, default, column = styles[layer]
        assert default == 1
        assert column == geometry[layer]
        renderer = qml.find("renderer-v2")
        assert renderer is not None
        assert renderer.get("attr") == "sign"
        for category in renderer.findall("categories/category"):
            sign = signs[category.get("value", "")]
            symbol = renderer.find(f"symbols/symbol[@name='{category.get('symbol')}']")
            assert symbol is not None
            ground, drawing = map(options, symbol.findall("layer"))
            red, green, blue, _ = map(int, ground["color"].split(","))
            assert f"#{red:02x}{green:02x}{blue:02x}" == sign.colour
            svg = base64.b64decode(drawing["name"].removeprefix("base64:")).decode()
            assert sign.path in svg
            assert sign.ink in svg
        literals = [one.text for one in sld.iter("{http://www.opengis.net/ogc}Literal")]
        assert literals == list(signs)
    for layer in ("kvarterer", "helhedsplaner"):
        edge = options(styles[layer][0].findall(".//layer")[-1])
        red, green, blue, _ = map(int, edge["line_color"].split(","))
        assert f"#{red:02x}{green:02x}{blue:02x}" == AREA_STYLES[layer].stroke


def test_the_geopackage_says_whose_it_is_and_reads_without_a_warning(package: Path) -> None:
    info = pyogrio.read_info(package, layer="actors")
    assert info["crs"] == "EPSG:4326"
    assert info["layer_metadata"]["licence"] == "CC BY 4.0"
    assert "CC BY 4.0" in info["dataset_metadata"]["Licens"]
    money = pyogrio.read_dataframe(package, layer="money")
    assert money["amount_dkk"].sum() > 10**9  # as numbers; never a sum that means anything
    assert "geometry" not in money
    with closing(sqlite3.connect(package)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        kinds = dict(database.execute("SELECT table_name, data_type FROM gpkg_contents"))
    assert kinds["actors"] == "features"
    assert kinds["money"] == kinds["layer_styles"] == "attributes"


@pytest.mark.parametrize("name", ["tfi-atlas.xlsx", "tfi-atlas.gpkg", "csv/actors.csv"])
def test_the_same_release_gives_the_same_bytes(
    name: str, content: Content, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: 2e9)  # another moment, for what asks the clock
    again = next(step for step in steps(content) if step.name == name)
    assert again.make() == files[name]
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(files[name])) as archive:
            assert {one.date_time for one in archive.infolist()} == {(2026, 11, 21, 4, 30, 0)}
            assert b"2026-11-21T04:30:00Z" in archive.read("docProps/core.xml")


def test_a_collection_takes_what_belongs_to_it_and_no_more(
    record: Release, export: Export, content: Content
) -> None:
    part = export(record, "tingbjerg")

    def rows(which: Content, name: str) -> set[str]:
        return {one["id"] for table in which.flat if table.name == name for one in table.rows}

    shown = {one["id"] for one in record.layer("tingbjerg", "actors")["features"]}
    assert rows(part, "actors") == shown
    for table in ("relations", "money", "events", "initiatives", "tasks"):
        assert rows(part, table) < rows(content, table), table
    events = [one for table in part.flat if table.name == "events" for one in table.rows]
    assert any("tingbjerg" in one["collections"] for one in events)
    assert rows(part, "contradictions") == rows(content, "contradictions")
