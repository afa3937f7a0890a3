"""Tests that the ground, packed for a script, is still the ground."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.catalogue import Entry
from atlas.ground import STEPS_A_DEGREE, packed_ground

LON = st.floats(min_value=-180, max_value=180)
LAT = st.floats(min_value=-89, max_value=89)
LINES = st.lists(st.tuples(LON, LAT), min_size=2, max_size=20)


def ground(geometry: dict[str, Any] | None, kind: str = "lake", rank: int = 1) -> Entry:
    properties = {"name": "Søen", "kind": kind, "rank": rank}
    return Entry(id="g-1", layer="baggrund", geometry=geometry, properties=properties)


def numbers_in(letters: str) -> list[int]:
    """Read letters as their published description says: five bits each, lowest first."""
    numbers, value, shift = [], 0, 0
    for letter in letters:
        bits = ord(letter) - 63
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value, shift = 0, 0
    return numbers


def corners(letters: str) -> list[tuple[float, float]]:
    found, lon, lat = [], 0, 0
    steps = numbers_in(letters)
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        lon, lat = lon + east, lat + north
        found.append((lon / STEPS_A_DEGREE, lat / STEPS_A_DEGREE))
    return found


def unpacked(*entries: Entry) -> dict[str, list[list[Any]]]:
    packed = json.loads(packed_ground(entries))
    assert packed["steps"] == STEPS_A_DEGREE
    kinds: dict[str, list[list[Any]]] = packed["kinds"]
    return kinds


@given(line=LINES)
def test_a_line_comes_back_within_half_a_step(line: list[tuple[float, float]]) -> None:
    geometry = {"type": "LineString", "coordinates": line}
    [[_name, _rank, [part]]] = unpacked(ground(geometry, "metro"))["metro"]
    whole = [tuple(round(one * STEPS_A_DEGREE) for one in corner) for corner in line]
    told = [here for before, here in zip([None, *whole], whole, strict=False) if here != before]
    assert corners(part) == [pytest.approx([one / STEPS_A_DEGREE for one in pair]) for pair in told]


def test_the_example_of_the_published_format_is_written_the_same() -> None:
    # Google, «Encoded Polyline Algorithm Format»: (38.5, -120.2) in steps of 1/100,000 degree.
    line = [(38.5 * 100_000 / STEPS_A_DEGREE, 0.0), (0.0, 0.0)]
    geometry = {"type": "LineString", "coordinates": line}
    [[_name, _rank, [part]]] = unpacked(ground(geometry))["lake"]
    assert part.startswith("_p~iF")


def test_a_lake_with_an_island_keeps_both_rings_open() -> None:
    outer = [[12.0, 55.0], [12.1, 55.0], [12.1, 55.1], [12.0, 55.0]]
    inner = [[12.05, 55.01], [12.06, 55.01], [12.06, 55.02], [12.05, 55.01]]
    [[name, rank, parts]] = unpacked(ground({"type": "Polygon", "coordinates": [outer, inner]}))[
        "lake"
    ]
    assert (name, rank) == ("Søen", 1)
    assert [len(corners(part)) for part in parts] == [3, 3]


def test_what_has_no_geometry_is_left_out() -> None:
    assert unpacked(ground(None)) == {}
