"""How much each entry says of a part of a question: its words, what they mean, and how near.

What the figures are weighed against each other by, and why, stands in docs/decisions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
import shapely.geometry

from actors.needs import NEEDS
from atlas.distances import Distances, in_metres
from atlas.finding.forms import readings_of
from atlas.finding.phrases import Concept
from atlas.finding.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from atlas.catalogue import Area, Entry
    from atlas.finding.phrases import Meanings
    from atlas.finding.postings import Scores
    from atlas.finding.questions import Part

    _Meanings = tuple[tuple[Concept, float], ...]
    Packed = tuple[NDArray[np.int32], NDArray[np.float32]]

Weights = dict[int, float]

_BOTH: Final = 0.6
"""How much the weaker of a word and its meaning adds to the stronger."""

_HALF: Final = 0.5
"""How much one half of a compound says of it where the other is missing."""

_CLOSE_BY: Final = 3.5
_IN_THE_MIDDLE: Final = 0.3
_WALK_M: Final = 700.0
_TOO_FAR_M: Final = 3000.0
"""What it weighs to lie in the middle of a named place, the metres after which it is a third of
that, the share of it that counts among those inside, and the metres beyond which it is nothing."""

_REMEMBERED: Final = 256
"""Phrases whose weights are kept, 20 kB each where there are 5,000 entries."""

_Key = TypeVar("_Key")


@dataclass(frozen=True)
class Sayings:
    """What entries say, by their numbers, while it is gathered: words, and what they mean."""

    words: defaultdict[str, Weights] = field(default_factory=lambda: defaultdict(dict))
    concepts: defaultdict[Concept, Weights] = field(default_factory=lambda: defaultdict(dict))

    def say(self, number: int, texts: Iterable[tuple[str, float]]) -> None:
        """Note the words of an entry's texts, each with the most that it weighs there."""
        said = (
            (word, weight)
            for text, weight in texts
            for words in readings_of(text)
            for word in words
        )
        _note(self.words, number, said)

    def mean(self, number: int, concepts: Iterable[tuple[Concept, float]]) -> None:
        """Note what an entry is about."""
        _note(self.concepts, number, concepts)


