"""An edition: what all books of one printing share, what maps are drawn on, and a book itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from atlas.printing.inert import Gap, inert
from atlas.printing.maps.basemap_on_paper import basemap_on
from atlas.printing.maps.layers_on_paper import LayersOnPaper
from atlas.printing.maps.map_svg import city_ground, cover_map
from atlas.printing.maps.markers import number_ranges
from atlas.printing.online import view_address
from atlas.printing.selection import Selection
from atlas.printing.translation import ORIGINAL
from atlas.symbology import print_palette
from geodata.basemap.part import BasemapPart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from atlas.catalogue import Catalogue
    from atlas.printing.area_maps import AreaMap
    from atlas.printing.area_subjects import Subjects
    from atlas.printing.layout import Paper
    from atlas.printing.maps.overview import Overview
    from atlas.printing.maps.sheet import Frame, Sheet
    from atlas.printing.plan import MarkedSheet, Plan
    from atlas.printing.wording import Wording
    from geodata.basemap.store import BasemapStore
    from geodata.districts import Collection


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What all books of one printing share.

    `drawn` keeps the last collection's drawings for the same book in another language
    (`dataclasses.replace` with other `words`), since names on the maps are Danish in all;
    `grounds` the city beneath the covers, by the size of their pictures.
    """

    catalogue: Catalogue
    words: Wording
    paper: Paper
    built: datetime
    public_url: str = ""
    scale: int | None = None
    basemap: BasemapStore | None = None
    selection: Selection = field(default_factory=Selection)
    drawn: dict[Collection, Drawn] = field(default_factory=dict)
    grounds: dict[Frame, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What of a book is the same in every language: its plan and its pictures."""

    plan: Plan
    layers: dict[int, LayersOnPaper]
    overview: Overview | None
    pictures: dict[str, bytes]
    subjects: Subjects
    area_maps: dict[int, AreaMap]


@dataclass(frozen=True, kw_only=True)
class Book:
    """One collection's book: its data for the template, its pictures by file name."""

    data: dict[str, Any]
    pictures: dict[str, bytes]


def sealed(data: dict[str, Any], pictures: dict[str, bytes], words: Wording) -> Book:
    """Return a book with every text made safe to set, and its `sources` told what was replaced."""
    safe, gaps = inert(data, translated=words.language != ORIGINAL, mirrored=words.runs_left)
    safe["palette"] = print_palette()
    safe["sources"]["unprintable"] = [_said(gap, words) for gap in gaps]
    safe["sources"]["replaced"] = _replaced(gaps, words)
    return Book(data=safe, pictures=pictures)


def front_map(edition: Edition, collection: Collection, frame: Frame) -> bytes:
    """Return the picture of a cover; the city beneath is drawn once for all of one size."""
    if frame not in edition.grounds:
        edition.grounds[frame] = city_ground(edition.catalogue, frame)
    return cover_map(edition.catalogue, collection, frame, edition.grounds[frame])


def part_around(edition: Edition, sheets: Sequence[Sheet]) -> BasemapPart | None:
    """Return the edition's basemap around some sheets, of which each class is read once."""
    if edition.basemap is None or not sheets:
        return None
    boxes = shapely.box(*np.array([one.box_m for one in sheets]).T)
    return BasemapPart(edition.basemap, tuple(shapely.total_bounds(boxes).tolist()))


def layers_on(edition: Edition, one: MarkedSheet, basemap: BasemapPart | None) -> LayersOnPaper:
    """Return what a sheet shows, on the basemap where there is one."""
    return LayersOnPaper(
        catalogue=edition.catalogue,
        collection=one.shows,
        sheet=one.sheet,
        basemap=basemap_on(basemap, one.sheet) if basemap else None,
    )


def view_of(edition: Edition, one: MarkedSheet) -> str:
    """Return the address of what a sheet shows, "" where the site's own is not set."""
    return view_address(edition.public_url, one.shows, one.sheet, edition.words.language)


def _replaced(gaps: Sequence[Gap], words: Wording) -> str:
    """Return in one line of which entries a character was replaced, "" where of none."""
    numbers = sorted({gap.number for gap in gaps if gap.number})
    return words.say("leaf.replaced", numbers=number_ranges(numbers)) if numbers else ""


def _said(gap: Gap, words: Wording) -> str:
    return words.say("sources.unprintable_item", where=gap.where, characters=gap.named)
