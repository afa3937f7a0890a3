"""What a poster and a leaflet have in common: one map, everyone in a list, and how they share room.

A layout is a frame for the map and regions for the list. Of several the best is taken: the one
whose map has the largest round scale and whose list the largest type, everyone being on it.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from atlas.errors import PrintingError
from atlas.printing.edition import front_map, layers_on, part_around, sealed, view_of
from atlas.printing.fonts import text_width
from atlas.printing.front_matter import cover, empty, front_matter, legend, subtitle
from atlas.printing.layout import RULER_MM
from atlas.printing.leaf_columns import SETTINGS, Filled, Region, Setting, Type, balanced, fill
from atlas.printing.leaf_lines import area_lines, list_lines, more_line
from atlas.printing.map_page import map_page
from atlas.printing.maps.legend_svg import legend_files
from atlas.printing.maps.map_svg import collection_map
from atlas.printing.maps.sheet import Frame, Sheet, fit_sheet, largest_scale
from atlas.printing.maps.sheets import numbered
from atlas.printing.online import code_svg, page_address
from atlas.printing.plan import plan_on, records_of
from atlas.printing.sheet_order import CutSheet, SheetOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shapely.geometry.base import BaseGeometry

    from atlas.printing.edition import Book, Edition
    from atlas.printing.layout import Paper
    from atlas.printing.leaf_lines import Line
    from atlas.printing.maps.markers import Marker
    from atlas.printing.plan import Plan
    from geodata.districts import Collection

MORE: Final = 0
"""The number, which nobody has, of the line that says who has no room."""

_WORTH_OF_TYPE: Final = 1.5
_WORTH_OF_AIR: Final = 0.2
_EASILY_READ_PT: Final = 10
_BOLD: Final = 700
_LEAST_OF_A_SUBTITLE: Final = 0.6


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where on a paper the map and the list stand: the map's corner, frame, and the regions.

    Millimetres from the upper left corner; the map's corner is that of the rulers around it.
    """

    paper: Paper
    x_mm: float
    y_mm: float
    frame: Frame
    regions: tuple[Region, ...]
    setting: Setting

    def mirrored(self) -> Layout:
        """Return the layout of a leaf that is read from right to left."""
        width = self.frame.width_mm + 2 * RULER_MM
        return Layout(
            paper=self.paper,
            x_mm=self.paper.width_mm - self.x_mm - width,
            y_mm=self.y_mm,
            frame=self.frame,
            regions=tuple(one.mirrored(self.paper.width_mm) for one in self.regions),
            setting=self.setting,
        )


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A laid-out leaf: its plan, and the list in its columns."""

    layout: Layout
    plan: Plan
    filled: Filled


@dataclass(frozen=True)
class Layer:
    """Lays out a collection's leaf: tries layouts until everyone has room."""

    edition: Edition
    collection: Collection

    def lay(
        self,
        layouts: Callable[[Setting, Sequence[Line]], Sequence[Layout]],
        least: Callable[[Setting], Sequence[Layout]],
    ) -> Leaf:
        """Return the best leaf of the `layouts` for a setting and a list.

        Where not even the closest setting has room for everyone, that of the `least` layouts is
        taken that has room for most on the largest map. A line says who is missing.

        Raises:
            PrintingError: where an outline is damaged, or the scale asked for does not fit.
        """
        crowded = least(SETTINGS[-1])
        drafted = self._plan(max(crowded, key=self._worth))
        for all_ in (self._lines, self._records_only):
            draft = all_(drafted)
            found = [one for setting in SETTINGS for one in layouts(setting, draft)]
            for layout in sorted(found, key=self._worth, reverse=True):
                plan = self._plan(layout)
                filled = balanced(all_(plan), layout.regions, layout.setting, self.edition.words)
                if filled.fits:
                    return Leaf(layout=layout, plan=plan, filled=filled)
        draft = self._records_only(drafted)
        return self._cut(max(crowded, key=lambda one: self._worth_where_crowded(draft, one)))

    def _cut(self, layout: Layout) -> Leaf:
        """Return a leaf without those for whom there is no room, and with a line about them."""
        words, edition = self.edition.words, self.edition
        plan = self._plan(layout)
        lines = self._records_only(plan)
        address = page_address(edition.public_url, self.collection, words.language)
        longest = more_line(lines, plan, words, address)
        digits = len(str(len(plan.records)))
        last = layout.regions[-1]
        of_type = Type(setting=layout.setting, digits=digits)
        reserved = of_type.height_mm(longest, last.column_mm)
        filled = fill(lines, layout.regions, layout.setting, words, reserved)
        if filled.left:
            filled = filled.with_last(more_line(filled.left, plan, words, address))
        return Leaf(layout=layout, plan=plan, filled=filled)

    def _filled(self, lines: Sequence[Line], layout: Layout) -> Filled:
        return fill(lines, layout.regions, layout.setting, self.edition.words)

    def _worth_where_crowded(self, lines: Sequence[Line], layout: Layout) -> float:
        """Weigh how many are in the list against the size of the map."""
        listed = len(self._filled(lines, layout).numbers)
        return listed / math.sqrt(largest_scale(self._ground, layout.frame))

    def _worth(self, layout: Layout) -> tuple[float, float]:
        """Weigh a layout: a step of the scale is worth about a point and a half of type.

        Type that is easy to read does not get better by growing at the cost of the map.
        """
        size = layout.setting.size_pt * layout.setting.air**_WORTH_OF_AIR
        scale = largest_scale(self._ground, layout.frame)
        return min(size, _EASILY_READ_PT) ** _WORTH_OF_TYPE / scale, size

    @cached_property
    def _ground(self) -> BaseGeometry:
        return SheetOrder(
            catalogue=self.edition.catalogue,
            collection=self.collection,
            scale=self.edition.scale,
            selection=self.edition.selection,
        ).whole()

    def _plan(self, layout: Layout) -> Plan:
        (one,) = numbered([self._sheet(layout.frame)])
        records = records_of(self.edition.catalogue, self.collection, self.edition.selection)
        cut = CutSheet(numbered=one, shows=self.collection)
        return plan_on([cut], layout.paper, self.collection, records)

    def _sheet(self, frame: Frame) -> Sheet:
        fitting, scale = fit_sheet(self._ground, frame), self.edition.scale
        if scale is None:
            return fitting
        if scale < fitting.scale:
            message = (
                f"I 1:{scale} er der ikke plads til det hele på ét kort;"
                f" vælg --scale {fitting.scale} eller et større tal, eller et større --paper."
            )
            raise PrintingError(message)
        middle = {"easting_m": fitting.easting_m, "northing_m": fitting.northing_m}
        return Sheet(frame=frame, scale=scale, **middle)

    def _records_only(self, plan: Plan) -> tuple[Line, ...]:
        return list_lines(plan, self.edition.words, self.edition.built.date())

    def _lines(self, plan: Plan) -> tuple[Line, ...]:
        areas = area_lines(self.edition.catalogue, plan, self.edition.words)
        return (*self._records_only(plan), *areas)


