"""The indexes of a book: by theme, by target group, by name and by street."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from atlas.labels import THEMES, vocabulary
from atlas.layers import danish_order
from atlas.printing.directory import Reference, references
from atlas.printing.street_index import IndexedStreet, streets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from atlas.printing.maps.layers_on_paper import LayersOnPaper
    from atlas.printing.plan import Plan
    from atlas.printing.wording import Wording

FEWEST_FOR_AN_INDEX: Final = 20
"""Fewer records than these are found without an index by name."""

TARGET_GROUPS: Final = tuple(vocabulary("da")["target_group"])
"""The codes of the target groups in the vocabulary's order."""


_FIGURE: Final = re.compile(r"\d+", re.ASCII)
_READ_AS: Final = str.maketrans(
    {"ü": "y", "ä": "æ", "ö": "ø", "Ü": "Y", "Ä": "Æ", "Ö": "Ø", ":": ""}
)


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """The numbers of the records under one heading; `code` is a theme's, whose sign it bears."""

    title: str
    code: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Lettered:
    """Entries or streets under the letter that their names begin with, "" for a figure."""

    letter: str
    found: tuple[Reference | IndexedStreet, ...]


@dataclass(frozen=True, kw_only=True)
class Indexes:
    """The indexes of a book; `streets_intro` says how to read that of streets."""

    by_theme: tuple[Numbers, ...]
    by_target_group: tuple[Numbers, ...]
    by_name: tuple[Lettered, ...]
    by_street: tuple[Lettered, ...]
    streets_intro: str


def indexes(plan: Plan, layers: Mapping[int, LayersOnPaper], words: Wording) -> Indexes:
    """Return a book's indexes; `layers` are those of its sheets, by number."""
    many = len(plan.records) >= FEWEST_FOR_AN_INDEX
    streets = streets_of(plan, layers)
    return Indexes(
        by_theme=tuple(_by_term("theme", THEMES, plan, words)),
        by_target_group=by_target_group(plan, words),
        by_name=tuple(_lettered(references(plan.records, plan)) if many else ()),
        by_street=tuple(_lettered(streets)),
        streets_intro=_told_of(streets, plan, words),
    )


def _told_of(streets: Iterable[IndexedStreet], plan: Plan, words: Wording) -> str:
    """Return how to read the index of streets; of numbers only where a street has any."""
    one_map = "_one" if len(plan.sheets) == 1 else ""
    told = [words.say(f"directory.by_street_intro{one_map}")]
    if any(one.numbers for one in streets):
        told.append(words.say("directory.by_street_numbers"))
    return " ".join(told)


def by_target_group(plan: Plan, words: Wording) -> tuple[Numbers, ...]:
    """Return the numbers under each target group, at last of the records that name none."""
    return tuple(_by_term("target_group", TARGET_GROUPS, plan, words))


def _by_term(section: str, codes: tuple[str, ...], plan: Plan, words: Wording) -> Iterator[Numbers]:
    """Yield the numbers under each term of a vocabulary, at last of the records that name none."""
    stated = [(plan.numbers[one.id], one.properties.get(f"{section}s", ())) for one in plan.records]
    if not any(of for _, of in stated):
        return
    for code in codes:
        if found := tuple(number for number, of in stated if code in of):
            yield Numbers(title=words.term(section, code), code=code, numbers=found)
    if none := tuple(number for number, of in stated if not of):
        yield Numbers(title=words.say(f"directory.without_{section}"), code="", numbers=none)


def _lettered(found: Iterable[Reference | IndexedStreet]) -> Iterator[Lettered]:
    """Yield what bears names in Danish order, under the letters that they begin with."""
    in_order = sorted(found, key=lambda one: _order(_sorted_as(one.name)))
    for letter, under in groupby(in_order, key=lambda one: _letter(one.name)):
        yield Lettered(letter=letter, found=tuple(under))


def _order(name: str) -> tuple[bool, int, str, str]:
    """Return a key by which figures stand first, by their value, and then names as Danish has them.

    A foreign letter stands where the Danish letter does that it is read as: ü as y.
    """
    found = _FIGURE.match(name)
    figure = found[0].lstrip("0") if found else ""
    read = danish_order(name.casefold().translate(_READ_AS))
    return (found is None, len(figure), figure, read)


def _letter(name: str) -> str:
    first = _sorted_as(name)[:1].upper().translate(_READ_AS)
    return first if first.isalpha() else ""


def _sorted_as(name: str) -> str:
    """Return a name without the quotation marks, dots and brackets before its first letter."""
    starts = (place for place, one in enumerate(name) if one.isalnum())
    return name[next(starts, 0) :]
