"""Finds records and areas by the words a person types, whatever the spelling.

Every word of the query has to be found. A word is found as a whole word, as the beginning or
inside of one (Danish writes words together), or with a slip or two of the keyboard; å and aa,
ø and oe, æ and ae are the same, and so are a, o and ae for whoever has no Danish keyboard.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from atlas.labels import COLLECTIONS, collection_name, word
from atlas.layers import danish_order
from geodata.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from atlas.catalogue import Area, Catalogue, Entry

MAX_QUERY_LENGTH: Final = 120
MAX_QUERY_WORDS: Final = 8
SEARCH_LANGUAGES: Final = ("da", "en")
"""Languages whose words for themes and target groups are found."""

_NAME, _OTHER_NAME, _PLACE, _SUBJECT, _TEXT = 8.0, 7.0, 5.0, 3.0, 1.0
_WHOLE, _BEGINNING, _INSIDE, _SLIP = 1.0, 0.8, 0.5, 0.4
_SHORTEST_INSIDE: Final = 4
_SHORTEST_ONE_SLIP: Final = 4
_SHORTEST_TWO_SLIPS: Final = 8
_PLAIN_LETTERS: Final = str.maketrans({"å": "a", "ø": "o", "æ": "ae"})

Postings = dict[int, float]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A record or an area that a query found, best first by `score`."""

    entry: Entry
    score: float


class SearchIndex:
    """The words of one catalogue, each with where it stands and how much it says there."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Read every record and every area of the catalogue."""
        self._entries: list[Entry] = []
        self._words: defaultdict[str, Postings] = defaultdict(dict)
        for record in sorted(catalogue.by_id.values(), key=lambda one: danish_order(one.name)):
            self._add(record, _words_of_record(record, catalogue.areas))
        self._areas_begin = len(self._entries)
        for area in catalogue.areas.values():
            self._add(area.place, _words_of_area(area))
        self._vocabulary = list(self._words)

    def records(self, query: str) -> list[Entry]:
        """Return the records that a query finds, best first; ties in Danish order of name."""
        return [hit.entry for hit in self._hits(query, areas=False)]

    def areas(self, query: str) -> list[Entry]:
        """Return the areas that a query finds, best first."""
        return [hit.entry for hit in self._hits(query, areas=True)]

    def _add(self, entry: Entry, texts: Iterable[tuple[str, float]]) -> None:
        number = len(self._entries)
        self._entries.append(entry)
        for text, weight in texts:
            for found in _spellings(text):
                postings = self._words[found]
                postings[number] = max(postings.get(number, 0.0), weight)

    def _hits(self, query: str, *, areas: bool) -> Iterator[Hit]:
        scores = self._scores(query)
        wanted = [
            Hit(entry=self._entries[number], score=score)
            for number, score in sorted(scores.items())
            if (number >= self._areas_begin) == areas
        ]
        # The entries stand in Danish order of name, and sorting keeps it among equals.
        yield from sorted(wanted, key=lambda hit: -hit.score)

    def _scores(self, query: str) -> Postings:
        words = query_words(query)
        found = [self._find(one) for one in words]
        if not found:
            return {}
        common = set(found[0]).intersection(*found[1:])
        return {number: sum(one[number] for one in found) for number in common}

    def _find(self, typed: str) -> Postings:
        scores: Postings = {}
        for candidate, likeness in self._candidates(typed).items():
            for number, weight in self._words[candidate].items():
                scores[number] = max(scores.get(number, 0.0), weight * likeness)
        return scores

    def _candidates(self, typed: str) -> dict[str, float]:
        """Return the known words that may be meant, each with how alike it is (0 to 1)."""
        found = dict.fromkeys(self._with_a_slip(typed), _SLIP)
        if len(typed) >= _SHORTEST_INSIDE:
            found |= {one: _INSIDE for one in self._vocabulary if typed in one}
        found |= {one: _BEGINNING for one in self._vocabulary if one.startswith(typed)}
        if typed in self._words:
            found[typed] = _WHOLE
        return found

    def _with_a_slip(self, typed: str) -> Iterator[str]:
        if len(typed) < _SHORTEST_ONE_SLIP or typed.isdecimal():
            return
        slips = 2 if len(typed) >= _SHORTEST_TWO_SLIPS else 1
        close = process.extract(
            typed, self._vocabulary, scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        yield from (str(one) for one, _distance, _index in close)


def query_words(query: str) -> list[str]:
    """Return the words of a query as they are looked for; a limit keeps long ones cheap."""
    text = unicodedata.normalize("NFC", query[:MAX_QUERY_LENGTH])
    return fold(text).split()[:MAX_QUERY_WORDS]


def _spellings(text: str) -> set[str]:
    """Return the words of a text as they are looked for, with and without Danish letters."""
    text = unicodedata.normalize("NFC", text)
    return {*fold(text).split(), *fold(text.casefold().translate(_PLAIN_LETTERS)).split()}


def _words_of_record(record: Entry, areas: Mapping[str, Area]) -> Iterator[tuple[str, float]]:
    stated = record.properties
    yield record.name, _NAME
    yield from ((one, _OTHER_NAME) for one in stated.get("alternate_names", ()))
    yield stated.get("name_printed", ""), _OTHER_NAME
    yield stated["location"].get("place", ""), _PLACE
    yield from ((areas[one].name, _PLACE) for one in stated["areas"] if one in areas)
    yield from ((stated.get(name, ""), _PLACE) for name in ("address", "postcode", "city"))
    yield from ((text, _PLACE) for text in _collections(stated["districts"]))
    yield from ((text, _PLACE) for text in stated["serves"])
    yield from ((text, _SUBJECT) for text in _subjects(record))
    yield from (
        (text, _SUBJECT) for text in (stated.get("holder", ""), *stated.get("partners", ()))
    )
    yield stated.get("description", ""), _TEXT


def _words_of_area(area: Area) -> Iterator[tuple[str, float]]:
    stated = area.place.properties
    yield area.name, _NAME
    yield from ((one, _OTHER_NAME) for one in stated.get("alternate_names", ()))
    yield from ((text, _TEXT) for text in _collections([stated["district"]]))


def _collections(codes: Iterable[str]) -> Iterator[str]:
    for code in codes:
        if code in COLLECTIONS:
            yield from {collection_name(code, language) for language in SEARCH_LANGUAGES}


def _subjects(record: Entry) -> Iterator[str]:
    stated = record.properties
    codes = [("theme", one) for one in stated["themes"]]
    codes += [("target_group", one) for one in stated.get("target_groups", ())]
    codes += [("kind", stated["kind"])] if "kind" in stated else []
    for section, code in codes:
        yield code
        yield from (word(section, code, language) for language in SEARCH_LANGUAGES)
