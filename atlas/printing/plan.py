"""The plan of one book: which record has which number, in which section, and on which map.

Every record of the collection gets exactly one number. Those on the map come first, in the
map's order; the rest follow in sections that say why they have no marker.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from atlas.labels import THEMES
from atlas.layers import danish_order
from atlas.printing.fonts import text_width
from atlas.printing.maps.markers import Marker, Pin, group_pins, place_markers
from atlas.printing.maps.sheets import distance_to_edge
from atlas.printing.selection import Selection
from atlas.printing.sheet_order import CutSheet, SheetOrder
from geodata.districts import Collection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atlas.catalogue import Catalogue, Entry
    from atlas.printing.layout import Paper
    from atlas.printing.maps.sheet import Sheet
    from atlas.printing.maps.sheets import NumberedSheet

MARKER_TEXT_SIZE: Final = 290
"""The size of a marker's number in hundredths of a millimetre (8.2 pt)."""

WITHOUT_THEME: Final = "without-theme"

_INSIDE_THE_FRAME_MM: Final = 1.5


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the directory: its kind (`on-the-map`, `theme` …), records with their numbers.

    `theme` is the code of a section by theme, and `also` holds the records that have the theme
    too but stand in an earlier section.
    """

    kind: str
    first: int
    records: tuple[Entry, ...]
    theme: str = ""
    also: tuple[Entry, ...] = ()

    @property
    def numbered(self) -> list[tuple[int, Entry]]:
        """The records, each with its number."""
        return list(enumerate(self.records, start=self.first))


@dataclass(frozen=True, kw_only=True)
class MarkedSheet:
    """A sheet of the book with the markers on it; `shows` is the ground it was cut for."""

    numbered: NumberedSheet
    markers: tuple[Marker, ...]
    shows: Collection

    @property
    def number(self) -> int:
        """The sheet's number in the book."""
        return self.numbered.number

    @property
    def sheet(self) -> Sheet:
        """The sheet itself."""
        return self.numbered.sheet


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where the reader finds a record: the number of a sheet and the cell on it."""

    sheet: int
    cell: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One collection's book before it is written; `spots` are by record id."""

    collection: Collection
    paper: Paper
    sheets: tuple[MarkedSheet, ...]
    sections: tuple[Section, ...]
    spots: dict[str, Spot]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Each record's number, by its id."""
        return {one.id: number for part in self.sections for number, one in part.numbered}

    @cached_property
    def records(self) -> tuple[Entry, ...]:
        """Every record of the book in the order of its numbers."""
        return tuple(record for part in self.sections for record in part.records)

    @property
    def markers(self) -> tuple[Marker, ...]:
        """The markers of all sheets."""
        return tuple(marker for one in self.sheets for marker in one.markers)


def plan_book(
    catalogue: Catalogue,
    collection: Collection,
    paper: Paper,
    *,
    scale: int | None = None,
    selection: Selection | None = None,
) -> Plan:
    """Return the plan of a collection's book on a paper, which it may turn on its side.

    Raises:
        PrintingError: where an outline is damaged on disk, or the selection is of no known area.
    """
    chosen = selection or Selection()
    order = SheetOrder(catalogue=catalogue, collection=collection, scale=scale, selection=chosen)
    paper, sheets = order.best_on(paper)
    return plan_on(sheets, paper, collection, records_of(catalogue, collection, chosen))


def plan_on(
    sheets: Sequence[CutSheet], paper: Paper, collection: Collection, records: Sequence[Entry]
) -> Plan:
    """Return the plan of a collection's records on given sheets."""
    pinned = _pinned(records, sheets)
    ids = _in_order_of_sheets(pinned)
    by_id = {record.id: record for record in records}
    rest = [record for record in records if record.id not in set(ids)]
    sections = [
        ("on-the-map", "", tuple(by_id[one] for one in ids)),
        *_sections_of_the_rest(rest, collection),
    ]
    numbers = {one: number for number, one in enumerate(ids, start=1)}
    return Plan(
        collection=collection,
        paper=paper,
        sheets=tuple(
            MarkedSheet(
                numbered=one.numbered,
                markers=place_markers(
                    one.pins, one.numbered.sheet, _label_width, numbers, one.at_home
                ),
                shows=one.shows,
            )
            for one in pinned
        ),
        sections=tuple(_numbered(sections, rest)),
        spots=dict(_spots(pinned)),
    )


