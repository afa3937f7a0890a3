"""Reading OpenStreetMap extracts: real ones, cut ones, broken ones, empty ones."""

from __future__ import annotations

import filecmp
from typing import TYPE_CHECKING

import osmium
import pytest
import shapely

from geodata.basemap.build import NOT_COPENHAGEN, BasemapOrder, build_store
from geodata.basemap.classes import BasemapClass
from geodata.basemap.extract_faults import (
    BROKEN_RELATIONS,
    CUT_AREAS,
    CUT_WAYS,
    LOST_WAYS,
    UNTAGGED_RELATIONS,
)
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


@pytest.mark.parametrize("name", ["kbh_central_2011-12.osm.pbf", "kalvebod_amager_2015-05.osm"])
def test_a_file_broken_in_the_middle_is_refused_in_words(
    name: str, reference: Path, tmp_path: Path
) -> None:
    content = bytearray((reference / "osm" / name).read_bytes())
    middle = len(content) // 2
    content[middle : middle + 400] = b"<\x00\xff>" * 100
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BasemapInputError, match="beskadiget"):
        built(tmp_path / name, tmp_path / "store")


def test_a_real_extract_full_of_gaps_is_built_and_counted(reference: Path, tmp_path: Path) -> None:
    """Every ninth node and every seventh way are gone: what hangs on them is parted or counted."""
    gaps = tmp_path / "gaps.osm.pbf"
    whole = reference / "osm" / "kalvebod_amager_2015-05.osm"
    with osmium.SimpleWriter(str(gaps)) as writer:
        for one in osmium.FileProcessor(str(whole)):
            if one.id % {"n": 9, "w": 7}.get(one.type_str(), one.id + 1):
                writer.add(one)
    store = built(gaps, tmp_path / "store")
    faults = store.report["faults"]
    assert min(faults[CUT_WAYS], faults[CUT_AREAS]) > 10
    assert len(store.frame(BasemapClass.STREET)) > 100
    for cls, read in store.report["read"].items():
        assert read == store.report["kept"][cls] + sum(
            store.report["dropped"].get(cls, {}).values()
        )


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
