"""Typst at work: a book's data and pictures in, an accessible PDF (PDF/UA-1) out.

The same book and the same time of building give the same bytes. Only the atlas's own fonts are
used, never the machine's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Final

import typst

from atlas.errors import PrintingError
from atlas.printing.fonts import font_folder

if TYPE_CHECKING:
    from datetime import datetime

    from atlas.printing.book import Book

ACCESSIBLE: Final = "ua-1"
_TEMPLATES: Final = "typ"
_MAIN: Final = "main.typ"


@dataclass(frozen=True, kw_only=True)
class Typesetter:
    """Sets books for one time of building; the fonts are read once."""

    built: datetime

    @cached_property
    def _fonts(self) -> typst.Fonts:
        with resources.as_file(font_folder()) as folder:
            return typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
            )

    @cached_property
    def _templates(self) -> dict[str, bytes]:
        folder = resources.files("atlas.printing") / _TEMPLATES
        return {one.name: one.read_bytes() for one in folder.iterdir() if one.name.endswith(".typ")}

    def set(self, book: Book, template: str = "main") -> bytes:
        """Return a book as PDF, laid out by one of the templates.

        Raises:
            PrintingError: where Typst refuses; the message is Typst's own.
        """
        files = {
            **self._templates,
            _MAIN: self._templates[f"{template}.typ"],
            "book.json": json.dumps(book.data, ensure_ascii=False).encode(),
            **book.pictures,
        }
        try:
            pdf: bytes = typst.compile(
                files,  # type: ignore[call-overload] # its stubs know no files in memory
                font_paths=self._fonts,
                ignore_system_fonts=True,
                pdf_standards=ACCESSIBLE,
                timestamp=int(self.built.timestamp()),
            )
        except typst.TypstError as fault:
            message = f"{book.data['title']} kunne ikke sættes: {fault.message}"
            raise PrintingError(message) from fault
        return pdf
