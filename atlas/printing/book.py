"""One book: everything that Typst is given for a collection, as data and as pictures."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from atlas.labels import THEMES
from atlas.printing.area_maps import area_maps, area_sheets
from atlas.printing.area_pages import area_pages
from atlas.printing.area_subjects import subjects_of
from atlas.printing.directory import directory, without_a_marker
from atlas.printing.indexes import indexes
from atlas.printing.inert import Gap, inert
from atlas.printing.layout import GUTTER_MM, RULER_MM
from atlas.printing.map_page import map_page
from atlas.printing.maps.basemap_on_paper import basemap_on
from atlas.printing.maps.layers_on_paper import LayersOnPaper
from atlas.printing.maps.legend_svg import legend_files
from atlas.printing.maps.map_svg import city_ground, collection_map, cover_map
from atlas.printing.maps.markers import number_ranges
from atlas.printing.maps.overview import locators, overview_map
from atlas.printing.notice import notice
from atlas.printing.online import code_svg, page_address, view_address
from atlas.printing.plan import plan_book
from atlas.printing.selection import Selection
from atlas.printing.selection_told import nobody, only
from atlas.printing.sources import colophon, sources, version
from atlas.printing.told import documents_told, tales
from atlas.printing.translation import ORIGINAL
from atlas.symbology import print_palette
from geodata.basemap.part import BasemapPart
from geodata.districts import DISTRICTS, Collection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from atlas.catalogue import Catalogue, Entry
    from atlas.printing.area_maps import AreaMap
    from atlas.printing.area_subjects import Subjects
    from atlas.printing.layout import Paper
    from atlas.printing.maps.overview import Overview
    from atlas.printing.maps.sheet import Frame, Sheet
    from atlas.printing.plan import MarkedSheet, Plan
    from atlas.printing.told import Tale
    from atlas.printing.wording import Wording
    from geodata.basemap.store import BasemapSource, BasemapStore


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


def make_book(edition: Edition, collection: Collection) -> Book:
    """Return the book of a collection, every text in it made safe to set.

    Raises:
        PrintingError: where the release has no outline of the collection, or the selection is of
            no known area.
    """
    if collection not in edition.drawn:
        edition.drawn.clear()
        edition.drawn[collection] = _draw(edition, collection)
    drawn = edition.drawn[collection]
    codes = {
        f"code-{one.number}.svg": code_svg(view)
        for one in drawn.plan.sheets
        if (view := view_of(edition, one))
    }
    return sealed(_data(edition, drawn), drawn.pictures | codes, edition.words)


def _draw(edition: Edition, collection: Collection) -> Drawn:
    catalogue = edition.catalogue
    plan = plan_book(
        catalogue, collection, edition.paper, scale=edition.scale, selection=edition.selection
    )
    subjects = subjects_of(catalogue, collection, edition.selection.area)
    around = [one.sheet for one in plan.sheets] + [*area_sheets(subjects.pages, plan).values()]
    basemap = part_around(edition, around)
    layers = {one.number: layers_on(edition, one, basemap) for one in plan.sheets}
    numbered = [one.numbered for one in plan.sheets]
    front = front_map(edition, collection, plan.paper.cover_frame)
    pictures = {**legend_files(), "cover.svg": front}
    for one in plan.sheets:
        drawn = collection_map(layers[one.number], one.markers, ruled=one.numbered)
        pictures[f"map-{one.number}.svg"] = drawn.svg
    overview = None
    if len(numbered) > 1:
        overview = overview_map(catalogue, collection, numbered, plan.paper.overview_frame)
        pictures["overview.svg"] = overview.svg
        small = locators(catalogue, collection, numbered)
        pictures |= {f"locator-{number}.svg": svg for number, svg in small.items()}
    small_maps = area_maps(subjects.pages, plan, catalogue, basemap)
    pictures |= {one.file: small_maps[one.number].svg for one in subjects.pages if one.shape}
    return Drawn(
        plan=plan,
        layers=layers,
        overview=overview,
        pictures=pictures,
        subjects=subjects,
        area_maps=small_maps,
    )


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


def _data(edition: Edition, drawn: Drawn) -> dict[str, Any]:
    plan, layers, told = drawn.plan, drawn.layers, _told(edition, drawn.plan)
    catalogue, words, today = edition.catalogue, edition.words, edition.built.date()
    return {
        **front_matter(edition, plan, plan.paper),
        "cover": cover(edition, plan, plan.paper.cover_frame),
        "legend": legend(edition, plan),
        "overview": _overview(drawn.overview, plan, words) if drawn.overview else None,
        "maps": [
            map_page(layers[one.number], one, plan, words, url=view_of(edition, one))
            for one in plan.sheets
        ],
        "directory": {
            "sections": directory(
                plan,
                catalogue,
                words,
                today,
                drawn.subjects.of_places,
                online=bool(edition.public_url),
            ),
            **vars(indexes(plan, layers, words)),
            "empty": empty(edition, plan),
        },
        "areas": area_pages(catalogue, plan, words, drawn.subjects, drawn.area_maps),
        "told": told,
        "nowhere": _nowhere(plan, words),
        "sources": {
            "groups": sources(
                catalogue,
                _mapped(layers.values()),
                plan,
                words,
                told_from=documents_told(catalogue, plan.collection) if told else (),
            ),
            "colophon": colophon(catalogue, plan.collection, words, edition.built),
        },
    }


def front_matter(edition: Edition, plan: Plan, paper: Paper) -> dict[str, Any]:
    """Return what every page of a book knows: its words, paper and name, its age, what it holds."""
    words = edition.words
    name, part = (
        words.collection(plan.collection),
        only(edition.selection, edition.catalogue, words),
    )
    title = f"{words.say('cover.series')}: {name}"
    return {
        "language": words.language,
        "runs_left": words.runs_left,
        "words": words.sections,
        "paper": {**asdict(paper), "ruler_mm": RULER_MM, "gutter_mm": GUTTER_MM},
        "name": name,
        "title": words.listed_apart([title, part]) if part else title,
        "only": part,
        "notice": notice(plan.records, words, edition.built.date()),
    }


def empty(edition: Edition, plan: Plan) -> str:
    """Return that a book holds nobody; "" where it holds somebody."""
    words = edition.words
    if plan.records:
        return ""
    name = words.collection_in_a_sentence(plan.collection)
    return nobody(edition.selection, edition.catalogue, words, name)


def _told(edition: Edition, plan: Plan) -> Sequence[Tale]:
    """Return what the documents tell beside the records; a selection is one of records alone."""
    if not edition.selection.is_all:
        return ()
    return tales(edition.catalogue, plan.collection, edition.words)


def view_of(edition: Edition, one: MarkedSheet) -> str:
    """Return the address of what a sheet shows, "" where the site's own is not set."""
    return view_address(edition.public_url, one.shows, one.sheet, edition.words.language)


