"""What people say when they search, beside the atlas's own words: `[synonyms]` of each language.

One table in each file of `actors/data/vocabulary/`, so that a language is one file. A synonym that
ends in `*` is the beginning of compounds; one that begins with `?` has its meaning in a question
only, and says nothing where it stands in the text of a record.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SECTIONS: Final = ("theme", "target_group", "kind", "need", "language", "nationality", "place")
"""What synonyms stand for; a place is a collection's code or the id of a gazetteer place."""


@dataclass(frozen=True, kw_only=True)
class Synonyms:
    """One language's synonyms: section → code → words; `silent` need not be found."""

    silent: tuple[str, ...]
    terms: Mapping[str, Mapping[str, tuple[str, ...]]]


@cache
def vocabulary_languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a file of words, in alphabetical order."""
    folder = resources.files("actors") / "data" / "vocabulary"
    names = (one.name for one in folder.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def synonyms(language: str) -> Synonyms:
    """Return the synonyms of a language among `vocabulary_languages`; empty where it has none.

    Raises:
        FileNotFoundError: where there is no file for the language.
    """
    source = resources.files("actors") / "data" / "vocabulary" / f"{language}.toml"
    stated = tomllib.loads(source.read_text(encoding="utf-8")).get("synonyms", {})
    terms = {
        section: {code: tuple(words) for code, words in stated.get(section, {}).items()}
        for section in SECTIONS
    }
    return Synonyms(silent=tuple(stated.get("silent", ())), terms=terms)


def need_name(code: str, language: str = "da") -> str:
    """Return how a need is shown in a language, in Danish where it has no words for it."""
    for known in (language, "da"):
        words = synonyms(known).terms["need"].get(code) if _has(known) else None
        if words:
            return words[0]
    return code


def _has(language: str) -> bool:
    return language in vocabulary_languages()
