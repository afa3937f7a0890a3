"""The map by its own boxes and paths: names keep apart, areas survive a copier."""

import random
import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
import shapely

from atlas.catalogue import Catalogue
from atlas.ground_symbology import GROUND_STYLES
from atlas.maps import collection_map as folium_map
from atlas.maps import standalone_html
from atlas.printing.layout import PAPERS
from atlas.printing.map_page import map_page
from atlas.printing.maps import drawing
from atlas.printing.maps.labelling import Lettering, Name, NamePlacer
from atlas.printing.maps.layers_on_paper import LayersOnPaper
from atlas.printing.maps.legend_svg import legend_files
from atlas.printing.maps.map_svg import DrawnMap, city_ground, collection_map, cover_map
from atlas.printing.maps.sheet import Frame, Sheet
from atlas.printing.plan import MarkedSheet, plan_book
from atlas.printing.wording import wording
from atlas.symbology import AREA_STYLES
from geodata.districts import DISTRICTS, Collection
from tests.atlas.printing.catalogues import actor, at, catalogue_of, town
from tools.symbology_assets import symbology_css

SVG = "{http://www.w3.org/2000/svg}"
ON_ONE_SHEET = 25_000
ON_WHITE = Frame(width_mm=50, height_mm=50)


def drawn(
    catalogue: Catalogue, collection: Collection, scale: int | None = None
) -> list[tuple[MarkedSheet, DrawnMap]]:
    plan = plan_book(catalogue, collection, PAPERS["a4"], scale=scale)
    layers = (
        LayersOnPaper(catalogue=catalogue, collection=one.shows, sheet=one.sheet)
        for one in plan.sheets
    )
    return [
        (one, collection_map(of, one.markers)) for one, of in zip(plan.sheets, layers, strict=True)
    ]


def on_one_sheet(catalogue: Catalogue, collection: Collection) -> tuple[MarkedSheet, DrawnMap]:
    (found,) = drawn(catalogue, collection, scale=ON_ONE_SHEET)
    return found


def crowded() -> Catalogue:
    chance = random.Random(3)  # noqa: S311 - points on a map, no secret
    return catalogue_of(
        actor(f"a-{n}", place=at(chance.uniform(55.68, 55.71), chance.uniform(12.53, 12.57)))
        for n in range(300)
    )


@pytest.mark.parametrize("collection", list(Collection))
def test_names_hide_no_marker_and_no_other_name(collection: Collection) -> None:
    named = 0
    for on, found in drawn(town(), collection):
        boxes = [name.box for name in found.names]
        named += len(boxes)
        for one, other in combinations([*boxes, *(marker.box for marker in on.markers)], 2):
            assert not one.overlaps(other)
        for box in boxes:
            assert on.sheet.shows(box.left, box.top)
            assert on.sheet.shows(box.left + box.width, box.top + box.height)
    assert named > 2


def test_names_give_way_on_a_crowded_map() -> None:
    for on, found in drawn(crowded(), Collection.NOERREBRO):
        taken = [*(marker.box for marker in on.markers), *(name.box for name in found.names)]
        assert len(on.markers) > 20
        assert not any(one.overlaps(other) for one, other in combinations(taken, 2))


def test_the_areas_of_the_district_are_named() -> None:
    _, found = on_one_sheet(town(), Collection.NOERREBRO)
    names = {one.text for one in found.names}
    assert {"Mjølnerparken", "Lundtoftegade", "Aldersrogade", "Blågården", "FREDERIKSBERG"} <= names


def test_a_name_stands_in_its_own_area_and_nowhere_else() -> None:
    ((on, found),) = drawn(town(), Collection.VALBY, scale=40_000)
    by_text = {one.text: one for one in found.names}
    assert "VALBY" not in by_text, "the map's own district needs no name"
    assert "AMAGER" in by_text
    layers = LayersOnPaper(catalogue=town(), collection=Collection.VALBY, sheet=on.sheet)
    for one, shape in layers.districts:
        if name := by_text.get(one.name.upper()):
            assert shape.contains(shapely.Point(name.x, name.box.top + name.box.height / 2))


def test_a_name_too_long_for_its_small_area_stands_beside_it() -> None:
    sheet = Sheet(frame=ON_WHITE, easting_m=0, northing_m=0, scale=1)
    letters = Lettering(size=250, weight=400, colour="#000000")
    area = shapely.box(2_000, 2_000, 2_300, 2_300)
    beside = NamePlacer(sheet=sheet).place(
        Name(text="Langt", lettering=letters, shape=area, beside=True)
    )
    assert beside is not None
    assert beside.box.left >= 2_300
    assert NamePlacer(sheet=sheet).place(Name(text="Langt", lettering=letters, shape=area)) is None


def test_an_area_of_which_a_corner_reaches_in_lends_its_name_to_no_other() -> None:
    sheet = Sheet(frame=ON_WHITE, easting_m=0, northing_m=0, scale=1)
    letters = Lettering(size=250, weight=400, colour="#000000")
    corner = shapely.box(2_000, -5_000, 2_300, 90)
    name = Name(text="Langt", lettering=letters, shape=corner, beside=True)
    assert NamePlacer(sheet=sheet).place(name) is None