def _mapped(layers: Iterable[LayersOnPaper]) -> Iterable[BasemapSource]:
    """Return the sources of the basemap that any of a book's maps is drawn on, each once."""
    return dict.fromkeys(one for of in layers if of.basemap for one in of.basemap.sources)


def _overview(overview: Overview, plan: Plan, words: Wording) -> dict[str, Any]:
    name = words.collection_in_a_sentence(plan.collection)
    return {
        "intro": words.say("overview.intro", count=len(plan.sheets)),
        "alt": words.say("overview.alt", name=name, count=len(plan.sheets)),
        "width_mm": overview.frame.width_mm,
        "height_mm": overview.frame.height_mm,
        "sheets": [
            {**asdict(one), "description": words.say("map.goes_on", number=one.number)}
            for one in overview.sheets
        ],
    }


def cover(edition: Edition, plan: Plan, frame: Frame) -> dict[str, Any]:
    """Return the words of a cover whose picture has the size of `frame`."""
    words = edition.words
    name = words.collection_in_a_sentence(plan.collection)
    own = plan.collection in DISTRICTS
    address = page_address(edition.public_url, plan.collection, words.language)
    return {
        "counts": _counts(plan.records, words),
        "edition": words.say(
            "cover.edition",
            date=words.date(edition.built.date()),
            version=version(edition.catalogue.manifest),
        ),
        "alt": words.say("cover.map_alt" if own else "cover.whole_map_alt", name=name),
        "width_mm": frame.width_mm,
        "height_mm": frame.height_mm,
        "online": words.say("cover.online", address=address) if address else "",
        "url": address,
    }


def _counts(records: Sequence[Entry], words: Wording) -> str:
    told = [
        words.count(f"counts.{kind}", len(found))
        for kind in ("actors", "projects")
        if (found := [one for one in records if one.layer == kind])
    ]
    return words.say("counts.and").join(told) if told else words.say("counts.nothing")


def legend(edition: Edition, plan: Plan) -> dict[str, Any]:
    """Return the words of the signs and of the kinds of area that the maps show."""
    catalogue, words = edition.catalogue, edition.words
    grounds = {plan.collection, *(one.shows for one in plan.sheets)}
    shown = [
        code
        for code in ("udsatte_boligomraader", "helhedsplaner", "kvarterer")
        if any(one.geometry for of in grounds for one in catalogue.layers.get((of, code), ()))
    ]
    all_four = plan.collection is Collection.WHOLE_CITY
    areas = [("district", words.say("reading.districts" if all_four else "reading.district"))]
    areas += [(code, words.legend(code)) for code in shown]
    signs = [(code, words.term("theme", code)) for code in THEMES]
    return {
        "signs": [{"code": code, "label": label} for code, label in signs],
        "several": words.legend("flere"),
        "areas": [{"code": code, "label": label} for code, label in areas],
        "gathers": any(marker.gathers for marker in plan.markers),
    }


def _nowhere(plan: Plan, words: Wording) -> dict[str, Any]:
    groups = without_a_marker(plan, words)
    count = sum(len(group.references) for group in groups)
    return {"intro": words.count("nowhere.intro", count), "groups": groups}


def _replaced(gaps: Sequence[Gap], words: Wording) -> str:
    """Return in one line of which entries a character was replaced, "" where of none."""
    numbers = sorted({gap.number for gap in gaps if gap.number})
    return words.say("leaf.replaced", numbers=number_ranges(numbers)) if numbers else ""


def _said(gap: Gap, words: Wording) -> str:
    return words.say("sources.unprintable_item", where=gap.where, characters=gap.named)
