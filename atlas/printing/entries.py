"""What the directory says of one record: every word of an entry, in the language of the book."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from actors.taxonomy import ActorKind
from atlas.freshness import assured_date, is_confirmed
from atlas.labels import THEMES, gender_not_said
from atlas.printing.fonts import printable
from atlas.printing.hours import hours_in_words
from atlas.printing.relations import sums, ties
from geodata.districts import NAMES
from geodata.geocoding.protocol import Precision
from geodata.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from atlas.catalogue import Entry
    from atlas.printing.area_subjects import Subject
    from atlas.printing.documents import Documents
    from atlas.printing.relations import Acquaintance, Ties
    from atlas.printing.wording import Wording

_DISTRICT_NAMES: Final = {name for names in NAMES.values() for name in names.values()}
_OVER: Final = ("finished", "historical")
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_PHONE: Final = re.compile(r"\+?[\d ()./-]{5,20}", re.ASCII)
_WHAT: Final = ("project", "kind", "target_groups", "languages")
_PARAGRAPHS: Final = (
    ("description",),
    ("result",),
    ("opening_hours", "phone", "email", "website"),
    ("also_known_as", "printed_as", "period"),
)
_SAFE_IN_A_LINK: Final = ":/?#[]@!$&'()*+,;=%~"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something known of a record; `url` makes it a link, `label` says what it leads to."""

    text: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class PrintedSpot:
    """Where on the maps a record is found: its marker's anchor, and sheet and cell in words."""

    anchor: str
    text: str


@dataclass(frozen=True, kw_only=True)
class AreaLink:
    """An area with a page of its own to which a record belongs; no name where it is its place."""

    name: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class PrintedEntry:
    """One entry of the directory.

    `spot` is where its marker stands, or None where it has none, `areas` are those whose pages
    name it; `what` says what kind of actor
    or project it is and for whom, each of `paragraphs` holds facts that belong together, `ties`
    and `sums` say with whom it hangs together and what sums are printed for it; `source` names
    the document and the place in it.
    """

    number: int
    spot: PrintedSpot | None
    name: str
    description: str
    themes: tuple[str, ...]
    place: str
    areas: tuple[AreaLink, ...]
    fresh: str
    confirmed: bool
    what: tuple[Fact, ...]
    paragraphs: tuple[tuple[Fact, ...], ...]
    ties: tuple[Ties, ...]
    sums: str
    source: str


@dataclass(frozen=True, kw_only=True)
class BookWide:
    """What every entry of a book needs to know: the day, the documents, who knows whom.

    `areas` are the areas with a page, by the id of their place.
    """

    today: date
    known: Acquaintance
    documents: Documents
    areas: Mapping[str, Subject]


def printed_entry(
    record: Entry, spot: PrintedSpot | None, book: BookWide, words: Wording
) -> PrintedEntry:
    """Return the entry of a record."""
    properties, today = record.properties, book.today
    number, facts = book.known.numbers[record.id], _facts(record, words)
    paragraphs = (tuple(facts[key] for key in keys if key in facts) for keys in _PARAGRAPHS)
    source = ", ".join(part for part in properties["provenance"].values() if part)
    return PrintedEntry(
        number=number,
        spot=spot,
        name=name_of(record),
        description=words.say("directory.entry", number=number, name=name_of(record)),
        themes=tuple(code for code in THEMES if code in properties["themes"]),
        place=place_of(record, words),
        areas=tuple(_areas(record, book.areas)),
        fresh=freshness(record, words, today),
        confirmed=is_confirmed(properties, today),
        what=tuple(facts[key] for key in _WHAT if key in facts),
        paragraphs=tuple(filter(None, paragraphs)),
        ties=ties(record, book.known, words),
        sums=sums(record, book.known, words),
        source=book.documents.named(source),
    )


def _areas(record: Entry, told: Mapping[str, Subject]) -> Iterator[AreaLink]:
    """Yield the area that is a record's place, or else those it lies in, if they have a page."""
    found = [told[one] for one in record.properties["areas"] if one in told]
    place = record.properties["location"].get("place", "")
    own = [AreaLink(name="", anchor=one.anchor) for one in found if one.name == place]
    yield from own or [AreaLink(name=one.name, anchor=one.anchor) for one in found]


def name_of(record: Entry) -> str:
    """Return a record's name, or its id where nothing of the name can be seen."""
    seen = any(unicodedata.category(one)[0] not in "CMZ" for one in printable(record.name).text)
    return record.name if seen else record.id


