"""The words that a person reads for codes and collections, in the language of the page or print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from actors.errors import UnknownTermError
from actors.languages import language_names
from actors.taxonomy import ActorKind, Theme, label, vocabulary
from geodata.districts import DISTRICTS, NAMES, Collection

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "COLLECTIONS",
    "DISTRICT_CODES",
    "OTHER_KIND",
    "THEMES",
    "collection_name",
    "gender_not_said",
    "is_translated",
    "label",
    "language_names",
    "vocabulary",
    "word",
]

COLLECTIONS: Final = tuple(code.value for code in Collection)
"""Every collection's code, in the order in which they are shown."""

DISTRICT_CODES: Final = tuple(code.value for code in DISTRICTS)
"""The codes of the four districts."""

THEMES: Final = tuple(code.value for code in Theme)
"""The codes of the policy's six themes, in the policy's order."""

OTHER_KIND: Final = ActorKind.OTHER.value
"""The code of the kind of actors that fit no other."""


_SAID_OF_GENDER: Final = {"kvinder": {"kvinder", "piger"}, "maend": {"maend", "drenge"}}


def gender_not_said(stated: Mapping[str, Any]) -> str:
    """Return the gender that a record is for alone, "" where its target groups say it already.

    A club for girls is none for women.
    """
    gender = stated.get("gender") or ""
    said = _SAID_OF_GENDER.get(gender, set()).intersection(stated.get("target_groups", ()))
    return "" if said else gender


def collection_name(code: str, language: str = "da") -> str:
    """Return a collection's name in a language, in Danish where it has none in that language."""
    names = NAMES[Collection(code)]
    return names.get(language, names["da"])


def word(section: str, code: str, language: str = "da") -> str:
    """Return the word for a code as `label` does, else the Danish word, else the code itself.

    For readers of a release: it may come from a newer build that knows more codes, and a language
    may be newer than its words.
    """
    for known in (language, "da"):
        if is_translated(section, code, known):
            return label(section, code, known)
    return code


def is_translated(section: str, code: str, language: str) -> bool:
    """Return whether a code has a word of its own in a language."""
    try:
        label(section, code, language)
    except UnknownTermError:
        return False
    return True
