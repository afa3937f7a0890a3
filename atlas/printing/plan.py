"""The plan of one book: which record has which number, in which section, and on which map.

Every record of the collection gets exactly one number. Those on the map come first, in the
map's order; the rest follow in sections that say why they have no marker.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import shapely

from atlas.errors import PrintingError
from atlas.labels import THEMES
from atlas.printing.fonts import text_width
from atlas.printing.maps.markers import Marker, Pin, place_markers
from atlas.printing.maps.sheet import Frame, Sheet, fit_sheet
from geodata.districts import Collection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from atlas.catalogue import Catalogue, Entry

MARKER_TEXT_SIZE: Final = 290
"""The size of a marker's number in hundredths of a millimetre (8.2 pt)."""

CITY_WIDE: Final = (Collection.OTHER_DISTRICTS, Collection.WHOLE_CITY)
"""Collections whose map is that of the whole city."""

WITHOUT_THEME: Final = "without-theme"

_SHOWN_WHOLE: Final = ("district", "kvarterer", "udsatte_boligomraader")
_INSIDE_THE_FRAME: Final = 150


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
class Plan:
    """One collection's book before it is written."""

    collection: Collection
    sheet: Sheet
    markers: tuple[Marker, ...]
    sections: tuple[Section, ...]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Each record's number, by its id."""
        return {one.id: number for part in self.sections for number, one in part.numbered}

    @cached_property
    def records(self) -> tuple[Entry, ...]:
        """Every record of the book in the order of its numbers."""
        return tuple(record for part in self.sections for record in part.records)


def plan_book(
    catalogue: Catalogue, collection: Collection, frame: Frame, scale: int | None = None
) -> Plan:
    """Return the plan of a collection's book on a map of the given size.

    Raises:
        PrintingError: where the collection does not fit on the frame at that scale, or its
            outline is damaged on disk.
    """
    records = catalogue.records(collection)
    sheet = fit_sheet(
        _extent(catalogue, collection), frame, None if collection in CITY_WIDE else scale
    )
    markers = place_markers(list(_pins(records, sheet)), sheet, _label_width)
    by_id = {record.id: record for record in records}
    shown = tuple(by_id[pin.id] for marker in markers for pin in marker.pins)
    pinned = {record.id for record in shown}
    rest = [record for record in records if record.id not in pinned]
    sections = [("on-the-map", "", shown), *_sections_of_the_rest(rest, collection)]
    return Plan(
        collection=collection,
        sheet=sheet,
        markers=markers,
        sections=tuple(_numbered(sections, rest)),
    )


def _extent(catalogue: Catalogue, collection: Collection) -> BaseGeometry:
    """Return what the map must show: the district, and areas that documents count to it."""
    home = Collection.WHOLE_CITY if collection in CITY_WIDE else collection
    layers = ("district",) if collection in CITY_WIDE else _SHOWN_WHOLE
    headers = [catalogue.headers[home, one] for one in layers if (home, one) in catalogue.headers]
    if not headers:
        message = f"Laget {home}/district kan ikke læses; byg atlasset igen."
        raise PrintingError(message)
    return shapely.GeometryCollection([shapely.box(*one["bbox"]) for one in headers])


def _pins(records: Sequence[Entry], sheet: Sheet) -> Iterator[Pin]:
    for record in records:
        if record.lat is None or record.lon is None:
            continue
        x, y = sheet.place_of(lat=record.lat, lon=record.lon)
        if sheet.shows(x, y, _INSIDE_THE_FRAME):
            yield Pin(id=record.id, x=x, y=y)


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
