"""One book: everything that Typst is given for a collection, as data and as pictures."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from atlas.labels import THEMES
from atlas.printing.area_pages import area_pages
from atlas.printing.directory import by_name, by_theme, directory, without_a_marker
from atlas.printing.inert import Gap, inert
from atlas.printing.map_page import map_page
from atlas.printing.maps.basemap_on_paper import basemap_on
from atlas.printing.maps.layers_on_paper import LayersOnPaper
from atlas.printing.maps.legend_svg import legend_files
from atlas.printing.maps.map_svg import collection_map, cover_map
from atlas.printing.notice import notice
from atlas.printing.plan import plan_book
from atlas.printing.sources import colophon, sources, version
from atlas.printing.told import tales
from geodata.districts import DISTRICTS, Collection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from atlas.catalogue import Catalogue, Entry
    from atlas.printing.layout import Paper
    from atlas.printing.plan import Plan
    from atlas.printing.wording import Wording
    from geodata.basemap.store import BasemapStore


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What all books of one printing share."""

    catalogue: Catalogue
    words: Wording
    paper: Paper
    built: datetime
    public_url: str = ""
    scale: int | None = None
    basemap: BasemapStore | None = None


@dataclass(frozen=True, kw_only=True)
class Book:
    """One collection's book: its data for the template, its pictures by file name."""

    data: dict[str, Any]
    pictures: dict[str, bytes]


def make_book(edition: Edition, collection: Collection) -> Book:
    """Return the book of a collection, every text in it made safe to set.

    Raises:
        PrintingError: where the collection does not fit on the paper at the scale asked for.
    """
    plan = plan_book(edition.catalogue, collection, edition.paper.map_frame, edition.scale)
    layers = _layers(edition, plan)
    cover = cover_map(edition.catalogue, collection, edition.paper.cover_frame)
    pictures = {**legend_files(), "cover.svg": cover}
    if _has_map_page(plan):
        pictures["map.svg"] = collection_map(layers, plan.markers).svg
    data, gaps = inert(_data(edition, plan, layers))
    data["sources"]["unprintable"] = [_said(gap, edition.words) for gap in gaps]
    return Book(data=data, pictures=pictures)


def _layers(edition: Edition, plan: Plan) -> LayersOnPaper:
    return LayersOnPaper(
        catalogue=edition.catalogue,
        collection=plan.collection,
        sheet=plan.sheet,
        basemap=basemap_on(edition.basemap, plan.sheet) if edition.basemap else None,
    )


def _has_map_page(plan: Plan) -> bool:
    """Return whether a map says anything: on the whole city's only where something is marked."""
    return bool(plan.markers) or plan.collection is not Collection.WHOLE_CITY


def _data(edition: Edition, plan: Plan, layers: LayersOnPaper) -> dict[str, Any]:
    catalogue, words, today = edition.catalogue, edition.words, edition.built.date()
    connections = catalogue.connections
    told = notice(plan.records, words, today)
    return {
        "language": words.language,
        "words": words.sections,
        "paper": asdict(edition.paper),
        "name": words.collection(plan.collection),
        "title": f"{words.say('cover.series')}: {words.collection(plan.collection)}",
        "cover": _cover(edition, plan),
        "notice": asdict(told),
        "legend": _legend(edition, plan),
        "map": asdict(map_page(layers, plan, words)) if _has_map_page(plan) else None,
        "directory": {
            "sections": [asdict(one) for one in directory(plan, connections, words, today)],
            "by_theme": [asdict(one) for one in by_theme(plan, words)],
            "by_name": [asdict(one) for one in by_name(plan)],
            "empty": "" if plan.records else _nobody(plan, words),
        },
        "areas": [asdict(one) for one in area_pages(catalogue, plan, words)],
        "told": [asdict(one) for one in tales(connections, plan.collection, words)],
        "nowhere": _nowhere(plan, words),
        "sources": {
            "groups": [asdict(one) for one in sources(layers, plan, words)],
            "colophon": colophon(catalogue, words, edition.built),
        },
    }


def _cover(edition: Edition, plan: Plan) -> dict[str, Any]:
    words, frame = edition.words, edition.paper.cover_frame
    name = words.collection_in_a_sentence(plan.collection)
    own = plan.collection in DISTRICTS
    address = f"{edition.public_url}/{plan.collection}/" if edition.public_url else ""
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


def _legend(edition: Edition, plan: Plan) -> dict[str, Any]:
    catalogue, words = edition.catalogue, edition.words
    shown = [
        code
        for code in ("udsatte_boligomraader", "helhedsplaner", "kvarterer")
        if any(one.geometry for one in catalogue.layers.get((plan.collection, code), ()))
    ]
    areas = [("district", words.say("reading.district"))]
    areas += [(code, words.legend(code)) for code in shown]
    signs = [(code, words.term("theme", code)) for code in THEMES]
    return {
        "signs": [{"code": code, "label": label} for code, label in signs],
        "several": words.legend("flere"),
        "areas": [{"code": code, "label": label} for code, label in areas],
        "by_theme": plan.collection is Collection.WHOLE_CITY,
        "gathers": any(marker.gathers for marker in plan.markers),
    }


def _nowhere(plan: Plan, words: Wording) -> dict[str, Any]:
    groups = without_a_marker(plan, words)
    count = sum(len(group.references) for group in groups)
    return {"intro": words.count("nowhere.intro", count), "groups": [asdict(one) for one in groups]}


def _nobody(plan: Plan, words: Wording) -> str:
    return words.say("directory.empty", name=words.collection_in_a_sentence(plan.collection))


def _said(gap: Gap, words: Wording) -> str:
    return words.say("sources.unprintable_item", where=gap.where, characters=gap.named)
