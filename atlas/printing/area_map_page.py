"""The words around an area's small map, and where the large maps show the area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.printing.map_page import PrintedMarker, ScaleBar, map_page
from atlas.printing.maps.sheets import distance_to_edge

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from atlas.printing.area_maps import AreaMap
    from atlas.printing.area_subjects import Subject
    from atlas.printing.plan import Plan
    from atlas.printing.wording import Wording


@dataclass(frozen=True, kw_only=True)
class AreaSpot:
    """Where the large maps show an area's middle: the sheet's number, and sheet and cell."""

    sheet: int
    text: str


@dataclass(frozen=True, kw_only=True)
class PrintedAreaMap:
    """A small map with its markers and scale; lengths in millimetres."""

    file: str
    alt: str
    width_mm: float
    height_mm: float
    markers: tuple[PrintedMarker, ...]
    scale: str
    bar: ScaleBar


def printed_map(subject: Subject, drawn: AreaMap, plan: Plan, words: Wording) -> PrintedAreaMap:
    """Return the small map of a page in the words of its book."""
    page = map_page(drawn.layers, drawn.marked, plan, words)
    scale = words.number(drawn.marked.sheet.scale)
    markers = words.count("map.markers", len(page.markers))
    key = "areas.map_alt" if page.markers else "areas.map_alt_empty"
    return PrintedAreaMap(
        file=subject.file,
        alt=words.say(key, name=subject.name, scale=scale, markers=markers),
        width_mm=page.width_mm,
        height_mm=page.height_mm,
        markers=page.markers,
        scale=words.say("areas.scale", scale=scale),
        bar=page.bar,
    )


def spot_of(shape: BaseGeometry, plan: Plan, words: Wording) -> AreaSpot | None:
    """Return on which sheet a shape's middle (WGS84) lies, and in which cell.

    Of several that show it, the sheet of the largest scale, and of those where it lies deepest.
    """
    middle = shape.representative_point()
    found = []
    for one in plan.sheets:
        x, y = one.sheet.place_of(lat=middle.y, lon=middle.x)
        inside = distance_to_edge(one.sheet, x, y)
        if inside > 0:
            rank = (-one.sheet.scale, inside, -one.number)
            found.append((rank, one.numbered.cell(x, y)))
    if not found:
        return None
    (_, _, number), cell = max(found)
    key = "directory.spot" if len(plan.sheets) > 1 else "areas.spot"
    return AreaSpot(sheet=-number, text=words.say(key, sheet=-number, cell=cell))
