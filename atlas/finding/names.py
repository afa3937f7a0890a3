"""Names as a whole: who is called just what was asked, or begins with it, comes first."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from atlas.finding.forms import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_THE_NAME, _ITS_BEGINNING, _IN_IT = 12.0, 4.0, 2.0
_APART: Final = "\n"
_MOST: Final = 200


class NamesInFull:
    """Finds where the words of a question stand together in a name."""

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        """Take the names of each entry, in the order of the entries' numbers."""
        parts: list[str] = []
        self._numbers: list[int] = []
        self._starts: list[int] = []
        self._words: set[str] = set()
        length = len(_APART)
        for number, known_as in enumerate(names):
            for name in known_as:
                words = f" {' '.join(words_of(name))} "
                self._numbers.append(number)
                self._starts.append(length)
                parts.append(words)
                self._words.update(words.split())
                length += len(words) + len(_APART)
        self._joined = _APART.join(("", *parts, ""))

    def fitting(self, asked: str) -> dict[int, float]:
        """Return what it adds to each entry that all the words stand in its name as asked."""
        found: dict[int, float] = {}
        known = asked and self._words.issuperset(asked.split())
        place = self._joined.find(f" {asked} ") if known else -1
        for _ in range(_MOST):
            if place < 0:
                break
            row = bisect_right(self._starts, place) - 1
            start, end = self._starts[row], self._joined.index(_APART, place)
            if place > start:
                fit = _IN_IT
            else:
                fit = _THE_NAME if end - start == len(asked) + 2 else _ITS_BEGINNING
            number = self._numbers[row]
            found[number] = max(found.get(number, 0.0), fit)
            place = self._joined.find(f" {asked} ", end)
        return found
