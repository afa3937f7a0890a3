"""Geometry that is wrong in every way that files are: repaired and said, or refused; no crash."""

import io
import json
import logging
import math
import random
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geodata.crs import DENMARK_LAT, DENMARK_LON, coordinate_problem, to_utm, to_wgs84
from geodata.errors import OutlineError
from geodata.names import fold
from geodata.outlines import MAX_OUTLINE_BYTES, Outline, read_outlines, union, usable

SQUARE = [[12.5, 55.6], [12.6, 55.6], [12.6, 55.7], [12.5, 55.7], [12.5, 55.6]]
BOWTIE = [[12.5, 55.6], [12.6, 55.7], [12.6, 55.6], [12.5, 55.7], [12.5, 55.6]]
SPIKE = [[12.5, 55.6], [12.6, 55.6], [12.9, 55.6], [12.6, 55.6], [12.6, 55.7], [12.5, 55.6]]

lats = st.floats(*DENMARK_LAT)
lons = st.floats(*DENMARK_LON)
any_number = st.floats(allow_nan=True, allow_infinity=True)
json_values = st.recursive(
    st.none() | st.booleans() | any_number | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)
geometry_names = st.sampled_from(
    ["Point", "LineString", "Polygon", "MultiPolygon", "GeometryCollection", "Feature", "Kreds"]
)
coordinates = st.lists(st.lists(st.tuples(any_number, any_number), max_size=5), max_size=3)
geometries = st.builds(
    lambda kind, inner: {"type": kind, "coordinates": inner, "geometries": []},
    geometry_names,
    coordinates | json_values,
)


def polygon(*rings: list[list[float]]) -> dict[str, Any]:
    """A GeoJSON polygon of rings of [lon, lat]."""
    return {"type": "Polygon", "coordinates": list(rings)}


def nested(depth: int) -> dict[str, Any]:
    """Collections within collections, as deep as told."""
    geometry: dict[str, Any] = {"type": "Point", "coordinates": [12.5, 55.6]}
    for _ in range(depth):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    return geometry