def test_a_name_that_belongs_within_its_area_stands_in_no_other() -> None:
    sheet = Sheet(frame=ON_WHITE, easting_m=0, northing_m=0, scale=1)
    letters = Lettering(size=250, weight=400, colour="#000000")
    slender = shapely.box(2_000, 500, 2_300, 4_000)
    assert NamePlacer(sheet=sheet).place(Name(text="Langt", lettering=letters, shape=slender))
    within = Name(text="Langt", lettering=letters, shape=slender, within=True)
    assert NamePlacer(sheet=sheet).place(within) is None


def test_a_name_whose_point_bears_no_sign_stands_on_it() -> None:
    sheet = Sheet(frame=ON_WHITE, easting_m=0, northing_m=0, scale=1)
    letters, at = Lettering(size=250, weight=400, colour="#000000"), shapely.Point(3_000, 2_000)
    upon = NamePlacer(sheet=sheet).place(Name(text="Her", lettering=letters, shape=at, upon=True))
    beside = NamePlacer(sheet=sheet).place(Name(text="Her", lettering=letters, shape=at))
    assert upon is not None
    assert beside is not None
    assert abs(upon.x - 3_000) <= 1
    assert beside.box.left > 3_000


def test_an_area_beyond_the_sheet_is_not_named() -> None:
    sheet = Sheet(frame=ON_WHITE, easting_m=0, northing_m=0, scale=1)
    letters = Lettering(size=250, weight=400, colour="#000000")
    far = shapely.box(9_000, 9_000, 9_900, 9_900)
    assert NamePlacer(sheet=sheet).place(Name(text="Fjern", lettering=letters, shape=far)) is None


def test_hatching_is_made_of_lines_that_a_copier_keeps() -> None:
    """No tint, no pattern: dark strokes of a quarter of a millimetre, inside the area."""
    area = shapely.Polygon([(0, 0), (4_000, 0), (4_000, 3_000), (2_000, 1_000), (0, 3_000)])
    style = AREA_STYLES["udsatte_boligomraader"]
    path = ET.fromstring(f"<svg>{drawing.hatching(area, style)}</svg>")[0]  # noqa: S314 - our own
    assert path.get("stroke") == style.stroke
    assert int(path.get("stroke-width", "0")) >= 25
    red, green, blue = (int(style.stroke[place : place + 2], 16) for place in (1, 3, 5))
    assert 0.2126 * red + 0.7152 * green + 0.0722 * blue < 100
    assert path.get("d", "").count("M") > 15
    for start in re.findall(r"M(-?\d+) (-?\d+)", path.get("d", "")):
        assert area.buffer(2).contains(shapely.Point(*map(int, start)))


def test_a_large_area_is_hatched_along_its_outline_and_not_along_the_sheets_frame() -> None:
    small, large = shapely.box(0, 0, 1_500, 9_000), shapely.box(0, 0, 9_000, 9_000)
    assert drawing.edge_of(small).equals(small)
    edge = drawing.edge_of(large)
    assert edge.contains(shapely.Point(400, 400))
    assert not edge.intersects(shapely.Point(4_500, 4_500))
    sheet = Sheet(frame=ON_WHITE, easting_m=0, northing_m=0, scale=1)
    style, around = AREA_STYLES["helhedsplaner"], shapely.box(-5_000, -5_000, 20_000, 20_000)
    assert f'stroke="{style.stroke}"' not in drawing.filled(around, style, sheet, part_of=around)


def test_what_lies_in_an_area_is_cut_out_of_its_fill_and_no_stroke_stands_along_it() -> None:
    whole = shapely.box(500, 500, 9_500, 9_500)
    around = shapely.difference(whole, shapely.box(4_000, 4_000, 6_000, 6_000))
    sheet = Sheet(frame=Frame(width_mm=100, height_mm=100), easting_m=0, northing_m=0, scale=1)
    style = AREA_STYLES["helhedsplaner"]
    (fill, strokes), (cut, same) = (
        drawing.filled(one, style, sheet, part_of=whole).split("/><") for one in (whole, around)
    )
    assert same == strokes
    assert (fill.count("Z"), cut.count("Z")) == (1, 2)


def test_plans_that_overlap_are_hatched_once_and_never_over_a_listed_area() -> None:
    """Two plans over the whole of Mimersgadekvarteret, one over Mjølnerparken beside it."""
    whole = town()
    twice = replace(
        whole,
        layers={
            **whole.layers,
            ("noerrebro", "helhedsplaner"): tuple(
                replace(one, id=f"h-{number}", layer="helhedsplaner")
                for number, one in enumerate(whole.layers["noerrebro", "kvarterer"] * 2)
                if one.name in {"Mimersgadekvarteret", "Mjølnerparken"}
            ),
        },
    )
    _, found = on_one_sheet(twice, Collection.NOERREBRO)
    _, without = on_one_sheet(whole, Collection.NOERREBRO)
    hatched, plain = found.svg.decode(), without.svg.decode()
    teal, brown = (AREA_STYLES[code] for code in ("helhedsplaner", "udsatte_boligomraader"))
    assert hatched.count(f'stroke="{teal.stroke}"') == 2
    assert f'stroke="{teal.stroke}"' not in plain
    listed = [line for line in re.findall(r"<path[^>]*>", plain) if brown.stroke in line]
    assert all(line in hatched for line in listed)


