"""Which efforts have a way to each other in the documents, so that nobody is told they have none.

A way is: a relation between them, the same holder, the same plan, a whole that both are part of
(a public authority aside, which everything is part of), something that both stand behind (an
event, a task, a sum of money), or the same name: whoever is called the same is not told of itself.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

from geodata.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.catalogue import Catalogue, Entry
    from atlas.connections import Row
    from atlas.efforts import Efforts

_APART: Final = "not-same-as"
_TOGETHER: Final = {"events": "organiser_id", "tasks": "requester_id", "money": "for_id"}
"""Table → the column whose ids, parted by «|», stand behind the row together."""

_AUTHORITY: Final = "authority"
_NAME: Final = "name:"


class Ties:
    """The ways between efforts; an effort is named by the id that `Efforts.key` gives."""

    def __init__(self, catalogue: Catalogue, efforts: Efforts) -> None:
        """Read every relation and every row that several stand behind."""
        self._efforts = efforts
        self._direct: defaultdict[str, set[str]] = defaultdict(set)
        self._shared: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        self._by_name = {fold(one.name): efforts.key(one.id) for one in catalogue.by_id.values()}
        self._authorities = {
            efforts.key(one.id)
            for one in catalogue.by_id.values()
            if one.properties.get("tier") == _AUTHORITY
        }
        plans = catalogue.connections.rows("plans")
        self._plans = {efforts.key(row["id"]) for row in plans}
        for row in catalogue.connections.rows("relations"):
            self._relate(row)
        for table, column in _TOGETHER.items():
            for row in catalogue.connections.rows(table):
                self._join(row[column].split("|"))
        for record in catalogue.by_id.values():
            self._read_names(record)

    def joined(self, one: str, other: str) -> bool:
        """Return whether the documents know a way between two efforts; of one to itself, too."""
        near = one == other or other in self._direct[one]
        return near or not self._shared[one].isdisjoint(self._shared[other])

    def direct(self, effort: str) -> frozenset[str]:
        """Return the efforts that an effort is related to, those known by name only left out."""
        return frozenset(one for one in self._direct[effort] if not one.startswith(_NAME))

    def _relate(self, row: Row) -> None:
        if row["relation"] == _APART:
            return
        one, other = self._end(row, "from"), self._end(row, "to")
        self._link(one, other)
        for here, there in ((one, other), (other, one)):
            if there in self._plans:
                self._shared[here].add(("plan", there))
        if row["relation"] == "holder":
            self._shared[other].add(("holder", one))
        if row["relation"] == "part-of" and other not in self._authorities:
            self._shared[one].add(("part-of", other))

    def _end(self, row: Row, end: str) -> str:
        """Return the effort at an end of a relation; one without an id is known by its name."""
        return self._efforts.key(row[f"{end}_id"] or f"{_NAME}{fold(row[f'{end}_name'])}")

    def _join(self, ids: list[str]) -> None:
        for one, other in combinations([self._efforts.key(one) for one in ids if one], 2):
            self._link(one, other)

    def _link(self, one: str, other: str) -> None:
        if one != other:
            self._direct[one].add(other)
            self._direct[other].add(one)

    def _read_names(self, record: Entry) -> None:
        """Read the record's own name, and its holder and partners, which are names only."""
        effort = self._efforts.key(record.id)
        self._shared[effort].add(("name", fold(record.name)))
        for role, name in _named(record):
            found = self._by_name.get(fold(name), f"{_NAME}{fold(name)}")
            self._link(effort, found)
            if role == "holder":
                self._shared[effort].add(("holder", found))


def _named(record: Entry) -> Iterator[tuple[str, str]]:
    stated = record.properties
    if stated.get("holder"):
        yield "holder", stated["holder"]
    yield from (("partner", one) for one in stated.get("partners", ()))