def written(folder: Path, *shapes: object) -> Path:
    """A file of outlines with these geometries, numbered from 1."""
    path = folder / "omrids.geojson"
    features = [
        {"type": "Feature", "properties": {"navn": f"nr. {number}"}, "geometry": shape}
        for number, shape in enumerate(shapes, start=1)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.mark.parametrize("shape", [BOWTIE, SPIKE], ids=["bowtie", "spike"])
def test_a_crossing_outline_is_repaired_and_reported(
    shape: list[list[float]], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        whole, repaired = read_outlines(written(tmp_path, polygon(SQUARE), polygon(shape)), "navn")
    assert whole.geometry is not None
    assert repaired.geometry is not None
    assert repaired.geometry.is_valid
    assert repaired.geometry.area == pytest.approx(0.005)
    assert [record.args[0] for record in caplog.records if isinstance(record.args, tuple)] == [
        "omrids.geojson, objekt 2"
    ]


def test_a_collection_is_reduced_to_its_areas(caplog: pytest.LogCaptureFixture) -> None:
    line = {"type": "LineString", "coordinates": [[12.4, 55.6], [12.7, 55.6]]}
    mixed = {"type": "GeometryCollection", "geometries": [polygon(SQUARE), line]}
    geometry = usable({"type": "GeometryCollection", "geometries": [mixed]}, where="her")
    assert geometry is not None
    assert geometry.equals(shapely.Polygon(SQUARE))
    assert "her" in caplog.text


def test_heights_are_left_out() -> None:
    geometry = usable(polygon([[*position, 7.5] for position in SQUARE]), where="her")
    assert geometry is not None
    assert not geometry.has_z


@pytest.mark.parametrize(
    "shape",
    [
        None,
        polygon(),
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "GeometryCollection", "geometries": []},
    ],
)
def test_an_empty_geometry_is_none(shape: object, tmp_path: Path) -> None:
    assert [one.geometry for one in read_outlines(written(tmp_path, shape), "navn")] == [None]


@pytest.mark.parametrize(
    "shape",
    [
        polygon([[12.5, 55.6], [math.nan, 55.6], [12.6, 55.7], [12.5, 55.6]]),
        polygon([[12.5, 55.6], [math.inf, 55.6], [12.6, 55.7], [12.5, 55.6]]),
        polygon([[12.5, 55.6], [10**400, 55.6], [12.6, 55.7], [12.5, 55.6]]),
        polygon(SQUARE[:-1]),
        polygon(SQUARE[:2]),
        polygon([SQUARE[0], SQUARE[1], SQUARE[0]]),
        polygon([SQUARE[0]] * 4),
        {"type": "LineString", "coordinates": [[12.5, 55.6], [12.5, 55.6]]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": "12,5 55,6"},
        {"type": "Polygon", "coordinates": [[["12.5", "55.6"], *SQUARE[1:]]]},
        {"type": "Point", "coordinates": [12.5]},
        {"type": "Point", "coordinates": [12.5, None]},
        {"type": "Kreds", "coordinates": [12.5, 55.6]},
        {"coordinates": [12.5, 55.6]},
        {},
        [],
        0,
        False,
        "",
        "POINT (12.5 55.6)",
        [12.5, 55.6],
        nested(20_000),
    ],
    ids=range(23),
)
def test_what_is_no_geometry_is_refused(shape: object) -> None:
    with pytest.raises(OutlineError, match="her: "):
        usable(shape, where="her")


def test_a_nesting_bomb_within_the_parsers_limits_is_survived() -> None:
    geometry = usable(nested(200), where="her")
    assert geometry == shapely.Point(12.5, 55.6)


@pytest.mark.parametrize(
    ("shape", "wrong"),
    [
        ([[lat, lon] for lon, lat in SQUARE], "byttet om"),
        ([list(to_utm(shapely.Point(position)).coords[0]) for position in SQUARE], "EPSG:25832"),
        ([[0, 0], [0, 0], [0, 0], [0, 0]], "(0, 0)"),
        ([[10.7, 59.9], [10.8, 59.9], [10.8, 60.0], [10.7, 59.9]], "uden for Danmark"),
        ([*SQUARE[:2], [0, 0], SQUARE[0]], "(0, 0)"),
    ],
    ids=["swapped", "metres", "zero", "Oslo", "one vertex"],
)
def test_an_outline_elsewhere_is_refused_with_its_reason(
    shape: list[list[float]], wrong: str
) -> None:
    with pytest.raises(OutlineError) as caught:
        usable(polygon(shape), where="her")
    assert str(caught.value).startswith("her: ")
    assert wrong in str(caught.value)


def test_every_wrong_outline_of_a_file_is_reported_at_once(tmp_path: Path) -> None:
    shapes = [polygon(SQUARE), polygon(SQUARE[:2]), None, {"type": "Kreds"}, polygon([[0, 0]] * 4)]
    with pytest.raises(OutlineError) as caught:
        read_outlines(written(tmp_path, *shapes), "navn")
    said = str(caught.value).splitlines()
    assert [line.partition(":")[0].rpartition(" ")[2] for line in said] == ["2", "4", "5"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"\x00" * 1000,
        b"[]",
        b"null",
        b"5",
        b"<kml/>",
        b"PK\x03\x04",
        b'{"features": null}',
        b'{"features": {}}',
        b'{"features": [5]}',
        b'{"features": [[]]}',
        b'{"features": [null]}',
        b'{"features": [{}]}',
        b'{"features": [{"properties": null}]}',
        b'{"type": "FeatureCollection"}',
        b"[" * 1_000_000,
        b'{"features":' * 100_000,
        b"9" * 100_000,
    ],
    ids=range(19),
)
def test_what_is_no_feature_collection_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "omrids.geojson"
    path.write_bytes(content)
    with pytest.raises(OutlineError, match=r"omrids\.geojson"):
        read_outlines(path, "navn")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "omrids.geojson"
    with path.open("wb") as stream:
        stream.truncate(50 * MAX_OUTLINE_BYTES)
    with pytest.raises(OutlineError, match="fylder over 5 MB"):
        read_outlines(path, "navn")


@pytest.mark.parametrize("name", ["mangler.geojson", "."])
def test_a_file_that_is_not_there_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(OutlineError, match="--reference"):
        read_outlines(tmp_path / name, "navn")


@pytest.mark.parametrize("kind", ["Point", "LineString"])
def test_a_district_of_the_wrong_kind_is_refused_by_name(kind: str) -> None:
    shape = shapely.Point(12.5, 55.6) if kind == "Point" else shapely.LineString(SQUARE[:2])
    with pytest.raises(OutlineError, match=f"»Valby« er {kind}"):
        union([Outline(name="Valby", geometry=shape, properties={})])


@settings(max_examples=200, deadline=None)
@given(json_values | geometries)
@example({"type": "Polygon", "coordinates": [[[12.5, 55.6], [12.5, 55.6], [12.5, 55.6]]]})
def test_whatever_stands_for_a_geometry_is_valid_none_or_refused(shape: object) -> None:
    try:
        geometry = usable(shape, where="her")
    except OutlineError as refusal:
        assert str(refusal).startswith("her: ")  # noqa: PT017 - either outcome is right
        return
    assert geometry is None or (geometry.is_valid and not geometry.is_empty)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(lons, lats), min_size=3, max_size=12))
