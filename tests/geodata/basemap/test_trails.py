"""Lines in the order of a pen: the same stretches, fewer lines, shorter ways between them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.basemap.trails import trails

steps = st.tuples(st.integers(0, 40), st.integers(0, 40))
lines = st.lists(st.lists(steps, min_size=2, max_size=5, unique=True), max_size=12)


def stretches(shapes: np.ndarray) -> list[tuple[tuple[float, float], ...]]:
    """Every stretch between two corners, whichever way it goes."""
    found = []
    for one in shapes:
        corners = [(x, y) for x, y in shapely.get_coordinates(one)]
        found += [tuple(sorted(pair)) for pair in pairwise(corners)]
    return sorted(found)


@given(lines)
def test_every_stretch_is_there_once_as_before(given_lines: list[list[tuple[int, int]]]) -> None:
    shapes = np.array([shapely.linestrings(one) for one in given_lines], dtype=object)
    found = trails(shapes)
    assert stretches(found) == stretches(shapes)
    assert len(found) <= len(shapes)


def test_streets_are_led_on_over_crossings_and_turned_where_that_is_shorter() -> None:
    crossing, far = (10, 10), [(900, 900), (910, 900)]
    given_lines = [far, [crossing, (20, 10)], [(10, 0), crossing], [(10, 30), crossing]]
    shapes = np.array([shapely.linestrings(one) for one in given_lines], dtype=object)
    found = [shapely.get_coordinates(one).tolist() for one in trails(shapes)]
    assert found[0] == [[10, 0], [10, 10], [20, 10]]
    assert found[1] in ([[10, 10], [10, 30]], [[10, 30], [10, 10]])
    assert found[2] == [[900, 900], [910, 900]]
