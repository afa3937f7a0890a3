"""The basemap of the atlas home on one sheet of paper: what it shows there, by kind of ground.

Read by the sheet's box from the print store, and only those classes that the scale has room for.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final, cast

import numpy as np
import shapely

from atlas.catalogue import Entry
from atlas.ground_symbology import GROUND_STYLES, LETTERINGS, zoom_of_scale
from atlas.printing.maps import drawing
from geodata.basemap.classes import RANKS, BasemapClass
from geodata.errors import BasemapError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shapely.geometry.base import BaseGeometry

    from atlas.printing.maps.sheet import Sheet
    from geodata.basemap.part import BasemapPart, Pieces
    from geodata.basemap.store import BasemapSource

    Shown = tuple[Pieces, np.ndarray]
    """Pieces on paper, and the kind of ground that each is drawn as."""

_LOG: Final = logging.getLogger(__name__)

PAPER_EARLIER: Final = 1.0
"""How many zooms earlier than on a screen names and houses stand: paper is read from nearby."""

_SMALLEST_AREA: Final = 400
"""In square hundredths of a millimetre: a square of 0.2 mm is no more than a speck."""

_RANKS_BEGIN: Final = 9
"""Places of rank 3 are named from zoom 12 on, of rank 4 from 13, of rank 5 from 14."""

_DAMAGE: Final = (
    BasemapError,
    OSError,
    ValueError,
    LookupError,
    shapely.errors.ShapelyError,
)
"""What a cut or overwritten file of the store makes its readers raise."""

_STATIONS: Final = {"s-train": "station-s", "metro": "station-metro"}
_PLACES: Final = {"water": "label-water", "park": "label-park"}
_KINDS: Final[dict[BasemapClass, Callable[[str, int], str]]] = {
    BasemapClass.LAND: lambda kind, _: "land-neighbour" if kind == "neighbour" else "land",
    BasemapClass.BUILT_UP: lambda *_: "built-up",
    BasemapClass.GREEN: lambda kind, _: "cemetery" if kind == "cemetery" else "green",
    BasemapClass.WATER: lambda *_: "lake",
    BasemapClass.BUILDING: lambda *_: "building",
    BasemapClass.PATH: lambda *_: "path",
    BasemapClass.CYCLE_PATH: lambda *_: "cycle-path",
    BasemapClass.STREET: lambda _, rank: f"street-{rank}",
    BasemapClass.RAIL: lambda kind, _: kind if kind in {"s-train", "metro"} else "rail",
    BasemapClass.STATION: lambda kind, _: _STATIONS.get(kind, "station-regional"),
    BasemapClass.STREET_NAME: lambda _, rank: f"street-{rank}",
    BasemapClass.PLACE_NAME: lambda kind, _: _PLACES.get(kind, "label-neighbourhood"),
}
_NAMES: Final = (BasemapClass.STATION, BasemapClass.STREET_NAME, BasemapClass.PLACE_NAME)
_BY_THEIR_OWN_LAYER: Final = ("district",)
_SPECK: Final = 2_000
"""A house smaller than a fifth of a square millimetre on paper, most of them sheds and splinters of
a roof, is left out: it would print as dirt in the yards."""


@dataclass(frozen=True, kw_only=True)
class BasemapOnPaper:
    """What the basemap shows on one sheet, in hundredths of a millimetre.

    `drawn` holds shapes by kind, cut to the sheet and simplified; `named` what bears a name, by
    kind; `reach` is how far the basemap goes: beyond it, it does not say what is there.
    """

    drawn: dict[str, BaseGeometry]
    named: dict[str, list[tuple[Entry, BaseGeometry]]]
    reach: BaseGeometry
    sources: tuple[BasemapSource, ...]


def basemap_on(part: BasemapPart, sheet: Sheet) -> BasemapOnPaper | None:
    """Return what a part of a store shows on a sheet.

    None where it does not reach the sheet, or is damaged, which is logged.
    """
    try:
        found = _Reader(part, sheet).read()
    except _DAMAGE as fault:
        _LOG.error("The basemap is not printed: %r", fault)
        return None
    return found if found.reach.intersects(drawing.frame_of(sheet)) else None


@dataclass(frozen=True)
class _Reader:
    part: BasemapPart
    sheet: Sheet

    def read(self) -> BasemapOnPaper:
        shown = {one: self._shown(one) for one in BasemapClass if self._has_room(one)}
        keys = sorted({str(key) for pieces, _ in shown.values() for key in set(pieces.source)})
        return BasemapOnPaper(
            drawn=dict(self._drawn(shown)),
            named=_named(shown),
            reach=shapely.transform(self.part.reach, self.sheet.places_of_metres),
            sources=tuple(self.part.sources[key] for key in keys),
        )

    @cached_property
    def _zoom(self) -> float:
        return zoom_of_scale(self.sheet.scale)

    def _has_room(self, wanted: BasemapClass) -> bool:
        style = GROUND_STYLES.get(wanted)
        return style is None or style.since - _earlier(wanted) <= self._zoom

    def _shown(self, wanted: BasemapClass) -> Shown:
        """Return a class on paper, with the kind of ground of each piece, if it is drawn here."""
        pieces = self.part.pieces(wanted, self.sheet.box_m)
        columns = zip(pieces.kind, pieces.rank.tolist(), strict=True)
        known = LETTERINGS if wanted in _NAMES else GROUND_STYLES
        zoom = self._zoom + _earlier(wanted)
        least = int(self._zoom) - _RANKS_BEGIN if wanted is BasemapClass.PLACE_NAME else max(RANKS)

        @cache
        def ground(kind: str, rank: int) -> str:
            """Return what a piece is drawn as, "" where it has no room."""
            name = _KINDS[wanted](kind, rank)
            roomy = rank <= least and (name not in known or known[name].since <= zoom)
            return name if roomy else ""

        grounds = np.array([ground(*one) for one in columns], dtype=str)
        chosen = grounds != ""
        found = pieces.chosen(chosen)
        shapes = shapely.transform(found.shapes, self.sheet.places_of_metres)
        return replace(found, shapes=shapes), grounds[chosen]

    def _drawn(self, shown: dict[BasemapClass, Shown]) -> Iterator[tuple[str, BaseGeometry]]:
        for wanted, (pieces, grounds) in shown.items():
            if wanted not in _NAMES:
                for kind in sorted(set(grounds.tolist())):
                    shapes = pieces.shapes[grounds == kind]
                    if wanted is BasemapClass.BUILDING:
                        shapes = shapes[shapely.area(shapes) >= _SPECK]
                    seen = drawing.all_inside(shapes, self.sheet)
                    yield kind, _joined(seen, wanted)


def _named(
    shown: dict[BasemapClass, Shown],
) -> dict[str, list[tuple[Entry, BaseGeometry]]]:
    found: dict[str, list[tuple[Entry, BaseGeometry]]] = defaultdict(list)
    for wanted in (*_NAMES, BasemapClass.LAND):
        for entry, kind, shape in _entries(shown.get(wanted)):
            nameless = not entry.name and wanted is not BasemapClass.STATION
            if not nameless and kind not in _BY_THEIR_OWN_LAYER:
                found[entry.properties["kind"]].append((entry, shape))
    return {ground: sorted(pieces, key=_weight) for ground, pieces in found.items()}


def _earlier(wanted: BasemapClass) -> float:
    """Return how many zooms earlier than on a screen a class has room: paper is finer."""
    return PAPER_EARLIER if wanted in {*_NAMES, BasemapClass.BUILDING} else 0


def _entries(shown: Shown | None) -> Iterator[tuple[Entry, str, BaseGeometry]]:
    """Yield each piece of a class, the kind that the basemap says it is, and its shape."""
    if shown is None:
        return
    pieces, grounds = shown
    columns = (pieces.id, pieces.name, grounds.tolist(), pieces.rank, pieces.kind, pieces.shapes)
    for own, name, ground, rank, kind, shape in zip(*columns, strict=True):
        properties = {"name": name, "kind": ground, "rank": int(rank)}
        yield Entry(id=own, layer="basemap", geometry=None, properties=properties), kind, shape


def _weight(piece: tuple[Entry, BaseGeometry]) -> tuple[int, float, str]:
    """Order names: by rank, the longest street first."""
    entry, shape = piece
    return entry.properties["rank"], -shape.length, entry.id


def _joined(shapes: np.ndarray, wanted: BasemapClass) -> BaseGeometry:
    """Return shapes as one: lines joined end to end, areas in one piece; houses are many."""
    parts = shapely.get_parts(shapes[~shapely.is_empty(shapes)])
    if wanted.shape == "line":
        lines = parts[shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING]
        return drawing.end_to_end(lines)
    areas = parts[shapely.area(parts) > _SMALLEST_AREA]
    if wanted is BasemapClass.BUILDING:
        return cast("BaseGeometry", shapely.multipolygons(areas))
    return drawing.in_one_piece(areas)