class Weighing:
    """The sayings of all entries, packed, and what they weigh for a part of a question."""

    def __init__(
        self, sayings: Sayings, entries: Sequence[Entry], areas: Mapping[str, Area]
    ) -> None:
        """Pack what the entries say; `areas` are the places that they may lie close to."""
        self._size = len(entries)
        self._postings = Postings(sayings.words, self._size)
        self._concepts = {one: _pack(weights) for one, weights in sayings.concepts.items()}
        self._beside = dict(self._needs_beside())
        self._distances = Distances(entries)
        # Few words are asked for, and often: each is weighed once.
        self._remember = lru_cache(maxsize=_REMEMBERED)(self._weigh)
        self._remember_near = lru_cache(maxsize=_REMEMBERED)(self._near)
        self._centres = {one.id: _centre(one.place) for one in areas.values()}

    def knows(self, word: str) -> bool:
        """Return whether a word, or another form of it, stands in an entry."""
        return self._postings.knows(word)

    def has(self, concept: Concept) -> bool:
        """Return whether some entry is about a theme, a language, a need or a place."""
        return concept in self._concepts

    def weigh(self, part: Part) -> Scores:
        """Return for each entry what it says of a part of the question, 0 for nothing.

        The answer is remembered, and not to be written to.
        """
        return self._remember(*_key_of(part))

    def _weigh(
        self, words: tuple[str, ...], meanings: _Meanings, halves: tuple[_Meanings, ...]
    ) -> Scores:
        # What has a meaning was typed as it should be.
        slips = not (meanings or halves)
        weighed = np.stack([self._postings.scores(one, slips=slips) for one in words])
        said = np.where((weighed > 0).all(axis=0), weighed.mean(axis=0), 0).astype(np.float32)
        if halves or meanings:
            meant = self._meant_by(meanings, halves)
            said = (np.maximum(said, meant) + _BOTH * np.minimum(said, meant)).astype(np.float32)
        said.setflags(write=False)
        return said

    def _meant_by(self, meanings: _Meanings, halves: tuple[_Meanings, ...]) -> Scores:
        """Return what entries say of what is meant, or of both halves of it."""
        if not halves:
            return self._meant(dict(meanings))
        both = np.stack([self._meant(dict(one)) for one in halves])
        meant: Scores = np.where((both > 0).all(axis=0), both.mean(axis=0), 0).astype(np.float32)
        return meant

    def _needs_beside(self) -> Iterator[tuple[Concept, Packed]]:
        """Yield each need with those who may help though they do not say so, by their themes.

        More than half of what a need names has to fit. Good enough to be offered where nobody
        says that they do just that.
        """
        for code, need in NEEDS.items():
            wanted = [
                *(Concept("theme", one) for one in need.themes),
                *(Concept("target_group", one) for one in need.target_groups),
                *(Concept("kind", one) for one in need.kinds),
            ]
            fitting = np.zeros(self._size, dtype=np.int32)
            for concept in wanted:
                fitting[self._concepts.get(concept, _NOWHERE)[0]] += 1
            numbers = np.flatnonzero(2 * fitting > len(wanted)).astype(np.int32)
            share = (fitting[numbers] / len(wanted)).astype(np.float32)
            yield Concept("need", code), (numbers, share)

    def _meant(self, meanings: Meanings) -> Scores:
        """Return for each entry what it says of what is meant: of any of it, and of more of it."""
        most = np.zeros(self._size, dtype=np.float32)
        all_of_it = np.zeros_like(most)
        for concept, likeness in meanings.items():
            numbers, weights = self._concepts.get(concept, _NOWHERE)
            all_of_it[numbers] += weights * likeness
            most[numbers] = np.maximum(most[numbers], weights * likeness)
            most += np.where(most > 0, _IN_THE_MIDDLE * self._close_to(concept), 0)
        meant: Scores = most + np.float32(_BOTH) * np.maximum(all_of_it - most, 0)
        return meant

    def near(self, part: Part) -> Scores:
        """Return how near each entry comes to a part of a question, what it says of it included.

        The answer is remembered, and not to be written to.
        """
        return self._remember_near(*_key_of(part))

    def _near(
        self, words: tuple[str, ...], meanings: _Meanings, halves: tuple[_Meanings, ...]
    ) -> Scores:
        best = self._remember(words, meanings, halves).copy()
        for concept, _ in (pair for each in (meanings, *halves) for pair in each):
            numbers, weights = self._beside.get(concept, _NOWHERE)
            best[numbers] = np.maximum(best[numbers], weights)
            best = np.maximum(best, self._close_to(concept))
        for half in halves:
            best = np.maximum(best, _HALF * self._meant(dict(half)))
        best.setflags(write=False)
        return best

    def _close_to(self, concept: Concept) -> Scores | float:
        """Return what it weighs to lie close to a named area, less with every metre."""
        centre = self._centres.get(concept.code) if concept.section == "place" else None
        if centre is None:
            return 0.0
        metres = self._distances.from_place(centre)
        close = np.where(metres < _TOO_FAR_M, _CLOSE_BY * np.exp(-metres / _WALK_M), 0)
        return np.nan_to_num(close).astype(np.float32)


def _key_of(part: Part) -> tuple[tuple[str, ...], _Meanings, tuple[_Meanings, ...]]:
    """Return what a part weighs by: its words, what they mean, what its halves mean."""
    halves = tuple(tuple(one.items()) for one in part.halves)
    return part.words, tuple(part.meanings.items()), halves


def _note(table: dict[_Key, Weights], number: int, said: Iterable[tuple[_Key, float]]) -> None:
    most: dict[_Key, float] = {}
    for key, weight in said:
        if most.get(key, 0.0) < weight:
            most[key] = weight
    for key, weight in most.items():
        table[key][number] = weight


def _pack(weights: Weights) -> Packed:
    numbers = np.fromiter(weights, dtype=np.int32, count=len(weights))
    return numbers, np.fromiter(weights.values(), dtype=np.float32, count=len(weights))


_NOWHERE: Final = _pack({})


def _centre(place: Entry) -> NDArray[np.float64] | None:
    """Return the middle of an area in EPSG:25832 (easting, northing), None if it has no shape.

    In metres from the start: PROJ takes some 50 ms for its first answer in each thread.
    """
    if place.geometry is None:
        return None
    middle = shapely.geometry.shape(place.geometry).representative_point()
    centre: NDArray[np.float64] = in_metres([(middle.x, middle.y)])[0]
    return centre
