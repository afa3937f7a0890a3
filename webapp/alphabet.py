"""Every name from A to Å: under which letter it stands, and which other names lead to it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from atlas.layers import danish_order

if TYPE_CHECKING:
    from atlas.catalogue import Entry
    from webapp.published import Edition

LETTERS: Final = (*"abcdefghijklmnopqrstuvwxyz", "ae", "oe", "aa", "andre")
"""The Danish alphabet as it stands in addresses, and last what begins with another sign."""

OTHERS: Final = "andre"
_SIGNS: Final = {"ae": "Æ", "oe": "Ø", "aa": "Å", OTHERS: "0\N{EN DASH}9"}
_DANISH: Final = {"æ": "ae", "ø": "oe", "å": "aa"}
_SIGNS_BEFORE: Final = re.compile(r"^[\W_]+")
_LIKE_DANISH: Final = str.maketrans("äöü", "æøy")
"""Foreign letters that Danish lists put beside its own (Retskrivningsordbogen, § 4.6)."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One name in the list: a record's own, or another one that leads to it."""

    name: str
    entry: Entry
    is_other: bool


def letter_of(name: str) -> str:
    """Return the letter under which a name stands, as addresses have it.

    «Aa» stands under Å, accents are looked past, and what no Danish letter begins stands last.
    """
    begins = _order(name)[:1]
    bare = unicodedata.normalize("NFD", begins)[:1] if begins not in _DANISH else begins
    letter = _DANISH.get(bare, bare)
    return letter if letter in LETTERS else OTHERS


def sign_of(letter: str) -> str:
    """Return a letter as it is shown."""
    return _SIGNS.get(letter, letter.upper())


def lines_by_letter(edition: Edition) -> dict[str, list[Line]]:
    """Return every name of every record, other names too, by letter in Danish order.

    A letter with which nothing begins has no list.
    """
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for entry in edition.catalogue.by_id.values():
        others = entry.properties.get("alternate_names", ())
        for name in dict.fromkeys((entry.name, *others)):
            line = Line(name=name, entry=entry, is_other=name != entry.name)
            found[letter_of(name)].append(line)
    for lines in found.values():
        lines.sort(key=lambda one: (danish_order(_order(one.name)), one.is_other, one.entry.id))
    return {letter: found[letter] for letter in LETTERS if letter in found}


def _order(name: str) -> str:
    """Return a name as it is put in order: without signs before it, «aa» at its head as å."""
    bare = _SIGNS_BEFORE.sub("", name.casefold().translate(_LIKE_DANISH))
    return f"å{bare[2:]}" if bare.startswith("aa") else bare
