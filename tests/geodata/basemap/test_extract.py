"""Reading OpenStreetMap extracts: real ones, cut ones, broken ones, empty ones."""

from __future__ import annotations

import filecmp
from typing import TYPE_CHECKING

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.basemap.build import NOT_COPENHAGEN, BasemapOrder, build_store
from geodata.basemap.classes import BasemapClass
from geodata.basemap.extract_faults import (
    BROKEN_RELATIONS,
    CUT_AREAS,
    CUT_WAYS,
    LOST_WAYS,
    PARTIAL_RELATIONS,
    UNCLEAR_RELATIONS,
    UNTAGGED_RELATIONS,
)
from geodata.basemap.osm_relations import closed_rings
from geodata.basemap.pieces import TOO_FAR
from geodata.crs import to_utm
from geodata.errors import BasemapInputError
from tests.geodata.basemap.building import SmallExtract, built

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geodata.basemap.store import BasemapStore


def covered(store: BasemapStore, cls: BasemapClass, *, lon: float, lat: float) -> bool:
    """Whether an area of a class lies at a place."""
    point = to_utm(shapely.Point(lon, lat))
    return any(one.geometry.covers(point) for one in store.features(cls, point.buffer(1).bounds))


def named(store: BasemapStore, cls: BasemapClass) -> set[str]:
    return set(store.frame(cls)["name"])


def only(store: BasemapStore, cls: BasemapClass) -> BaseGeometry:
    (feature,) = store.features(cls)
    return feature.geometry


def test_the_real_extract_is_the_city_that_it_was(centre: BasemapStore) -> None:
    assert {"Nørrebrogade", "Istedgade", "Vesterbrogade"} <= named(centre, BasemapClass.STREET_NAME)
    assert "Christianshavn" in named(centre, BasemapClass.PLACE_NAME)
    assert len(centre.frame(BasemapClass.BUILDING)) > 8_000
    assert {"metro", "s-train"} & set(centre.frame(BasemapClass.RAIL)["kind"])
    assert set(centre.classes) == set(BasemapClass)
    # data of 2011 has the licence of 2011, in every file of its own
    assert [one.licence for one in centre.sources.values()] == ["CC BY-SA 2.0"]


def test_land_and_sea_of_a_cut_coast_are_on_their_sides(centre: BasemapStore) -> None:
    land = BasemapClass.LAND
    assert covered(centre, land, lon=12.5683, lat=55.6759)  # Rådhuspladsen
    assert covered(centre, land, lon=12.5916, lat=55.6735)  # Christianshavns Torv
    assert not covered(centre, land, lon=12.599, lat=55.6835)  # the harbour off Holmen
    assert not covered(centre, land, lon=12.575, lat=55.667)  # the harbour off Fisketorvet
    assert covered(centre, BasemapClass.WATER, lon=12.5640, lat=55.6855)  # Peblinge Sø


def test_what_the_edge_cut_is_counted(centre: BasemapStore) -> None:
    faults = centre.report["faults"]
    assert {CUT_WAYS, CUT_AREAS, BROKEN_RELATIONS, UNTAGGED_RELATIONS} <= set(faults)
    for cls, read in centre.report["read"].items():
        dropped = sum(centre.report["dropped"].get(cls, {}).values())
        assert read == centre.report["kept"][cls] + dropped


def test_the_real_xml_is_sorted_first_and_stays_in_its_frame(
    reference: Path, tmp_path: Path
) -> None:
    store = built(reference / "osm" / "kalvebod_amager_2015-05.osm", tmp_path / "store")
    assert "sorteret" in store.report["notes"][0]
    assert {one.licence for one in store.sources.values()} == {"ODbL 1.0"}
    frame = shapely.segmentize(shapely.box(12.5038, 55.571, 12.5823, 55.6312), 0.001)
    around = to_utm(frame).buffer(1)
    for cls in store.classes:
        assert store.frame(cls).geometry.covered_by(around).all(), cls
    assert not covered(store, BasemapClass.LAND, lon=12.51, lat=55.59)  # Køge Bugt
    assert covered(store, BasemapClass.LAND, lon=12.56, lat=55.60)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.98])
