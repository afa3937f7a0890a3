"""The poster: one page for a wall, with one map and everyone in a list below or beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from atlas.printing.layout import RULER_MM, Paper
from atlas.printing.leaf import Layer, Layout, leaf_book, subtitle_size_pt, title_size_pt
from atlas.printing.leaf_columns import Region, Setting, fill
from atlas.printing.maps.sheet import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atlas.printing.edition import Book, Edition
    from atlas.printing.leaf_lines import Line
    from atlas.printing.wording import Wording
    from geodata.districts import Collection

PAPERS: Final = {
    "a3": Paper(width_mm=297, height_mm=420, side_mm=12, top_mm=12, bottom_mm=12, columns=4),
    "a2": Paper(width_mm=420, height_mm=594, side_mm=16, top_mm=16, bottom_mm=16, columns=6),
}

_A3_SHORT_MM: Final = 297
_HEADER_MM: Final = 41
_STRIP_MM: Final = 32
_STRIP_OF_A_NARROW_MAP_MM: Final = 52
_WIDE_MM: Final = 190
_GAP_MM: Final = 6
_COLUMN_EMS: Final = 21
_MOST_BESIDE: Final = 6
_TITLE_PT: Final = 58
_SUBTITLE_PT: Final = 16
_NOTICE_SHARE: Final = 0.36
_EM_A_PT: Final = 25.4 / 72

_LEAST_OF_THE_MAP: Final = 0.36
"""What of the room under the heading the map has at least, in the direction it shares."""


@dataclass(frozen=True)
class _Poster:
    """The layouts of a poster on a paper lying one way."""

    paper: Paper
    words: Wording

    @property
    def scale(self) -> float:
        """How much larger than on A3 headings and strip are."""
        return min(self.paper.width_mm, self.paper.height_mm) / _A3_SHORT_MM

    def strip_mm(self, across: float) -> float:
        """Return how high the strip below a map is: higher where it is narrow."""
        return _STRIP_MM if across >= _WIDE_MM else _STRIP_OF_A_NARROW_MAP_MM

    @property
    def _top(self) -> float:
        return self.paper.top_mm + _HEADER_MM * self.scale

    @property
    def _room(self) -> tuple[float, float]:
        height = self.paper.height_mm - self._top - self.paper.bottom_mm
        return self.paper.text_width_mm, height

    def below(self, setting: Setting, list_mm: float) -> Layout:
        """Return the layout with the list below the map, as high as given."""
        across, down = self._room
        gutter = _GAP_MM
        column = _COLUMN_EMS * setting.size_pt * _EM_A_PT
        region = Region(
            x_mm=self.paper.side_mm,
            y_mm=self._top + down - list_mm,
            width_mm=across,
            height_mm=list_mm,
            columns=max(1, round((across + gutter) / (column + gutter))),
            gutter_mm=gutter,
        )
        return self._layout(across, down - list_mm - _GAP_MM, region, setting)

    def beside(self, setting: Setting, columns: int) -> Layout:
        """Return the layout with the list beside the map, in so many columns."""
        across, down = self._room
        width = columns * (_COLUMN_EMS * setting.size_pt * _EM_A_PT + _GAP_MM) - _GAP_MM
        region = Region(
            x_mm=self.paper.side_mm + across - width,
            y_mm=self._top,
            width_mm=width,
            height_mm=down,
            columns=columns,
            gutter_mm=_GAP_MM,
        )
        return self._layout(across - width - _GAP_MM, down, region, setting)

    def _layout(self, across: float, down: float, region: Region, setting: Setting) -> Layout:
        strip = self.strip_mm(across)
        frame = Frame(width_mm=across - 2 * RULER_MM, height_mm=down - strip - 2 * RULER_MM)
        return Layout(
            paper=self.paper,
            x_mm=self.paper.side_mm,
            y_mm=self._top,
            frame=frame,
            regions=(region,),
            setting=setting,
        )

    def fitting(self, setting: Setting, lines: Sequence[Line]) -> Iterator[Layout]:
        """Yield the layouts that have room for a list, below the map and beside it."""
        across, down = self._room
        most = math.floor(down * (1 - _LEAST_OF_THE_MAP))
        if self._has_room(self.below(setting, most), lines):
            low, high = 10, most
            while low < high:
                middle = (low + high) // 2
                if self._has_room(self.below(setting, middle), lines):
                    high = middle
                else:
                    low = middle + 1
            yield self.below(setting, high)
        for columns in range(1, _MOST_BESIDE + 1):
            layout = self.beside(setting, columns)
            if layout.frame.width_mm < across * _LEAST_OF_THE_MAP:
                return
            if self._has_room(layout, lines):
                yield layout
                return

    def crowded(self, setting: Setting) -> Iterator[Layout]:
        """Yield the layouts that leave the map as little as it can do with."""
        across, down = self._room
        yield self.below(setting, math.floor(down * (1 - _LEAST_OF_THE_MAP)))
        layouts = (self.beside(setting, one) for one in range(_MOST_BESIDE, 0, -1))
        yield next(one for one in layouts if one.frame.width_mm >= across * _LEAST_OF_THE_MAP)

    def _has_room(self, layout: Layout, lines: Sequence[Line]) -> bool:
        return fill(lines, layout.regions, layout.setting, self.words).fits


def make_poster(edition: Edition, collection: Collection) -> Book:
    """Return the poster of a collection, upright or lying as its map is largest.

    Raises:
        PrintingError: where an outline is damaged, or the scale asked for does not fit.
    """
    words = edition.words
    ways = [_Poster(one, words) for one in (edition.paper, edition.paper.turned)]

    def layouts(setting: Setting, lines: Sequence[Line]) -> list[Layout]:
        return [one for way in ways for one in way.fitting(setting, lines)]

    def least(setting: Setting) -> list[Layout]:
        return [one for way in ways for one in way.crowded(setting)]

    leaf = Layer(edition, collection).lay(layouts, least)
    paper = leaf.layout.paper
    poster = _Poster(paper, words)
    room = paper.text_width_mm * (1 - _NOTICE_SHARE) - 10
    scale = poster.scale
    across = leaf.layout.frame.width_mm + 2 * RULER_MM
    more = {
        "poster": {
            "scale": scale,
            "header_mm": _HEADER_MM * scale,
            "strip_mm": poster.strip_mm(across),
            "is_wide": across >= _WIDE_MM,
            "notice_mm": paper.text_width_mm * _NOTICE_SHARE,
            "title_pt": title_size_pt(words.collection(collection), room, _TITLE_PT * scale),
            "subtitle_pt": subtitle_size_pt(edition, leaf.plan, room, _SUBTITLE_PT * scale),
        },
    }
    return leaf_book(edition, leaf, Frame(width_mm=30, height_mm=30), more)
