"""Finds records, areas, initiatives, plans and events by the words a person types.

A question is taken apart into phrases (`atlas.finding.questions`). Each is looked for as words in
names, places and texts, and as what it means: a theme, a target group, a language, a need, a
place. What has every phrase is found; what lacks some is a near miss, and is said to be one. How
much everything weighs stands in `atlas.finding.texts`, and why in docs/decisions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from atlas.catalogue import Entry
from atlas.finding.names import NamesInFull
from atlas.finding.phrases import Concept, phrasebook
from atlas.finding.questions import MAX_LENGTH, Part, question_words, read_question
from atlas.finding.texts import (
    NAME,
    ROWS,
    concepts_of_record,
    concepts_of_row,
    words_of_area,
    words_of_record,
    words_of_row,
)
from atlas.finding.weighing import Sayings, Weighing
from atlas.freshness import assured_date, trusted_since
from atlas.layers import danish_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from atlas.catalogue import Catalogue
    from atlas.connections import Row
    from atlas.finding.phrases import Phrasebook
    from atlas.finding.postings import Scores

    Mask = NDArray[np.bool_]
    Numbers = NDArray[np.intp]

__all__ = ["MAX_NEAR_MISSES", "MAX_QUERY_LENGTH", "Found", "SearchIndex", "query_words"]

MAX_QUERY_LENGTH: Final = MAX_LENGTH
MAX_NEAR_MISSES: Final = 30

_CONFIRMED: Final = 1.15
"""What a confirmed record weighs more than history that fits as well."""

_WHERE: Final = 0.5
"""What a place counts for, beside what is asked for, where not everything is found."""

_FEW: Final = 5
"""Near misses are offered where fewer have everything than this."""

_REMEMBERED: Final = 32
_NONE: Final = np.empty(0, dtype=np.intp)
_SAID_FIRST: Final = (
    "need",
    "language",
    "target_group",
    "theme",
    "kind",
    "place",
    "nationality",
)
"""What a word that means several things is said to mean: the first of these."""

query_words = question_words


@dataclass(frozen=True, kw_only=True, eq=False)
class Found:
    """What a question found: `records` have all of it, `near` (best first) some of it.

    `best` and `nearest` are their numbers among `every` (see `SearchIndex.every_record`).
    `understood` is what its phrases were taken to mean, in their order; `missed` are the words
    that no record has and that mean nothing known, as they were typed.
    """

    every: Sequence[Entry]
    best: Numbers
    nearest: Numbers
    understood: tuple[Concept, ...] = ()
    missed: tuple[str, ...] = ()

    @cached_property
    def records(self) -> tuple[Entry, ...]:
        """The records that have all of what was asked, best first."""
        return tuple(self.every[one] for one in self.best)

    @cached_property
    def near(self) -> tuple[Entry, ...]:
        """The records that have some of it, best first; none where enough have it all."""
        return tuple(self.every[one] for one in self.nearest)

    @property
    def with_all_words(self) -> bool:
        """Whether there are records that have all of what was asked."""
        return len(self.best) > 0


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A question weighed: what each entry says of each part, in all, and whether of every part."""

    parts: tuple[Part, ...]
    weighed: tuple[Scores, ...]
    total: Scores
    every: Mask


