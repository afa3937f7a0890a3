"""The ground of a printed map where two sources meet: no thread of sea, one tint to the outline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import shapely

from atlas.ground_symbology import GROUND_STYLES
from atlas.printing.maps.basemap_on_paper import BasemapOnPaper
from atlas.printing.maps.drawing import frame_of
from atlas.printing.maps.ground_svg import ground
from atlas.printing.maps.layers_on_paper import LayersOnPaper
from atlas.printing.maps.sheet import Frame, Sheet
from geodata.districts import Collection
from tests.atlas.printing.catalogues import town

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

LAND, NEIGHBOUR, OWN = (
    GROUND_STYLES[kind].fill[0] for kind in ("land", "land-neighbour", "district")
)


def on_paper(gap: int, scale: int) -> LayersOnPaper:
    """A sheet in the middle of Nørrebro with the city in the west, and something beside it."""
    sheet = Sheet(
        frame=Frame(width_mm=40, height_mm=40), easting_m=722_900, northing_m=6_177_900, scale=scale
    )
    west, east = shapely.box(-300, -300, 2_000, 4_300), shapely.box(2_000 + gap, -300, 4_300, 4_300)
    drawn: dict[str, BaseGeometry] = {"land": west, "land-neighbour": east}
    reach = frame_of(sheet).buffer(1_000)
    ground_here = BasemapOnPaper(drawn=drawn, named={}, reach=reach, sources=())
    return LayersOnPaper(
        catalogue=town(), collection=Collection.NOERREBRO, sheet=sheet, basemap=ground_here
    )


def painted(layers: LayersOnPaper, colour: str) -> list[str]:
    drawn = "".join(ground(layers))
    return re.findall(rf'<path d="([^"]*)" fill="{colour}"', drawn)


@pytest.mark.parametrize(
    ("gap", "scale", "seams"), [(30, 5_000, 1), (300, 5_000, 0), (30, 90_000, 0)]
)
def test_between_two_lands_that_all_but_meet_there_is_no_sea(
    gap: int, scale: int, seams: int
) -> None:
    assert len(painted(on_paper(gap, scale), NEIGHBOUR)) == 1 + seams


def test_a_district_is_tinted_as_far_as_its_outline_whoever_drew_the_land() -> None:
    layers = on_paper(30, 5_000)
    assert all(shape.contains(frame_of(layers.sheet)) for _, shape in layers.own_districts)
    assert len(painted(layers, OWN)) == 3
