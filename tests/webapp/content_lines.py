"""A strict reader of vCard (RFC 6350) and iCalendar (RFC 5545), for what the site wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 75
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z]+=[A-Za-z]+)*):(.*)", re.DOTALL)


@dataclass(frozen=True)
class ContentLine:
    """One property: its name, its parameters as written, and its value, escapes and all."""

    name: str
    parameters: str
    raw: str

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescaped(self.raw)

    @property
    def parts(self) -> list[str]:
        """The parts of a structured value, which are separated by semicolons."""
        return [unescaped(one) for one in re.split(r"(?<!\\)(?:\\\\)*;", self.raw)]


def read_content(content: bytes) -> list[ContentLine]:
    """Reads a file; fails where a line is too long, breaks a character, or ends otherwise."""
    assert content.endswith(b"\r\n")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    for line in physical:
        assert len(line) <= LONGEST, line
        assert b"\r" not in line, line
        assert b"\n" not in line, line
        line.decode()  # a fold inside a character would fail here
    unfolded = content.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode()
    lines = [_read(one) for one in unfolded.split("\r\n")]
    ends = [one.raw for one in lines if one.name in {"BEGIN", "END"}]
    assert ends == [*ends[: len(ends) // 2], *reversed(ends[: len(ends) // 2])]
    return lines


def only(lines: list[ContentLine], name: str) -> ContentLine:
    """The one line of a name."""
    (found,) = [one for one in lines if one.name == name]
    return found


def unescaped(raw: str) -> str:
    """A value without its escapes; one that the RFCs do not know fails."""
    assert not re.search(r"\\(?![\\;,nN])", raw.replace(r"\\", "")), raw
    return re.sub(r"\\(.)", lambda one: "\n" if one[1] in "nN" else one[1], raw)


def _read(line: str) -> ContentLine:
    assert not _CONTROLS.search(line.replace("\t", "")), line
    found = _LINE.fullmatch(line)
    assert found, line
    return ContentLine(*found.groups())
