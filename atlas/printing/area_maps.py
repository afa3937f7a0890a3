"""The small map on the page of an area or a plan: its outline over the quiet ground around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import shapely

from atlas.printing.area_subjects import members
from atlas.printing.fonts import text_width
from atlas.printing.maps import drawing
from atlas.printing.maps.basemap_on_paper import basemap_on
from atlas.printing.maps.layers_on_paper import LayersOnPaper
from atlas.printing.maps.map_svg import Focus, collection_map
from atlas.printing.maps.markers import Pin, place_markers
from atlas.printing.maps.sheet import Frame, fit_sheet
from atlas.printing.maps.sheets import NumberedSheet, distance_to_edge
from atlas.printing.plan import MARKER_TEXT_SIZE, MarkedSheet
from geodata.crs import to_utm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from atlas.catalogue import Catalogue
    from atlas.printing.area_subjects import Subject
    from atlas.printing.layout import Paper
    from atlas.printing.maps.sheet import Sheet
    from atlas.printing.plan import Plan
    from geodata.basemap.part import BasemapPart

LARGEST_SCALE: Final = 5_000
"""Closer than this a small map shows too little of what lies around to be found again."""

_HEIGHT_TO_WIDTH: Final = 0.72
_INSIDE_THE_FRAME_MM: Final = 2.5
_VEIL: Final = 'fill="#ffffff" fill-opacity="0.42" fill-rule="evenodd"'
_EDGE: Final = drawing.stroke("#7a3412", 2.6)


@dataclass(frozen=True, kw_only=True)
class AreaMap:
    """A small map: what it shows, its markers, and the drawing."""

    layers: LayersOnPaper
    marked: MarkedSheet
    svg: bytes


def area_frame(paper: Paper) -> Frame:
    """Return the size of the small map, which is as wide as a column."""
    width = paper.column_width_mm
    return Frame(width_mm=width, height_mm=width * _HEIGHT_TO_WIDTH)


def area_sheets(subjects: Iterable[Subject], plan: Plan) -> dict[int, Sheet]:
    """Return the sheet of the small map of each subject with an outline, by its page's number."""
    return {one.number: _sheet(one.shape, plan) for one in subjects if one.shape is not None}


def area_maps(
    subjects: Iterable[Subject], plan: Plan, catalogue: Catalogue, basemap: BasemapPart | None
) -> dict[int, AreaMap]:
    """Return the small map of each page whose subject has an outline, by the page's number."""
    sheets = area_sheets(subjects, plan)
    drawer = _Drawer(plan=plan, catalogue=catalogue, basemap=basemap)
    return {
        one.number: drawer.draw(one, one.shape, sheets[one.number])
        for one in subjects
        if one.shape is not None
    }


def _sheet(shape: BaseGeometry, plan: Plan) -> Sheet:
    sheet = fit_sheet(to_utm(shape), area_frame(plan.paper))
    return replace(sheet, scale=max(LARGEST_SCALE, sheet.scale))


@dataclass(frozen=True, kw_only=True)
class _Drawer:
    plan: Plan
    catalogue: Catalogue
    basemap: BasemapPart | None

    def draw(self, subject: Subject, shape: BaseGeometry, sheet: Sheet) -> AreaMap:
        layers = LayersOnPaper(
            catalogue=self.catalogue,
            collection=subject.collection,
            sheet=sheet,
            basemap=basemap_on(self.basemap, sheet) if self.basemap else None,
            about_a_plan=subject.is_plan,
        )
        numbers = self.plan.numbers
        marked = MarkedSheet(
            numbered=NumberedSheet(number=0, sheet=sheet),
            markers=place_markers(list(self._pins(subject, sheet)), sheet, _label_width, numbers),
            shows=subject.collection,
        )
        focus = _focus(sheet.on_paper(shape), sheet)
        svg = collection_map(layers, marked.markers, focus=focus).svg
        return AreaMap(layers=layers, marked=marked, svg=svg)

    def _pins(self, subject: Subject, sheet: Sheet) -> Iterator[Pin]:
        """Yield who works there and lies on the sheet, in the order of their numbers.

        Markers of all around would bury the area that the map is of.
        """
        here = {one.id for one in members(subject, self.catalogue)} & self.plan.spots.keys()
        for one in self.plan.records:
            if one.lat is not None and one.lon is not None and one.id in here:
                x, y = sheet.place_of(lat=one.lat, lon=one.lon)
                if distance_to_edge(sheet, x, y) >= _INSIDE_THE_FRAME_MM:
                    yield Pin(id=one.id, x=x, y=y)


def _focus(shape: BaseGeometry, sheet: Sheet) -> Focus:
    """Return the outline drawn strongly, and a veil over all that lies outside it."""
    edge = drawing.path(drawing.inside(shape, sheet), _EDGE)
    if not shape.area:
        return Focus(shape=shape, svg=edge)
    veil = shapely.difference(drawing.frame_of(sheet), shape)
    return Focus(shape=shape, svg=drawing.path(veil, _VEIL) + edge)


def _label_width(label: str) -> float:
    return text_width(label, MARKER_TEXT_SIZE, weight=700)
