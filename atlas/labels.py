"""The words that a person reads for codes and collections, in the language of the page or print."""

from __future__ import annotations

from actors.taxonomy import label, vocabulary
from geodata.districts import NAMES, Collection

__all__ = ["collection_name", "label", "vocabulary"]


def collection_name(code: str, language: str = "da") -> str:
    """Return a collection's name in a language, in Danish where it has none in that language."""
    names = NAMES[Collection(code)]
    return names.get(language, names["da"])
