"""The paper of the atlas: sizes, margins, and how large a map each leaves room for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from atlas.errors import PrintingError
from atlas.printing.maps.sheet import Frame


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A format with its margins in millimetres; `columns` is how many the directory runs in."""

    width_mm: float
    height_mm: float
    side_mm: float
    top_mm: float
    bottom_mm: float
    columns: int

    @property
    def text_width_mm(self) -> float:
        """The width between the margins."""
        return self.width_mm - 2 * self.side_mm

    @property
    def map_frame(self) -> Frame:
        """The map's size: the page without margins, heading and the strip below the map."""
        height = self.height_mm - self.top_mm - self.bottom_mm - _HEADING_MM - _STRIP_MM
        return Frame(width_mm=self.text_width_mm, height_mm=height)

    @property
    def cover_frame(self) -> Frame:
        """The size of the picture on the cover."""
        return Frame(width_mm=self.text_width_mm, height_mm=self.height_mm * _COVER_SHARE)


_HEADING_MM: Final = 15
_STRIP_MM: Final = 30
_COVER_SHARE: Final = 0.57

PAPERS: Final = {
    "a4": Paper(width_mm=210, height_mm=297, side_mm=20, top_mm=24, bottom_mm=21, columns=1),
    "a3": Paper(width_mm=297, height_mm=420, side_mm=24, top_mm=27, bottom_mm=24, columns=2),
}


def paper_named(name: str) -> Paper:
    """Return a format by its name.

    Raises:
        PrintingError: where the atlas is not laid out for it.
    """
    try:
        return PAPERS[name]
    except KeyError:
        message = f"«{name}» er intet papirformat, atlasset kan trykkes på; vælg a4 eller a3."
        raise PrintingError(message) from None
