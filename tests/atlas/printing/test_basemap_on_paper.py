"""The basemap of an atlas home on the printed maps: its streets, its credit, and what if it lacks.

The small basemap of the tests lies around Nørrebro and is smaller than the sheet.
"""

from __future__ import annotations

import json
import logging
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
import shapely

from atlas.basemap import print_store
from atlas.printing import print_collections
from atlas.printing.layout import PAPERS
from atlas.printing.map_page import map_page
from atlas.printing.maps.basemap_on_paper import basemap_on
from atlas.printing.maps.layers_on_paper import LayersOnPaper
from atlas.printing.maps.map_svg import collection_map
from atlas.printing.maps.marker_svg import taken_by
from atlas.printing.plan import Plan, plan_book
from atlas.printing.wording import wording
from atlas.settings import settings_from
from geodata.basemap.classes import BasemapClass
from geodata.basemap.part import BasemapPart
from geodata.basemap.store import SOURCES, open_store
from geodata.districts import Collection
from tests.atlas.printing.catalogues import BUILT, PUBLIC_URL, town
from tests.atlas.printing.reading import Printed
from tests.geodata.basemap.tile_store import ATTRIBUTION, SOURCE, line, point, rows, write_store
from tests.webapp.basemaps import add_basemap

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.basemap.store import BasemapStore

MAP_PAGE = 3
ON_ONE_SHEET = 20_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> BasemapStore:
    """The small basemap, under ODbL."""
    folder = tmp_path_factory.mktemp("basemap") / "small"
    write_store(folder)
    stated = json.loads((folder / SOURCES).read_bytes())
    stated[SOURCE]["licence"] = "ODbL 1.0"
    (folder / SOURCES).write_text(json.dumps(stated), encoding="utf-8")
    return open_store(folder)


@pytest.fixture(scope="module")
def without() -> bytes:
    """Nørrebro's book of an atlas without a basemap."""
    return printed(None)


@pytest.fixture(scope="module")
def book(store: BasemapStore) -> Printed:
    """Nørrebro's book on the small basemap."""
    return Printed(printed(store))


def printed(store: BasemapStore | None) -> bytes:
    (content,) = print_collections(
        town(), ["noerrebro"], built=BUILT, basemap=store, scale=ON_ONE_SHEET
    ).values()
    return content


def planned(scale: int = ON_ONE_SHEET) -> Plan:
    """Nørrebro on one sheet, as the small basemap is made for."""
    return plan_book(town(), Collection.NOERREBRO, PAPERS["a4"], scale=scale)


def on_paper(store: BasemapStore | None) -> LayersOnPaper:
    sheet = planned().sheets[0].sheet
    return LayersOnPaper(
        catalogue=town(),
        collection=Collection.NOERREBRO,
        sheet=sheet,
        basemap=basemap_on(BasemapPart(store, sheet.box_m), sheet) if store else None,
    )


def test_a_ground_that_no_sheet_reaches_stops_no_book(store: BasemapStore) -> None:
    """At the usual scale some sheets have the release's own ground near, and none of it on them."""
    files = print_collections(town(), ["noerrebro"], built=BUILT, basemap=store)
    assert len(Printed(files["pdf/noerrebro.pdf"]).pages) > len(Printed(printed(store)).pages)


def test_streets_of_the_basemap_are_named_in_the_pdf(book: Printed, without: bytes) -> None:
    streets = [name for name in ("Prøvegade 2", "Prøvegade 3") if name in book.pages[MAP_PAGE - 1]]
    assert streets
    assert "Prøvegade" not in Printed(without).text


def test_the_basemap_is_credited_on_the_map_and_among_the_sources(book: Printed) -> None:
    """The credit stands on the map's own page, the licence beside it, and in the book's end."""
    page = " ".join(book.pages[MAP_PAGE - 1].split())
    assert f"{ATTRIBUTION} (ODbL 1.0)" in page
    end = " ".join(" ".join(book.pages[MAP_PAGE:]).split())
    assert ATTRIBUTION in end
    assert "ODbL 1.0" in end


@pytest.mark.parametrize("language", settings_from({}).print_languages)
def test_a_map_and_all_that_is_told_below_it_have_one_page(
    store: BasemapStore, language: str
) -> None:
    """However long the words of its key and its credit are, and with a square that phones read."""
    (content,) = print_collections(
        town(),
        ["noerrebro"],
        built=BUILT,
        basemap=store,
        scale=ON_ONE_SHEET,
        public_url=PUBLIC_URL,
        languages=(language,),
    ).values()
    anchors = Printed(content).anchors
    assert (anchors["sheet-1"][0], anchors["e-1"][0]) == (MAP_PAGE, MAP_PAGE + 1)


