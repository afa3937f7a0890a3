"""Two thousand records anywhere in a district, on the sheets of its book: by the layout's boxes."""

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import shapely

from atlas.catalogue import Catalogue, Entry
from atlas.printing.layout import PAPERS
from atlas.printing.maps.layers_on_paper import LayersOnPaper, shape_of
from atlas.printing.maps.map_svg import DrawnMap, collection_map
from atlas.printing.maps.markers import Pin, number_ranges, place_markers
from atlas.printing.maps.sheet import Frame, Sheet
from atlas.printing.maps.spreading import Box
from atlas.printing.plan import MarkedSheet, Plan, plan_book
from geodata.districts import Collection
from tests.atlas.printing.catalogues import town
from tests.atlas.printing.test_numbers import numbers_of

COUNT = 2_000
COLLECTION = Collection.TINGBJERG, Collection.NOERREBRO
"""One sheet that lies, and three that stand."""


def entries(collection: Collection, seed: int) -> Iterator[Entry]:
    """Invented actors, each at a place of its own inside the bounds of the district."""
    chance = random.Random(seed)  # noqa: S311 - points on a map, no secret
    (district,) = town().layers[collection, "district"]
    west, south, east, north = shape_of(district).bounds
    for number in range(COUNT):
        at = [chance.uniform(west, east), chance.uniform(south, north)]
        yield Entry(
            id=f"a-{number}",
            layer="actors",
            geometry={"type": "Point", "coordinates": at},
            properties={
                "name": f"Aktør {number}",
                "home": collection,
                "themes": ["bolig"],
                "areas": [],
                "location": {"precision": "address"},
            },
        )


def crowded(collection: Collection, seed: int) -> Catalogue:
    """The town with no other records in a district."""
    layers = {
        **town().layers,
        (collection, "actors"): tuple(entries(collection, seed)),
        (collection, "projects"): (),
    }
    return replace(town(), layers=layers)


@cache
def drawn(
    collection: Collection, seed: int = 7
) -> tuple[Plan, tuple[tuple[MarkedSheet, DrawnMap], ...]]:
    """The book of a crowded district, and each of its sheets as it is drawn."""
    catalogue = crowded(collection, seed)
    plan = plan_book(catalogue, collection, PAPERS["a4"])
    layers = (
        LayersOnPaper(catalogue=catalogue, collection=collection, sheet=one.sheet)
        for one in plan.sheets
    )
    return plan, tuple(
        (one, collection_map(of, one.markers)) for one, of in zip(plan.sheets, layers, strict=True)
    )


def alone(on: MarkedSheet, found: DrawnMap) -> list[Box]:
    """The boxes of a sheet's markers, and of all names but those of streets."""
    return [*(one.box for one in on.markers), *(one.box for one in found.names)]


def groups(on: MarkedSheet, found: DrawnMap) -> list[list[Box]]:
    """Everything that must keep apart on a sheet; the boxes of one street's name are one."""
    return [*([box] for box in alone(on, found)), *(list(one.boxes) for one in found.streets)]


def overlapping(groups_of: list[list[Box]]) -> list[tuple[int, int]]:
    """Pairs of groups of which any boxes share any area."""
    boxes = np.array(
        [(b.left, b.top, b.left + b.width, b.top + b.height) for of in groups_of for b in of]
    )
    owner = np.repeat(np.arange(len(groups_of)), [len(of) for of in groups_of])
    one, other = boxes[:, None], boxes[None]
    shared = np.all((one[..., :2] < other[..., 2:]) & (other[..., :2] < one[..., 2:]), axis=2)
    shared &= owner[:, None] < owner[None]
    return [(int(owner[a]), int(owner[b])) for a, b in np.argwhere(shared)]