@pytest.mark.parametrize("name", ["kbh_central_2011-12.osm.pbf", "kalvebod_amager_2015-05.osm"])
def test_a_file_cut_short_is_refused_in_words(
    name: str, share: float, reference: Path, tmp_path: Path
) -> None:
    whole = (reference / "osm" / name).read_bytes()
    cut = tmp_path / name
    cut.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BasemapInputError, match="beskadiget"):
        built(cut, tmp_path / "store")


@pytest.mark.parametrize("content", [b"", b"not a map", b"\x00" * 5000])
def test_what_is_no_extract_is_refused(content: bytes, tmp_path: Path) -> None:
    for name in ("a.osm.pbf", "a.osm"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BasemapInputError, match=r"beskadiget|intet"):
            built(tmp_path / name, tmp_path / f"store-{name}")


def test_an_empty_extract_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BasemapInputError, match="intet, som et kort"):
        built(SmallExtract().write(tmp_path / "empty.osm"), tmp_path / "store")


def test_another_ending_is_refused(tmp_path: Path) -> None:
    (tmp_path / "map.pdf").write_bytes(b"%PDF")
    with pytest.raises(BasemapInputError, match="OpenStreetMap-udtræk"):
        built(tmp_path / "map.pdf", tmp_path / "store")


def test_another_country_is_built_and_said(tmp_path: Path) -> None:
    valletta = SmallExtract(corner=(14.51, 35.90))
    valletta.way(1, valletta.node(1, 0, 0), valletta.node(2, 1, 1), highway="residential")
    store = built(valletta.write(tmp_path / "malta.osm"), tmp_path / "store")
    assert store.report["notes"] == [NOT_COPENHAGEN]
    assert only(store, BasemapClass.STREET).length > 100


def test_the_far_side_of_the_earth_is_left_out_and_counted(tmp_path: Path) -> None:
    extract = SmallExtract()
    extract.way(1, extract.node(1, 0, 0), extract.node(2, 1, 1), highway="residential")
    extract.way(
        2, extract.node(3, 160_000, -90_000), extract.node(4, 160_001, -90_000), highway="path"
    )
    store = built(extract.write(tmp_path / "both.osm"), tmp_path / "store")
    assert BasemapClass.PATH not in store.classes
    assert store.report["dropped"]["path"] == {TOO_FAR: 1}


def test_a_way_without_a_node_is_parted_and_counted(tmp_path: Path) -> None:
    extract = SmallExtract()
    nodes = [extract.node(n, n, 0) for n in (1, 2, 4, 5)]
    extract.way(1, nodes[0], nodes[1], 3, nodes[2], nodes[3], highway="primary", name="Delt Gade")
    extract.way(2, 90, 91, highway="primary")
    extract.way(3, nodes[0], nodes[1], 3, nodes[0], building="yes")
    store = built(extract.write(tmp_path / "cut.osm"), tmp_path / "store")
    assert [one.name for one in store.features(BasemapClass.STREET)] == ["Delt Gade"] * 2
    assert store.report["faults"] == {CUT_WAYS: 1, LOST_WAYS: 1, CUT_AREAS: 1}
    assert store.files(BasemapClass.BUILDING) == []


def test_multipolygons_have_holes_and_broken_ones_are_counted(tmp_path: Path) -> None:
    extract = SmallExtract()
    extract.square(1, 0, 0, 3)
    extract.square(2, 1, 1, 1)
    extract.relation(1, {1: "outer", 2: "inner"}, type="multipolygon", natural="water")
    extract.way(3, 10, 11)
    extract.relation(2, {3: "outer"}, type="multipolygon", leisure="park")  # not closed
    extract.relation(3, {99: "outer"}, type="multipolygon", landuse="forest")  # not there
    extract.relation(4, {1: "outer"}, type="multipolygon")  # says nothing of itself
    store = built(extract.write(tmp_path / "areas.osm"), tmp_path / "store")
    lake = only(store, BasemapClass.WATER)
    (part,) = shapely.get_parts(lake)
    assert shapely.get_num_interior_rings(part) == 1
    assert store.report["faults"] == {BROKEN_RELATIONS: 2, UNTAGGED_RELATIONS: 1}