def leaf_book(edition: Edition, leaf: Leaf, front: Frame, more: dict[str, Any]) -> Book:
    """Return a leaf as data and pictures for its template, with `more` that the template needs."""
    plan, words = leaf.plan, edition.words
    layout = leaf.layout.mirrored() if words.runs_left else leaf.layout
    (one,) = plan.sheets
    layers = layers_on(edition, one, part_around(edition, [one.sheet]))
    view = view_of(edition, one)
    page = asdict(map_page(layers, one, plan, words, url=view))
    pictures = {
        **legend_files(),
        "cover.svg": front_map(edition, plan.collection, front),
        f"map-{one.number}.svg": collection_map(layers, one.markers, ruled=one.numbered).svg,
    }
    if view:
        pictures[f"code-{one.number}.svg"] = code_svg(view)
    data = {
        **front_matter(edition, plan, layout.paper),
        "cover": cover(edition, plan, front),
        "legend": legend(edition, plan),
        "maps": [
            page
            | {"at_x_mm": layout.x_mm, "at_y_mm": layout.y_mm}
            | {"markers": _led_to_the_list(page["markers"], one.markers, leaf.filled)}
        ],
        "list": _list(leaf.filled, layout),
        "empty": empty(edition, plan),
        "sources": {},
    }
    return sealed({**data, **more}, pictures, words)


def title_size_pt(text: str, room_mm: float, largest_pt: float) -> float:
    """Return the size at which a bold title stands on one line, at most `largest_pt`."""
    width_pt = text_width(text, 1, _BOLD) * 25.4 / 72
    return min(largest_pt, room_mm / width_pt)


def subtitle_size_pt(edition: Edition, plan: Plan, room_mm: float, largest_pt: float) -> float:
    """Return the size of what stands under the title, in more lines where one is too small."""
    size = title_size_pt(subtitle(edition, plan), room_mm, largest_pt)
    return max(size, _LEAST_OF_A_SUBTITLE * largest_pt)


def _led_to_the_list(
    printed: Sequence[dict[str, Any]], markers: Sequence[Marker], filled: Filled
) -> list[dict[str, Any]]:
    """Return markers that lead to the first of their numbers in the list, or to what is more."""
    shown = filled.numbers
    firsts = [next((n for n in one.numbers if n in shown), MORE) for one in markers]
    return [one | {"first": first} for one, first in zip(printed, firsts, strict=True)]


def _list(filled: Filled, layout: Layout) -> dict[str, Any]:
    return {
        **asdict(filled.setting),
        "number_mm": filled.number_mm,
        "regions": [
            {
                "page": region.page,
                "x_mm": region.x_mm,
                "y_mm": region.y_mm,
                "width_mm": region.width_mm,
                "height_mm": region.height_mm,
                "column_mm": region.column_mm,
                "gutter_mm": region.gutter_mm,
                "columns": [[asdict(line) for line in column] for column in columns],
            }
            for region, columns in zip(layout.regions, filled.columns, strict=True)
        ],
    }
