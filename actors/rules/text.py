"""Text as it is kept: NFC, without invisible signs, no longer than its field allows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from actors.readers.cell_text import UNCALCULATED
from actors.visible import visible

if TYPE_CHECKING:
    from actors.fields import Field
    from actors.rules.notes import CellNotes

_OF_SEVERAL_LINES: Final = frozenset({"description", "name_note", "place_note"})
_SHEET_ERRORS: Final = frozenset(
    {
        *("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"),
        *("#I/T", "#REFERENCE!", "#VÆRDI!", "#DIVISION/0!", "#NAVN?", "#NUL!", "#NUMMER!"),
    }
)
# å ø æ Å Ø Æ é, written in UTF-8 and read as cp1252.
_TWICE_ENCODED: Final = re.compile("\u00c3[\u00a5\u00b8\u00a6\u2026\u02dc\u2020\u00a9]")
_LOST: Final = "\ufffd"


def clean(text: str, field: Field, note: CellNotes) -> str:
    """Return a cell's text as it is kept, noting what was wrong with it."""
    if _is_no_text(text, note):
        return ""
    kept, removed = visible(text)
    if removed:
        signs = ", ".join(sorted({f"U+{ord(one):04X}" for one in removed}))
        note.warn(
            f"Der står usynlige tegn i teksten ({signs}).",
            "De er taget ud. Tjek, at teksten er, som den skal være.",
        )
    _warn_of_lost_letters(kept, note)
    if field.name not in _OF_SEVERAL_LINES and not field.is_list:
        kept = kept.replace("\n", " ")
    kept = kept.strip()
    if len(kept) > field.max_length:
        note.error(
            f"Teksten er på {len(kept)} tegn.", f"Kort den ned til højst {field.max_length} tegn."
        )
    return kept


def _is_no_text(text: str, note: CellNotes) -> bool:
    if text == UNCALCULATED:
        note.error(
            "Cellen er en formel, som ikke er regnet ud.",
            "Åbn filen i Excel eller LibreOffice, gem den, og prøv igen.",
        )
        return True
    if text.upper() in _SHEET_ERRORS:
        note.error(
            f"Cellen viser regnearkets fejl {text}.", "Ret formlen, eller skriv værdien selv."
        )
        return True
    return False


def _warn_of_lost_letters(text: str, note: CellNotes) -> None:
    if _LOST in text:
        note.warn("Tegnet \ufffd viser, at et bogstav er gået tabt.", "Skriv det rigtige bogstav.")
    if _TWICE_ENCODED.search(text):
        try:
            meant = text.encode("cp1252").decode()
        except UnicodeError:
            meant = ""
        right = f"Skriv »{meant}«." if meant else "Skriv de danske bogstaver igen."
        note.warn("Æ, ø eller å ser ud til at være læst forkert.", right)
