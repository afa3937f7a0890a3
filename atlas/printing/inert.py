"""The one gate between data and typesetting: every text passes here and comes out as mere text.

Typst is given JSON, so that nothing in it can be markup; here each text also loses what could
stop or bend the setting (see `fonts`), and what no font has is noted with its entry.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from atlas.printing.fonts import printable


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Characters that no font has, and where they stood: an entry's number and name, or a text."""

    where: str
    characters: tuple[str, ...]

    @property
    def named(self) -> str:
        """The characters by code point and Unicode name, which any font can print."""
        return ", ".join(
            f"U+{ord(one):04X} {unicodedata.name(one, '?')}" for one in self.characters
        )


def inert(data: dict[str, Any]) -> tuple[dict[str, Any], tuple[Gap, ...]]:
    """Return data of which every text can be set, and the characters that were replaced."""
    found: dict[str, dict[str, None]] = {}
    cleaned = _inert(data, "", found)
    gaps = tuple(Gap(where=where, characters=tuple(one)) for where, one in found.items())
    return cleaned, gaps


def _inert(value: Any, where: str, found: dict[str, dict[str, None]]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        inside = _entry_of(value) or where
        return {key: _member(key, one, inside, found) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_inert(one, where, found) for one in value]
    if not isinstance(value, str):
        return value
    clean = printable(value)
    if clean.missing:
        found.setdefault(where or clean.text, {}).update(dict.fromkeys(clean.missing))
    return clean.text


def _member(key: str, value: Any, where: str, found: dict[str, dict[str, None]]) -> Any:  # noqa: ANN401 - JSON
    """Return a member of an object; a link's address is no text, and was made safe as one."""
    return value if key == "url" else _inert(value, where, found)


def _entry_of(value: dict[str, Any]) -> str:
    """Return number and name of a directory's entry, "" for any other object."""
    if not {"number", "name", "marker"} <= value.keys():
        return ""
    return f"{value['number']}. {printable(value['name']).text}"