class SearchIndex:
    """The words and meanings of one catalogue, each with where it stands and what it weighs."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Read every record, every area and every named row of the catalogue."""
        self._entries: list[Entry] = []
        self.book = _phrasebook(catalogue)
        self._weighing = Weighing(self._read(catalogue), self._entries, catalogue.areas)
        self._assured = np.array([_assured(one) for one in self._records], dtype=np.int32)
        self._names = NamesInFull(_names(one) for one in self._entries)
        # One page asks for records, areas and rows of the same question.
        self._remember = lru_cache(maxsize=_REMEMBERED)(self._ask)

    @property
    def every_record(self) -> tuple[Entry, ...]:
        """All records in Danish order of name; what a question finds is numbered by it."""
        return self._records

    def find(self, query: str, today: date | None = None) -> Found:
        """Return the records that a question finds, best first; ties in Danish order of name.

        Of two that fit equally well, the one confirmed within 24 months of `today` comes first.
        """
        asked = self._asked(query)
        if not asked.parts:
            return Found(every=self._records, best=_NONE, nearest=_NONE)
        # The records are numbered from 0 on, before areas and rows.
        count = len(self._records)
        boost = np.where(self._assured >= _cutoff(today), _CONFIRMED, 1).astype(np.float32)
        fits = asked.every[:count]
        best = _ranked(asked.total[:count] * boost, fits)
        nearest = _NONE
        if len(best) < _FEW:
            near = self._near(asked)[:count] * boost
            nearest = _ranked(near, ~fits & (near > 0))[:MAX_NEAR_MISSES]
        return Found(
            every=self._records,
            best=best,
            nearest=nearest,
            understood=self._understood(asked.parts),
            missed=_missed(query, asked),
        )

    def records(self, query: str) -> list[Entry]:
        """Return the records that a question finds, best first, or its near misses.

        The near misses only where no record has every word of it.
        """
        found = self.find(query)
        return list(found.records or found.near)

    def areas(self, query: str) -> list[Entry]:
        """Return the areas that a question finds, best first."""
        return self._among(query, len(self._records), self._first_row)

    def rows(self, query: str) -> list[Entry]:
        """Return the plans, initiatives and events that a question finds, best first.

        The layer of each is its table, its properties are the row.
        """
        return self._among(query, self._first_row, len(self._entries))

    def parts(self, query: str) -> tuple[Part, ...]:
        """Return the phrases of a question, each with what it may mean here."""
        return self._asked(query).parts

    def has(self, concept: Concept) -> bool:
        """Return whether some entry is about a theme, a language, a need or a place."""
        return self._weighing.has(concept)

    def _among(self, query: str, begin: int, end: int) -> list[Entry]:
        asked = self._asked(query)
        ranked = _ranked(asked.total[begin:end], asked.every[begin:end])
        return [self._entries[begin + one] for one in ranked]

    def _asked(self, query: str) -> _Asked:
        return self._remember(query[:MAX_LENGTH])

    def _ask(self, query: str) -> _Asked:
        parts = tuple(read_question(query, self.book, self._weighing.knows))
        weighed = tuple(self._weighing.weigh(one) for one in parts)
        total = np.zeros(len(self._entries), dtype=np.float32)
        every = np.full(len(self._entries), fill_value=bool(parts))
        for part, scores in zip(parts, weighed, strict=True):
            total += scores
            if not part.optional:
                every &= scores > 0
        for number, fit in self._names.fitting(" ".join(question_words(query))).items():
            total[number] += fit
        return _Asked(parts=parts, weighed=weighed, total=total, every=every)

    def _near(self, asked: _Asked) -> Scores:
        """Return how near each entry comes to a question that it does not answer in full.

        What is asked for weighs more than where; who has nothing of it is not near.
        """
        what, where = np.zeros_like(asked.total), np.zeros_like(asked.total)
        for part in asked.parts:
            total = where if part.is_place else what
            total += self._weighing.near(part)
        return np.where(what > 0, what + _WHERE * where, 0) if what.any() else where

    def _understood(self, parts: tuple[Part, ...]) -> tuple[Concept, ...]:
        surest = (
            max(known, key=lambda one: (meanings[one], -_SAID_FIRST.index(one.section)))
            for part in parts
            for meanings in (part.meanings, *part.halves)
            if (known := [one for one in meanings if self.has(one)])
        )
        return tuple(dict.fromkeys(surest))

    def _read(self, catalogue: Catalogue) -> Sayings:
        said = Sayings()
        every = catalogue.by_id.values()
        self._records = tuple(sorted(every, key=lambda one: (danish_order(one.name), one.id)))
        for record in self._records:
            number = self._add(record)
            said.say(number, words_of_record(record, catalogue.areas))
            said.mean(number, concepts_of_record(record, self.book.said_in))
        for area in catalogue.areas.values():
            number = self._add(area.place)
            said.say(number, words_of_area(area))
            said.mean(number, [(Concept("place", area.id), NAME)])
        self._first_row = len(self._entries)
        for row in _rows(catalogue):
            number = self._add(row)
            said.say(number, words_of_row(row))
            said.mean(number, concepts_of_row(row))
        return said

    def _add(self, entry: Entry) -> int:
        self._entries.append(entry)
        return len(self._entries) - 1


def _ranked(scores: Scores, among: Mask) -> Numbers:
    """Return where `among` is set, the highest score first."""
    numbers = np.flatnonzero(among)
    # The entries stand in Danish order of name, and a stable sort keeps it among equals.
    order = np.argsort(-scores[numbers].round(3), kind="stable")
    ranked: Numbers = numbers[order]
    return ranked


def _missed(query: str, asked: _Asked) -> tuple[str, ...]:
    """Return the words of a question, as they were typed, that stand nowhere and mean nothing."""
    nowhere = {
        word
        for part, scores in zip(asked.parts, asked.weighed, strict=True)
        if not part.optional and not scores.any()
        for word in part.words
    }
    typed = query[:MAX_LENGTH].split()
    return tuple(dict.fromkeys(one for one in typed if nowhere.intersection(question_words(one))))


def _phrasebook(catalogue: Catalogue) -> Phrasebook:
    """Return the meanings of words, with the places and languages of this catalogue."""
    records = catalogue.by_id.values()
    return phrasebook(
        places={
            one.id: (one.name, *one.place.properties.get("alternate_names", ()))
            for one in catalogue.areas.values()
        },
        languages={code for one in records for code in one.properties.get("languages", ())},
        nationalities={
            code.lower() for one in records for code in one.properties.get("nationalities", ())
        },
    )


def _rows(catalogue: Catalogue) -> Iterator[Entry]:
    for table in ROWS:
        rows: list[Row] = sorted(
            catalogue.connections.rows(table), key=lambda row: danish_order(row["name"])
        )
        yield from (Entry(id=row["id"], layer=table, geometry=None, properties=row) for row in rows)


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.name, *entry.properties.get("alternate_names", ()))


def _assured(entry: Entry) -> int:
    """Return the day (proleptic ordinal) on which an entry was last confirmed, 0 for never."""
    day = assured_date(entry.properties)
    return day.toordinal() if day else 0


def _cutoff(today: date | None) -> int:
    return trusted_since(today or datetime.now(UTC).date()).toordinal()
