"""Finds records, areas, initiatives, plans and events by the words a person types.

A question is taken apart into phrases (`atlas.finding.questions`). Each is looked for as words in
names, places and texts, and as what it means: a theme, a target group, a language, a need, a
place. What has every phrase is found; what lacks some is a near miss, and is said to be one. How
much everything weighs stands in `atlas.finding.texts`, and why in docs/decisions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
import shapely.geometry

from atlas.catalogue import Entry
from atlas.distances import Distances
from atlas.finding.forms import readings_of
from atlas.finding.names import NamesInFull
from atlas.finding.phrases import Concept, phrasebook
from atlas.finding.postings import Postings
from atlas.finding.questions import MAX_LENGTH, Part, question_words, read_question
from atlas.finding.texts import (
    NAME,
    ROWS,
    concepts_of_record,
    concepts_of_row,
    needs_beside,
    words_of_area,
    words_of_record,
    words_of_row,
)
from atlas.freshness import assured_date, trusted_since
from atlas.layers import danish_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from numpy.typing import NDArray

    from atlas.catalogue import Catalogue
    from atlas.connections import Row
    from atlas.finding.phrases import Meanings, Phrasebook
    from atlas.finding.postings import Scores

    Mask = NDArray[np.bool_]
    Packed = tuple[NDArray[np.int32], NDArray[np.float32]]

__all__ = ["MAX_NEAR_MISSES", "MAX_QUERY_LENGTH", "Found", "SearchIndex", "query_words"]

MAX_QUERY_LENGTH: Final = MAX_LENGTH
MAX_NEAR_MISSES: Final = 30

_RECORD, _AREA, _ROW = 0, 1, 2
_CONFIRMED: Final = 1.15
"""What a confirmed record weighs more than history that fits as well."""

_BOTH: Final = 0.6
"""How much the weaker of a word and its meaning adds to the stronger."""

_HALF: Final = 0.5
_WHERE: Final = 0.5
"""How much the half of a compound says of it, and the place of what is asked for beside it."""

_FEW: Final = 5
"""Near misses are offered where fewer have everything than this."""

_CLOSE_BY: Final = 3.5
_IN_THE_MIDDLE: Final = 0.3
_WALK_M: Final = 700.0
_TOO_FAR_M: Final = 3000.0

Weights = dict[int, float]

_Key = TypeVar("_Key")

query_words = question_words


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a question found: `records` have all of it, `near` (best first) some of it.

    `understood` is what its phrases were taken to mean, in their order; `missed` are the words
    that no record has and that mean nothing known.
    """

    records: tuple[Entry, ...]
    near: tuple[Entry, ...]
    understood: tuple[Concept, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def with_all_words(self) -> bool:
        """Whether there are records that have all of what was asked."""
        return bool(self.records)


class SearchIndex:
    """The words and meanings of one catalogue, each with where it stands and what it weighs."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Read every record, every area and every named row of the catalogue."""
        self._entries: list[Entry] = []
        self._kinds: list[int] = []
        self._words: defaultdict[str, Weights] = defaultdict(dict)
        self._concepts: defaultdict[Concept, Weights] = defaultdict(dict)
        self._beside: defaultdict[Concept, Weights] = defaultdict(dict)
        self.book = _phrasebook(catalogue)
        self._read(catalogue)
        size = len(self._entries)
        self._postings = Postings(self._words, size)
        self._packed = {one: _pack(weights) for one, weights in self._concepts.items()}
        self._packed_beside = {one: _pack(weights) for one, weights in self._beside.items()}
        del self._words, self._concepts, self._beside
        self._kind = np.array(self._kinds, dtype=np.int8)
        self._assured = np.array([_assured(one) for one in self._entries], dtype=np.int32)
        self._names = NamesInFull(_names(one) for one in self._entries)
        self._distances = Distances(self._entries)
        self._centres = {one.id: _centre(one.place) for one in catalogue.areas.values()}

    def find(self, query: str, today: date | None = None) -> Found:
        """Return the records that a question finds, best first; ties in Danish order of name.

        Of two that fit equally well, the one confirmed within 24 months of `today` comes first.
        """
        parts = self.parts(query)
        if not parts:
            return Found(records=(), near=())
        weighed = [self._weigh(one) for one in parts]
        every = self._every(parts, weighed) & (self._kind == _RECORD)
        total = self._total(query, weighed)
        boost = np.where(self._assured >= _cutoff(today), _CONFIRMED, 1).astype(np.float32)
        records = self._ranked(total * boost, every)
        return Found(
            records=records,
            near=self._near_misses(parts, weighed, boost, ~every) if len(records) < _FEW else (),
            understood=self._understood(parts),
            missed=tuple(
                " ".join(part.words)
                for part, scores in zip(parts, weighed, strict=True)
                if not part.optional and not scores.any()
            ),
        )

    def records(self, query: str) -> list[Entry]:
        """Return the records that a question finds, best first, or its near misses.

        The near misses only where no record has every word of it.
        """
        found = self.find(query)
        return list(found.records or found.near)

    def areas(self, query: str) -> list[Entry]:
        """Return the areas that a question finds, best first."""
        return self._of_kind(query, _AREA)

    def rows(self, query: str) -> list[Entry]:
        """Return the plans, initiatives and events that a question finds, best first.

        The layer of each is its table, its properties are the row.
        """
        return self._of_kind(query, _ROW)

    def parts(self, query: str) -> list[Part]:
        """Return the phrases of a question, each with what it may mean here."""
        return read_question(query, self.book, self._postings.knows)

    def has(self, concept: Concept) -> bool:
        """Return whether some entry is about a theme, a language, a need or a place."""
        return concept in self._packed

    @property
    def bytes(self) -> int:
        """About how much memory the packed words and meanings take, in bytes."""
        packed = (*self._packed.values(), *self._packed_beside.values())
        return self._postings.bytes + sum(a.nbytes + b.nbytes for a, b in packed)

    def _of_kind(self, query: str, kind: int) -> list[Entry]:
        parts = self.parts(query)
        if not parts:
            return []
        weighed = [self._weigh(one) for one in parts]
        every = self._every(parts, weighed) & (self._kind == kind)
        return list(self._ranked(self._total(query, weighed), every))

    def _weigh(self, part: Part) -> Scores:
        """Return for each entry what it says of a part of the question, 0 for nothing."""
        words = np.stack([self._postings.scores(one) for one in part.words])
        said = np.where((words > 0).all(axis=0), words.mean(axis=0), 0).astype(np.float32)
        if part.halves:
            halves = np.stack([self._meant(one) for one in part.halves])
            meant = np.where((halves > 0).all(axis=0), halves.mean(axis=0), 0)
        elif part.meanings:
            meant = self._meant(part.meanings)
        else:
            return said
        both = np.maximum(said, meant) + _BOTH * np.minimum(said, meant)
        return both.astype(np.float32)

    def _meant(self, meanings: Meanings) -> Scores:
        """Return for each entry what it says of what is meant: of any of it, and of more of it."""
        most = np.zeros(len(self._entries), dtype=np.float32)
        all_of_it = np.zeros_like(most)
        for concept, likeness in meanings.items():
            numbers, weights = self._packed.get(concept, _NOWHERE)
            all_of_it[numbers] += weights * likeness
            most[numbers] = np.maximum(most[numbers], weights * likeness)
            most += np.where(most > 0, _IN_THE_MIDDLE * self._close_to(concept), 0)
        return most + _BOTH * np.maximum(all_of_it - most, 0)

    def _every(self, parts: list[Part], weighed: list[Scores]) -> Mask:
        needed = [
            scores > 0 for part, scores in zip(parts, weighed, strict=True) if not part.optional
        ]
        return np.asarray(np.stack(needed).all(axis=0))

    def _total(self, query: str, weighed: list[Scores]) -> Scores:
        total = np.zeros(len(self._entries), dtype=np.float32)
        for scores in weighed:
            total += scores
        for number, fit in self._names.fitting(" ".join(question_words(query))).items():
            total[number] += fit
        return total

    def _near_misses(
        self, parts: list[Part], weighed: list[Scores], boost: Scores, missing: Mask
    ) -> tuple[Entry, ...]:
        near = self._near(parts, weighed) * boost
        return self._ranked(near, missing & (self._kind == _RECORD) & (near > 0))[:MAX_NEAR_MISSES]

    def _near(self, parts: list[Part], weighed: list[Scores]) -> Scores:
        """Return how near each entry comes to a question that it does not answer in full.

        What is asked for weighs more than where; who has nothing of it is not near.
        """
        what, where = (np.zeros(len(self._entries), dtype=np.float32) for _ in range(2))
        for part, scores in zip(parts, weighed, strict=True):
            best = scores.copy()
            for meanings in (part.meanings, *part.halves):
                for concept in meanings:
                    numbers, weights = self._packed_beside.get(concept, _NOWHERE)
                    best[numbers] = np.maximum(best[numbers], weights)
                    best = np.maximum(best, self._close_to(concept))
            for half in part.halves:
                best = np.maximum(best, _HALF * self._meant(half))
            if part.is_place:
                where += best
            else:
                what += best
        return np.where(what > 0, what + _WHERE * where, 0) if what.any() else where

    def _close_to(self, concept: Concept) -> Scores | float:
        """Return what it weighs to lie close to a named area, less with every metre."""
        centre = self._centres.get(concept.code) if concept.section == "place" else None
        if centre is None:
            return 0.0
        metres = self._distances.from_spot(lat=centre[0], lon=centre[1])
        close = np.where(metres < _TOO_FAR_M, _CLOSE_BY * np.exp(-metres / _WALK_M), 0)
        return np.nan_to_num(close).astype(np.float32)

    def _ranked(self, scores: Scores, among: Mask) -> tuple[Entry, ...]:
        numbers = np.flatnonzero(among)
        # The entries stand in Danish order of name, and a stable sort keeps it among equals.
        order = np.argsort(-scores[numbers].round(3), kind="stable")
        return tuple(self._entries[one] for one in numbers[order])

    def _understood(self, parts: list[Part]) -> tuple[Concept, ...]:
        surest = (
            max(known, key=lambda one: part.meanings[one])
            for part in parts
            if (known := [one for one in part.meanings if self.has(one)])
        )
        return tuple(dict.fromkeys(surest))

    def _read(self, catalogue: Catalogue) -> None:
        for record in sorted(catalogue.by_id.values(), key=lambda one: danish_order(one.name)):
            number = self._add(_RECORD, record, words_of_record(record, catalogue.areas))
            _note(self._concepts, number, concepts_of_record(record, self.book.said_in))
            _note(self._beside, number, needs_beside(record))
        for area in catalogue.areas.values():
            number = self._add(_AREA, area.place, words_of_area(area))
            _note(self._concepts, number, [(Concept("place", area.id), NAME)])
        for entry in _rows(catalogue):
            number = self._add(_ROW, entry, words_of_row(entry))
            _note(self._concepts, number, concepts_of_row(entry))

    def _add(self, kind: int, entry: Entry, texts: Iterable[tuple[str, float]]) -> int:
        number = len(self._entries)
        self._entries.append(entry)
        self._kinds.append(kind)
        said = (
            (word, weight)
            for text, weight in texts
            for words in readings_of(text)
            for word in words
        )
        _note(self._words, number, said)
        return number


def _phrasebook(catalogue: Catalogue) -> Phrasebook:
    """Return the meanings of words, with the places and languages of this catalogue."""
    records = catalogue.by_id.values()
    return phrasebook(
        places={
            one.id: (one.name, *one.place.properties.get("alternate_names", ()))
            for one in catalogue.areas.values()
        },
        languages={code for one in records for code in one.properties.get("languages", ())},
        nationalities={code for one in records for code in one.properties.get("nationalities", ())},
    )


def _rows(catalogue: Catalogue) -> Iterator[Entry]:
    for table in ROWS:
        rows: list[Row] = sorted(
            catalogue.connections.rows(table), key=lambda row: danish_order(row["name"])
        )
        yield from (Entry(id=row["id"], layer=table, geometry=None, properties=row) for row in rows)


def _note(table: dict[_Key, Weights], number: int, said: Iterable[tuple[_Key, float]]) -> None:
    for key, weight in said:
        weights = table[key]
        weights[number] = max(weights.get(number, 0.0), weight)


def _pack(weights: Weights) -> Packed:
    numbers = np.fromiter(weights, dtype=np.int32, count=len(weights))
    return numbers, np.fromiter(weights.values(), dtype=np.float32, count=len(weights))


_NOWHERE: Final = _pack({})


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.name, *entry.properties.get("alternate_names", ()))


def _assured(entry: Entry) -> int:
    """Return the day (proleptic ordinal) on which an entry was last confirmed, 0 for never."""
    day = assured_date(entry.properties)
    return day.toordinal() if day else 0


def _cutoff(today: date | None) -> int:
    return trusted_since(today or datetime.now(UTC).date()).toordinal()


def _centre(place: Entry) -> tuple[float, float] | None:
    """Return the middle of an area as (lat, lon) in degrees (WGS84), None where it has no shape."""
    if place.geometry is None:
        return None
    middle = shapely.geometry.shape(place.geometry).representative_point()
    return middle.y, middle.x