@pytest.mark.parametrize("collection", COLLECTION)
def test_no_marker_and_no_name_lies_on_another(collection: Collection) -> None:
    for on, found in drawn(collection)[1]:
        assert len(on.markers) > 40
        assert overlapping(groups(on, found)) == []
        for box in alone(on, found):
            assert on.sheet.shows(box.left, box.top)
            assert on.sheet.shows(box.left + box.width, box.top + box.height)
        for street in found.streets:
            assert on.sheet.shows(street.x, street.y)


def test_boxes_that_overlap_would_be_found() -> None:
    lower, upper = Box(left=0, top=0, width=9, height=9), Box(left=8, top=8, width=9, height=9)
    beside = Box(left=9, top=0, width=9, height=8)
    assert overlapping([[lower], [upper], [beside]]) == [(0, 1)]


@pytest.mark.parametrize("collection", COLLECTION)
def test_every_record_is_on_its_own_sheet_and_on_each_that_shows_it(
    collection: Collection,
) -> None:
    plan, sheets = drawn(collection)
    assert len(plan.records) == COUNT
    on_sheet = {
        on.number: {pin.id for marker in on.markers for pin in marker.pins} for on, _ in sheets
    }
    assert len(plan.spots) > 0.9 * COUNT, "a corner of the district's bounds lies on no sheet"
    for own, spot in plan.spots.items():
        assert own in on_sheet[spot.sheet]
    assert set().union(*on_sheet.values()) == set(plan.spots)


@pytest.mark.parametrize("collection", COLLECTION)
def test_the_numbers_on_the_markers_are_those_of_their_records(collection: Collection) -> None:
    plan, sheets = drawn(collection)
    assert sorted(plan.numbers.values()) == list(range(1, COUNT + 1))
    gathered = 0
    for on, _ in sheets:
        told = [number for marker in on.markers for number in numbers_of(marker.label)]
        assert len(told) == len(set(told)), "a number stands once on a sheet"
        for marker in on.markers:
            assert numbers_of(marker.label) == sorted(plan.numbers[pin.id] for pin in marker.pins)
            assert marker.label == number_ranges(marker.numbers)
            gathered += marker.gathers
    assert gathered > 20


def test_numbers_too_many_for_any_label_are_told_by_the_first_and_the_last() -> None:
    """A small map of one area has numbers of the whole district, and none of them is its own."""
    chance = random.Random(3)  # noqa: S311 - points on a map, no secret
    sheet = Sheet(frame=Frame(width_mm=80, height_mm=60), easting_m=0, northing_m=0, scale=5_000)
    pins = [
        Pin(id=str(n), x=chance.uniform(0, 8_000), y=chance.uniform(0, 6_000)) for n in range(900)
    ]
    odd = dict(enumerate(chance.sample(pins, len(pins))))
    numbers = {one.id: 2 * number + 1 for number, one in odd.items()}
    markers = place_markers(pins, sheet, lambda label: 150 * len(label), numbers)
    assert sorted(number for one in markers for number in one.numbers) == sorted(numbers.values())
    assert all(one.in_short for one in markers)
    for one in markers:
        assert one.label == f"{one.numbers[0]}\N{HORIZONTAL ELLIPSIS}{one.numbers[-1]}"


@pytest.mark.parametrize("seed", range(2))
def test_wherever_chance_puts_them_on_the_smallest_district(seed: int) -> None:
    plan, ((on, found),) = drawn(Collection.TINGBJERG, seed)
    assert overlapping(groups(on, found)) == []
    told = sorted(number for marker in on.markers for number in numbers_of(marker.label))
    assert told == sorted(plan.numbers[one] for one in plan.spots)


def test_a_marker_that_gathers_stands_in_the_middle_of_its_points() -> None:
    _, ((on, _),) = drawn(Collection.TINGBJERG)
    for marker in (one for one in on.markers if one.gathers):
        points = shapely.MultiPoint([(pin.x, pin.y) for pin in marker.pins])
        assert points.envelope.buffer(1).contains(shapely.Point(marker.point))