def test_the_old_style_has_the_outer_ways_tags_and_its_holes(tmp_path: Path) -> None:
    extract = SmallExtract()
    extract.square(1, 0, 0, 9, natural="water", name="Gamle Sø")
    extract.square(2, 1, 1, 2)  # a hole without tags
    extract.square(3, 5, 5, 2, landuse="grass")  # a hole that is something else
    extract.square(4, 1, 5, 2, natural="water", name="Gamle Sø")  # a hole with its edge's tags
    rings = {1: "outer", 2: "inner", 3: "inner", 4: "inner"}
    extract.relation(1, rings, type="multipolygon", created_by="Potlatch")
    store = built(extract.write(tmp_path / "old.osm"), tmp_path / "store")
    (lake,) = store.features(BasemapClass.WATER)
    assert (lake.id, lake.name, lake.kind) == ("relation/1", "Gamle Sø", "lake")
    assert shapely.get_num_interior_rings(shapely.get_parts(lake.geometry)).tolist() == [3]
    (island,) = store.features(BasemapClass.GREEN)
    assert not island.geometry.relate_pattern(lake.geometry, "2********")  # they do not overlap
    assert store.report["faults"] == {UNTAGGED_RELATIONS: 1}


def test_the_old_style_of_two_open_ways_is_one_area(tmp_path: Path) -> None:
    extract = SmallExtract()
    for number, (x, y) in enumerate([(0, 0), (4, 0), (4, 4), (0, 4)], start=1):
        extract.node(number, x, y)
    extract.way(1, 1, 2, 3, landuse="forest")
    extract.way(2, 3, 4, 1, landuse="forest")
    extract.relation(1, {1: "outer", 2: "outer"}, type="multipolygon")
    store = built(extract.write(tmp_path / "halves.osm"), tmp_path / "store")
    assert only(store, BasemapClass.GREEN).area == pytest.approx(251 * 445, rel=0.02)


def test_an_old_style_that_contradicts_itself_leaves_its_ways_as_they_are(tmp_path: Path) -> None:
    extract = SmallExtract()
    extract.square(1, 0, 0, 3, natural="water")
    extract.square(2, 5, 5, 3, leisure="park")
    extract.square(3, 1, 1, 1)
    extract.relation(1, {1: "outer", 2: "outer", 3: "inner"}, type="multipolygon")
    extract.relation(2, {2: "outer", 99: "inner"}, type="multipolygon")  # its hole is cut off
    store = built(extract.write(tmp_path / "unclear.osm"), tmp_path / "store")
    assert [one.id for one in store.features(BasemapClass.WATER)] == ["way/1"]
    assert [one.id for one in store.features(BasemapClass.GREEN)] == ["relation/2"]
    assert store.report["faults"] == {
        UNTAGGED_RELATIONS: 2,
        UNCLEAR_RELATIONS: 1,
        PARTIAL_RELATIONS: 1,
    }


def test_of_a_broken_multipolygon_the_closed_rings_are_kept(tmp_path: Path) -> None:
    extract = SmallExtract()
    extract.square(1, 0, 0, 4)
    extract.square(2, 1, 1, 1)
    extract.way(3, extract.node(31, 7, 7), extract.node(32, 8, 8))  # open: the rest was cut off
    rings = {1: "outer", 2: "inner", 3: "outer", 99: "outer"}
    extract.relation(1, rings, type="multipolygon", leisure="park", name="Halve Park")
    store = built(extract.write(tmp_path / "part.osm"), tmp_path / "store")
    (park,) = store.features(BasemapClass.GREEN)
    assert (park.id, park.name) == ("relation/1", "Halve Park")
    # 4 by 4 thousandths of a degree less 1 by 1, at this latitude
    assert park.geometry.area == pytest.approx(15 * 62.8 * 111.3, rel=0.02)
    assert store.report["faults"] == {PARTIAL_RELATIONS: 1}


