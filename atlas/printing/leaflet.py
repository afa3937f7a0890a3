"""The folded leaflet: two pages in panels, with marks for cutting and folding in the margin.

A4 is folded twice into three panels, as a letter is: the panel that is folded in is 2 mm narrower,
so that it lies flat. A3 is folded once in the middle into four pages of A4. The first page is the
outside, the second the inside. Where one reads from right to left, the panels run so too. A list
too long for the inside goes on on the flap, and on the back above what is told there.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cached_property, partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from atlas.printing.indexes import by_target_group
from atlas.printing.layout import RULER_MM, Paper
from atlas.printing.leaf import Layer, Layout, leaf_book, subtitle_size_pt, title_size_pt
from atlas.printing.leaf_columns import SETTINGS, Region, Setting, fill, paragraph_mm
from atlas.printing.maps.sheet import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atlas.printing.edition import Book, Edition
    from atlas.printing.indexes import Numbers
    from atlas.printing.leaf import Leaf
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
_CODE_MM: Final = 29
_BETWEEN_MM: Final = 6
_BACK: Final = 1
"""The outside of this inside panel is the back."""


@dataclass(frozen=True, kw_only=True)
class Fold:
    """How a sheet is folded: its inside panels from where one begins to read, and its strip.

    The widths are in millimetres; the last panel is the one that is folded in, where there are
    three. `strip_mm` is what stands below the map, `front_share` what the front's map has of the
    height. What is told beside the list is set in points: its headings, how to read the map, and
    about the atlas; `with_room_pt` are the last two where no list goes on on the outside.
    """

    name: str
    paper: Paper
    panels_mm: tuple[float, ...]
    strip_mm: float
    front_share: float
    heading_pt: float
    reading_pt: float
    about_pt: float
    with_room_pt: tuple[float, float]

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
    one.name: one
    for one in (
        Fold(
            name="a4",
            paper=_A4,
            panels_mm=(96, 96, 94),
            strip_mm=29,
            front_share=0.42,
            heading_pt=11,
            reading_pt=7.5,
            about_pt=7,
            with_room_pt=(9, 8),
        ),
        Fold(
            name="a3",
            paper=_A3,
            panels_mm=(204, 204),
            strip_mm=27,
            front_share=0.55,
            heading_pt=16,
            reading_pt=9,
            about_pt=8.5,
            with_room_pt=(12, 10.5),
        ),
    )
}


@dataclass(frozen=True)
class _Leaflet:
    """The layouts of a leaflet."""

    fold: Fold
    edition: Edition

    def fitting(self, setting: Setting, lines: Sequence[Line]) -> Iterator[Layout]:
        """Yield the layout that has room for a list in the fewest panels and columns.

        A list that is large enough on the inside does not grow on to the outside.
        """
        for layout in self._layouts(setting):
            if len(layout.regions) > 1 and setting.size_pt > _LARGE_ENOUGH_PT:
                return
            if fill(lines, layout.regions, setting, self.edition.words).fits:
                yield layout
                return

    def crowded(self, setting: Setting) -> Iterator[Layout]:
        """Yield the layouts with the most room for the list."""
        layouts = list(self._layouts(setting))
        most = max(len(one.regions) for one in layouts)
        yield from (one for one in layouts if len(one.regions) == most)

    def _layouts(self, setting: Setting) -> Iterator[Layout]:
        # Narrow columns take more of a list, and are read less well: only in the closest setting.
        narrow = (False, True) if setting == SETTINGS[-1] else (False,)
        fold = self.fold
        *across, last = range(len(fold.panels_mm))
        for of in narrow:
            found = [self._region(fold.inside(last), setting, INSIDE, narrow=of)]
            yield self._layout(len(across), found, setting)
            if last > _BACK:
                found.append(self._region(fold.outside(last), setting, OUTSIDE, narrow=of))
                yield self._layout(len(across), found, setting)
            back = self._region(fold.outside(_BACK), setting, OUTSIDE, narrow=of)
            found.append(replace(back, height_mm=back.height_mm - self._told_mm))
            yield self._layout(len(across), found, setting)

    @cached_property
    def _told_mm(self) -> float:
        """Return how much of the back at most is taken by what is told there below the list."""
        fold, say = self.fold, self.edition.words.say
        room = fold.outside(_BACK)[1] - 2 * _PADDING_MM
        reading = [f"{say('leaf.framed')} {say('leaf.numbers_hold')}"]
        reading += [say(f"reading.{one}") for one in ("dot", "ring", "gathers", "years")]
        about = [say(f"sources.{one}") for one in ("about", "licence_data", "fonts")]
        about += [say("leaf.in_full", name="", online=""), say("leaf.replaced", numbers=""), ""]
        told = sum(paragraph_mm(one, fold.reading_pt, room) for one in reading)
        told += sum(paragraph_mm(one, fold.about_pt, room) for one in about)
        told += 2 * paragraph_mm("", fold.heading_pt, room) + 2 * _BETWEEN_MM
        return told + (_CODE_MM if self.edition.public_url else 0)

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

    def _layout(self, panels: int, regions: Sequence[Region], setting: Setting) -> Layout:
        """Return the layout with the map across the first panels of the inside."""
        fold = self.fold
        width = sum(fold.panels_mm[:panels]) - 2 * _PADDING_MM
        height = fold.height_mm - 2 * _PADDING_MM - _HEADING_MM - fold.strip_mm
        return Layout(
            paper=fold.paper,
            x_mm=fold.paper.side_mm + _PADDING_MM,
            y_mm=fold.paper.top_mm + _PADDING_MM + _HEADING_MM,
            frame=Frame(width_mm=width - 2 * RULER_MM, height_mm=height - 2 * RULER_MM),
            regions=tuple(regions),
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
    front = Frame(width_mm=room, height_mm=fold.height_mm * fold.front_share)
    name = words.collection_in_a_sentence(collection)
    more = {
        "title_pt": title_size_pt(words.collection(collection), room, _TITLE_PT),
        "subtitle_pt": subtitle_size_pt(edition, leaf.plan, room, _SUBTITLE_PT),
        "groups": [asdict(one) for one in _groups(leaf, words)],
        "in_full": words.say("leaf.in_full", name=name, online=""),
        "fold": _told_below(fold, words),
        **_panels(fold, leaf.layout, runs_left=words.runs_left),
    }
    return leaf_book(edition, leaf, front, {"leaflet": more})


def _groups(leaf: Leaf, words: Wording) -> Iterator[Numbers]:
    """Yield the numbers in a leaf's list by target group."""
    for one in by_target_group(leaf.plan, words):
        if shown := tuple(number for number in one.numbers if number in leaf.filled.numbers):
            yield replace(one, numbers=shown)


def _panels(fold: Fold, layout: Layout, *, runs_left: bool) -> dict[str, Any]:
    """Return the measures of a leaflet for its template; read from the right, mirrored."""
    count, last = len(fold.panels_mm), len(fold.panels_mm) - 1
    read = partial(_read, fold.paper, runs_left=runs_left)
    has_room = len(layout.regions) == 1
    reading_pt, about_pt = fold.with_room_pt if has_room else (fold.reading_pt, fold.about_pt)
    return {
        "padding_mm": _PADDING_MM,
        "top_mm": fold.paper.top_mm,
        "height_mm": fold.height_mm,
        "front": read(fold.outside(0)),
        "back": read(fold.outside(1)),
        "flap": read(fold.outside(last)) if has_room and last > _BACK else None,
        "back_is_free": len(layout.regions) < count,
        "under": [read(fold.inside(one)) for one in range(last)],
        "strip_mm": fold.strip_mm,
        "heading_pt": fold.heading_pt,
        "reading_pt": reading_pt,
        "about_pt": about_pt,
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
