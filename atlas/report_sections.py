"""Sections of the report beside the accounting: tables counted, rows without a place, characters.

Each is Markdown in Danish; `inert` makes text plain, so that no record can write markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from actors.bundled import documents
from actors.sheets import SHEETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from atlas.connections import Connections, Row
    from atlas.printing.inert import Gap

    Inert = Callable[[str], str]

PLACED_ROWS: Final = {"initiatives": "name", "events": "name", "tasks": "title"}
"""Tables whose rows may name a place, with the column that a person knows them by."""


def tables_section(counted: Mapping[str, int], connections: Connections) -> Iterator[str]:
    """Count every table of the record: `counted` those that a build reads itself."""
    rows = {**counted, **{name: len(rows) for name, rows in connections.tables.items()}}
    yield from ["## Tabeller i optegnelsen", "", "| tabel | navn | rækker |", "|---|---|--:|"]
    yield from (f"| {SHEETS.get(name, name)} | {name} | {count} |" for name, count in rows.items())
    if connections.tables:
        yield f"| Dokumenter | documents | {len(documents())} |"


def placeless_section(connections: Connections, inert: Inert) -> Iterator[str]:
    """List every initiative, event and task without a known place, each with its reason."""
    for table, called in PLACED_ROWS.items():
        rows = connections.rows(table)
        lacking = [row for row in rows if not row.get("place_ids")]
        if not lacking:
            continue
        title = f"{SHEETS[table]} uden et sted, der er til at finde: {len(lacking)} af {len(rows)}"
        yield from [f"## {title}", ""]
        for row in lacking:
            where = f"{row['document']}, {inert(row['document_place'])}"
            yield f"- {inert(row[called])} ({where}): {inert(_why(row))}"
        yield ""


def unprintable_section(gaps: Sequence[Gap], inert: Inert) -> Iterator[str]:
    """Name the characters that the atlas's fonts lack, and the records that have them."""
    yield from ["## Tegn, som ingen skrift har", ""]
    for gap in gaps:
        yield f"- {inert(gap.where)}: {inert(gap.named)}. I PDF står \ufffd i stedet."
    if not gaps:
        yield "Ingen."


def _why(row: Row) -> str:
    named = [one for one in row["place"].split("|") if one]
    if not named:
        return "Dokumentet nævner intet sted."
    places = " og ".join(f"«{one}»" for one in named)
    return f"{places} står ikke i stednavnelisten."
