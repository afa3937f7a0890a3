"""Text without the signs that nobody sees: they can hide or reverse what stands around them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs"})
"""Unicode's control, format and half (surrogate) characters; bidi overrides are among them."""
_NEEDED_BY_SCRIPTS: Final = frozenset("\u200c\u200d\u200e\u200f\u061c")
"""Joiners and direction marks, without which Persian and Arabic are written wrongly."""
_NO_CHARACTERS: Final = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS: Final = re.compile("\r\n|[\r\u2028\u2029\u0085\v\f]")


def visible(text: str) -> tuple[str, str]:
    """Return a text in NFC without the signs that nobody sees, and those signs.

    Line breaks and tabs stay, other blanks become the plain one.
    """
    lines = _LINE_ENDS.sub("\n", text)
    if lines.isprintable():  # as nearly all text is
        return unicodedata.normalize("NFC", lines), ""
    removed = "".join(one for one in lines if _is_invisible(one))
    kept = "".join(" " if _is_blank(one) else one for one in lines if not _is_invisible(one))
    return unicodedata.normalize("NFC", kept), removed


def _is_invisible(sign: str) -> bool:
    if sign in "\n\t" or sign in _NEEDED_BY_SCRIPTS:
        return False
    return unicodedata.category(sign) in _INVISIBLE or bool(_NO_CHARACTERS.match(sign))


def _is_blank(sign: str) -> bool:
    return unicodedata.category(sign) == "Zs"
