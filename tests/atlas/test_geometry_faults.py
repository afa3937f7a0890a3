"""What reaches the layers is drawn as RFC 7946 asks, and what is nowhere is not drawn."""

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from actors.readers import read_table
from actors.validation import validate
from atlas.layers import Layer, feature_collection, place_features
from geodata.crs import coordinate_problem, to_utm
from geodata.districts import Collection
from geodata.gazetteer import Place
from geodata.geocoding.protocol import Precision

EXTENT = shapely.box(12.4, 55.6, 12.7, 55.8)
HEADINGS = "navn;temaer;år;breddegrad;længdegrad"

positions = st.tuples(st.floats(12.4, 12.7), st.floats(55.6, 55.8))


def place(outline: BaseGeometry | None, identifier: str = "sted") -> Place:
    """An invented estate with an outline."""
    return Place(
        id=identifier,
        name=identifier,
        aliases=(),
        precision=Precision.ESTATE,
        collection="valby",
        membership="geometry",
        outline=outline,
        source="prøve",
        licence="CC BY 4.0",
        attribution="prøve",
        note="",
    )


def layer_of(*outlines: BaseGeometry | None) -> dict[str, Any]:
    """The layer that shows estates with these outlines."""
    places = [place(one, f"sted-{number}") for number, one in enumerate(outlines)]
    features = place_features(places, Collection.VALBY)
    layer = Layer(name="kvarterer", features=features, source="prøve")
    return feature_collection(layer, extent=EXTENT, built="2007-01-01T00:00:00Z")


def drawn(layer: dict[str, Any]) -> list[Any]:
    """The geometries of a layer, in GeoJSON."""
    return [one["geometry"] for one in layer["features"] if one["geometry"]]


def rings(geometry: dict[str, Any]) -> Iterator[list[list[list[float]]]]:
    """The polygons of a GeoJSON geometry, each as its rings."""
    if geometry["type"] == "Polygon":
        yield geometry["coordinates"]
    if geometry["type"] == "MultiPolygon":
        yield from geometry["coordinates"]


def flat(nested: Any) -> Iterator[list[float]]:  # noqa: ANN401 - nested lists of any depth
    """Every position within GeoJSON coordinates."""
    if isinstance(nested[0], float):
        yield nested
    else:
        for inner in nested:
            yield from flat(inner)


@st.composite
def outlines(draw: st.DrawFn) -> BaseGeometry:
    """A valid area of any shape, wound either way, with a hole where one fits."""
    points = draw(st.lists(positions, min_size=3, max_size=9))
    area = shapely.make_valid(shapely.Polygon(points), method="structure", keep_collapsed=False)
    hole = shapely.Point(points[0]).buffer(draw(st.floats(0.0001, 0.02)), quad_segs=2)
    area = area.difference(hole)
    assume(not area.is_empty and area.is_valid and area.geom_type in {"Polygon", "MultiPolygon"})
    return area.reverse() if draw(st.booleans()) else area


@settings(max_examples=150, deadline=None)
@given(st.lists(outlines(), min_size=1, max_size=3))
def test_outer_rings_are_right_handed_and_holes_left_handed(areas: list[BaseGeometry]) -> None:
    for geometry in drawn(layer_of(*areas)):
        for outer, *holes in rings(geometry):
            assert shapely.is_ccw(shapely.LinearRing(outer))
            assert not any(shapely.is_ccw(shapely.LinearRing(hole)) for hole in holes)


@settings(max_examples=150, deadline=None)
@given(st.lists(outlines() | st.builds(shapely.Point, positions), min_size=1, max_size=4))
def test_the_bbox_is_that_of_every_position_drawn(shapes: list[BaseGeometry]) -> None:
    layer = layer_of(*shapes)
    drawn_at = [one for geometry in drawn(layer) for one in flat(geometry["coordinates"])]
    assume(drawn_at)
    lons, lats = zip(*drawn_at, strict=True)
    assert layer["bbox"] == [min(lons), min(lats), max(lons), max(lats)]
    assert all(round(number, 6) == number for position in drawn_at for number in position)


@settings(max_examples=150, deadline=None)
@given(outlines())
def test_what_is_drawn_lies_where_it_was(area: BaseGeometry) -> None:
    for geometry in drawn(layer_of(area)):
        shape = shapely.union_all([shapely.Polygon(*_split(one)) for one in rings(geometry)])
        assert shapely.hausdorff_distance(to_utm(shape), to_utm(area)) < 1


def _split(polygon: list[list[list[float]]]) -> tuple[Any, Any]:
    return polygon[0], polygon[1:]


@pytest.mark.parametrize(
    "nothing", [None, shapely.Polygon(), shapely.box(12.5, 55.6, 12.5 + 1e-9, 55.6 + 1e-9)]
)
def test_what_has_no_size_leaves_the_layers_bbox_in_order(nothing: BaseGeometry | None) -> None:
    layer = layer_of(nothing)
    assert [one["id"] for one in layer["features"]] == ["sted-0"]
    assert drawn(layer) == []
    assert layer["bbox"] == [12.4, 55.6, 12.7, 55.8]
    assert all(map(math.isfinite, layer["bbox"]))


@pytest.mark.parametrize(
    ("lat", "lon", "wrong"),
    [
        ("12,55", "55,69", "byttet om"),
        ("0", "0", "Atlanterhavet"),
        ("6175000", "724000", "EPSG:25832"),
        ("724000", "6175000", "EPSG:25832"),
        ("59,9", "10,7", "uden for Danmark"),
        ("nan", "12,55", "ikke et decimaltal"),
        ("55,69", "1e999", "ikke et decimaltal"),
    ],
)
def test_a_record_with_a_wrong_position_is_reported_and_not_placed(
    lat: str, lon: str, wrong: str, tmp_path: Path
) -> None:
    table = tmp_path / "aktører.csv"
    rows = [f"Forkert;bolig;2026;{lat};{lon}", "Rigtig;bolig;2026;55,69;12,55"]
    table.write_text("\n".join([HEADINGS, *rows]), encoding="utf-8")
    validated = validate(
        read_table(table, "actors"), today=date(2026, 11, 1), position_problem=coordinate_problem
    )
    assert [record.name for record in validated.records] == ["Rigtig"]
    (rejection,) = validated.rejections
    assert rejection.line == 2
    assert any(wrong in problem.wrong and problem.right for problem in rejection.problems)
