"""Which entries have which words, packed so that a question over thousands takes milliseconds.

The words stand in alphabetical order, and the entries of each beside one another, so that all the
words with one beginning are one slice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from atlas.finding.arabic import without_prefixes
from atlas.finding.forms import stem
from atlas.finding.slips import Slips

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

_WHOLE, _INFLECTED, _BEGINNING, _STEM_BEGINS, _END, _INSIDE = 1.0, 0.95, 0.8, 0.7, 0.55, 0.45
_SHORTEST_INSIDE: Final = 4
_MOST_INSIDE: Final = 400
_LAST: Final = "\U0010ffff"
_APART: Final = "\n"


class Postings:
    """The words of all entries: for each word its entries, and its weight in each."""

    def __init__(self, words: Mapping[str, Mapping[int, float]], size: int) -> None:
        """Pack the words; entries are numbered from 0 to `size` - 1."""
        self._size = size
        self._words = sorted(words)
        lengths = [len(words[one]) for one in self._words]
        self._begins = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
        self._entries = np.fromiter(
            (entry for one in self._words for entry in words[one]), dtype=np.int32
        )
        self._weights = np.fromiter(
            (weight for one in self._words for weight in words[one].values()), dtype=np.float32
        )
        self._stems: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self._words):
            self._stems[stem(one)].append(number)
        self._joined = _APART.join(("", *self._words, ""))
        spans = [len(one) + 1 for one in self._words]
        self._starts: list[int] = np.concatenate(([1], 1 + np.cumsum(spans))).tolist()
        self._slips = Slips(self._stems)

    def knows(self, typed: str) -> bool:
        """Return whether a word, or another form of it, stands in an entry."""
        return stem(typed) in self._stems

    def scores(self, typed: str, *, slips: bool = True) -> Scores:
        """Return for every entry how much it says of what was typed; 0 where nothing.

        With `slips`, words that come close are taken where the word itself stands nowhere.
        """
        found = np.zeros(self._size, dtype=np.float32)
        for first, last, likeness in self._alike(typed, slips=slips):
            begin, end = self._begins[first], self._begins[last]
            np.maximum.at(found, self._entries[begin:end], self._weights[begin:end] * likeness)
        return found

    def _alike(self, typed: str, *, slips: bool) -> Iterator[tuple[int, int, float]]:
        """Yield the spans of words that may be meant, each with how alike it is."""
        known = list(self._without_slips(typed))
        if known:
            yield from known
            return
        for shorter in without_prefixes(typed):
            if self.knows(shorter):
                yield from self._without_slips(shorter)
                return
        for root, likeness in self._slips.close_to(stem(typed)) if slips else ():
            yield from ((one, one + 1, likeness) for one in self._stems[root])

    def _without_slips(self, typed: str) -> Iterator[tuple[int, int, float]]:
        first = bisect_left(self._words, typed)
        if first < len(self._words) and self._words[first] == typed:
            yield first, first + 1, _WHOLE
        for number in self._stems.get(stem(typed), ()):
            yield number, number + 1, _INFLECTED
        last = bisect_left(self._words, typed + _LAST)
        if last > first:
            yield first, last, _BEGINNING
        root = stem(typed)
        if len(root) >= _SHORTEST_INSIDE:
            first, last = (bisect_left(self._words, one) for one in (root, root + _LAST))
            if last > first:
                yield first, last, _STEM_BEGINS
            yield from self._with_inside(root)

    def _with_inside(self, root: str) -> Iterator[tuple[int, int, float]]:
        place = self._joined.find(root)
        for _ in range(_MOST_INSIDE):
            if place < 0:
                return
            number = bisect_right(self._starts, place) - 1
            ends = stem(self._words[number]).endswith(root)
            yield number, number + 1, _END if ends else _INSIDE
            place = self._joined.find(root, self._starts[number + 1])
