"""The last pages: the documents and maps a book stands on, their licences, and how it was made."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from atlas.printing.documents import in_readers_words
from atlas.printing.translation import CLOSE, OPEN, isolated
from geodata.districts import DISTRICTS, Collection
from geodata.geocoding.protocol import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from atlas.catalogue import Catalogue, Entry
    from atlas.printing.plan import Plan
    from atlas.printing.wording import Wording
    from geodata.basemap.store import BasemapSource

_VERSION_DIGITS: Final = 8
_CITED_LAYERS: Final = ("udsatte_boligomraader", "helhedsplaner", "kvarterer")


@dataclass(frozen=True, kw_only=True)
class PrintedSource:
    """One source: its short name, if it has one, its title, and lines on publisher and licence."""

    short: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SourceGroup:
    """Sources of one kind under one heading."""

    title: str
    sources: tuple[PrintedSource, ...]


def version(manifest: Mapping[str, Any]) -> str:
    """Return a short number of the edition, made of its layers' checksums.

    The release's own id cannot be printed: it is made of the PDFs' checksums too.
    """
    sums = "".join(layer["sha256"] for _, layer in sorted(manifest["layers"].items()))
    return hashlib.sha256(sums.encode()).hexdigest()[:_VERSION_DIGITS]


def sources(
    catalogue: Catalogue,
    mapped: Iterable[BasemapSource],
    plan: Plan,
    words: Wording,
    *,
    told_from: Iterable[str] = (),
) -> tuple[SourceGroup, ...]:
    """Return what a book cites and shows: documents, tables of an operator, maps and outlines.

    `mapped` are the sources of the basemap that its sheets are drawn on, `told_from` the ids of the
    documents that tell what it holds beside the records.
    """
    listed = catalogue.manifest["sources"]
    documents = {one["id"]: one for one in listed if one.get("id")}
    told = "\n".join([*_told(catalogue, plan), *told_from])
    drawn = set(_drawn(catalogue, plan)) - documents.keys()
    known = documents.keys() | {one["title"] for one in listed}
    cited = (name for name in _cited(catalogue, plan) if name not in known)
    # A place in a document («…, afsnit 1») is cited by the document.
    tables = [name for name in cited if not name.startswith(tuple(f"{key}," for key in documents))]
    groups = {
        "documents": [_printed(one, words) for key, one in documents.items() if key in told],
        "tables": [PrintedSource(short="", title=name, lines=()) for name in tables],
        "maps": [
            *_together(
                [
                    *(_dated(asdict(one) | {"date": one.vintage}, words) for one in mapped),
                    *(_dated(one, words) for one in listed if one["title"] in drawn),
                ],
                words,
            )
        ],
    }
    return tuple(
        SourceGroup(title=words.say(f"sources.{code}"), sources=tuple(dict.fromkeys(found)))
        for code, found in groups.items()
        if found
    )


def colophon(
    catalogue: Catalogue, collection: Collection, words: Wording, built: datetime
) -> tuple[str, ...]:
    """Return the paragraphs on how the book was made.

    The city's book, which alone shows all, accounts for all that was read.
    """
    manifest = catalogue.manifest
    edition = words.say("sources.edition", version=version(manifest), date=words.date(built.date()))
    whole = collection is Collection.WHOLE_CITY
    account = list(_account(catalogue, words)) if whole else []
    damaged = [f"{words.say('sources.damaged')} {', '.join(catalogue.damaged.values())}"]
    return (
        words.say("sources.about"),
        edition,
        *([f"{words.say('sources.accounting_title')}. {' '.join(account)}"] if account else []),
        *(damaged if catalogue.damaged else []),
        words.say("sources.licence_data"),
        words.say("sources.fonts"),
        *_awaiting(words),
    )


def _account(catalogue: Catalogue, words: Wording) -> Iterator[str]:
    """Yield what became of all that was read, in sentences that add up to who has no point."""
    accounting = catalogue.manifest.get("accounting", {})
    for kind, counts in accounting.items():
        yield words.say("sources.accounting", kind=words.say(f"sources.kind_{kind}"), **counts)
    if rejected := sum(one["rejected"] for one in accounting.values()):
        yield words.count("sources.rejected", rejected)
    records = catalogue.by_id.values()
    vague = sum(one.properties["location"]["precision"] == Precision.DISTRICT for one in records)
    if accounting and vague:
        yield words.count("sources.vague", vague)


def _awaiting(words: Wording) -> Iterator[str]:
    """Yield, of a translation that awaits a reader, that it does: in its language and in Danish."""
    if told := words.say("translation.awaiting"):
        yield told
    if told := words.say("translation.awaiting_in_danish"):
        yield isolated(told)


def _cited(catalogue: Catalogue, plan: Plan) -> Iterable[str]:
    """Return the documents that records and areas stand in, each once."""
    entries = [*plan.records, *_areas(catalogue, plan)]
    return dict.fromkeys(
        one.properties["provenance"]["document"]
        for one in entries
        if one.properties["provenance"]["document"]
    )


def _told(catalogue: Catalogue, plan: Plan) -> Iterator[str]:
    """Yield every text of a book that names documents: provenance, places, reasons and notes."""
    for one in (*plan.records, *_areas(catalogue, plan)):
        location = one.properties["location"]
        yield from one.properties["provenance"].values()
        yield from (location["source"], location.get("reason", ""), one.properties.get("note", ""))


def _drawn(catalogue: Catalogue, plan: Plan) -> Iterator[str]:
    """Yield the sources of everything that the book's maps show."""
    shown = [(Collection.WHOLE_CITY, "baggrund"), (Collection.WHOLE_CITY, "district")]
    shown += [(code, "district") for code in DISTRICTS]
    for key in shown:
        if key in catalogue.headers:
            yield from catalogue.headers[key]["source"].split("; ")
    for one in (*plan.records, *_areas(catalogue, plan)):
        yield one.properties["location"]["source"]


