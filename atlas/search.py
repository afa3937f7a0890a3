"""Finds records, areas, initiatives, plans and events by the words a person types.

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

from atlas.catalogue import Entry
from atlas.labels import COLLECTIONS, collection_name, word
from atlas.layers import danish_order
from geodata.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from atlas.catalogue import Area, Catalogue
    from atlas.connections import Row

MAX_QUERY_LENGTH: Final = 120
MAX_QUERY_WORDS: Final = 8
SEARCH_LANGUAGES: Final = ("da", "en")
"""Languages whose words for themes and target groups are found."""

ROWS: Final = {"plans": "areas", "initiatives": "place", "events": "place"}
"""Tables whose rows are found by name, each with the column that names its places."""

_NAME, _OTHER_NAME, _PLACE, _SUBJECT, _TEXT = 8.0, 7.0, 5.0, 3.0, 1.0
_WHOLE, _BEGINNING, _INSIDE, _SLIP = 1.0, 0.8, 0.5, 0.4
_SHORTEST_INSIDE: Final = 4
_SHORTEST_ONE_SLIP: Final = 4
_SHORTEST_TWO_SLIPS: Final = 8
_PLAIN_LETTERS: Final = str.maketrans({"å": "a", "ø": "o", "æ": "ae"})

_RECORD, _AREA, _ROW = "record", "area", "row"

Postings = dict[int, float]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A record, an area or a row of a table that a query found, best first by `score`."""

    entry: Entry
    score: float


class SearchIndex:
    """The words of one catalogue, each with where it stands and how much it says there."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Read every record, every area and every named row of the catalogue."""
        self._entries: list[Entry] = []
        self._kinds: list[str] = []
        self._words: defaultdict[str, Postings] = defaultdict(dict)
        for record in sorted(catalogue.by_id.values(), key=lambda one: danish_order(one.name)):
            self._add(_RECORD, record, _words_of_record(record, catalogue.areas))
        for area in catalogue.areas.values():
            self._add(_AREA, area.place, _words_of_area(area))
        for entry in _rows(catalogue):
            self._add(_ROW, entry, _words_of_row(entry))
        self._vocabulary = list(self._words)

    def records(self, query: str) -> list[Entry]:
        """Return the records that a query finds, best first; ties in Danish order of name."""
        return [hit.entry for hit in self._hits(query, _RECORD)]

    def areas(self, query: str) -> list[Entry]:
        """Return the areas that a query finds, best first."""
        return [hit.entry for hit in self._hits(query, _AREA)]

    def rows(self, query: str) -> list[Entry]:
        """Return the plans, initiatives and events that a query finds, best first.

        The layer of each is its table, its properties are the row.
        """
        return [hit.entry for hit in self._hits(query, _ROW)]

    def _add(self, kind: str, entry: Entry, texts: Iterable[tuple[str, float]]) -> None:
        number = len(self._entries)
        self._entries.append(entry)
        self._kinds.append(kind)
        for text, weight in texts:
            for found in _spellings(text):
                postings = self._words[found]
                postings[number] = max(postings.get(number, 0.0), weight)

    def _hits(self, query: str, kind: str) -> Iterator[Hit]:
        scores = self._scores(query)
        wanted = [
            Hit(entry=self._entries[number], score=score)
            for number, score in sorted(scores.items())
            if self._kinds[number] == kind
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


def _rows(catalogue: Catalogue) -> Iterator[Entry]:
    for table in ROWS:
        rows: list[Row] = sorted(
            catalogue.connections.rows(table), key=lambda row: danish_order(row["name"])
        )
        yield from (Entry(id=row["id"], layer=table, geometry=None, properties=row) for row in rows)


def _words_of_row(entry: Entry) -> Iterator[tuple[str, float]]:
    row = entry.properties
    yield entry.name, _NAME
    yield row.get(ROWS[entry.layer], ""), _PLACE
    themes = row.get("themes") or row.get("theme") or ""
    for code in filter(None, themes.split("|")):
        yield from ((word("theme", code, language), _SUBJECT) for language in SEARCH_LANGUAGES)
    yield from ((row.get(name, ""), _TEXT) for name in ("activity", "aim", "organiser_name"))


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
