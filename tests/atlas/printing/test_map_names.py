"""Which names a map has, and where: beside signs, once for a lake and its park, apart from all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import hypot

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from atlas.catalogue import Entry
from atlas.ground_symbology import GROUND_STYLES
from atlas.printing.fonts import text_width
from atlas.printing.maps.basemap_on_paper import BasemapOnPaper
from atlas.printing.maps.drawing import frame_of
from atlas.printing.maps.labelling import Lettering, Name, NamePlacer
from atlas.printing.maps.layers_on_paper import LayersOnPaper
from atlas.printing.maps.map_names import quiet_names, station_names
from atlas.printing.maps.map_svg import DrawnMap, Focus, collection_map
from atlas.printing.maps.sheet import Frame, Sheet
from atlas.printing.maps.spreading import Box
from atlas.printing.maps.station_svg import SIGN_SIDE, squares
from geodata.districts import Collection
from tests.atlas.printing.catalogues import bundled, town

SHEET = Sheet(
    frame=Frame(width_mm=80, height_mm=80), easting_m=722_600, northing_m=6_178_700, scale=10_000
)
SIDE = SHEET.width
LETTERS = Lettering(size=250, weight=400, colour="#000000")
UNKNOWN = Collection.OTHER_DISTRICTS


def on_paper(
    named: Mapping[str, Sequence[tuple[str, BaseGeometry]]], collection: Collection = UNKNOWN
) -> LayersOnPaper:
    """A sheet on a basemap that holds nothing but what bears a name, by kind of ground."""
    pieces = {
        kind: [
            (Entry(id=name, layer="b", geometry=None, properties={"name": name, "rank": 1}), shape)
            for name, shape in found
        ]
        for kind, found in named.items()
    }
    ground = BasemapOnPaper(drawn={}, named=pieces, reach=frame_of(SHEET).buffer(1_000), sources=())
    return LayersOnPaper(catalogue=town(), collection=collection, sheet=SHEET, basemap=ground)


def texts(found: DrawnMap) -> list[str]:
    return [one.text for one in found.names]


@pytest.mark.parametrize("x", [300, SIDE // 2, SIDE - 300])
def test_a_station_is_named_close_beside_its_signs_even_at_the_edge_of_the_sheet(x: int) -> None:
    at = shapely.Point(x, 4_000)
    layers = on_paper({"station-s": [("Prøvestien", at)], "station-metro": [("Prøvestien", at)]})
    (name,) = station_names(layers)
    signs = [*squares(x, 4_000, ["station-metro", "station-s"])]
    placed = NamePlacer(sheet=SHEET, taken=[*signs]).place(name)
    assert placed is not None
    assert not any(placed.box.overlaps(one) for one in signs)
    air = shapely.distance(
        shapely.box(*placed.box.bounds), shapely.union_all([shapely.box(*s.bounds) for s in signs])
    )
    assert air < SIGN_SIDE


def test_a_station_whose_point_is_beyond_the_sheet_is_not_named() -> None:
    layers = on_paper({"station-s": [("Prøvestien", shapely.Point(-80, 4_000))]})
    assert not [*station_names(layers)]


def test_a_lake_and_the_park_around_it_are_named_once() -> None:
    lake = shapely.Point(4_000, 4_000)
    named = {
        "label-water": [("Prøvesøen", lake)],
        "label-park": [("Prøvesøen", shapely.Point(4_000, 5_000))],
    }
    assert texts(collection_map(on_paper(named), ())).count("Prøvesøen") == 1


def test_the_name_of_a_water_is_parted_from_what_it_reaches_over_by_the_waters_colour() -> None:
    (name,) = quiet_names(on_paper({"label-water": [("Prøveåen", shapely.Point(4_000, 4_000))]}))
    assert name.lettering.halo == GROUND_STYLES["lake"].fill[0]


def test_a_wide_set_name_is_parted_from_the_ground_letter_by_letter_and_not_by_a_band() -> None:
    around = {"land-neighbour": [("Prøvekommune", shapely.box(0, 0, SIDE, SIDE))]}
    svg = collection_map(on_paper(around), ()).svg.decode()
    before, written, _ = svg.partition(">PRØVEKOMMUNE<")
    assert written
    assert 'stroke="#ffffff"' in before[before.rindex("<text") :]


def test_a_name_that_touches_another_is_moved_when_all_else_is_placed_and_none_is_lost() -> None:
    area, marker = (
        shapely.box(500, 500, 7_500, 7_500),
        Box(left=3_000, top=3_300, width=2_000, height=560),
    )
    placer = NamePlacer(sheet=SHEET, taken=[marker])
    first = placer.place(Name(text="Midt i området", lettering=LETTERS, shape=area))
    assert first is not None
    placer.taken.append(Box(left=3_000, top=first.box.bounds[3], width=2_000, height=200))
    (moved,) = placer.loosened()
    assert moved.box != first.box
    for other in (one for one in placer.taken if one != moved.box):
        assert shapely.distance(shapely.box(*moved.box.bounds), shapely.box(*other.bounds)) >= 40
    assert moved.box in placer.taken
    assert first.box not in placer.taken


def test_what_a_map_is_about_is_crossed_by_no_name_of_what_lies_around() -> None:
    layers = on_paper({}, Collection.NOERREBRO)
    shapes = {one.name: shape for one, shape in [*layers.listed_areas, *layers.neighbourhoods]}
    about = shapes["Mjølnerparken"]
    found = collection_map(layers, (), focus=Focus(shape=about, svg=""))
    around = [one for one in found.names if one.text == "Mimersgadekvarteret"]
    assert around
    assert not any(shapely.box(*one.box.bounds).intersects(about) for one in around)
    assert "Mjølnerparken" in texts(found)


def test_a_map_without_rulers_has_no_arrow_and_keeps_no_corner_for_one() -> None:
    corner = shapely.Point(SIDE - 600, 1_200)
    found = collection_map(on_paper({"station-s": [("Hjørnet", corner)]}), ())
    assert "Hjørnet" in texts(found)
    assert found.svg.count(b"<circle") == 1


def test_from_afar_every_district_is_named_the_smallest_beside_itself() -> None:
    sheet = replace(SHEET, scale=100_000, frame=Frame(width_mm=180, height_mm=220))
    layers = LayersOnPaper(catalogue=town(), collection=Collection.WHOLE_CITY, sheet=sheet)
    names = {one.text: one for one in collection_map(layers, ()).names}
    assert {"NØRREBRO", "VALBY", "AMAGER", "TINGBJERG"} <= names.keys()
    (tingbjerg,) = (of for one, of in layers.districts if one.name == "Tingbjerg")
    box = shapely.box(*names["TINGBJERG"].box.bounds)
    assert 0 < shapely.distance(box, tingbjerg.envelope) < 200


def test_no_name_but_its_own_breaks_the_outline_of_what_a_map_is_about() -> None:
    layers = on_paper({}, Collection.NOERREBRO)
    about = shapely.box(1_000, 1_000, 7_000, 7_000)
    found = collection_map(layers, (), focus=Focus(shape=about, svg=""))
    assert found.names
    for one in found.names:
        assert not shapely.box(*one.box.bounds).intersects(about.boundary), one.text


def test_the_map_of_the_other_districts_shows_them_as_its_own() -> None:
    layers = LayersOnPaper(
        catalogue=bundled(),
        collection=Collection.OTHER_DISTRICTS,
        sheet=replace(SHEET, scale=90_000),
    )
    assert [one.name for one, _ in layers.own_districts] == ["Øvrige bydele"]


def test_a_name_is_as_long_as_its_way_on_a_street_that_goes_back_along_itself() -> None:
    back = shapely.LineString([(1_000, 5_500), (2_500, 7_000), (1_010, 5_510)])
    [found] = collection_map(on_paper({"street-1": [("Prøvevej", back)]}), ()).streets
    first, last = found.boxes[0], found.boxes[-1]
    drawn = hypot(last.left - first.left, last.top - first.top)
    assert drawn == pytest.approx(text_width("Prøvevej", found.size, 400), abs=found.size)
