"""What words mean: the themes, people, languages, needs and places that a phrase stands for.

Built from the vocabulary of every language that has a file, from the names that CLDR (Babel) has
for languages and countries, and from the names of the places of a release.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from babel import Locale, UnknownLocaleError

from actors.languages import language_names
from actors.synonyms import SECTIONS, synonyms, vocabulary_languages
from atlas.finding.arabic import without_prefixes
from atlas.finding.forms import readings_of, stem, words_of
from atlas.finding.slips import Slips
from atlas.labels import COLLECTIONS, collection_name, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LONGEST_PHRASE: Final = 6
_LABELLED: Final = ("theme", "target_group", "kind")
_SHORTEST_BEGINNING: Final = 3
_LONGEST_BEGINNING: Final = 20
_SHORTEST_HALF: Final = 3
_COMPOUND, _EXACT, _PART = 0.7, 1.0, 0.75


class Concept(NamedTuple):
    """What a phrase stands for: a section of the vocabulary, `language` or `place`, and a code."""

    section: str
    code: str


_NONE: Final[frozenset[Concept]] = frozenset()

Meanings = dict[Concept, float]
"""What a phrase means, each with how surely (0 to 1)."""


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """Words that stand for a concept; `asked_only` says that they do so in questions alone."""

    text: str
    concept: Concept
    asked_only: bool = False


class Phrasebook:
    """Finds the meaning of phrases, whatever their inflection."""

    def __init__(self, phrases: Iterable[Phrase], silent: frozenset[str]) -> None:
        """Take every phrase, and the words that need not be found."""
        self.silent = silent
        self.phrases = tuple(phrases)
        self._meanings: defaultdict[tuple[str, ...], Meanings] = defaultdict(dict)
        self._said: defaultdict[tuple[str, ...], set[Concept]] = defaultdict(set)
        self._compounds: defaultdict[str, set[Concept]] = defaultdict(set)
        self._said_compounds: defaultdict[str, set[Concept]] = defaultdict(set)
        self._said_lengths: defaultdict[str, set[int]] = defaultdict(set)
        self._said_before: dict[str, frozenset[Concept]] = {}
        self._parts: list[tuple[str, Concept]] = []
        for phrase in self.phrases:
            self._take(phrase)
        for part, concept in self._parts:
            self._meanings[part,].setdefault(concept, _PART)
        stems = {one for words in self._meanings for one in words}
        self._stems = stems
        self._singles = sorted(words[0] for words in self._meanings if len(words) == 1)
        self._slips = Slips(stems)

    def meaning(self, words: Sequence[str]) -> Meanings:
        """Return what consecutive words of `words_of` mean together; {} for nothing known."""
        found = self._meanings.get(tuple(stem(one) for one in words))
        if found is None and len(words) > 1:
            telling = tuple(stem(one) for one in words if one not in self.silent)
            found = self._meanings.get(telling) if len(telling) > 1 else None
        if found is None and len(words) == 1:
            return self._of_compound(words[0])
        return found or {}

    def is_phrase(self, word: str) -> bool:
        """Return whether a word alone has a meaning of its own, not only as a compound."""
        return (stem(word),) in self._meanings

    def completions(self, beginning: str) -> Meanings:
        """Return what single words that begin so mean, for a word that is not typed out."""
        found: Meanings = {}
        if len(beginning) < _SHORTEST_BEGINNING:
            return found
        for one in self._singles[bisect_left(self._singles, beginning) :]:
            if not one.startswith(beginning):
                break
            found |= dict.fromkeys(self._meanings[one,], _COMPOUND)
        return found

    def corrected(self, word: str) -> str:
        """Return a word as it is where it is known, else the known stem that it comes closest to.

        "" where none comes close.
        """
        root = stem(word)
        if root in self._stems or self._of_compound(word):
            return word
        for shorter in without_prefixes(word):
            if stem(shorter) in self._stems:
                return shorter
        close = self._slips.close_to(root)
        return close[0][0] if close else ""

    def said_in(self, words: Sequence[str]) -> set[Concept]:
        """Return the concepts that a text speaks of, by its words in their order."""
        stems = [stem(one) for one in words]
        found: set[Concept] = set()
        for place, one in enumerate(words):
            found |= self._said_by_beginning(one)
            for length in self._said_lengths.get(stems[place], ()):
                found |= self._said.get(tuple(stems[place : place + length]), _NONE)
        return found

    def _said_by_beginning(self, word: str) -> frozenset[Concept]:
        if word not in self._said_before:
            self._said_before[word] = frozenset(_beginning(word, self._said_compounds))
        return self._said_before[word]

    def halves(self, word: str) -> tuple[Meanings, ...]:
        """Return what the two halves of a Danish compound mean, or () where it has no such halves.

        Only where the first says for whom, in which language or about what theme the second is:
        lektiecafé is about homework whatever its second half.
        """
        for place in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
            rest = self._meanings.get((stem(word[place:]),))
            first = {
                concept: _COMPOUND
                for concept in (
                    *self._meanings.get((stem(word[:place]),), ()),
                    *_beginning(word[:place], self._compounds),
                )
                if concept.section != "need"
            }
            if rest and first:
                return first, rest
        return ()

    def _of_compound(self, word: str) -> Meanings:
        """Return what a Danish compound means by its beginning."""
        return dict.fromkeys(_beginning(word, self._compounds), _COMPOUND)

    def _take(self, phrase: Phrase) -> None:
        for words in readings_of(phrase.text):
            if phrase.text.endswith("*"):
                self._compounds[words[0]].add(phrase.concept)
                if not phrase.asked_only:
                    self._said_compounds[words[0]].add(phrase.concept)
            else:
                self._take_words(words, phrase)

    def _take_words(self, words: Sequence[str], phrase: Phrase) -> None:
        stems = tuple(stem(one) for one in words)
        telling = tuple(stem(one) for one in words if one not in self.silent)
        self._meanings[stems][phrase.concept] = _EXACT
        if len(telling) > 1:
            self._meanings[telling][phrase.concept] = _EXACT
            if phrase.concept.section in _LABELLED:
                # A word of a label says as much where it is nothing of its own.
                self._parts += [(one, phrase.concept) for one in telling]
        if not phrase.asked_only:
            self._said[stems].add(phrase.concept)
            self._said_lengths[stems[0]].add(len(stems))


def phrasebook(
    places: Mapping[str, Iterable[str]], languages: Iterable[str], nationalities: Iterable[str]
) -> Phrasebook:
    """Return the phrases of every language with a file of words.

    `places` gives the names of the release's areas by id; `languages` (ISO 639) are those that
    somebody in it speaks, `nationalities` (ISO 3166-1 alpha-2, lower case) those it is for.
    """
    phrases = (
        *_of_vocabulary(),
        *_of_languages(languages),
        *_of_countries(nationalities),
        *_of_places(places),
    )
    return Phrasebook(phrases, silent_words())


@cache
def silent_words() -> frozenset[str]:
    """Return the words of every language that need not be found, and single letters with them."""
    said = (one for language in vocabulary_languages() for one in synonyms(language).silent)
    return frozenset(word for one in said for word in words_of(one))


@cache
def _of_vocabulary() -> tuple[Phrase, ...]:
    return tuple(phrase for one in vocabulary_languages() for phrase in _of_one_language(one))


def _of_one_language(language: str) -> Iterator[Phrase]:
    for section in _LABELLED:
        for code, label in vocabulary(language).get(section, {}).items():
            yield Phrase(text=label, concept=Concept(section, code))
            yield Phrase(text=code, concept=Concept(section, code))
    for section in SECTIONS:
        for code, said in synonyms(language).terms[section].items():
            for one in said:
                text, asked = one.removeprefix("?"), one.startswith("?")
                yield Phrase(text=text, concept=Concept(section, code), asked_only=asked)


def _of_languages(codes: Iterable[str]) -> Iterator[Phrase]:
    for code in codes:
        names = {language_names(language).get(code, "") for language in vocabulary_languages()}
        for name in {_own_name(code), *names} - {""}:
            yield Phrase(text=name, concept=Concept("language", code))


def _of_countries(codes: Iterable[str]) -> Iterator[Phrase]:
    for code in codes:
        names = {Locale(one).territories.get(code.upper(), "") for one in vocabulary_languages()}
        for name in names - {""}:
            yield Phrase(text=name, concept=Concept("nationality", code))


def _of_places(places: Mapping[str, Iterable[str]]) -> Iterator[Phrase]:
    for code in COLLECTIONS:
        for name in {collection_name(code, one) for one in vocabulary_languages()}:
            yield Phrase(text=name, concept=Concept("place", code))
    for code, names in places.items():
        for name in names:
            yield Phrase(text=name, concept=Concept("place", code))


def _own_name(code: str) -> str:
    try:
        return str(Locale(code).languages.get(code, ""))
    except UnknownLocaleError:
        return ""


def _beginning(word: str, beginnings: Mapping[str, set[Concept]]) -> set[Concept]:
    found: set[Concept] = set()
    for length in range(_SHORTEST_BEGINNING, min(len(word), _LONGEST_BEGINNING) + 1):
        found |= beginnings.get(word[:length], set())
    return found