def test_the_same_basemap_gives_the_same_bytes(book: Printed, store: BasemapStore) -> None:
    assert printed(store) == book.content


@pytest.mark.parametrize("kept", [0, 900], ids=["empty", "cut"])
def test_a_damaged_basemap_is_told_of_and_not_drawn(
    kept: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    damaged = write_store(tmp_path / "store")
    (streets,) = damaged.files(BasemapClass.STREET)
    streets.write_bytes(streets.read_bytes()[:kept])
    with caplog.at_level(logging.ERROR):
        layers = on_paper(damaged)
    assert layers.basemap is None
    assert "The basemap is not printed" in caplog.text
    assert collection_map(layers, ()).svg == collection_map(on_paper(None), ()).svg


def test_a_basemap_gone_between_two_maps_gives_the_drawn_ground(
    tmp_path: Path, without: bytes
) -> None:
    gone = write_store(tmp_path / "store")
    for file in (tmp_path / "store" / "print").iterdir():
        file.unlink()
    assert printed(gone) == without


def test_a_home_gives_its_basemap_for_print_or_none(tmp_path: Path) -> None:
    assert print_store(tmp_path) is None
    folder = add_basemap(tmp_path)
    found = print_store(tmp_path)
    assert found is not None
    assert found.folder == folder
    (folder / SOURCES).write_text("{", encoding="utf-8")
    assert print_store(tmp_path) is None


def test_beyond_the_basemap_the_drawn_ground_goes_on(store: BasemapStore) -> None:
    """The small basemap's land ends within the sheet; land, streets and credits go on."""
    layers, own = on_paper(store), on_paper(None)
    assert layers.basemap
    reach = layers.basemap.reach
    beyond = shapely.difference(own.of_kind("land"), reach)
    assert beyond.area > 1_000_000
    assert shapely.difference(beyond, layers.of_kind("land")).area < 0.001 * beyond.area
    inside = shapely.intersection(layers.of_kind("street-1"), reach.buffer(-10))
    assert inside.length == pytest.approx(layers.basemap.drawn["street-1"].length, rel=0.01)
    plan = planned()
    assert "TFI-atlas" in map_page(layers, plan.sheets[0], plan, wording("da")).attribution


def test_a_basemap_of_elsewhere_leaves_the_drawn_map_as_it_is(tmp_path: Path) -> None:
    far = [
        (cls, name, rank, kind, shapely.transform(shape, lambda places: places + 200_000))
        for cls, name, rank, kind, shape in rows()
    ]
    layers = on_paper(write_store(tmp_path / "far", far))
    assert collection_map(layers, ()).svg == collection_map(on_paper(None), ()).svg


def test_names_of_streets_hide_no_marker_and_no_other_name(tmp_path: Path) -> None:
    """A dense grid of named streets: every name finds its own room or is left out."""
    grid = [
        (BasemapClass.STREET_NAME, f"Gitterstræde {number}", 4, "", course)
        for number in range(40)
        for course in (
            line((-1200, 60 * number - 1200), (1200, 60 * number - 1100)),
            line((60 * number - 1200, -1200), (60 * number - 1150, 1200)),
        )
    ]
    layers = on_paper(write_store(tmp_path / "grid", [*rows(), *grid]))
    plan = planned()
    found = collection_map(layers, plan.markers)
    assert sum("Gitterstræde" in one.text for one in found.streets) > 10
    taken = [*(one.box for one in found.names), *taken_by(plan.markers)]
    for one in found.streets:
        assert not any(box.overlaps(other) for box in one.boxes for other in taken)
    for one, other in combinations(found.streets, 2):
        assert not any(box.overlaps(that) for box in one.boxes for that in other.boxes)


def test_small_streets_and_houses_wait_for_a_large_scale(store: BasemapStore) -> None:
    shown = {}
    for scale in (20_000, 60_000):
        sheet = planned(scale).sheets[0].sheet
        found = basemap_on(BasemapPart(store, sheet.box_m), sheet)
        assert found
        shown[scale] = set(found.drawn)
    assert {"building", "street-4"} <= shown[20_000]
    assert not {"building", "street-4", "street-5", "path"} & shown[60_000]
    assert {"land", "lake", "green", "street-1", "s-train"} <= shown[60_000]


def test_a_place_that_both_know_is_named_once_however_it_is_spelt(tmp_path: Path) -> None:
    places = [("Mjølner-parken", point(0, 0)), ("Nabokvarteret", point(-200, -200))]
    named = [(BasemapClass.PLACE_NAME, name, 3, "neighbourhood", at) for name, at in places]
    layers = on_paper(write_store(tmp_path / "store", [*rows(), *named]))
    written = [one.text for one in collection_map(layers, ()).names]
    assert "Mjølnerparken" in written
    assert "Nabokvarteret" in written
    assert "Mjølner-parken" not in written
