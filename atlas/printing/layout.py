"""The paper of the atlas: sizes, margins, and how large a map each leaves room for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from atlas.printing.maps.sheet import Frame


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A format with its margins in millimetres; `columns` is how many the directory runs in.

    `overview_share` is how much of a page's height the map of all sheets takes, below the key.
    """

    width_mm: float
    height_mm: float
    side_mm: float
    top_mm: float
    bottom_mm: float
    columns: int
    map_side_mm: float = 12
    map_top_mm: float = 17
    map_bottom_mm: float = 13
    overview_share: float = 0.42

    @property
    def is_landscape(self) -> bool:
        """Whether it lies on its long side."""
        return self.width_mm > self.height_mm

    @property
    def text_width_mm(self) -> float:
        """The width between the margins."""
        return self.width_mm - 2 * self.side_mm

    @property
    def map_frame(self) -> Frame:
        """The map's size: its page without margins, rulers, heading and the strip below the map."""
        height = self.height_mm - self.map_top_mm - self.map_bottom_mm
        return Frame(
            width_mm=self.width_mm - 2 * self.map_side_mm - 2 * RULER_MM,
            height_mm=height - _MAP_HEADING_MM - 2 * RULER_MM - STRIP_MM,
        )

    @property
    def cover_frame(self) -> Frame:
        """The size of the picture on the cover: beneath the title, or beside it on a wide page."""
        if self.is_landscape:
            width = self.text_width_mm * _BESIDE_SHARE
            return Frame(width_mm=width, height_mm=self.height_mm * _COVER_SHARE_BESIDE)
        return Frame(width_mm=self.text_width_mm, height_mm=self.height_mm * _COVER_SHARE)

    @property
    def column_width_mm(self) -> float:
        """The width of one of the directory's columns."""
        return (self.text_width_mm - (self.columns - 1) * GUTTER_MM) / self.columns

    @property
    def overview_frame(self) -> Frame:
        """The map that shows how the sheets lie: below the key, or on a wide page by itself."""
        height = self.height_mm - self.top_mm - self.bottom_mm
        if self.is_landscape:
            return Frame(width_mm=self.text_width_mm, height_mm=height - _OVERVIEW_TEXT_MM)
        two_of_three_columns = (2 * self.text_width_mm - GUTTER_MM) / 3
        return Frame(width_mm=two_of_three_columns, height_mm=height * self.overview_share)

    @property
    def turned(self) -> Paper:
        """The same paper lying on its other side, with as many columns as it has room for."""
        columns = self.columns + (1 if self.width_mm < self.height_mm else -1)
        return replace(self, width_mm=self.height_mm, height_mm=self.width_mm, columns=columns)


RULER_MM: Final = 4.5
"""The width of the rulers around a map that letter and number its cells."""

STRIP_MM: Final = 31
"""The strip below a map: scale, legend, locator."""

GUTTER_MM: Final = 7
"""The space between two columns of the directory."""

_MAP_HEADING_MM: Final = 9
_OVERVIEW_TEXT_MM: Final = 42
_BESIDE_SHARE: Final = 0.56
_COVER_SHARE: Final = 0.57
_COVER_SHARE_BESIDE: Final = 0.7

PAPERS: Final = {
    "a4": Paper(width_mm=210, height_mm=297, side_mm=18, top_mm=22, bottom_mm=18, columns=2),
    "a3": Paper(
        width_mm=297,
        height_mm=420,
        side_mm=24,
        top_mm=27,
        bottom_mm=24,
        columns=3,
        overview_share=0.6,
    ),
}
