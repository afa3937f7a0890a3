"""What is told of an area or a plan: the lists it stood on, its plans, and printed figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atlas.printing.area_subjects import FIGURES
from atlas.printing.documents import stated_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.catalogue import Entry
    from atlas.connections import Connections
    from atlas.printing.documents import Documents
    from atlas.printing.wording import Wording


@dataclass(frozen=True, kw_only=True)
class PrintedPart:
    """A list or a plan under a heading of its own; `code` is the layer that draws it."""

    code: str
    name: str
    kind: str
    facts: tuple[str, ...]
    note: str
    source: str


@dataclass(frozen=True, kw_only=True)
class PrintedFigure:
    """A figure as its document prints it, with its year and where it stands."""

    what: str
    printed: str
    year: str
    source: str


def listing(one: Entry, documents: Documents, words: Wording) -> PrintedPart:
    """Return a list that an area stood on, with its year, criterion and who appointed it."""
    properties = one.properties
    return PrintedPart(
        code=one.layer,
        name=words.say("areas.list", list=properties["list"], year=properties["list_year"]),
        kind="",
        facts=tuple(_facts(properties, words, "criterion", "appointed_by")),
        note=documents.named(properties.get("note", "")),
        source=stated_in(documents, words, **properties["provenance"]),
    )


def plan_part(one: Entry, documents: Documents, words: Wording, *, alone: bool) -> PrintedPart:
    """Return a plan with its period, money, steering group and state.

    On a page that is its own `alone` it goes by its kind, since the page bears its name.
    """
    properties = one.properties
    kind = str(properties["kind"])
    kind = words.sections["plan_kind"].get(kind, kind)
    told = {
        **properties,
        "period": words.period(properties.get("start", ""), properties.get("end", "")),
        "steering": words.listed_apart(properties.get("steering", ())),
    }
    return PrintedPart(
        code=one.layer,
        name=kind[:1].upper() + kind[1:] if alone else one.name,
        kind="" if alone else kind,
        facts=tuple(_facts(told, words, "period", "steering", "money", "state")),
        note=documents.named(properties.get("note", "")),
        source=stated_in(documents, words, **properties["provenance"]),
    )


def figures(
    place: str, connections: Connections, documents: Documents, words: Wording
) -> Iterator[PrintedFigure]:
    """Yield the figures that documents print for a place."""
    for row in connections.in_area(FIGURES, place):
        where = {"document": row["document"], "place": row["document_place"]}
        yield PrintedFigure(
            what=row["figure"],
            printed=row["as_printed"],
            year=row["year"],
            source=stated_in(documents, words, **where),
        )


def _facts(told: dict[str, Any], words: Wording, *keys: str) -> Iterator[str]:
    for key in keys:
        if told.get(key):
            yield words.say(f"areas.{key}", value=told[key])
