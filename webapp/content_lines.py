"""Lines as vCard (RFC 6350) and iCalendar (RFC 5545) want them: escaped, folded, ended by CRLF."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_OCTETS: Final = 75
"""A line is folded before it is longer than this, its end not counted (RFC 6350, 3.2)."""

_LINE_ENDS: Final = ("\r\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f")
_ESCAPED: Final = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
_NEEDED_BY_SCRIPTS: Final = frozenset("\u200c\u200d\u200e\u200f\u061c")
_IN_AN_ADDRESS: Final = "/:?#[]@!$&'()*+,;=%-._~"


def text(value: str) -> str:
    """Return a text as a value: line breaks written out, separators escaped, nothing invisible."""
    for end in _LINE_ENDS:
        value = value.replace(end, "\n")
    return "".join(one for one in value if _may_stand(one)).translate(_ESCAPED)


def texts(values: Iterable[str]) -> str:
    """Return several texts as the value of a list."""
    return ",".join(text(one) for one in values)


def address(uri: str) -> str:
    """Return a URI as a value: what no URI may hold is percent-encoded, line breaks among it."""
    return quote(uri, safe=_IN_AN_ADDRESS)


def content(lines: Iterable[tuple[str, str]]) -> bytes:
    """Return (name with parameters, value) as folded lines in UTF-8; lines without a value go."""
    return b"".join(_folded(f"{name}:{value}".encode()) for name, value in lines if value)


def _folded(line: bytes) -> bytes:
    """Return a line cut at 75 octets, never inside a character; a part begins with a blank."""
    parts: list[bytes] = []
    room = MAX_OCTETS
    while len(line) > room:
        cut = room
        while line[cut] & 0xC0 == 0x80:  # noqa: PLR2004 - the second octet of a character, or later
            cut -= 1
        parts.append(line[:cut])
        line, room = line[cut:], MAX_OCTETS - 1
    return b"\r\n ".join([*parts, line]) + b"\r\n"


def _may_stand(sign: str) -> bool:
    """Return whether a sign may stand in a value: no controls, no overrides of direction."""
    if sign in "\n\t" or sign in _NEEDED_BY_SCRIPTS:
        return True
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}
