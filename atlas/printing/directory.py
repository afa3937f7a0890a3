"""The directory: every record of the book once, in sections."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from atlas.printing.documents import documents_of
from atlas.printing.entries import (
    BookWide,
    PrintedEntry,
    PrintedSpot,
    is_unshown,
    name_of,
    printed_entry,
)
from atlas.printing.maps.markers import marker_anchor
from atlas.printing.plan import WITHOUT_THEME
from atlas.printing.relations import Acquaintance
from atlas.printing.translation import ORIGINAL
from atlas.printing.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from atlas.catalogue import Catalogue, Entry
    from atlas.printing.area_subjects import Subject
    from atlas.printing.plan import Plan, Section
    from atlas.printing.wording import Wording


_NAME: Final = "NAME"
_NO_PLACE_NAMED: Final = {"Stedet står ikke", "Intet sted nævnt"}
"""How notes of the record say that no place is named, beside the atlas's own words for it."""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A number that leads to its entry, and the entry's name."""

    number: int
    name: str


@dataclass(frozen=True, kw_only=True)
class PrintedSection:
    """A section of the directory; `also` lists entries of the theme that stand elsewhere."""

    title: str
    intro: str
    theme: str
    entries: tuple[PrintedEntry, ...]
    also_title: str
    also: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """References that share a reason for having no place.

    `count` says how many they are; a reason that a record gives of itself alone is `own` to it.
    """

    title: str
    references: tuple[Reference, ...]
    count: str
    own: bool


def directory(
    plan: Plan,
    catalogue: Catalogue,
    words: Wording,
    today: date,
    areas: Mapping[str, Subject],
    *,
    online: bool,
) -> tuple[PrintedSection, ...]:
    """Return the sections of a book's directory; `areas` have a page, by the id of their place.

    `online` is whether the site's address is set, so that a reader can be sent there.
    """
    book = BookWide(
        today=today,
        known=Acquaintance(
            catalogue=catalogue,
            records=plan.records,
            numbers=plan.numbers,
            online=online,
        ),
        documents=documents_of(catalogue.manifest),
        areas=areas,
    )
    spots = spots_on_the_maps(plan, words)
    first = next((part for part in plan.sections if part.kind == "theme"), None)
    return tuple(
        PrintedSection(
            **_heading(part, plan, words, is_first=part is first),
            theme=part.theme,
            entries=tuple(
                printed_entry(record, spots.get(record.id), book, words) for record in part.records
            ),
            also=references(sorted(part.also, key=lambda one: plan.numbers[one.id]), plan),
        )
        for part in plan.sections
    )


def spots_on_the_maps(plan: Plan, words: Wording) -> dict[str, PrintedSpot]:
    """Return where each record with a marker is found, by its id, and the marker's anchor."""
    single = len(plan.sheets) == 1
    return {
        pin.id: PrintedSpot(
            anchor=marker_anchor(one.number, marker),
            text=spot.cell
            if single
            else words.say("directory.spot", sheet=spot.sheet, cell=spot.cell),
        )
        for one in plan.sheets
        for marker in one.markers
        for pin in marker.pins
        if (spot := plan.spots[pin.id]).sheet == one.number
    }


def without_a_marker(plan: Plan, words: Wording) -> tuple[Group, ...]:
    """Return what has no marker, by the reason for it.

    First the reasons that the atlas gives, the commonest first, then those that are a record's
    own, in the order of the numbers.
    """
    by_reason: dict[tuple[bool, str], list[Entry]] = defaultdict(list)
    for record in plan.records:
        if record.id not in plan.spots:
            shared = _shared_reason(record, words)
            reason = shared or _sentence(record.properties["location"]["reason"])
            by_reason[not shared, reason].append(record)
    in_order = sorted(
        by_reason.items(), key=lambda one: (one[0][0], 0 if one[0][0] else -len(one[1]))
    )
    return tuple(
        Group(
            title=reason,
            references=references(records, plan),
            count=words.count("counts.records", len(records)),
            own=own,
        )
        for (own, reason), records in in_order
    )


def references(records: Iterable[Entry], plan: Plan) -> tuple[Reference, ...]:
    """Return the numbers of records with their names."""
    numbers = plan.numbers
    return tuple(Reference(number=numbers[one.id], name=name_of(one)) for one in records)


def _shared_reason(record: Entry, words: Wording) -> str:
    """Return the reason that the atlas gives for a missing marker, "" where a record has its own.

    What the atlas wrote in Danish is said in the language of the book; the several ways in which
    the record notes that no place is named are one.
    """
    location, danish = record.properties["location"], wording(ORIGINAL)
    if record.lat is not None:
        return words.say("directory.off_the_map_intro")
    if is_unshown(record):
        return words.say("nowhere.unshown")
    reason = location.get("reason", "")
    if not reason or reason.rstrip(".") in _NO_PLACE_NAMED:
        return words.say("nowhere.no_reason")
    for key in ("no_reason", "city", "district"):
        written = re.escape(danish.say(f"nowhere.{key}", name=_NAME)).replace(_NAME, "(.+)")
        if found := re.fullmatch(written, reason):
            return words.say(f"nowhere.{key}", name="".join(found.groups()))
    return ""


def _sentence(reason: str) -> str:
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."


def _heading(part: Section, plan: Plan, words: Wording, *, is_first: bool) -> dict[str, str]:
    """Return the heading of a section; the first by theme says whom those by theme hold."""
    if part.kind == "theme":
        intro = words.say("directory.by_first_theme") if is_first else ""
        stated = part.theme != WITHOUT_THEME
        title = words.term("theme", part.theme) if stated else words.say("directory.without_theme")
        also = words.say("directory.also", theme=title) if part.also else ""
        return {"title": title, "intro": intro, "also_title": also}
    name = words.collection_in_a_sentence(plan.collection)
    key = part.kind.replace("-", "_")
    intro = words.sections["directory"].get(f"{key}_intro", "").format(name=name)
    return {
        "title": words.say(f"directory.{key}", name=name),
        "intro": intro,
        "also_title": "",
    }
