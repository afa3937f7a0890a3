"""Tests of reading GeoJSON as map programs write it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actors.errors import UnreadableFileError
from actors.readers import read_table

Make = Callable[..., Path]

POINT = {"type": "Point", "coordinates": [12.5556, 55.6861]}


def feature(geometry: object = POINT, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {"Navn": "Prøven"} | properties}


def test_a_point_is_a_row_with_lat_and_lon(make_geojson: Make) -> None:
    table = read_table(make_geojson([feature(By="Ærø"), feature(None)]), "actors")
    assert [(row.line, dict(row.values)) for row in table.rows] == [
        (1, {"name": "Prøven", "city": "Ærø", "lat": "55.6861", "lon": "12.5556"}),
        (2, {"name": "Prøven"}),
    ]
    assert table.line_word == "objekt"
    assert table.problems == ()


def test_properties_of_every_kind_become_text(make_geojson: Make) -> None:
    given = feature(
        temaer=["bolig", "tryghed"], postnr=2200, lukket=True, note=None, kasse={"a": [1]}, maal=1.5
    )
    table = read_table(make_geojson([given]), "actors")
    (row,) = table.rows
    assert row.values["themes"] == "bolig|tryghed"
    assert row.values["postcode"] == "2200"
    others = {one.text: row.other.get(one.column) for one in table.unknown_headings}
    assert others == {"lukket": "ja", "note": None, "kasse": '{"a": [1]}', "maal": "1.5"}


def test_features_need_not_have_the_same_properties(make_geojson: Make) -> None:
    rows = read_table(make_geojson([feature(By="Ærø"), feature(Adresse="Å 1")]), "actors").rows
    assert [row.values.get("address", "") for row in rows] == ["", "Å 1"]


def test_the_features_own_id_is_taken_where_it_is_a_text(make_geojson: Make) -> None:
    table = read_table(
        make_geojson([feature() | {"id": "a-prøven"}, feature() | {"id": 7}]), "actors"
    )
    assert [row.values.get("id") for row in table.rows] == ["a-prøven", None]


def test_an_empty_point_is_no_position(make_geojson: Make) -> None:
    path = make_geojson([feature({"type": "Point", "coordinates": []})])
    (row,) = read_table(path, "actors").rows
    assert ("lat" in row.values, row.problems) == (False, ())


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "LineString", "coordinates": [[12, 55], [13, 56]]},
        {"type": "GeometryCollection", "geometries": [POINT]},
        {"type": "Point", "coordinates": ["12", "55"]},
        {"type": "Point", "coordinates": [12]},
        {"type": "Point", "coordinates": [True, False]},
        {"type": "Point"},
        {"type": "point", "coordinates": [12, 55]},
        "Point",
        [12, 55],
    ],
)
def test_another_geometry_is_that_rows_problem(make_geojson: Make, geometry: object) -> None:
    good, bad = read_table(make_geojson([feature(), feature(geometry)]), "actors").rows
    assert good.problems == ()
    assert [one.severity for one in bad.problems] == ["error"]
    assert "null" in bad.problems[0].right
    assert bad.values["name"] == "Prøven"


def test_not_a_number_is_that_rows_problem(make_geojson: Make) -> None:
    text = (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties":'
        ' {"Navn": "a"}, "geometry": {"type": "Point", "coordinates": [NaN, Infinity]}}]}'
    )
    (row,) = read_table(make_geojson(content=text), "actors").rows
    assert len(row.problems) == 1


def test_what_is_no_feature_is_that_rows_problem(make_geojson: Make) -> None:
    rows = read_table(make_geojson([feature(), "x", None, 7, [feature()]]), "actors").rows
    assert [len(row.problems) for row in rows] == [0, 1, 1, 1, 1]
    assert [row.line for row in rows] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("stated", "problems"), [("55,6861", 0), (55.6861, 0), ("55.7", 1)])
def test_the_point_and_a_stated_position_must_agree(
    make_geojson: Make, stated: object, problems: int
) -> None:
    (row,) = read_table(make_geojson([feature(Breddegrad=stated)]), "actors").rows
    assert len(row.problems) == problems


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "er tom"),
        ("  \n", "er tom"),
        ("[]", "ikke en FeatureCollection"),
        ("7", "ikke en FeatureCollection"),
        ('{"type": "Feature"}', "ikke en FeatureCollection"),
        ('{"type": "FeatureCollection", "features": {}}', "ikke en FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "ingen objekter"),
        ('{"type": "FeatureCollection", "features": [{}]}', "mangler kolonnen »Navn«"),
        ('{"type": "FeatureCollection",\n "features": [}', "linje 2"),
        ('{"type": "a", "type": "b"}', "står to gange"),
        ("1" * 5000, "et tal er for langt"),
        ("[" * 5000 + "]" * 5000, "i for mange lag"),
        ("Navn;By\nPrøven;Ærø", "linje 1"),
    ],
)
def test_what_is_no_layer_says_what_to_do(make_geojson: Make, content: str, says: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"»liste\.geojson«") as raised:
        read_table(make_geojson(content=content), "actors")
    assert says in str(raised.value)
    assert str(raised.value).endswith((".", "?"))


def test_two_properties_of_one_meaning_are_refused(make_geojson: Make) -> None:
    with pytest.raises(UnreadableFileError, match="betyder det samme"):
        read_table(make_geojson([feature(Titel="a")]), "actors")


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"])
def test_a_named_wgs84_is_read(make_geojson: Make, name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    content = {"type": "FeatureCollection", "crs": crs, "features": [feature()]}
    assert len(read_table(make_geojson(content=content), "actors").rows) == 1


def test_another_coordinate_system_says_what_to_do(make_geojson: Make) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    content = {"type": "FeatureCollection", "crs": crs, "features": [feature()]}
    with pytest.raises(UnreadableFileError, match="WGS84"):
        read_table(make_geojson(content=content), "actors")


def test_too_many_properties_are_refused(make_geojson: Make) -> None:
    with pytest.raises(UnreadableFileError, match="over 200 egenskaber"):
        read_table(make_geojson([feature(**{f"x{n}": n for n in range(200)})]), "actors")
