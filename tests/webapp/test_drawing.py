"""Outlines as small drawings: in their frame, in proportion, north up."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, Any

import pytest

from webapp.drawing import SIZE, Frame, bounds_of, still_map

if TYPE_CHECKING:
    from atlas.catalogue import Catalogue

SQUARE: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [[[12.5, 55.6], [12.6, 55.6], [12.6, 55.7], [12.5, 55.7], [12.5, 55.6]]],
}


def points(path: str) -> list[tuple[float, float]]:
    """The corners of a path of one part, whose steps each count from the last corner."""
    numbers = [float(one) for one in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", path)]
    steps = list(zip(numbers[::2], numbers[1::2], strict=True))
    return [
        (sum(x for x, _ in steps[:n]), sum(y for _, y in steps[:n]))
        for n in range(1, len(steps) + 1)
    ]


def test_a_drawing_fills_its_frame() -> None:
    frame = Frame.around(bounds_of(SQUARE))
    xs, ys = zip(*points(frame.path(SQUARE)), strict=True)
    assert min(xs) == pytest.approx(4)
    assert min(ys) == pytest.approx(4)
    assert max(ys) == pytest.approx(SIZE - 4)
    # A degree east is about 0.565 of a degree north at Copenhagen.
    assert (max(xs) - 4) / (SIZE - 8) == pytest.approx(0.565, abs=0.003)


def test_north_is_up_and_east_is_right() -> None:
    frame = Frame.around(bounds_of(SQUARE))
    assert frame.point(12.5, 55.7)[1] < frame.point(12.5, 55.6)[1]
    assert frame.point(12.6, 55.6)[0] > frame.point(12.5, 55.6)[0]


def test_holes_parts_and_lines_are_drawn() -> None:
    frame = Frame.around(bounds_of(SQUARE))
    hole = [[12.52, 55.62], [12.54, 55.62], [12.54, 55.64], [12.52, 55.62]]
    many = {"type": "MultiPolygon", "coordinates": [[SQUARE["coordinates"][0], hole]]}
    assert frame.path(many).count("z") == 2
    line = {"type": "MultiLineString", "coordinates": [SQUARE["coordinates"][0][:2]] * 2}
    assert frame.path(line).count("M") == 2
    assert "z" not in frame.path(line)
    assert frame.path(None) == ""


def test_corners_too_close_to_see_are_left_out() -> None:
    frame = Frame.around(bounds_of(SQUARE))
    ring = [[12.5 + step / 1_000_000, 55.6] for step in range(100_000)]
    assert len(points(frame.path({"type": "LineString", "coordinates": ring}))) < 200


def test_a_still_picture_shows_the_ground_around_its_places(catalogue: Catalogue) -> None:
    (district,) = catalogue.layers["noerrebro", "district"]
    assert district.geometry is not None
    picture = still_map(catalogue, bounds_of(district.geometry), ["noerrebro"], [])
    assert {kind for kind, _ in picture.beneath} == {"land", "land-neighbour"}
    assert {"green", "lake", "street-1", "street-2", "s-train"} <= {
        kind for kind, _ in picture.above
    }
    weight = len(gzip.compress("".join(path for _, path in picture.above).encode()))
    assert weight < 15_000