def records_of(
    catalogue: Catalogue, collection: Collection, selection: Selection
) -> tuple[Entry, ...]:
    """Return a collection's chosen records; the city's book has those of the districts too."""
    if collection is Collection.WHOLE_CITY:
        everyone = sorted(catalogue.by_id.values(), key=lambda one: danish_order(one.name))
    else:
        everyone = list(catalogue.records(collection))
    return tuple(one for one in everyone if selection.holds(one))


@dataclass(frozen=True, kw_only=True)
class _Pinned:
    """A sheet with the pins on it, and the ids of those that are at home on it."""

    numbered: NumberedSheet
    shows: Collection
    pins: list[Pin]
    at_home: set[str]


def _pinned(records: Sequence[Entry], sheets: Sequence[CutSheet]) -> list[_Pinned]:
    """Pin records on every sheet that shows them; at home they are where they lie deepest inside.

    The city's own sheet, which comes last, shows only whom no other sheet shows.
    """
    placed = [one for one in records if one.lat is not None and one.lon is not None]
    # Of several places that share a marker, each is told in one go.
    placed.sort(key=lambda one: danish_order(one.properties["location"].get("place", "")))
    best: dict[str, tuple[float, int]] = {}
    found = []
    for cut in sheets:
        pins = []
        for record in placed:
            x, y = cut.numbered.sheet.place_of(lat=record.lat or 0, lon=record.lon or 0)
            inside = distance_to_edge(cut.numbered.sheet, x, y)
            if inside < _INSIDE_THE_FRAME_MM or (cut.is_rest and record.id in best):
                continue
            pins.append(Pin(id=record.id, x=x, y=y))
            rank = (inside, -cut.numbered.number)
            best[record.id] = max(rank, best.get(record.id, rank))
        found.append(_Pinned(numbered=cut.numbered, shows=cut.shows, pins=pins, at_home=set()))
    for one, (_, number) in best.items():
        found[-number - 1].at_home.add(one)
    return found


def _in_order_of_sheets(pinned: Sequence[_Pinned]) -> list[str]:
    """Return the ids of all pins as they are numbered: by sheet, and on it as one reads."""
    return [
        pin.id
        for one in pinned
        for group in group_pins(one.pins, one.numbered.sheet, _label_width)
        for pin in group
        if pin.id in one.at_home
    ]


def _spots(pinned: Sequence[_Pinned]) -> Iterator[tuple[str, Spot]]:
    for one in pinned:
        for pin in one.pins:
            if pin.id in one.at_home:
                cell = one.numbered.cell(pin.x, pin.y)
                yield pin.id, Spot(sheet=one.numbered.number, cell=cell)


def _label_width(label: str) -> float:
    return text_width(label, MARKER_TEXT_SIZE, weight=700)


def _sections_of_the_rest(
    rest: Sequence[Entry], collection: Collection
) -> Iterator[tuple[str, str, tuple[Entry, ...]]]:
    """Yield kind, theme and records of each section of what has no marker."""
    if collection is Collection.WHOLE_CITY:
        for theme in (*THEMES, WITHOUT_THEME):
            yield "theme", theme, tuple(one for one in rest if _first_theme(one) == theme)
        return
    at_home = [one for one in rest if one.properties["home"] == collection]
    yield "whole-district", "", tuple(one for one in at_home if one.lat is None)
    yield "off-the-map", "", tuple(one for one in at_home if one.lat is not None)
    yield "elsewhere", "", tuple(one for one in rest if one.properties["home"] != collection)


def _first_theme(record: Entry) -> str:
    """Return a record's first theme in the policy's order."""
    return next((code for code in THEMES if code in record.properties["themes"]), WITHOUT_THEME)


def _numbered(
    sections: Sequence[tuple[str, str, tuple[Entry, ...]]], rest: Sequence[Entry]
) -> Iterator[Section]:
    first = 1
    for kind, theme, records in sections:
        also = tuple(
            one for one in rest if theme in one.properties["themes"] and one not in records
        )
        if records or also:
            yield Section(kind=kind, theme=theme, first=first, records=records, also=also)
        first += len(records)
