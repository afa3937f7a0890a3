"""Words as a person compares them: case, blanks, punctuation and å/aa, ø/oe, æ/ae set aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SPELLED_OUT: Final = str.maketrans(
    {"å": "aa", "ø": "oe", "æ": "ae", "ö": "oe", "ä": "ae", "ð": "d", "þ": "th", "ß": "ss"}
)
_NO_LETTER: Final = re.compile(r"[\W_]+")
_NOT_IN_A_SLUG: Final = re.compile(r"[^a-z0-9]+")
_CLOSE_ENOUGH: Final = 65
"""Of 100 (rapidfuzz); below it a suggestion is more often wrong than right."""


@lru_cache(maxsize=4096)  # the same headings and terms come back in every row
def fold(text: str) -> str:
    """Return a word in the form in which two spellings of it are equal."""
    composed = unicodedata.normalize("NFC", text).casefold().replace("&", "og")
    return _NO_LETTER.sub("", composed.translate(_SPELLED_OUT))


def slug(text: str) -> str:
    """Return a text as small Latin letters, digits and hyphens: ø→oe, å→aa, æ→ae, é→e."""
    composed = unicodedata.normalize("NFC", text).casefold().translate(_SPELLED_OUT)
    plain = unicodedata.normalize("NFKD", composed).encode("ascii", "ignore").decode("ascii")
    return _NOT_IN_A_SLUG.sub("-", plain).strip("-")


def nearest(text: str, among: Iterable[str]) -> str:
    """Return the word that comes closest to a text, or "" where none comes near."""
    return nearest_of(text, {fold(one): one for one in among})


def nearest_of(text: str, words: Mapping[str, str]) -> str:
    """Return the word whose folded spelling (the key) comes closest to a text, or ""."""
    found = process.extractOne(
        fold(text), list(words), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH
    )
    return words[found[0]] if found else ""
