"""What books, posters and leaflets begin with: name, age and counts, and the words of the key."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from atlas.labels import THEMES
from atlas.printing.layout import GUTTER_MM, RULER_MM
from atlas.printing.notice import notice, question
from atlas.printing.online import page_address
from atlas.printing.selection_told import nobody, only
from atlas.printing.sources import version
from geodata.districts import DISTRICTS, Collection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.catalogue import Entry
    from atlas.printing.edition import Edition
    from atlas.printing.layout import Paper
    from atlas.printing.maps.sheet import Frame
    from atlas.printing.plan import Plan
    from atlas.printing.wording import Wording


_GROUNDS: Final = {
    Collection.WHOLE_CITY: "districts",
    Collection.OTHER_DISTRICTS: "other_districts",
}
"""What the line around a collection's ground is called, where it is not one district's."""


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
        "paper": {
            **asdict(paper),
            "ruler_mm": RULER_MM,
            "gutter_mm": GUTTER_MM,
            "column_mm": paper.column_width_mm,
        },
        "name": name,
        "title": words.listed_apart([title, part]) if part else title,
        "only": part,
        "question": question(plan.records, words, edition.built.date()),
        "notice": notice(plan.records, words, edition.built.date()),
    }


def subtitle(edition: Edition, plan: Plan) -> str:
    """Return what stands under a leaf's title: of which selection it is, or else its question."""
    part = only(edition.selection, edition.catalogue, edition.words)
    return part or question(plan.records, edition.words, edition.built.date())


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
    return words.enumerated(told) or words.say("counts.nothing")


def legend(edition: Edition, plan: Plan) -> dict[str, Any]:
    """Return the words of the signs and of the kinds of area that the maps show."""
    catalogue, words = edition.catalogue, edition.words
    grounds = {plan.collection, *(one.shows for one in plan.sheets)}
    shown = [
        code
        for code in ("udsatte_boligomraader", "helhedsplaner", "kvarterer")
        if any(one.geometry for of in grounds for one in catalogue.layers.get((of, code), ()))
    ]
    ground = _GROUNDS.get(plan.collection, "district")
    areas = [("district", words.say(f"reading.{ground}"))]
    areas += [(code, words.legend(code)) for code in shown]
    signs = [(code, words.term("theme", code)) for code in THEMES]
    return {
        "signs": [{"code": code, "label": label} for code, label in signs],
        "several": words.legend("flere"),
        "areas": [{"code": code, "label": label} for code, label in areas],
        "gathers": any(marker.gathers for marker in plan.markers),
    }


def empty(edition: Edition, plan: Plan) -> str:
    """Return that a book holds nobody; "" where it holds somebody."""
    words = edition.words
    if plan.records:
        return ""
    name = words.collection_in_a_sentence(plan.collection)
    return nobody(edition.selection, edition.catalogue, words, name)
