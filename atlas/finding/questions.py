"""A question taken apart: its phrases, what each of them may mean, and what need not be found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from atlas.finding.forms import words_of
from atlas.finding.phrases import LONGEST_PHRASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.finding.phrases import Meanings, Phrasebook

MAX_LENGTH: Final = 120
MAX_WORDS: Final = 12
MAX_PARTS: Final = 6
MAX_LETTERS: Final = 40
"""Limits that keep a long question cheap; what is beyond them is not read."""

_CORRECTED: Final = 0.6
_HOUSE_NUMBER: Final = re.compile(r"\d{1,3}[a-z]?")


@dataclass(frozen=True, kw_only=True)
class Part:
    """Words of a question that are looked for together, and what they may mean.

    `halves` are the meanings of a compound's two halves, which have to be found both. `optional`
    words count where they are found, and are not missed where they are not.
    """

    words: tuple[str, ...]
    meanings: Meanings = field(default_factory=dict)
    halves: tuple[Meanings, ...] = ()
    optional: bool = False

    @property
    def is_place(self) -> bool:
        """Whether the words name a place, so that they say where and not what."""
        return any(one.section == "place" for one in self.meanings)


def question_words(query: str) -> list[str]:
    """Return the words of a question as they are looked for, as many as are read."""
    return [one[:MAX_LETTERS] for one in words_of(query[:MAX_LENGTH])[:MAX_WORDS]]


def read_question(query: str, book: Phrasebook, knows: Callable[[str], bool]) -> list[Part]:
    """Return the parts of a question; `knows` tells whether a word stands in some entry.

    Silent words are left out, unless there is nothing else.
    """
    words = question_words(query)
    silent = {one for one in words if one in book.silent or _is_a_letter(one)}
    if silent.issuperset(words):
        silent = set()
    parts: list[Part] = []
    place = 0
    while place < len(words) and len(parts) < MAX_PARTS:
        length, part = _part_at(words[place:], book, knows)
        if length > 1 or words[place] not in silent:
            parts.append(part)
        place += length
    return _with_house_numbers(parts)


def _part_at(words: list[str], book: Phrasebook, knows: Callable[[str], bool]) -> tuple[int, Part]:
    """Return how many words from the first belong together, and what they mean."""
    read = [one if knows(one) else book.corrected(one) or one for one in words[:LONGEST_PHRASE]]
    for length in range(len(read), 1, -1):
        if meanings := book.meaning(read[:length]):
            telling = tuple(one for one in words[:length] if one not in book.silent)
            sure = 1.0 if read[:length] == words[:length] else _CORRECTED
            return length, Part(words=telling, meanings=_times(meanings, sure))
    halves = () if book.is_phrase(words[0]) else book.halves(words[0])
    meanings = {} if halves else _meaning_of_word(words[0], read[0], book, knows)
    return 1, Part(words=(words[0],), meanings=meanings, halves=halves)


def _meaning_of_word(
    typed: str, read: str, book: Phrasebook, knows: Callable[[str], bool]
) -> Meanings:
    if meanings := book.meaning([typed]):
        return meanings
    if meanings := book.completions(typed):
        return meanings
    return {} if knows(typed) else _times(book.meaning([read]), _CORRECTED)


def _with_house_numbers(parts: list[Part]) -> list[Part]:
    """Return the parts, a house number beside other words being optional."""
    numbers = [_HOUSE_NUMBER.fullmatch(" ".join(one.words)) is not None for one in parts]
    if all(numbers):
        return parts
    return [
        Part(words=one.words, optional=True) if number else one
        for one, number in zip(parts, numbers, strict=True)
    ]


def _times(meanings: Meanings, sure: float) -> Meanings:
    return {concept: sure * likeness for concept, likeness in meanings.items()}


def _is_a_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()
