"""The id of a record: as its row gives it, or made of name and place so that it stays the same."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from actors.words import slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from actors.rules.notes import CellNotes

PREFIXES: Final = {"actors": "a", "projects": "p"}

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_GENERATED: Final = 72
"""Characters, so that a suffix still fits into the 80 of the field."""
_TELLS_APART: Final = ("name", "place", "address", "postcode", "city", "holder", "start", "kind")


def given_id(text: str, note: CellNotes) -> str:
    """Return the id that a row gives, if it can stand in an address of the web."""
    if not text or _ID.fullmatch(text):
        return text
    meant = slug(text)
    right = f"Skriv »{meant}«." if meant else "Slet det, så laver atlasset et."
    note.error("Et id har kun små bogstaver a-z, cifre og bindestreger.", right)
    return ""


def generated_ids(table: str, rows: Sequence[Mapping[str, str]], taken: set[str]) -> list[str]:
    """Return an id for each row: prefix, name and place.

    Where several rows would get the same, or it is `taken`, each gets a suffix made of what tells
    them apart; so a row keeps its id when the rows are sorted anew. Rows that nothing tells apart
    get the same id.
    """
    plain = [_plain(table, row) for row in rows]
    counts = Counter(plain)
    return [
        one if counts[one] == 1 and one not in taken else f"{one}-{_suffix(row)}"
        for one, row in zip(plain, rows, strict=True)
    ]


def _plain(table: str, row: Mapping[str, str]) -> str:
    name, place = slug(row.get("name", "")), slug(row.get("place", ""))
    parts = [name] if place in name else [name, place]
    whole = "-".join(filter(None, (PREFIXES[table], *parts)))
    if len(whole) > _MAX_GENERATED:
        whole = whole[: _MAX_GENERATED + 1].rpartition("-")[0] or whole[:_MAX_GENERATED]
    return whole if name else f"{PREFIXES[table]}-{_suffix(row)}"


def _suffix(row: Mapping[str, str]) -> str:
    told = "\x1f".join(row.get(field, "") for field in _TELLS_APART)
    return hashlib.sha256(told.encode()).hexdigest()[:6]