@settings(max_examples=25, deadline=None)
@given(
    st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=16),
    st.integers(1, 5),
    st.sets(st.integers(0, 4)),
)
def test_what_is_left_of_a_relation_lies_within_the_whole(
    cells: set[tuple[int, int]], parts: int, lost: set[int]
) -> None:
    """Rings cut into parts of which some are lost: nothing is drawn that was not there."""
    rings = [_ring(x, y) for x, y in sorted(cells)]
    ways: dict[int, bytes] = {}
    for number, ring in enumerate(rings):
        cut = 1 + (parts + number) % 4
        for half, line in enumerate((ring[: cut + 1], ring[cut:])):
            if number not in lost:
                ways[2 * number + half] = shapely.to_wkb(shapely.LineString(line))
    found = closed_rings(range(2 * len(rings)), ways)
    there = [shapely.Polygon(one) for number, one in enumerate(rings) if number not in lost]
    assert found.area == pytest.approx(sum(one.area for one in there))
    assert found.within(shapely.union_all(there).buffer(1e-9)) or found.is_empty


def _ring(x: int, y: int) -> list[tuple[int, int]]:
    """A square that touches no other but at its corners: every second cell is its own."""
    x, y = 3 * x, 3 * y
    return [(x, y), (x + 2, y), (x + 2, y + 1), (x + 2, y + 2), (x, y + 2), (x, y)]


def test_a_bowtie_becomes_valid_or_is_counted(tmp_path: Path) -> None:
    extract = SmallExtract()
    nodes = [extract.node(n, x, y) for n, (x, y) in enumerate([(0, 0), (1, 1), (1, 0), (0, 1)], 1)]
    extract.way(1, *nodes, nodes[0], building="yes")
    extract.square(2, 3, 3, 1, building="yes")
    store = built(extract.write(tmp_path / "bowtie.osm"), tmp_path / "store")
    frame = store.frame(BasemapClass.BUILDING)
    assert frame.is_valid.all()
    assert "way/2" in set(frame["id"])


def test_an_island_lies_in_the_sea(tmp_path: Path) -> None:
    extract = SmallExtract(
        bounds='<bounds minlat="55.69" minlon="12.55" maxlat="55.70" maxlon="12.56"/>'
    )
    extract.square(1, 2, 2, 3, natural="coastline")  # against the clock: land inside
    extract.way(5, extract.node(101, 3, 3), extract.node(102, 4, 4), highway="residential")
    store = built(extract.write(tmp_path / "island.osm"), tmp_path / "store")
    (island,) = store.features(BasemapClass.LAND)
    assert island.geometry.area == pytest.approx(188.6 * 334, rel=0.02)


def test_of_a_country_the_country_around_the_city_is_kept(tmp_path: Path) -> None:
    extract = SmallExtract(bounds='<bounds minlat="54.5" minlon="8" maxlat="58" maxlon="15"/>')
    extract.way(1, extract.node(1, 0, 0), extract.node(2, 1, 1), highway="residential")
    extract.way(2, extract.node(3, -2_350, 470), extract.node(4, -2_351, 470), highway="path")
    path = extract.write(tmp_path / "denmark.osm")
    store = built(path, tmp_path / "store")
    assert (store.report["outside"], store.report["read"].keys()) == (
        {"way": 1},
        {"land", "street"},
    )
    whole = tmp_path / "whole"
    whole.mkdir()
    order = BasemapOrder(origin=path, mapping=None, whole=True, say=lambda _stage, _share: None)
    report = build_store(order, whole).as_json()
    assert (report["outside"], report["kept"]["path"]) == ({}, 1)


def test_the_same_extract_gives_the_same_bytes(tmp_path: Path) -> None:
    extract = SmallExtract()
    for number in range(1, 30):
        extract.square(number, number, number % 5, 0.5, building="yes")
    crossing = extract.node(1001, 5, 5)
    extract.way(501, extract.node(1002, 0, 5), crossing, highway="residential", name="Vestre Gade")
    extract.way(502, crossing, extract.node(1003, 9, 5), highway="residential", name="Vestre Gade")
    path = extract.write(tmp_path / "same.osm")
    one, other = (built(path, tmp_path / name) for name in ("one", "other"))
    names = [str(file.relative_to(one.folder)) for file in one.folder.rglob("*") if file.is_file()]
    assert len(names) > 6
    same = filecmp.cmpfiles(one.folder, other.folder, names, shallow=False)
    assert sorted(same[0]) == sorted(names)
