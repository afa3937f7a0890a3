"""Danish place names compared as a person would: case, å/aa, ø/oe and æ/ae make no difference."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPELLED_OUT: Final = str.maketrans(
    {"å": "aa", "ø": "oe", "æ": "ae", "é": "e", "ü": "y", "ö": "oe", "ä": "ae"}
)
_NOT_A_WORD: Final = re.compile(r"[^\w]+")


def fold(text: str) -> str:
    """Return a name in the form in which two spellings of it are equal.

    The spellings å/aa, ø/oe and æ/ae are official alternatives (Dansk Sprognævn,
    Retskrivningsordbogen § 3); hyphens, dots and blanks separate words alike. An å written as a
    and a ring (Unicode NFD, as a Mac writes file names) is an å.
    """
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return _NOT_A_WORD.sub(" ", composed.translate(_SPELLED_OUT)).strip()
