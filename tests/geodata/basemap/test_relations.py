"""Multipolygons of an extract: whole, of the old style, and what is left of broken ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.basemap.classes import BasemapClass
from geodata.basemap.extract_faults import (
    BROKEN_RELATIONS,
    PARTIAL_RELATIONS,
    UNCLEAR_RELATIONS,
    UNTAGGED_RELATIONS,
)
from geodata.basemap.osm_relations import closed_rings
from tests.geodata.basemap.building import SmallExtract, built

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geodata.basemap.store import BasemapStore


def only(store: BasemapStore, cls: BasemapClass) -> BaseGeometry:
    (feature,) = store.features(cls)
    return feature.geometry


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
