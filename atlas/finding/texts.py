"""What a record, an area or a row of a table says of itself, and how much each word weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from atlas.finding.forms import words_of
from atlas.finding.phrases import Concept
from atlas.labels import COLLECTIONS, collection_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from atlas.catalogue import Area, Entry

    SaidIn = Callable[[Sequence[str]], set[Concept]]

ROWS: Final = {"plans": "areas", "initiatives": "place", "events": "place"}
"""Tables whose rows are found by name, each with the column that names its places."""

NAME: Final = 8.0
"""What a word of a name weighs; every other weight stands in proportion to it."""

_OTHER_NAME, _STREET, _PLACE, _PARTNER, _TEXT = 7.0, 6.0, 5.0, 3.0, 2.5
_SHORT_NAME: Final = 1.0
"""What a name of one word weighs more; a longer one that share of it."""

_IN_NAME, _NEED_IN_TEXT = 6.0, 4.5
_LANGUAGE, _NATIONALITY, _KIND, _GROUP, _THEME = 5.0, 4.5, 4.0, 3.5, 3.0
_IN_AREA, _IN_DISTRICT, _FOR_DISTRICT = 5.0, 4.0, 2.5
_EVERYBODY_SPEAKS: Final = {"da": 1.0}
"""Danish is spoken nearly everywhere, so that it tells little."""


def words_of_record(record: Entry, areas: Mapping[str, Area]) -> Iterator[tuple[str, float]]:
    """Yield the texts of a record with what a word in each of them weighs."""
    stated = record.properties
    yield from _named(record.name, NAME)
    for one in (*stated.get("alternate_names", ()), stated.get("name_printed", "")):
        yield from _named(one, _OTHER_NAME)
    yield stated.get("address", ""), _STREET
    yield from ((stated.get(name, ""), _PLACE) for name in ("postcode", "city"))
    yield stated["location"].get("place", ""), _PLACE
    yield from ((areas[one].name, _PLACE) for one in stated["areas"] if one in areas)
    yield from ((one, _PLACE) for one in stated["serves"] if one not in COLLECTIONS)
    yield from ((one, _PARTNER) for one in (stated.get("holder", ""), *stated.get("partners", ())))
    yield stated.get("description", ""), _TEXT
    yield str(stated.get("year", "")), _TEXT


def concepts_of_record(record: Entry, said_in: SaidIn) -> Iterator[tuple[Concept, float]]:
    """Yield what a record is about, for whom and where, each with what it weighs.

    The fewer themes or target groups it has, the more it is for each of them.
    """
    stated = record.properties
    for section, name, weight in (
        ("theme", "themes", _THEME),
        ("target_group", "target_groups", _GROUP),
    ):
        codes = stated.get(name, ())
        yield from ((Concept(section, one), weight + 1 / len(codes)) for one in codes)
    if kind := stated.get("kind"):
        yield Concept("kind", kind), _KIND
    for one in stated.get("languages", ()):
        yield Concept("language", one), _EVERYBODY_SPEAKS.get(one, _LANGUAGE)
    for one in stated.get("nationalities", ()):
        yield Concept("nationality", one.lower()), _NATIONALITY
    yield from _places_of(stated)
    yield from _said_by(record, said_in)


def words_of_area(area: Area) -> Iterator[tuple[str, float]]:
    """Yield the names of an area with what a word in each of them weighs."""
    stated = area.place.properties
    yield from _named(area.name, NAME)
    for one in stated.get("alternate_names", ()):
        yield from _named(one, _OTHER_NAME)
    if stated["district"] in COLLECTIONS:
        yield collection_name(stated["district"]), _TEXT


def words_of_row(entry: Entry) -> Iterator[tuple[str, float]]:
    """Yield the texts of a plan, an initiative or an event with what a word in them weighs."""
    row = entry.properties
    yield from _named(entry.name, NAME)
    yield row.get(ROWS[entry.layer], ""), _PLACE
    yield from ((row.get(name, ""), _TEXT) for name in ("activity", "aim", "organiser_name"))


def concepts_of_row(entry: Entry) -> Iterator[tuple[Concept, float]]:
    """Yield the themes of a row of a table with what they weigh."""
    row = entry.properties
    themes = row.get("themes") or row.get("theme") or ""
    yield from ((Concept("theme", one), _THEME) for one in themes.split("|") if one)


def _named(name: str, weight: float) -> Iterator[tuple[str, float]]:
    count = len(name.split())
    if count:
        yield name, weight + _SHORT_NAME / count


def _places_of(stated: Mapping[str, Any]) -> Iterator[tuple[Concept, float]]:
    yield from ((Concept("place", one), _IN_AREA) for one in stated["areas"])
    yield from ((Concept("place", one), _IN_DISTRICT) for one in stated["districts"])
    for one in stated["serves"]:
        if one not in stated["districts"] and one in COLLECTIONS:
            yield Concept("place", one), _FOR_DISTRICT


def _said_by(record: Entry, said_in: SaidIn) -> Iterator[tuple[Concept, float]]:
    """Yield what the name itself says, and the needs that the description names."""
    stated = record.properties
    for name in (record.name, *stated.get("alternate_names", ())):
        yield from ((one, _IN_NAME) for one in said_in(words_of(name)))
    described = said_in(words_of(stated.get("description", "")))
    yield from ((one, _NEED_IN_TEXT) for one in described if one.section == "need")
