"""A collection told in figures and in people: what the release says of it, counted once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from atlas.labels import OTHER_KIND, THEMES
from atlas.layers import danish_order
from webapp.belongings import by_time
from webapp.plan_view import PlanView
from webapp.records import RecordView
from webapp.rows import RowView, row_views
from webapp.tallies import Tally, groups_of, kinds_of, tallies, themes_of

if TYPE_CHECKING:
    from atlas.catalogue import Entry
    from webapp.published import Edition

MOST_ROWS: Final = 8
"""More events or initiatives than this are behind a link, not on the page."""

_MOST_GROUPS: Final = 10
_MOST_KNOTS: Final = 5
_FEWEST_TIES: Final = 3
_AUTHORITY: Final = "authority"


@dataclass(frozen=True, kw_only=True)
class Knot:
    """One that holds many together: its record, and how many others documents tie it to."""

    record: RecordView
    ties: int


@dataclass(frozen=True, kw_only=True)
class Portrait:
    """One collection of an edition, in figures; `records` are those that show in it."""

    collection: str
    records: tuple[Entry, ...]
    edition: Edition

    @property
    def efforts(self) -> int:
        """How many efforts there are, each counted once whatever faces it has."""
        return self.edition.efforts.count(one.id for one in self.records)

    @property
    def actors(self) -> int:
        """How many actors there are."""
        return self._of("actors")

    @property
    def projects(self) -> int:
        """How many projects there are."""
        return self._of("projects")

    @property
    def both(self) -> int:
        """How many efforts are actor and project at once, and therefore stand twice in the list."""
        ids = {
            kind: [one.id for one in self.records if one.layer == kind]
            for kind in ("actors", "projects")
        }
        return sum(self.edition.efforts.in_several(ids).values())

    @property
    def with_point(self) -> int:
        """How many of the records have a point on the map."""
        return sum(one.lat is not None for one in self.records)

    @cached_property
    def themes(self) -> list[Tally]:
        """How many work with each of the policy's themes, in its order."""
        return tallies(self.records, themes_of, self.edition.efforts, order=THEMES)

    @property
    def without_theme(self) -> int:
        """How many efforts name no theme."""
        efforts = self.edition.efforts
        named = {efforts.key(one.id) for one in self.records if themes_of(one)}
        return len({efforts.key(one.id) for one in self.records} - named)

    @cached_property
    def groups(self) -> list[Tally]:
        """How many are for each target group, the most first."""
        return tallies(self.records, groups_of, self.edition.efforts)[:_MOST_GROUPS]

    @cached_property
    def kinds(self) -> list[Tally]:
        """How many actors there are of each kind, the most first, «other» last."""
        found = tallies(self.records, kinds_of, self.edition.efforts)
        return sorted(found, key=lambda one: one.code == OTHER_KIND)[:_MOST_GROUPS]

    @cached_property
    def knots(self) -> list[Knot]:
        """Those at home here whom the documents tie to most others; authorities aside."""
        ties = self.edition.neighbours.ties
        counted: dict[str, Knot] = {}
        for one in self.records:
            stated = one.properties
            key = self.edition.efforts.key(one.id)
            if stated["home"] == self.collection and stated.get("tier") != _AUTHORITY:
                view = RecordView(entry=one, edition=self.edition)
                counted.setdefault(key, Knot(record=view, ties=len(ties.direct(key))))
        many = [one for one in counted.values() if one.ties >= _FEWEST_TIES]
        return sorted(many, key=lambda one: (-one.ties, danish_order(one.record.name)))[
            :_MOST_KNOTS
        ]

    @property
    def figures(self) -> list[RowView]:
        """What documents count in the areas here: dwellings, residents, shares."""
        return self._rows("area_figures")

    @property
    def plans(self) -> list[PlanView]:
        """The plans for areas here."""
        return [
            PlanView(table="plans", row=one.row, edition=self.edition)
            for one in self._rows("plans")
        ]

    @property
    def initiatives(self) -> list[RowView]:
        """The municipality's initiatives that name a place here."""
        return self._rows("initiatives")

    @property
    def events(self) -> list[RowView]:
        """What took place or was planned here, in order of time."""
        return by_time(self._rows("events"))

    @property
    def listed(self) -> list[Entry]:
        """The areas here that stood on a list of vulnerable housing areas, once for each list."""
        layers = self.edition.catalogue.layers
        return list(layers.get((self.collection, "udsatte_boligomraader"), ()))

    def _of(self, layer: str) -> int:
        return sum(one.layer == layer for one in self.records)

    def _rows(self, table: str) -> list[RowView]:
        connections = self.edition.catalogue.connections
        found = connections.in_collection(table, self.collection)
        return row_views(table, found, self.edition)


def portrait_of(collection: str, edition: Edition) -> Portrait:
    """Return the portrait of a collection."""
    records = edition.catalogue.records(collection)
    return Portrait(collection=collection, records=records, edition=edition)
