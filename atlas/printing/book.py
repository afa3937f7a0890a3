"""One book: everything that Typst is given for a collection, as data and as pictures."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from atlas.printing.area_maps import area_maps, area_sheets
from atlas.printing.area_pages import area_pages
from atlas.printing.area_subjects import subjects_of
from atlas.printing.directory import directory, without_a_marker
from atlas.printing.edition import Drawn, front_map, layers_on, part_around, sealed, view_of
from atlas.printing.front_matter import cover, empty, front_matter, legend
from atlas.printing.indexes import indexes
from atlas.printing.map_page import map_page
from atlas.printing.maps.legend_svg import legend_files
from atlas.printing.maps.map_svg import collection_map
from atlas.printing.maps.overview import locators, overview_map
from atlas.printing.online import code_svg
from atlas.printing.plan import plan_book
from atlas.printing.sources import colophon, sources
from atlas.printing.told import documents_told, tales

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from atlas.printing.edition import Book, Edition
    from atlas.printing.maps.layers_on_paper import LayersOnPaper
    from atlas.printing.maps.overview import Overview
    from atlas.printing.plan import Plan
    from atlas.printing.told import Tale
    from atlas.printing.wording import Wording
    from geodata.basemap.store import BasemapSource
    from geodata.districts import Collection


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


def _told(edition: Edition, plan: Plan) -> Sequence[Tale]:
    """Return what the documents tell beside the records; a selection is one of records alone."""
    if not edition.selection.is_all:
        return ()
    return tales(edition.catalogue, plan.collection, edition.words)


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


def _nowhere(plan: Plan, words: Wording) -> dict[str, Any]:
    groups = without_a_marker(plan, words)
    count = sum(len(group.references) for group in groups)
    return {"intro": words.count("nowhere.intro", count), "groups": groups}
