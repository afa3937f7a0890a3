"""What a person may be about to type: needs, themes, people, languages, places and names."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from babel import Locale
from rapidfuzz.distance import OSA

from actors.languages import language_names
from actors.synonyms import need_name
from atlas.finding.forms import readings_of, words_of
from atlas.finding.questions import MAX_LENGTH
from atlas.labels import COLLECTIONS, collection_name, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from atlas.catalogue import Catalogue, Entry
    from atlas.finding.phrases import Concept
    from atlas.search import SearchIndex

MOST_MEANINGS: Final = 4
MOST_NAMES: Final = 4
_MOST_AREAS: Final = 2
_SHORTEST: Final = 2
_LETTERS_A_SLIP: Final = 4
_ENDS: Final = "\U0010ffff"


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What may be meant: a concept, an entry (a record or an area), or words to ask with.

    `text` is what is shown: in the language asked in, or the name that something has.
    """

    text: str
    concept: Concept | None = None
    entry: Entry | None = None


class Suggestions:
    """Suggests what the catalogue of a search index has, and nothing that would find nothing."""

    def __init__(self, index: SearchIndex, catalogue: Catalogue) -> None:
        """Take the phrases of every concept that some entry is about."""
        self._index = index
        self._areas = catalogue.areas
        self._phrases = sorted(
            {
                (" ".join(words), phrase.concept)
                for phrase in index.book.phrases
                if index.has(phrase.concept) and not phrase.text.endswith("*")
                for words in readings_of(phrase.text)
            }
        )

    def suggest(self, typed: str, language: str) -> list[Suggestion]:
        """Return suggestions in a language, best first; none for a single letter."""
        words = words_of(typed[:MAX_LENGTH])
        if len("".join(words)) < _SHORTEST:
            return []
        meanings = self._meanings(words, language)
        if not meanings and len(words) > 1:
            meanings = list(self._with_last_word(typed, words, language))
        found = [*meanings[:MOST_MEANINGS], *self._areas_called(words), *self._named(typed, words)]
        return list({one.text.casefold(): one for one in reversed(found)}.values())[::-1]

    def _meanings(self, words: list[str], language: str) -> list[Suggestion]:
        """Return the concepts whose words begin as typed, else those that a slip away are meant."""
        begun = dict.fromkeys(self._begun(" ".join(words)))
        if not begun:
            parts = self._index.parts(" ".join(words))
            surest = parts[0].meanings if len(parts) == 1 else {}
            begun = dict.fromkeys(one for one in surest if self._index.has(one))
        return [
            Suggestion(text=concept_name(one, language), concept=one)
            for one in begun
            if one.section != "place" or one.code in COLLECTIONS
        ]

    def _begun(self, typed: str) -> Iterator[Concept]:
        first = bisect_left(self._phrases, (typed,))
        last = bisect_left(self._phrases, (typed + _ENDS,))
        # The shortest words are the nearest to what was typed; a language comes before its country.
        nearest = sorted(self._phrases[first:last], key=lambda one: (len(one[0]), *one[1]))
        yield from (concept for _words, concept in nearest)

    def _with_last_word(self, typed: str, words: list[str], language: str) -> Iterator[Suggestion]:
        """Yield the question with its last word written out."""
        head, _, _last = typed.rstrip().rpartition(" ")
        for concept in dict.fromkeys(self._begun(words[-1])):
            name = self._within_a_question(concept, language)
            whole = f"{head} {name}"
            if name and self._index.find(whole).with_all_words:
                yield Suggestion(text=whole)

    def _within_a_question(self, concept: Concept, language: str) -> str:
        """Return how a concept is written behind other words, "" for what is not asked for so."""
        code, section = concept.code, concept.section
        if section == "nationality":
            return ""
        if section == "place" and code not in COLLECTIONS:
            return self._areas[code].place.name if code in self._areas else ""
        name = concept_name(concept, language)
        is_name = section in {"place", "language"} or name[1:2].isupper()
        return name if is_name else name[:1].lower() + name[1:]

    def _areas_called(self, words: list[str]) -> list[Suggestion]:
        found = self._index.areas(" ".join(words))
        called = (self._areas[one.id].place for one in found if _begins(one, words))
        return [Suggestion(text=one.name, entry=one) for one in called][:_MOST_AREAS]

    def _named(self, typed: str, words: list[str]) -> list[Suggestion]:
        """Return the records whose names begin with the words, or else with a slip in them."""
        found = self._index.find(typed).records
        called = [one for one in found if _begins(one, words)]
        called = called or [one for one in found if _begins(one, words, with_slips=True)]
        return [Suggestion(text=one.name, entry=one) for one in called[:MOST_NAMES]]


def concept_name(concept: Concept, language: str) -> str:
    """Return what a concept is called in a language, in Danish where it has no name in it."""
    code = concept.code
    match concept.section:
        case "need":
            return need_name(code, language)
        case "language":
            names = {**language_names(), **language_names(language)}
            return names.get(code, code)
        case "nationality":
            return str(Locale(language).territories.get(code.upper(), code))
        case "place":
            return collection_name(code, language) if code in COLLECTIONS else code
        case section:
            return word(section, code, language)


def _begins(entry: Entry, words: Iterable[str], *, with_slips: bool = False) -> bool:
    """Return whether each word begins a word of a name of an entry."""
    names = (entry.name, *entry.properties.get("alternate_names", ()))
    known = [one for name in names for words in readings_of(name) for one in words]
    return all(any(_is_begun(one, typed, with_slips) for one in known) for typed in words)


def _is_begun(known: str, typed: str, with_slips: bool) -> bool:  # noqa: FBT001 - passed on
    if not with_slips:
        return known.startswith(typed)
    slips = len(typed) // _LETTERS_A_SLIP
    return OSA.distance(typed, known[: len(typed)], score_cutoff=slips) <= slips