def test_plans_and_listed_areas_are_hatched_apart() -> None:
    area = shapely.box(0, 0, 3_000, 3_000)
    plan, listed = (
        drawing.hatching(area, AREA_STYLES[code])
        for code in ("helhedsplaner", "udsatte_boligomraader")
    )
    assert plan != listed
    assert not drawing.hatching(area, AREA_STYLES["kvarterer"])


@pytest.mark.parametrize("collection", list(Collection))
def test_a_map_is_plain_svg_in_whole_hundredths_of_a_millimetre(collection: Collection) -> None:
    _, found = drawn(town(), collection)[0]
    root = ET.fromstring(found.svg)  # noqa: S314 - our own
    kinds = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert kinds <= {"svg", "path", "rect", "circle", "text"}
    for path in root.iter(f"{SVG}path"):
        if "transform" not in path.attrib:
            assert re.fullmatch(r"[MLlhvaz\d\s,.Z-]*", path.attrib["d"])
            assert "." not in path.attrib["d"]
    assert len(found.svg) < 150_000


def test_the_cover_shows_its_own_district_in_a_strong_colour() -> None:
    frame = PAPERS["a4"].cover_frame
    beneath = city_ground(town(), frame)
    covers = {code: cover_map(town(), code, frame, beneath) for code in Collection}
    assert len(set(covers.values())) == len(covers)
    assert covers[Collection.VALBY].count(b"#a3522a") == 1
    assert covers[Collection.WHOLE_CITY].count(b"#a3522a") == len(DISTRICTS)
    assert b">Valby<" not in covers[Collection.VALBY]
    assert b">Valby<" in covers[Collection.AMAGER]


def test_the_legend_has_a_picture_for_everything_that_is_drawn() -> None:
    names = set(legend_files())
    assert {"sign-bolig.svg", "sign-flere.svg", "point-exact.svg", "point-about.svg"} <= names
    assert {
        f"area-{code}.svg" for code in ("district", "kvarterer", "udsatte_boligomraader")
    } <= names


def test_hostile_names_are_words_on_the_map() -> None:
    letters = Lettering(size=250, weight=400, colour="#000000")
    sheet = Sheet(frame=ON_WHITE, easting_m=0, northing_m=0, scale=1)
    text = "</text><script>&\x00\u202e"
    placed = NamePlacer(sheet=sheet).place(
        Name(text=text, lettering=letters, shape=shapely.box(0, 0, 5_000, 5_000))
    )
    assert placed is not None
    root = ET.fromstring(f"<svg>{drawing.written(placed)}</svg>")  # noqa: S314 - our own
    assert root[0].text == "</text><script>&"


@pytest.mark.parametrize("collection", [Collection.NOERREBRO, Collection.VALBY])
def test_streets_are_named_along_their_course_and_hide_nothing(collection: Collection) -> None:
    on, found = on_one_sheet(town(), collection)
    assert len(found.streets) > 8
    taken = [*(name.box for name in found.names), *(marker.box for marker in on.markers)]
    for street in found.streets:
        others = [box for one in found.streets if one is not street for box in one.boxes]
        assert not any(box.overlaps(other) for box in street.boxes for other in [*taken, *others])
        assert -90 <= street.turn <= 90
    assert any(abs(street.turn) > 15 for street in found.streets)


def test_a_colour_of_the_ground_is_changed_in_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paper, website and notebook draw with what the symbology says at that moment."""
    style = replace(GROUND_STYLES["lake"], fill=("#123456", "#654321"))
    monkeypatch.setitem(GROUND_STYLES, "lake", style)
    _, found = on_one_sheet(town(), Collection.NOERREBRO)
    assert b"#123456" in found.svg
    assert "--ground-lake-fill: #123456;" in symbology_css()
    assert "--ground-lake-fill: #654321;" in symbology_css()
    assert "#123456" in standalone_html(folium_map(town(), "noerrebro"))


def test_a_credit_keeps_its_sign_and_its_licence_in_one_piece() -> None:
    plan, words = plan_book(town(), Collection.NOERREBRO, PAPERS["a4"]), wording("ar")
    one = plan.sheets[0]
    layers = LayersOnPaper(catalogue=town(), collection=one.shows, sheet=one.sheet)
    line = map_page(layers, one, plan, words).attribution
    assert "©" in line
    assert not re.search(r"© |CC BY \d|ODbL \d|CC BY", line), "each would part from what follows"
