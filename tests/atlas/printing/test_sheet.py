"""The scale is right: by two known points on the sheet, in the PDF, and by the scale bar."""

import math

import pytest
import shapely

from atlas.printing import print_collections
from atlas.printing.layout import PAPERS
from atlas.printing.map_page import scale_bar
from atlas.printing.maps.sheet import ROUND_SCALES, Frame, Sheet, fit_sheet
from atlas.printing.plan import plan_book
from atlas.printing.wording import wording
from geodata.crs import to_utm
from geodata.districts import Collection
from tests.atlas.printing.catalogues import BUILT, actor, at, catalogue_of, town
from tests.atlas.printing.lettering import strokes
from tests.atlas.printing.reading import MM, Printed, squeezed

A4_MAP = Frame(width_mm=170, height_mm=207)
GROUND = to_utm(shapely.box(12.52, 55.68, 12.57, 55.71))
NUUKS_PLADS = (55.68886, 12.54260)
SKJOLDS_PLADS = (55.70292, 12.54868)
"""Latitude and longitude of two metro stations (Københavns Kommune, april 2024)."""


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    start, end = (to_utm(shapely.Point(lon, lat)) for lat, lon in (one, other))
    return float(shapely.distance(start, end))


def sheet_at(scale: int) -> Sheet:
    centre = to_utm(shapely.Point(12.5472, 55.6931))
    x, y = shapely.get_coordinates(centre)[0]
    return Sheet(frame=A4_MAP, easting_m=float(x), northing_m=float(y), scale=scale)


@pytest.mark.parametrize("scale", [5_000, 20_000, 60_000])
def test_two_known_points_are_as_far_apart_as_the_scale_says(scale: int) -> None:
    sheet = sheet_at(scale)
    start, end = (sheet.place_of(lat=lat, lon=lon) for lat, lon in (NUUKS_PLADS, SKJOLDS_PLADS))
    on_paper_m = math.dist(start, end) / 100 / 1_000
    assert on_paper_m * scale == pytest.approx(metres_between(NUUKS_PLADS, SKJOLDS_PLADS), rel=1e-9)


def test_in_the_pdf_too() -> None:
    """The boxes of two markers, each straight above its point, are as far apart as the points."""
    catalogue = catalogue_of(
        actor(f"a-{n}", place=at(*where)) for n, where in enumerate([SKJOLDS_PLADS, NUUKS_PLADS])
    )
    files = print_collections(catalogue, ["noerrebro"], built=BUILT, scale=20_000)
    printed = Printed(files["pdf/noerrebro.pdf"])
    page = printed.page_with("1:20.000")
    boxes = [
        one.rectangle for one in printed.links if one.page == page and one.target.startswith("e-")
    ]
    assert len(boxes) == 2
    apart_mm = math.dist(*((left, low) for left, low, _, _ in boxes)) / MM
    metres = metres_between(NUUKS_PLADS, SKJOLDS_PLADS)
    assert apart_mm == pytest.approx(metres / 20_000 * 1_000, abs=0.02)


@pytest.mark.parametrize("scale", ROUND_SCALES)
def test_the_scale_bar_is_as_long_as_it_says(scale: int) -> None:
    bar = scale_bar(sheet_at(scale), wording("da"))
    number, unit = bar.length.split("\N{NO-BREAK SPACE}")
    metres = float(number.replace(".", "")) * {"m": 1, "km": 1_000}[unit]
    assert bar.length_mm * scale / 1_000 == pytest.approx(metres)
    assert 10 <= bar.length_mm <= 52


def test_the_scale_bar_stands_in_the_pdf_at_that_length(noerrebro: Printed) -> None:
    """At 1:10,000 half a kilometre is 50 mm: so long is the bar, and its label ends with it."""
    page = noerrebro.page_with("1:10.000")
    pieces = {one.text: one for one in noerrebro.pieces(page)}
    zero, end = pieces["0"], pieces["500\N{NO-BREAK SPACE}m"]
    below = [
        side
        for (x, y), (to_x, to_y) in strokes(noerrebro.pdf.pages[page - 1])
        if abs(y - to_y) < 0.01 and 0 < zero.y - y < 4 * MM
        for side in (x, to_x)
        if side < zero.x + 54 * MM
    ]
    assert (max(below) - min(below)) / MM == pytest.approx(50, abs=0.01)
    assert zero.x == pytest.approx(min(below), abs=1)
    assert end.x + end.width == pytest.approx(max(below), abs=1)


def test_a_place_on_earth_comes_back_from_paper() -> None:
    sheet = sheet_at(20_000)
    lat, lon = NUUKS_PLADS
    there = sheet.on_earth(*sheet.place_of(lat=lat, lon=lon))
    assert (there.y, there.x) == pytest.approx(NUUKS_PLADS, abs=1e-7)


def test_true_north_leans_a_little_to_the_left_in_copenhagen() -> None:
    """Grid convergence of UTM zone 32: (lon - 9°) sin(lat)."""
    expected = -(12.5472 - 9) * math.sin(math.radians(55.6931))
    assert sheet_at(20_000).north_degrees == pytest.approx(expected, abs=0.01)


def test_the_largest_round_scale_that_fits_is_taken() -> None:
    sheet = fit_sheet(GROUND, A4_MAP)
    x, y = shapely.get_coordinates(shapely.transform(GROUND, sheet.places_of_metres)).T
    assert sheet.scale in ROUND_SCALES
    assert x.min() >= 0
    assert y.min() >= 0
    assert x.max() <= sheet.width
    assert y.max() <= sheet.height
    next_larger = ROUND_SCALES[ROUND_SCALES.index(sheet.scale) - 1]
    across, down = (side * next_larger / 1_000 for side in (A4_MAP.width_mm, A4_MAP.height_mm))
    west, south, east, north = GROUND.bounds
    assert east - west > across - 100 or north - south > down - 100


def test_a_picture_fills_its_frame_at_whatever_scale() -> None:
    sheet = fit_sheet(GROUND, A4_MAP, fill=True)
    assert sheet.scale not in ROUND_SCALES
    assert sheet.scale < fit_sheet(GROUND, A4_MAP).scale


@pytest.mark.parametrize("language", ["da", "en", "ar"])
def test_every_sheet_takes_one_page_and_says_so_where_it_marks_nobody(language: str) -> None:
    files = print_collections(
        town(),
        ["amager"],
        built=BUILT,
        scale=10_000,
        languages=(language,),
        public_url="https://an.address.of.some.length.example",
    )
    (content,) = files.values()
    printed, words = Printed(content), wording(language)
    plan = plan_book(town(), Collection.AMAGER, PAPERS["a4"], scale=10_000)
    pages = [printed.anchors[f"sheet-{one.number}"][0] for one in plan.sheets]
    assert len(pages) > 10
    assert pages == list(range(pages[0], pages[0] + len(pages)))
    if language == "da":
        nobody = squeezed(words.say("map.empty"))
        told = [nobody in squeezed(printed.pages[page - 1]) for page in pages]
        assert told == [not one.markers for one in plan.sheets]
