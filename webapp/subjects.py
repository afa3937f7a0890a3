"""A theme or a target group told: who, where, for whom, and where there is room for more."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from flask import url_for

from atlas.coverage import open_areas
from atlas.freshness import is_confirmed
from atlas.labels import COLLECTIONS, DISTRICT_CODES, THEMES, vocabulary
from atlas.layers import danish_order
from webapp.records import RecordView, views
from webapp.tallies import Tally, groups_of, tallies, themes_of
from webapp.words import term, today

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.catalogue import Area, Entry
    from webapp.published import Edition

MOST_IN_A_PLACE: Final = 6
"""More than this in one district are behind a link, not on the page."""

_MOST_ROWS: Final = 10


@dataclass(frozen=True, kw_only=True)
class SubjectKind:
    """What records are sorted by: themes, or target groups; `parameter` is the search's name."""

    section: str
    attribute: str
    parameter: str
    endpoint: str
    codes_of: Callable[[Entry], list[str]]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code there is, in its own order."""
        return THEMES if self.section == "theme" else tuple(vocabulary("da")[self.section])

    @property
    def other(self) -> SubjectKind:
        """The kind that this one is crossed with."""
        return TARGET_GROUP if self.section == "theme" else THEME

    def url(self, code: str) -> str:
        """Return the address of a code's own page."""
        return url_for(self.endpoint, code=code)


THEME: Final = SubjectKind(
    section="theme",
    attribute="themes",
    parameter="tema",
    endpoint="subjects.theme",
    codes_of=themes_of,
)
TARGET_GROUP: Final = SubjectKind(
    section="target_group",
    attribute="target_groups",
    parameter="maalgruppe",
    endpoint="subjects.target_group",
    codes_of=groups_of,
)


@dataclass(frozen=True, kw_only=True)
class SubjectPlace:
    """Those of a subject who show in one collection: how many efforts, and the first few."""

    collection: str
    count: int
    shown: list[RecordView]
    url: str


@dataclass(frozen=True, kw_only=True)
class Cell:
    """How many efforts of a subject are for one code in one district; `url` finds them."""

    count: int
    url: str


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One theme or target group of an edition; `records` are all that state it."""

    kind: SubjectKind
    code: str
    records: tuple[Entry, ...]
    edition: Edition

    @property
    def name(self) -> str:
        """What it is called, in the language of the page."""
        return term(self.kind.section, self.code)

    @property
    def efforts(self) -> int:
        """How many efforts state it, each counted once whatever faces it has."""
        return self.edition.efforts.count(one.id for one in self.records)

    @property
    def confirmed(self) -> int:
        """How many efforts that state it were confirmed within 24 months."""
        fresh = (one.id for one in self.records if is_confirmed(one.properties, today()))
        return self.edition.efforts.count(fresh)

    @property
    def search_url(self) -> str:
        """The search for it."""
        return self._search()

    @cached_property
    def places(self) -> list[SubjectPlace]:
        """Who states it, by collection; where nobody does is left out."""
        return [self._place(code, found) for code, found in self._by_place.items() if found]

    @cached_property
    def others(self) -> list[Tally]:
        """How many of its efforts state each code of the other kind, the most first."""
        return tallies(self.records, self.kind.other.codes_of, self.edition.efforts)

    @cached_property
    def table(self) -> list[tuple[str, list[Cell]]]:
        """For each code of the other kind that somebody states: its cells, in order of districts.

        A code that the four districts state for other subjects, but not for this one, stands with
        noughts: that is where there may be room for more.
        """
        other = self.kind.other
        known = tallies(self._everybody(), other.codes_of, self.edition.efforts)
        codes = [one.code for one in known][:_MOST_ROWS]
        return [
            (code, [self._cell(code, district) for district in DISTRICT_CODES])
            for code in sorted(codes, key=other.codes.index)
        ]

    @cached_property
    def open_areas(self) -> tuple[Area, ...]:
        """The areas of the four districts where somebody works, but nobody states it."""
        return open_areas(self.edition.catalogue, self.kind.attribute, self.code)

    @property
    def districts(self) -> tuple[str, ...]:
        """The codes of the four districts, in the order of a row's cells."""
        return DISTRICT_CODES

    @cached_property
    def _by_place(self) -> dict[str, list[Entry]]:
        mine, records = {one.id for one in self.records}, self.edition.catalogue.records
        return {code: [one for one in records(code) if one.id in mine] for code in COLLECTIONS}

    def _everybody(self) -> list[Entry]:
        records = self.edition.catalogue.records
        return [one for code in DISTRICT_CODES for one in records(code)]

    def _place(self, collection: str, found: list[Entry]) -> SubjectPlace:
        faces = {self.edition.efforts.key(one.id): one for one in reversed(found)}
        first = sorted(faces.values(), key=_by_trust)
        return SubjectPlace(
            collection=collection,
            count=self.edition.efforts.count(one.id for one in found),
            shown=views(first[:MOST_IN_A_PLACE], self.edition),
            url=self._address("collections.collection_page", collection=collection),
        )

    def _cell(self, code: str, district: str) -> Cell:
        other = self.kind.other
        found = [one.id for one in self._by_place[district] if code in other.codes_of(one)]
        return Cell(
            count=self.edition.efforts.count(found),
            url=self._search(**{other.parameter: code, "distrikt": district}),
        )

    def _search(self, **more: str) -> str:
        return self._address("search.results", **more)

    def _address(self, endpoint: str, **more: str) -> str:
        values: dict[str, Any] = {self.kind.parameter: self.code, **more}
        return url_for(endpoint, **values)


def _by_trust(entry: Entry) -> tuple[bool, str]:
    """Return what to sort records by: who is confirmed first, then in Danish order of name."""
    return not is_confirmed(entry.properties, today()), danish_order(entry.name)


def subject_of(kind: SubjectKind, code: str, edition: Edition) -> Subject:
    """Return a theme or a target group of an edition by its code; its records in Danish order."""
    found = [one for one in edition.catalogue.by_id.values() if code in kind.codes_of(one)]
    return Subject(
        kind=kind,
        code=code,
        records=tuple(sorted(found, key=lambda one: danish_order(one.name))),
        edition=edition,
    )


def subjects_of(kind: SubjectKind, edition: Edition) -> list[Subject]:
    """Return every theme, or every target group that somebody is there for, in its own order."""
    found = (subject_of(kind, code, edition) for code in kind.codes)
    return [one for one in found if one.records or kind is THEME]
