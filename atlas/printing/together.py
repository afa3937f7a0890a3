"""What stays together at the end of a line: a figure and its unit, a day and its month."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_MONTHS: Final = (
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
)
_UNITS: Final = r"(?:kr|mio|mill|mia|pct)\.|(?:kroner|procent(?:point)?|personer|år|%)(?!\w)"
_NUMBERING: Final = ("§", r"\bnr\.", r"\bca\.", r"\bkl\.", r"\bSkema", r"\bskema")
_BESIDE: Final = (
    rf"(?<=\d )(?={_UNITS})",
    r"(?<=\bmi[ao]\. )(?=kr)|(?<=\bmill\. )(?=kr)",
    rf"(?<=\d\. )(?=(?:{_MONTHS})\b)",
    *(rf"(?<={one} )(?=\d)" for one in _NUMBERING),
    r"(?<=\w )(?=[-\N{EN DASH}] )",
)
_GAP: Final = re.compile(f" (?:{'|'.join(_BESIDE)})")
"""A space between two that are read as one, or before a dash, which begins no line."""


@lru_cache(maxsize=8_192)
def together(text: str) -> str:
    """Return text in which figures and units, days and months are not parted by a line's end.

    The figures are those of Danish documents, whatever the language of the book.
    """
    return _GAP.sub("\N{NO-BREAK SPACE}", text)
