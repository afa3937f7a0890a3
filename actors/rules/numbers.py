"""Whole numbers in a cell: the ages of a target group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from actors.rules.notes import CellNotes

OLDEST: Final = 120
"""Above this an age is a slip of the finger."""


def age(text: str, note: CellNotes) -> int | None:
    """Return an age in whole years, None where the cell is empty or no age."""
    if not text:
        return None
    if text.isascii() and text.isdecimal() and int(text) <= OLDEST:
        return int(text)
    note.error(f"»{text}« er ikke en alder.", f"Skriv hele år, fra 0 til {OLDEST}.")
    return None
