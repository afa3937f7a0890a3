"""The bytes of a text file as characters: UTF-8 with and without BOM, UTF-16 with BOM, cp1252."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from actors.errors import UnreadableFileError
from actors.readers.limits import empty_file

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKED: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# å ø æ Å Ø Æ, written in UTF-8 and read as cp1252; and as older Macs and DOS wrote them.
_UTF8_TAKEN_FOR_CP1252: Final = re.compile("\u00c3[\u00a5\u00b8\u00a6\u2026\u02dc\u2020]")
_MAC_OR_DOS_LETTERS: Final = re.compile("[A-Za-z][\u0152\u00bf\u00be\u2020\u203a][A-Za-z]")
_PIECE: Final = 1_000_000
_SAVE_AGAIN: Final = "Gem den igen som »CSV UTF-8« eller som Excel (.xlsx), og prøv igen."


def encoding_of(data: bytes, file: str) -> str:
    """Return the encoding in which the bytes make sense.

    Raises:
        UnreadableFileError: where they are no text, only blanks, or in several or other encodings.
    """
    encoding = next((name for bom, name in _MARKED.items() if data.startswith(bom)), "utf-8")
    if encoding != "utf-16" and b"\0" in data:
        raise UnreadableFileError(
            f"»{file}« er ikke en tekstfil: den indeholder nul-tegn. {_SAVE_AGAIN}"
        )
    for candidate in (encoding, "cp1252"):
        with suppress(UnicodeDecodeError):
            is_blank = True
            for text in _pieces(data, candidate):
                is_blank = is_blank and not text.strip()
                if candidate == "cp1252":
                    _refuse_others(text, file)
            if is_blank:
                raise empty_file(file)
            return candidate
    raise UnreadableFileError(f"»{file}« har tegn, der ikke kan læses som dansk. {_SAVE_AGAIN}")


def _pieces(data: bytes, encoding: str) -> Iterator[str]:
    """Yield the text piece by piece: whole, it can take four times the memory of the bytes."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(data), _PIECE):
        yield decoder.decode(data[start : start + _PIECE])
    yield decoder.decode(b"", final=True)


def _refuse_others(text: str, file: str) -> None:
    if _UTF8_TAKEN_FOR_CP1252.search(text):
        raise UnreadableFileError(f"»{file}« blander to tegnsæt. {_SAVE_AGAIN}")
    if _MAC_OR_DOS_LETTERS.search(text) and not re.search("[æøåÆØÅ]", text):
        raise UnreadableFileError(
            f"»{file}« er gemt med et ældre tegnsæt, så æ, ø og å ikke kan læses. {_SAVE_AGAIN}"
        )