def test_any_closed_ring_in_denmark_is_made_valid_or_refused(
    positions: list[tuple[float, float]],
) -> None:
    ring = [list(position) for position in [*positions, positions[0]]]
    try:
        geometry = usable(polygon(ring), where="her")
    except OutlineError as refusal:
        assert "intet tilbage" in str(refusal)  # noqa: PT017 - either outcome is right
        return
    assert geometry is not None
    assert geometry.is_valid
    assert geometry.geom_type in {"Polygon", "MultiPolygon"}


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_in_a_file_of_outlines_is_refused_or_read(text: str) -> None:
    class File:
        name = "omrids.geojson"

        def open(self, _mode: str) -> io.BytesIO:
            return io.BytesIO(text.encode("utf-8", "surrogatepass"))

    with pytest.raises(OutlineError):
        read_outlines(File(), "navn")  # type: ignore[arg-type] # all that it needs of a file


@given(lat=lats, lon=lons)
def test_a_position_in_denmark_has_no_problem(lat: float, lon: float) -> None:
    assert coordinate_problem(lat=lat, lon=lon) == ""


@given(lat=lats, lon=lons)
def test_swapped_axes_are_recognised(lat: float, lon: float) -> None:
    assert "byttet om" in coordinate_problem(lat=lon, lon=lat)


@given(lat=lats, lon=lons)
def test_metres_are_recognised_in_either_order(lat: float, lon: float) -> None:
    easting, northing = to_utm(shapely.Point(lon, lat)).coords[0]
    assert "EPSG:25832" in coordinate_problem(lat=northing, lon=easting)
    assert "EPSG:25832" in coordinate_problem(lat=easting, lon=northing)


@given(lat=any_number, lon=any_number)
@example(lat=0.0, lon=0.0)
@example(lat=-0.0, lon=0.0)
@example(lat=math.nan, lon=12.5)
@example(lat=55.6, lon=math.inf)
@example(lat=sys.float_info.max, lon=-sys.float_info.max)
@example(lat=59.9, lon=10.7)
def test_every_other_position_has_a_problem(lat: float, lon: float) -> None:
    inside = DENMARK_LAT[0] <= lat <= DENMARK_LAT[1] and DENMARK_LON[0] <= lon <= DENMARK_LON[1]
    assert (coordinate_problem(lat=lat, lon=lon) == "") == inside


@given(lat=lats, lon=lons)
def test_there_and_back_is_within_a_millimetre(lat: float, lon: float) -> None:
    there = to_utm(shapely.Point(lon, lat))
    back = to_wgs84(there)
    assert to_utm(back).distance(there) < 0.001
    assert back.coords[0] == pytest.approx((lon, lat), abs=1e-8)


@given(st.text())
@example("Ærø Å")
@example("İstanbul ẞ")
@example("Nørre_bro—Kvarteret")
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(alphabet="aæøåéüÅØ blg-"))
@example("Blågårds Plads")
def test_a_name_folds_alike_however_its_letters_are_composed(name: str) -> None:
    assert fold(unicodedata.normalize("NFD", name)) == fold(unicodedata.normalize("NFC", name))


def test_the_tests_above_are_not_about_luck() -> None:
    """A ring of random positions in Denmark crosses itself: the repair is really exercised."""
    chance = random.Random(2007)  # noqa: S311 - a shape, not a secret
    ring = [(chance.uniform(*DENMARK_LON), chance.uniform(*DENMARK_LAT)) for _ in range(12)]
    assert not shapely.Polygon(ring).is_valid
