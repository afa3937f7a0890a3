"""The sheet that explains the others: every column, and every code with its Danish word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actors.fields import FIELDS
from actors.sheets import SHEETS
from actors.taxonomy import vocabulary
from atlas.exports.entry import ENTRY_RULE, MEANING
from atlas.exports.headings import HEADINGS
from atlas.exports.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atlas.connections import Row

_MEANINGS = {**{field.name: field.meaning for field in FIELDS}, ENTRY_RULE: MEANING}


def dictionary_of(tables: Sequence[Table]) -> Table:
    """Return the columns of these tables and the codes of the vocabulary, a row each."""
    return Table(
        name="columns",
        columns=("table", "column", "heading", "meaning"),
        rows=(*_columns(tables), *_codes()),
    )


def _columns(tables: Sequence[Table]) -> Iterator[Row]:
    for table in tables:
        for name in table.columns:
            yield {
                "table": SHEETS.get(table.name, table.name),
                "column": name,
                "heading": HEADINGS.get(name, name),
                "meaning": _MEANINGS.get(name, ""),
            }


def _codes() -> Iterator[Row]:
    for section, words in vocabulary("da").items():
        for code, word in words.items():
            yield {"table": "Koder", "column": section, "heading": code, "meaning": word}
