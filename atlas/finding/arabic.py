"""The forms in which two spellings of an Arabic word are equal, on whatever keyboard.

Persian and Urdu write some letters in shapes of their own, and are read here too.
"""
# ruff: noqa: RUF001 - letters of Arabic are what this is about

from __future__ import annotations

import re
from typing import Final

ARABIC_LETTERS: Final = str.maketrans(
    {
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ے": "ي",
        "ک": "ك",
        "ة": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ۀ": "ه",
        "ە": "ه",
        "ء": "",
        "\N{ARABIC TATWEEL}": "",
    }
)
"""One letter of several shapes; a hamza alone and the tatweel, which only stretches, fall away.

The hamza above or below a letter is a mark of its own once a text is taken apart (Unicode NFKD).
"""

_IS_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_ENDINGS: Final = ("يات", "يون", "يين", "ات", "ون", "ين", "يه", "ان", "ه", "ي")
_ARTICLES: Final = ("وال", "بال", "كال", "فال", "لل", "ال")
_PREFIXES: Final = ("و", "ب", "ل", "ف", "ك")
_SHORTEST_STEM: Final = 3
_SHORTEST_AFTER_ARTICLE: Final = 2


def is_arabic(word: str) -> bool:
    """Return whether a word is written in Arabic letters, by its first."""
    return _IS_ARABIC.match(word) is not None


def arabic_stem(word: str) -> str:
    """Return what is left of a word without its article and its ending."""
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST_AFTER_ARTICLE:
            word = word.removeprefix(article)
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def without_prefixes(word: str) -> tuple[str, ...]:
    """Return a word without «and», «by», «for», «so» or «as» in front of it, where it has one.

    Only for a word that is unknown as it is: many words simply begin with these letters.
    """
    if not is_arabic(word) or len(word) <= _SHORTEST_STEM or not word.startswith(_PREFIXES):
        return ()
    return (word[1:],)
