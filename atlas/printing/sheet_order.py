"""Which sheets a book has: what ground they must show, at which scale, on paper lying which way."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

from atlas.errors import PrintingError
from atlas.printing.maps.sheet import ROUND_SCALES, fit_sheet, largest_scale
from atlas.printing.maps.sheets import NumberedSheet, cut_sheets, numbered
from geodata.districts import DISTRICTS, Collection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from atlas.catalogue import Catalogue
    from atlas.printing.layout import Paper
    from atlas.printing.maps.sheet import Sheet
    from atlas.printing.selection import Selection

SCALE: Final = 10_000
"""A district's sheets: a centimetre is a hundred metres, a cell of the grid five minutes' walk."""

SCALE_OF_THE_CITY: Final = 20_000
"""The districts in the book of the whole city, so that it can still be carried."""

MOST_SHEETS: Final = 150
"""More is no atlas that anybody prints."""

CITY_WIDE: Final = (Collection.OTHER_DISTRICTS, Collection.WHOLE_CITY)
"""Collections that reach beyond the four districts."""

_SHOWN_WHOLE: Final = ("district", "kvarterer", "udsatte_boligomraader")
_AROUND_M: Final = 60.0


@dataclass(frozen=True, kw_only=True)
class CutSheet:
    """A numbered sheet and the collection it shows; `is_rest` is the city around the districts."""

    numbered: NumberedSheet
    shows: Collection
    is_rest: bool = False


@dataclass(frozen=True, kw_only=True)
class SheetOrder:
    """What sheets are wanted: of a collection, at a scale (the number after 1:), of a selection."""

    catalogue: Catalogue
    collection: Collection
    scale: int | None
    selection: Selection

    def best_on(self, paper: Paper) -> tuple[Paper, tuple[CutSheet, ...]]:
        """Return the paper, turned if that saves sheets or suits the ground, and the sheets on it.

        Raises:
            PrintingError: where an outline is damaged on disk, the selection is of no known
                area, or the scale would take more than `MOST_SHEETS`.
        """
        if self.collection in CITY_WIDE and self.selection.ground(self.catalogue) is None:
            return paper, self._on(paper)
        upright, lying = ((one, self._on(one)) for one in (paper, paper.turned))
        west, south, east, north = self._ground(self.collection).bounds
        suits = (lying, upright) if east - west > north - south else (upright, lying)
        return min(suits, key=lambda one: (len(one[1]), one[1][0].numbered.sheet.scale))

    def whole(self) -> BaseGeometry:
        """Return what a single sheet must show to show all of it (EPSG:25832).

        Raises:
            PrintingError: where an outline is damaged on disk, or the selection is of no known
                area.
        """
        chosen = self.selection.ground(self.catalogue)
        if chosen is not None:
            return chosen
        if self.collection in CITY_WIDE:
            return self._ground(Collection.WHOLE_CITY, ("district",))
        return self._ground(self.collection)

    def _on(self, paper: Paper) -> tuple[CutSheet, ...]:
        chosen = self.selection.ground(self.catalogue)
        if chosen is not None:
            return _as_cut(self._cut(chosen, paper, self._closest(chosen, paper)), self.collection)
        if self.collection is Collection.OTHER_DISTRICTS:
            return _as_cut([self._city(paper)], self.collection)
        if self.collection is Collection.WHOLE_CITY:
            return self._whole_city(paper)
        ground = self._ground(self.collection)
        return _as_cut(self._cut(ground, paper, self.scale or SCALE), self.collection)

    def _whole_city(self, paper: Paper) -> tuple[CutSheet, ...]:
        """Return the sheets of each district, and at last the city around them on one.

        A sheet leads on to those beside it, whichever district they were cut for.
        """
        scale = self.scale or SCALE_OF_THE_CITY
        sheets = [
            (code, one) for code in DISTRICTS for one in self._cut(self._ground(code), paper, scale)
        ]
        beside_each_other = numbered([one for _, one in sheets])
        found = [
            CutSheet(numbered=one, shows=code)
            for (code, _), one in zip(sheets, beside_each_other, strict=True)
        ]
        rest = _as_cut([self._city(paper)], self.collection, len(found) + 1, is_rest=True)
        return (*found, *rest)

    def _cut(self, ground: BaseGeometry, paper: Paper, scale: int) -> tuple[Sheet, ...]:
        around = shapely.buffer(ground, _AROUND_M)
        on_one = largest_scale(around, paper.map_frame)
        # A sheet for each time that the scale goes into that of a single one, across and down.
        if on_one / scale > math.sqrt(MOST_SHEETS):
            enough = next(one for one in ROUND_SCALES if on_one / one <= math.sqrt(MOST_SHEETS))
            message = (
                f"I 1:{scale} bliver atlasset til flere end {MOST_SHEETS} kort;"
                f" vælg --scale {enough} eller et større tal, eller en del med --area eller --bbox."
            )
            raise PrintingError(message)
        return cut_sheets(around, paper.map_frame, scale)

    def _closest(self, ground: BaseGeometry, paper: Paper) -> int:
        """Return the scale for a part of a district: as near as one sheet allows."""
        return self.scale or min(SCALE, largest_scale(ground, paper.map_frame))

    def _city(self, paper: Paper) -> Sheet:
        return fit_sheet(self._ground(Collection.WHOLE_CITY, ("district",)), paper.map_frame)

    def _ground(
        self, collection: Collection, layers: tuple[str, ...] = _SHOWN_WHOLE
    ) -> BaseGeometry:
        """Return the district, and areas that documents count to it (EPSG:25832)."""
        home = Collection.WHOLE_CITY if collection in CITY_WIDE else collection
        layers = ("district",) if home is Collection.WHOLE_CITY else layers
        in_metres = self.catalogue.in_metres
        shapes = [shape for layer in layers for _, shape in in_metres.all_of((home, layer))]
        if not shapes:
            message = f"Laget {home}/district kan ikke læses; byg atlasset igen."
            raise PrintingError(message)
        return shapely.union_all([shapely.make_valid(one) for one in shapes])


def _as_cut(
    sheets: Sequence[Sheet], shows: Collection, first: int = 1, *, is_rest: bool = False
) -> tuple[CutSheet, ...]:
    return tuple(
        CutSheet(numbered=one, shows=shows, is_rest=is_rest) for one in numbered(sheets, first)
    )
