"""The forms in which two spellings, inflections or scripts of one word are equal.

Danish has å/aa, ø/oe and æ/ae (Retskrivningsordbogen § 3), or a, o and ae from a foreign keyboard;
Arabic is written with and without vowel signs, hamza and the article. Stems are light: endings
are cut, no word is looked up, and both sides of a comparison are cut alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from atlas.finding.arabic import ARABIC_LETTERS, arabic_stem, is_arabic

_SPELLED_OUT: Final = str.maketrans(
    {
        "å": "aa",
        "ø": "oe",
        "æ": "ae",
        "ü": "y",
        "ö": "oe",
        "ä": "ae",
        "ß": "ss",
        "ı": "i",  # noqa: RUF001 - the Turkish letter is meant
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
    }
)
_PLAIN_LETTERS: Final = str.maketrans({"å": "a", "ø": "o", "æ": "ae", "ü": "u", "ö": "o", "ä": "a"})
_WORD: Final = re.compile(r"[^\W_]+")
_FORMATTING: Final = frozenset({"Mn", "Cf"})

_ENDINGS: Final = (
    *("ernes", "erens", "erne", "eren", "enes"),
    *("ers", "ens", "ets", "ene", "er", "en", "et", "es", "e", "s"),
)
_SHORTEST_STEM: Final = 3


def words_of(text: str) -> list[str]:
    """Return the words of a text in the form in which they are compared."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return _WORD.findall(_plain(composed.translate(_SPELLED_OUT)))


@lru_cache(maxsize=8192)  # the names of places come back in record after record
def readings_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a text with Danish letters spelled out, and with their plain look.

    The second only where it is another, and neither where the text has no words.
    """
    composed = unicodedata.normalize("NFC", text).casefold()
    found = [tuple(_WORD.findall(_plain(composed.translate(_SPELLED_OUT))))]
    if not composed.isascii():
        found.append(tuple(_WORD.findall(_plain(composed.translate(_PLAIN_LETTERS)))))
    return tuple(one for one in dict.fromkeys(found) if one)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return what is left of a word of `words_of` without article and ending."""
    if is_arabic(word):
        return arabic_stem(word)
    if not word.isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    # klubben is klub: a short vowel doubles the consonant after it.
    doubled = len(word) > _SHORTEST_STEM and word[-1] == word[-2]
    return word[:-1] if doubled else word


def _plain(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    kept = "".join(one for one in apart if unicodedata.category(one) not in _FORMATTING)
    return kept.translate(ARABIC_LETTERS)
