"""The one gate between data and typesetting: every text passes here and comes out as mere text.

Typst is given JSON, so that nothing in it can be markup; here each text also loses what could
stop or bend the setting (see `fonts`), keeps together what is read as one (see `together`), and
what no font has is noted with its entry.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from atlas.printing.fonts import is_ordinary, printable
from atlas.printing.together import together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Characters that no font has, and where they stood: an entry's number and name, or a text.

    `number` is that of the entry in its book, 0 where it is no entry's.
    """

    where: str
    characters: tuple[str, ...]
    number: int = 0

    @property
    def named(self) -> str:
        """The characters by code point and Unicode name, which any font can print."""
        return ", ".join(
            f"U+{ord(one):04X} {unicodedata.name(one, '?')}" for one in self.characters
        )


def inert(
    data: dict[str, Any], *, translated: bool = False, mirrored: bool = False
) -> tuple[dict[str, Any], tuple[Gap, ...]]:
    """Return data of which every text can be set, and the characters that were replaced.

    A character is told of with the entries that have it; what stands in none, by its own text.
    `translated` and `mirrored` are as in `fonts.printable`.
    """
    gate = _Gate(translated=translated, mirrored=mirrored)
    cleaned = {key: gate.pass_member(key, one, "") for key, one in data.items()}
    told = {character for characters in gate.in_entries.values() for character in characters}
    rest = {text: one for text, one in gate.elsewhere.items() if not told.issuperset(one)}
    found = {**gate.in_entries, **rest}
    numbers = gate.numbers
    return cleaned, tuple(
        Gap(where=one, characters=tuple(found[one]), number=numbers.get(one, 0)) for one in found
    )


def unprintable(catalogue: Catalogue) -> tuple[Gap, ...]:
    """Return the records with a character that no font has, by name and id, for a report."""
    gaps = []
    for record in catalogue.by_id.values():
        texts = list(_texts(record.properties))
        if is_ordinary("".join(texts)):
            continue
        found = dict.fromkeys(one for text in texts for one in printable(text).missing)
        if found:
            gaps.append(Gap(where=f"{record.name} ({record.id})", characters=tuple(found)))
    return tuple(gaps)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Yield every text in a value of JSON but a link's address, which is none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key != "url":
                yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


@dataclass
class _Gate:
    """Goes through JSON, and remembers what it had to replace and where."""

    translated: bool = False
    mirrored: bool = False
    in_entries: dict[str, dict[str, None]] = field(default_factory=dict)
    elsewhere: dict[str, dict[str, None]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def pass_value(self, value: Any, entry: str) -> Any:  # noqa: ANN401 - JSON
        """Return a value of JSON, or what a dataclass holds as such, with every text made safe."""
        if isinstance(value, str):
            return self.pass_text(value, entry)
        if is_dataclass(value):
            value = {name: getattr(value, name) for name in _fields(type(value))}  # type: ignore[arg-type] # a class can be hashed
        if isinstance(value, dict):
            inside = self._entry_of(value) or entry
            return {key: self.pass_member(key, one, inside) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.pass_value(one, entry) for one in value]
        return value

    def pass_member(self, key: str, value: Any, entry: str) -> Any:  # noqa: ANN401 - JSON
        """Return a member of an object; a link's address is no text, and was made safe as one."""
        return value if key == "url" else self.pass_value(value, entry)

    def pass_text(self, text: str, entry: str) -> str:
        clean = printable(text, translated=self.translated, mirrored=self.mirrored)
        if clean.missing:
            found = self.in_entries if entry else self.elsewhere
            found.setdefault(entry or clean.text, {}).update(dict.fromkeys(clean.missing))
        return together(clean.text)

    def _entry_of(self, value: dict[str, Any]) -> str:
        """Return number and name of an entry in a directory or list, "" for any other object."""
        name = value.get("name", value.get("text", ""))
        if not ("spot" in value and value.get("number") and name):
            return ""
        entry = f"{value['number']}. {printable(name).text}"
        self.numbers[entry] = value["number"]
        return entry


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))
