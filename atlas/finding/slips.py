"""Known words that a person may have meant who slipped on the keyboard."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable

ONE_SLIP: Final = 0.6
TWO_SLIPS: Final = 0.4
"""How alike a word with one slip or two is to the word that was meant (0 to 1)."""

_SHORTEST: Final = 4
_SHORTEST_OF_TWO: Final = 8
_MOST: Final = 12


class Slips:
    """Finds the words that come close: a letter wrong, missing, too many, or two that swapped."""

    def __init__(self, words: Iterable[str]) -> None:
        """Lay the words out by length, since a slip hardly changes it."""
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in words:
            if len(word) >= _SHORTEST - 1:
                self._by_length[len(word)].append(word)

    def close_to(self, typed: str) -> list[tuple[str, float]]:
        """Return the closest words with how alike they are; none for figures and short words."""
        if len(typed) < _SHORTEST or not typed.isalpha():
            return []
        found = self._within(typed, 1)
        if not found and len(typed) >= _SHORTEST_OF_TWO:
            return [(one, TWO_SLIPS) for one in self._within(typed, 2)]
        return [(one, ONE_SLIP) for one in found]

    def _within(self, typed: str, slips: int) -> list[str]:
        found: list[str] = []
        for length in range(len(typed) - slips, len(typed) + slips + 1):
            close = process.extract(
                typed,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                processor=None,
                score_cutoff=slips,
                limit=_MOST,
            )
            found += (str(one) for one, _distance, _index in close)
        return found[:_MOST]
