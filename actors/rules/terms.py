"""Words of a fixed list: themes, target groups, kinds, statuses, languages and countries."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from actors.languages import language_code, nearest_language
from actors.nationalities import country_code, nearest_country
from actors.taxonomy import vocabulary
from actors.words import fold, nearest_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from actors.fields import Field
    from actors.rules.notes import CellNotes

_KNOWN_AS: Final = {
    "theme": "et af de seks indsatsområder",
    "target_group": "en målgruppe, atlasset kender",
    "kind": "en type, atlasset kender",
    "status": "en status, atlasset kender",
    "gender": "et køn, atlasset kender",
    "tier": "en rækkevidde, atlasset kender",
    "goal": "et af integrationspolitikkens syv mål",
    "aftermath": "en eftertid, atlasset kender",
}
_UNDERSTOOD_IN: Final = ("en", "da")
_JOINED: Final = re.compile(r"\s+(?:og|and)\s+|\s*[/+&]\s*", re.IGNORECASE)
_NEW_ITEM: Final = re.compile(r"[|;\n]")
_NEW_ITEM_OR_COMMA: Final = re.compile(r"[|;,\n]")


def items(text: str, field: Field) -> tuple[str, ...]:
    """Return the items of a list in one cell, each once, in their order."""
    separator = _NEW_ITEM_OR_COMMA if field.comma_separates else _NEW_ITEM
    parts = (" ".join(part.split()) for part in separator.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


def terms(section: str, text: str, field: Field, note: CellNotes) -> tuple[str, ...]:
    """Return the codes of a list of words of one section of the taxonomy."""
    words = spellings(section)
    return _codes(items(text, field), lambda one: words.get(fold(one), ""), _unknown(section, note))


def term(section: str, text: str, note: CellNotes) -> str:
    """Return the code of one word of a section of the taxonomy; "" for none."""
    if not text:
        return ""
    code = spellings(section).get(fold(text), "")
    if not code:
        _unknown(section, note)(text)
    return code


def languages(text: str, field: Field, note: CellNotes) -> tuple[str, ...]:
    """Return the ISO 639 codes of a list of languages."""
    unknown = _no_such("et sprog", "sprogets", nearest_language, note)
    return _codes(items(text, field), language_code, unknown)


def nationalities(text: str, field: Field, note: CellNotes) -> tuple[str, ...]:
    """Return the ISO 3166-1 alpha-2 codes of a list of countries or of words for their people."""
    unknown = _no_such("et land", "landets", nearest_country, note)
    return _codes(items(text, field), country_code, unknown)


def _no_such(
    what: str, whose: str, nearest: Callable[[str], str], note: CellNotes
) -> Callable[[str], None]:
    """Return what notes a word that is no language or country, and what may have been meant."""

    def unknown(item: str) -> None:
        near = nearest(item)
        right = f"Mente du »{near}«?" if near else f"Skriv {whose} danske navn eller dets kode."
        note.error(f"»{item}« er ikke {what}, atlasset kender.", right)

    return unknown


@cache
def spellings(section: str) -> dict[str, str]:
    """Return codes by folded code and word, in the languages that are understood."""
    found = {}
    for language in _UNDERSTOOD_IN:
        for code, word in vocabulary(language)[section].items():
            found[fold(word)] = found[fold(code)] = code
    return found


def _codes(
    given: tuple[str, ...], code_of: Callable[[str], str], unknown: Callable[[str], None]
) -> tuple[str, ...]:
    codes: dict[str, None] = {}
    for item in given:
        known = [code_of(part) for part in (item, *_JOINED.split(item))]
        if known[0]:
            codes[known[0]] = None
        elif all(known[1:]):
            codes.update(dict.fromkeys(known[1:]))
        else:
            unknown(item)
    return tuple(codes)


def _unknown(section: str, note: CellNotes) -> Callable[[str], None]:
    def unknown(item: str) -> None:
        danish = vocabulary("da")[section]
        near = nearest_of(item, spellings(section))
        right = f"Mente du »{danish[near]}«?" if near else f"Vælg blandt: {_listed(danish)}."
        note.error(f"»{item}« er ikke {_KNOWN_AS[section]}.", right)

    return unknown


def _listed(danish: dict[str, str]) -> str:
    return ", ".join(danish.values())