def place_of(record: Entry, words: Wording) -> str:
    """Return where a record is, with what kind of place that is where it is no address."""
    location = record.properties["location"]
    precision, place = location["precision"], location.get("place", "")
    if is_unshown(record):
        return words.say("directory.place_without_a_point", place=place)
    if precision == Precision.DISTRICT and place:
        return words.say("directory.whole_district", name=place)
    if f"place_{precision}" in words.sections["directory"]:
        return words.say(f"directory.place_{precision}")
    kind = words.sections["precision"].get(precision, "")
    return words.say("precision.of", place=place, kind=kind) if kind else place


def is_unshown(record: Entry) -> bool:
    """Return whether a source names a place in the district, which no source shows on a map."""
    location = record.properties["location"]
    within = location.get("place", "") not in {"", *_DISTRICT_NAMES}
    return location["precision"] == Precision.DISTRICT and within


def freshness(record: Entry, words: Wording, today: date) -> str:
    """Return the record's status, its year and when it was last confirmed.

    Of a record that nobody confirmed lately it is not said that it is at work (design, law 3).
    """
    properties = record.properties
    status, year = properties["status"], properties.get("year")
    known = status in _OVER or (status == "active" and is_confirmed(properties, today))
    parts = [words.term("status", status)] if known else []
    assured = assured_date(properties)
    if assured and is_confirmed(properties, today):
        parts.append(words.say("freshness.confirmed", date=words.date(assured)))
    elif assured or year:
        since = words.date(assured) if assured else year
        parts += [str(year)] if assured and year else []
        parts.append(words.say("freshness.unconfirmed", since=since))
    else:
        parts.append(words.say("freshness.unconfirmed_without_year"))
    sentence = words.listed(parts)
    return sentence[:1].upper() + sentence[1:]


def _facts(record: Entry, words: Wording) -> dict[str, Fact]:
    """Return what is known of a record by what it says: its kind, for whom, how to reach it."""
    properties = record.properties
    printed = properties.get("name_printed", "")
    said = {
        # A full stop more is no other name.
        "printed_as": "" if printed.rstrip(". ") == properties["name"].rstrip(". ") else printed,
        "also_known_as": words.listed(_other_names(properties)),
        "target_groups": _target_groups(properties, words),
        "languages": words.languages(properties.get("languages", ())),
        "opening_hours": hours_in_words(properties.get("opening_hours", ""), words),
        "period": words.period(properties.get("start", ""), properties.get("end", "")),
        "result": properties.get("result", ""),
    }
    facts = {
        key: Fact(text=words.say(f"directory.{key}", value=value))
        for key, value in said.items()
        if value
    }
    kind, description = properties.get("kind", ""), properties.get("description", "")
    # The word for what fits no other kind tells a reader nothing by itself.
    tells = kind not in {"", ActorKind.OTHER}
    facts |= {"kind": Fact(text=words.term("kind", kind))} if tells else {}
    is_project = record.layer == "projects"
    facts |= {"project": Fact(text=words.say("directory.project"))} if is_project else {}
    facts |= {"description": Fact(text=description)} if description else {}
    return facts | _contact(properties, words)


def _other_names(properties: dict[str, Any]) -> list[str]:
    """Return what else a record is called; the same letters written otherwise are no other name."""
    told = {_letters(properties["name"]), _letters(properties.get("name_printed", ""))}
    return [one for one in properties.get("alternate_names", ()) if _letters(one) not in told]


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, fold(name)))


def _target_groups(properties: dict[str, Any], words: Wording) -> str:
    """Return for whom it is: groups, gender where one is named, and age."""
    groups = [words.term("target_group", code) for code in properties.get("target_groups", ())]
    gender = gender_not_said(properties)
    groups += [words.term("gender", gender)] if gender else []
    ages = words.ages(properties.get("age_from"), properties.get("age_to"))
    together = words.enumerated([*dict.fromkeys(one.lower() for one in groups)])
    return words.listed(filter(None, (together, ages)))


def _contact(properties: dict[str, Any], words: Wording) -> dict[str, Fact]:
    links = {"phone": _phone_link, "email": _email_link, "website": _website_link}
    return {
        key: Fact(
            text=properties[key], label=words.say(f"directory.{key}"), url=link(properties[key])
        )
        for key, link in links.items()
        if properties.get(key)
    }


def _phone_link(text: str) -> str:
    number = re.sub(r"[^\d+]", "", text)
    return f"tel:{number}" if _PHONE.fullmatch(text.strip()) else ""


def _email_link(text: str) -> str:
    return f"mailto:{text.strip()}" if _EMAIL.fullmatch(text.strip()) else ""


def _website_link(text: str) -> str:
    """Return a link to a web page, or "" where the text is anything else than http or https."""
    address = quote(text.strip(), safe=_SAFE_IN_A_LINK)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.hostname else ""
