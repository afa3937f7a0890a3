"""The folded leaflet: two pages in panels, with marks for cutting and folding in the margin.

A4 is folded twice into three panels, as a letter is: the panel that is folded in is 2 mm narrower,
so that it lies flat. A3 is folded once in the middle into four pages of A4. The first page is the
outside, the second the inside. Where one reads from right to left, the panels run so too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from atlas.printing.layout import RULER_MM, Paper
from atlas.printing.leaf import Layer, Layout, leaf_book, subtitle_size_pt, title_size_pt
from atlas.printing.leaf_columns import SETTINGS, Region, Setting, fill
from atlas.printing.maps.sheet import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atlas.printing.book import Book, Edition
    from atlas.printing.leaf_lines import Line
    from atlas.printing.wording import Wording
    from geodata.districts import Collection

_A4: Final = Paper(width_mm=297, height_mm=210, side_mm=5.5, top_mm=6, bottom_mm=6, columns=3)
_A3: Final = Paper(width_mm=420, height_mm=297, side_mm=6, top_mm=6, bottom_mm=6, columns=2)

PAPERS: Final = {"a4": _A4, "a3": _A3}
"""Lying on their long side; the margins are what is cut away."""

OUTSIDE: Final = 1
INSIDE: Final = 2

_PADDING_MM: Final = 6
_HEADING_MM: Final = 9
_TITLE_PT: Final = 64
_SUBTITLE_PT: Final = 20
_LARGE_ENOUGH_PT: Final = 8
_GUTTER_MM: Final = 5
_COLUMN_EMS: Final = 18
_NARROW_EMS: Final = 15


@dataclass(frozen=True, kw_only=True)
class Fold:
    """How a sheet is folded: its inside panels from where one begins to read, and its strip.

    The widths are in millimetres; the last panel is the one that is folded in, where there are
    three. `strip_mm` is what stands below the map.
    """

    name: str
    paper: Paper
    panels_mm: tuple[float, ...]
    strip_mm: float

    @property
    def height_mm(self) -> float:
        """The height of the panels once the sheet is cut."""
        return self.paper.height_mm - self.paper.top_mm - self.paper.bottom_mm

    def inside(self, panel: int) -> tuple[float, float]:
        """Return where a panel of the inside begins and how wide it is."""
        starts = list(accumulate(self.panels_mm, initial=self.paper.side_mm))
        return starts[panel], self.panels_mm[panel]

    def outside(self, panel: int) -> tuple[float, float]:
        """Return where the back of an inside panel begins on the outside, and how wide it is."""
        start, width = self.inside(panel)
        return self.paper.width_mm - start - width, width

    def folds_mm(self, *, outside: bool, runs_left: bool) -> list[float]:
        """Return where the folds cross a page, from its left edge."""
        inside = [self.inside(panel)[0] for panel in range(1, len(self.panels_mm))]
        if outside == runs_left:
            return inside
        return sorted(self.paper.width_mm - one for one in inside)


FOLDS: Final = {
    "a4": Fold(name="a4", paper=_A4, panels_mm=(96, 96, 94), strip_mm=29),
    "a3": Fold(name="a3", paper=_A3, panels_mm=(204, 204), strip_mm=27),
}


@dataclass(frozen=True)
class _Leaflet:
    """The layouts of a leaflet."""

    fold: Fold
    edition: Edition

    def fitting(self, setting: Setting, lines: Sequence[Line]) -> Iterator[Layout]:
        """Yield the layout that has room for a list in the fewest panels and columns.

        A list that is large enough on the inside does not grow on to the flap.
        """
        for layout in self._layouts(setting):
            if len(layout.regions) > 1 and setting.size_pt > _LARGE_ENOUGH_PT:
                return
            if fill(lines, layout.regions, setting, self.edition.words).fits:
                yield layout
                return

    def crowded(self, setting: Setting) -> Iterator[Layout]:
        """Yield the layout with the most room for the list."""
        yield list(self._layouts(setting))[-1]

    def _layouts(self, setting: Setting) -> Iterator[Layout]:
        # Narrow columns take more of a list, and are read less well: only in the closest setting.
        narrow = (False, True) if setting == SETTINGS[-1] else (False,)
        for of in narrow:
            if len(self.fold.panels_mm) > 2:  # noqa: PLR2004 - a flap is the third
                inner = self._region(self.fold.inside(2), setting, INSIDE, narrow=of)
                flap = self._region(self.fold.outside(2), setting, OUTSIDE, narrow=of)
                yield self._layout(2, (inner,), setting)
                yield self._layout(2, (inner, flap), setting)
            else:
                panel = self._region(self.fold.inside(1), setting, INSIDE, narrow=of)
                yield self._layout(1, (panel,), setting)

    def _region(
        self, panel: tuple[float, float], setting: Setting, page: int, *, narrow: bool
    ) -> Region:
        start, width = panel
        room = width - 2 * _PADDING_MM
        ems = _NARROW_EMS if narrow else _COLUMN_EMS
        column = ems * setting.size_pt * 25.4 / 72
        return Region(
            x_mm=start + _PADDING_MM,
            y_mm=self.fold.paper.top_mm + _PADDING_MM,
            width_mm=room,
            height_mm=self.fold.height_mm - 2 * _PADDING_MM,
            columns=max(1, int((room + _GUTTER_MM) / (column + _GUTTER_MM))),
            gutter_mm=_GUTTER_MM,
            page=page,
        )

    def _layout(self, panels: int, regions: tuple[Region, ...], setting: Setting) -> Layout:
        """Return the layout with the map across the first panels of the inside."""
        fold = self.fold
        width = sum(fold.panels_mm[:panels]) - 2 * _PADDING_MM
        height = fold.height_mm - 2 * _PADDING_MM - _HEADING_MM - fold.strip_mm
        return Layout(
            paper=fold.paper,
            x_mm=fold.paper.side_mm + _PADDING_MM,
            y_mm=fold.paper.top_mm + _PADDING_MM + _HEADING_MM,
            frame=Frame(width_mm=width - 2 * RULER_MM, height_mm=height - 2 * RULER_MM),
            regions=regions,
            setting=setting,
        )


def make_leaflet(edition: Edition, collection: Collection) -> Book:
    """Return the leaflet of a collection.

    Raises:
        PrintingError: where an outline is damaged, or the scale asked for does not fit.
    """
    words = edition.words
    fold = next(one for one in FOLDS.values() if one.paper == edition.paper)
    leaflet = _Leaflet(fold, edition)
    leaf = Layer(edition, collection).lay(
        lambda setting, lines: list(leaflet.fitting(setting, lines)),
        lambda setting: list(leaflet.crowded(setting)),
    )
    _, width = fold.outside(0)
    room = width - 2 * _PADDING_MM
    front = Frame(width_mm=room, height_mm=fold.height_mm * 0.42)
    name = words.collection_in_a_sentence(collection)
    more = {
        "title_pt": title_size_pt(words.collection(collection), room, _TITLE_PT),
        "subtitle_pt": subtitle_size_pt(edition, room, _SUBTITLE_PT),
        "in_full": words.say("leaf.in_full", name=name, online=""),
        "fold": _told_below(fold, words),
        **_panels(fold, leaf.layout, runs_left=words.runs_left),
    }
    return leaf_book(edition, leaf, front, {"leaflet": more})


def _panels(fold: Fold, layout: Layout, *, runs_left: bool) -> dict[str, Any]:
    """Return the measures of a leaflet for its template; read from the right, mirrored."""
    count = len(fold.panels_mm)
    read = partial(_read, fold.paper, runs_left=runs_left)
    flap_is_free = count > 2 and all(one.page == INSIDE for one in layout.regions)  # noqa: PLR2004
    under = range(2 if count > 2 else 1)  # noqa: PLR2004 - the map's panels
    return {
        "padding_mm": _PADDING_MM,
        "top_mm": fold.paper.top_mm,
        "height_mm": fold.height_mm,
        "front": read(fold.outside(0)),
        "back": read(fold.outside(1)),
        "flap": read(fold.outside(2)) if flap_is_free else None,
        "under": [read(fold.inside(one)) for one in under],
        "strip_mm": fold.strip_mm,
        "cut": {
            "left_mm": fold.paper.side_mm,
            "right_mm": fold.paper.width_mm - fold.paper.side_mm,
            "top_mm": fold.paper.top_mm,
            "bottom_mm": fold.paper.height_mm - fold.paper.bottom_mm,
        },
        "folds_mm": [
            fold.folds_mm(outside=outside, runs_left=runs_left) for outside in (True, False)
        ],
    }


def _told_below(fold: Fold, words: Wording) -> list[dict[str, Any]]:
    """Return how to print, cut and fold, sentence by sentence in the margin below the panels."""
    sentences = words.say(f"leaf.fold_{fold.name}").split(". ")
    panels = range(len(fold.panels_mm))
    places = [fold.outside(one) for one in reversed(panels)]
    first, last = sentences[: len(panels) - 1], sentences[len(panels) - 1 :]
    return [
        _read(fold.paper, place, runs_left=words.runs_left) | {"text": text.removesuffix(".") + "."}
        for place, text in zip(places, [*first, ". ".join(last)], strict=True)
    ]


def _read(paper: Paper, panel: tuple[float, float], *, runs_left: bool) -> dict[str, float]:
    start, width = panel
    return {"x_mm": paper.width_mm - start - width if runs_left else start, "width_mm": width}
