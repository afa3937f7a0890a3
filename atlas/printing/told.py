"""What the documents tell of a collection beside its records: figures, efforts, events, tasks.

A row stands in the books of the collections whose places it names; one that names none stands in
that of the whole city, where the barometer stands too.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from atlas.edtf import order_of
from atlas.layers import danish_order
from atlas.printing.area_subjects import FIGURES
from atlas.printing.documents import documents_of, stated_in
from atlas.printing.wording import danish_figures
from geodata.districts import Collection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from atlas.catalogue import Catalogue
    from atlas.connections import Row
    from atlas.printing.documents import Documents
    from atlas.printing.wording import Wording

_TABLES: Final = (FIGURES, "initiatives", "events", "tasks")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What a figure is of, the figure as its document prints it, and its year."""

    what: str
    printed: str
    year: str


@dataclass(frozen=True, kw_only=True)
class ToldPart:
    """What one document says in one place: in facts, or in figures."""

    facts: tuple[str, ...]
    figures: tuple[Figure, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is told under one name."""

    name: str
    parts: tuple[ToldPart, ...]


@dataclass(frozen=True, kw_only=True)
class Tale:
    """Things of one kind under one heading."""

    title: str
    intro: str
    items: tuple[Told, ...]


def tales(catalogue: Catalogue, collection: Collection, words: Wording) -> tuple[Tale, ...]:
    """Return what the documents tell of a collection; a kind of which they tell nothing lacks."""
    documents = documents_of(catalogue.manifest)
    return tuple(
        Tale(
            title=words.say(f"told.{table}"),
            intro=words.say(f"told.{table}_intro"),
            items=tuple(
                Told(name=name, parts=tuple(_parts(of_it, table, documents, words)))
                for name, of_it in groupby(sorted(rows, key=_ORDER[table]), key=_name)
            ),
        )
        for table, rows in _rows_of(catalogue, collection).items()
        if rows
    )


def documents_told(catalogue: Catalogue, collection: Collection) -> Iterator[str]:
    """Yield the documents behind the tales of a collection: their ids, as rows name them."""
    for rows in _rows_of(catalogue, collection).values():
        yield from (row["document"] for row in rows)


def _rows_of(catalogue: Catalogue, collection: Collection) -> Mapping[str, Sequence[Row]]:
    known = catalogue.connections
    found = {table: known.in_collection(table, collection) for table in _TABLES}
    if collection is Collection.WHOLE_CITY:
        found["indicators"] = known.rows("indicators")
    return found


def _name(row: Row) -> str:
    return row.get("name") or row.get("title") or row.get("area", "")


def _parts(
    rows: Iterable[Row], table: str, documents: Documents, words: Wording
) -> Iterator[ToldPart]:
    """Yield what each place in a document says, in one part where rows are of the same place."""
    for (document, place), of_it in groupby(rows, key=itemgetter("document", "document_place")):
        together = list(of_it)
        facts = _FACTS.get(table, _nothing)
        yield ToldPart(
            facts=tuple(one for row in together for one in facts(row, words)),
            figures=tuple(map(_figure, together)) if table == FIGURES else (),
            source=stated_in(documents, words, document=document, place=place),
        )


def _said(row: Row, words: Wording, *columns: str) -> Iterator[str]:
    """Yield «For: …» for each of the columns in which something stands."""
    for column in columns:
        if row[column]:
            yield words.say(f"told.{column}", value=row[column].replace("|", ", "))


def _figure(row: Row) -> Figure:
    return Figure(what=row["figure"], printed=row["as_printed"], year=row["year"])


def _nothing(_row: Row, _words: Wording) -> Iterator[str]:
    yield from ()


def _initiative(row: Row, words: Wording) -> Iterator[str]:
    if row["activity"]:
        yield row["activity"]
    yield from _said(row, words, "target_group", "aim", "economy_text", "status_text")
    yield from _said(row, words, "follow_up", "place", "year")


def _event(row: Row, words: Wording) -> Iterator[str]:
    when = _date_of(row["date_edtf"], words) or words.say("told.undated")
    # What took place has its date; a decision or a foundation was not «held».
    state = words.sections["told"].get(row["planned_or_held"], "")
    told = words.listed(filter(None, (when, state)))
    yield told[:1].upper() + told[1:]
    yield from _said(row, words, "place", "participants", "organiser_name")


def _date_of(edtf: str, words: Wording) -> str:
    """Return when something takes place: by a day, where only its last day is stated."""
    start, slash, last = edtf.partition("/")
    if slash and not start.strip("."):
        return words.say("told.by", date=words.when(last))
    return words.when(edtf)


def _task(row: Row, words: Wording) -> Iterator[str]:
    kind = words.say(f"told.{row['type']}")
    yield words.listed(filter(None, (kind, words.when(row["date"] or row["year"]))))
    if row["description"]:
        yield row["description"]
    yield from _said(row, words, "requester_name", "place", "participants")


def _indicator(row: Row, words: Wording) -> Iterator[str]:
    if row["theme"]:
        yield words.term("theme", row["theme"])
    if row["baseline"]:
        when = words.when(row["baseline_date"])
        # Figure and unit are one Danish piece, as all figures that stand beside it are.
        value = f"{danish_figures(row['baseline'])}\N{NO-BREAK SPACE}{row['unit']}"
        yield words.say("told.baseline", value=value, when=when)
    yield from _said(row, words, "criterion", "political_goal", "later_addition")


def _by_name(row: Row) -> tuple[object, ...]:
    return (danish_order(row["name"]),)


def _by_year(row: Row) -> tuple[object, ...]:
    """Order figures so that those of one place in a document stand together."""
    stated = (row["document"], row["document_place"])
    return (danish_order(row["area"]), row["year"], *stated, row["figure"])


def _as_listed(_row: Row) -> tuple[object, ...]:
    return ()


def _by_date(row: Row) -> tuple[object, ...]:
    return (order_of(row["date_edtf"]), row["id"])


_FACTS: Final = {
    "initiatives": _initiative,
    "events": _event,
    "tasks": _task,
    "indicators": _indicator,
}
_ORDER: Final = {
    FIGURES: _by_year,
    "initiatives": _by_name,
    "events": _by_date,
    "tasks": _as_listed,
    "indicators": _as_listed,
}
