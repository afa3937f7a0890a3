"""How the record hangs together: relations, money, initiatives, plans, events, the barometer.

One file of a release, `connections.json`, holds every table of `actors.connected` as it stands;
this module writes it, and reads it as a page wants it: what belongs to one id, from both sides.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from actors.connected import TABLES
from actors.connected_tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CONNECTIONS_FILE: Final = "connections.json"

Row = dict[str, str]

_OWNERS: Final = {
    "money": ("for_id",),
    "tasks": ("requester_id",),
    "events": ("organiser_id",),
    "initiatives": ("committee",),
    "indicator_values": ("indicator_id",),
}
"""Table → the columns that name whom a row belongs to; several ids are parted by «|»."""

_LIKELY: Final = "sandsynlig"
"""What the record's own reason says of a relation that no document states outright."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """One relation seen from one end: what the other end is to it.

    `reads` is the relation's code, with `-of` behind it where it is read backwards.
    """

    reads: str
    other_id: str
    other_name: str
    reason: str
    document: str
    document_place: str

    @property
    def is_likely(self) -> bool:
        """Whether the record itself argues the relation only to be likely: no document says it."""
        return _LIKELY in self.reason


@dataclass(frozen=True, kw_only=True)
class Connections:
    """Every table of the record, by name; a table that a release lacks is empty."""

    tables: Mapping[str, tuple[Row, ...]]

    def rows(self, table: str) -> tuple[Row, ...]:
        """Return the rows of a table, in its order."""
        return self.tables.get(table, ())

    def belonging_to(self, table: str, record_id: str) -> tuple[Row, ...]:
        """Return the rows of a table that name this id as whom they belong to."""
        return tuple(self._by_owner[table].get(record_id, ()))

    def in_collection(self, table: str, code: str) -> tuple[Row, ...]:
        """Return the rows of a table whose places lie in a collection, as the build placed them."""
        return tuple(
            row for row in self.rows(table) if code in row.get("collections", "").split("|")
        )

    def in_area(self, table: str, place_id: str) -> tuple[Row, ...]:
        """Return the rows of a table that name a place of the gazetteer, by its id."""
        return tuple(
            row for row in self.rows(table) if place_id in row.get("place_ids", "").split("|")
        )

    def links(self, record_id: str) -> tuple[Link, ...]:
        """Return the relations of an id from both sides, kept-apart ones last."""
        found = self._links.get(record_id, ())
        return tuple(sorted(found, key=lambda one: one.reads.startswith("not-same-as")))

    def row(self, table: str, row_id: str) -> Row | None:
        """Return the row of that id, or None."""
        return self._by_id[table].get(row_id)

    def has_row(self, row_id: str) -> bool:
        """Return whether an id is of a table's row: an initiative, a plan; never of a record."""
        return any(row_id in rows for rows in self._by_id.values())

    @cached_property
    def _by_id(self) -> Mapping[str, Mapping[str, Row]]:
        found: dict[str, dict[str, Row]] = defaultdict(dict)
        for table, rows in self.tables.items():
            found[table] = {row["id"]: row for row in rows if "id" in row}
        return found

    @cached_property
    def _by_owner(self) -> Mapping[str, Mapping[str, list[Row]]]:
        found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for table, columns in _OWNERS.items():
            for row in self.rows(table):
                for owner in _ids(row, columns):
                    found[table][owner].append(row)
        return found

    @cached_property
    def _links(self) -> Mapping[str, list[Link]]:
        found: dict[str, list[Link]] = defaultdict(list)
        for row in self.rows("relations"):
            if row["from_id"]:
                found[row["from_id"]].append(_link(row, "to", row["relation"]))
            if row["to_id"]:
                found[row["to_id"]].append(_link(row, "from", f"{row['relation']}-of"))
        return found


def row_name(row: Row) -> str:
    """Return what a row of a table is called, its id where it has no name."""
    return row.get("name") or row.get("title") or row.get("subject") or row["id"]


def bundled_connections() -> Connections:
    """Return the connections of the record that comes with the atlas."""
    return Connections(
        tables={kind.table: tuple(asdict(row) for row in load_table(kind)) for kind in TABLES}
    )


def no_connections() -> Connections:
    """Return the connections of an atlas without the bundled record."""
    return Connections(tables={})


def to_bytes(connections: Connections) -> bytes:
    """Return the connections as a file of a release."""
    return json.dumps(connections.tables, ensure_ascii=False, separators=(",", ":")).encode()


def from_bytes(content: bytes) -> Connections:
    """Return the connections that a file of a release holds."""
    tables: dict[str, list[Row]] = json.loads(content)
    return Connections(tables={name: tuple(rows) for name, rows in tables.items()})


def dangling(connections: Connections, known: Iterable[str]) -> list[str]:
    """Return every id that a row points at and nothing has, as `table: id`."""
    everything = set(known) | {
        row["id"] for rows in connections.tables.values() for row in rows if "id" in row
    }
    pointing = {
        **_OWNERS,
        "relations": ("from_id", "to_id"),
        "contradictions": ("concerns",),
    }
    return [
        f"{table}: {one}"
        for table, columns in pointing.items()
        for row in connections.rows(table)
        for one in _ids(row, columns)
        if one not in everything
    ]


def _ids(row: Row, columns: Iterable[str]) -> list[str]:
    return [one for column in columns for one in row[column].split("|") if one]


def _link(row: Row, end: str, reads: str) -> Link:
    return Link(
        reads=reads,
        other_id=row[f"{end}_id"],
        other_name=row[f"{end}_name"],
        reason=row["reason"],
        document=row["document"],
        document_place=row["document_place"],
    )