def _areas(catalogue: Catalogue, plan: Plan) -> Iterator[Entry]:
    """Yield what the book tells of beside the records; that of the city tells of all its parts."""
    whole = plan.collection is Collection.WHOLE_CITY
    for code in Collection if whole else (plan.collection,):
        for layer in _CITED_LAYERS:
            yield from catalogue.layers.get((code, layer), ())


def _dated(source: Mapping[str, str], words: Wording) -> PrintedSource:
    """Return a source of maps with its date behind its title, so that its lines are its credit.

    The licence that some titles end with stands in those lines.
    """
    stated = f" ({source.get('licence', '')})"
    title = in_readers_words(source["title"].removesuffix(stated))
    source = {key: value.replace(stated, "") for key, value in source.items()}
    date = source.get("date", "")
    when = words.period(date, date)
    named = title if not when or when in title else words.listed((title, when))
    return _printed({**source, "title": named, "date": ""}, words)


def _together(found: Iterable[PrintedSource], words: Wording) -> Iterator[PrintedSource]:
    """Yield sources of maps, those with one and the same credit and licence as one.

    What stands under a credit that says more is not told again under one that says less.
    """
    by_credit: dict[tuple[str, ...], list[str]] = {}
    for one in found:
        titles = by_credit.setdefault((one.short, *one.lines), [])
        titles += [] if one.title in titles else [one.title]
    for (short, *lines), titles in by_credit.items():
        more = [
            title for (_, *said), of in by_credit.items() if _says_more(said, lines) for title in of
        ]
        rest = [one for one in titles if not any(f"{it}, ".startswith(f"{one}, ") for it in more)]
        if rest:
            title = words.listed_apart(_in_short(rest))
            yield PrintedSource(short=short, title=title, lines=tuple(lines))


def _says_more(lines: Sequence[str], than: Sequence[str]) -> bool:
    """Return whether a credit names all that another one names, and somebody else too."""
    one, other = (
        {part for line in of for part in line.strip(OPEN + CLOSE).split("; ")}
        for of in (lines, than)
    )
    return one > other


def _in_short(titles: Sequence[str]) -> Iterator[str]:
    """Yield titles without whose they are where that is said just before, and none twice."""
    owners, before = [_owner(one) for one in titles], ""
    for title in sorted(titles, key=lambda one: owners.index(_owner(one))):
        owner = _owner(title)
        if title == owner and any(one.startswith(f"{owner}, ") for one in titles):
            continue
        yield title.removeprefix(f"{owner}, ") if owner == before else title
        before = owner


def _owner(title: str) -> str:
    return title.partition(", ")[0]


def _printed(source: Mapping[str, str], words: Wording) -> PrintedSource:
    date = source.get("date", "")
    publisher, date = source.get("publisher", ""), words.period(date, date)
    credit, licence = source.get("attribution", ""), source.get("licence", "")
    lines = [words.listed(part for part in (publisher, date) if part)]
    lines += [words.say("sources.attribution", attribution=credit)] if credit != publisher else []
    lines += [words.say("sources.licence", licence=licence)] if licence else []
    return PrintedSource(
        short=source.get("short_title") or source.get("id", ""),
        title=source["title"],
        lines=tuple(filter(None, lines)),
    )
