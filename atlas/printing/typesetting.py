"""Typst at work: a book's data and pictures in, an accessible PDF (PDF/UA-1) out.

The same book and the same time of building give the same bytes. Only the atlas's own fonts are
used, never the machine's.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import typst

from atlas.errors import PrintingError
from atlas.printing.fonts import font_folder

if TYPE_CHECKING:
    from datetime import datetime

    from atlas.printing.edition import Book

ACCESSIBLE: Final = "ua-1"
_TEMPLATES: Final = "typ"
_MAIN: Final = "main.typ"
_COVER: Final = '#import "base.typ": *\n#show: book\n#include "cover.typ"\n'
_COVER_PPI: Final = 36.0
"""Makes an A4 cover about 300 pixels wide: a picture to know it by."""

_MOST_REMEMBERED: Final = 60
"""In pages. Typst remembers how it set what it has set, some 4 MB a page, though no book is set
twice; the four districts' books go on without a pause."""

_FORGOTTEN_AFTER: Final = 11
"""Typst forgets what none of the last ten documents asked for, and has no other way to be told."""

_PAGES: Final = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)")


@dataclass(kw_only=True)
class Typesetter:
    """Sets books for one time of building; the fonts are read once."""

    built: datetime
    _remembered: int = field(default=0, init=False)

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
        if self._remembered > _MOST_REMEMBERED:
            self._forget()
        main = self._templates[f"{template}.typ"]
        pdf: bytes = self._compiled(book, main, pdf_standards=ACCESSIBLE)
        self._remembered += page_count(pdf)
        return pdf

    def cover(self, book: Book) -> bytes:
        """Return the cover of a book as a small PNG.

        Raises:
            PrintingError: where Typst refuses; the message is Typst's own.
        """
        pages = self._compiled(book, _COVER.encode(), format="png", ppi=_COVER_PPI)
        png: bytes = pages if isinstance(pages, bytes) else pages[0]
        return png

    def _forget(self) -> None:
        """Let go of the memory of earlier books: three of the city held 1.6 GB."""
        for _ in range(_FORGOTTEN_AFTER):
            typst.compile(b"", font_paths=self._fonts, ignore_system_fonts=True)
        self._remembered = 0

    def _compiled(self, book: Book, main: bytes, **how: Any) -> Any:  # noqa: ANN401 - as typst's own
        files = {
            **self._templates,
            _MAIN: main,
            "book.json": json.dumps(book.data, ensure_ascii=False).encode(),
            **book.pictures,
        }
        try:
            return typst.compile(
                files,
                font_paths=self._fonts,
                ignore_system_fonts=True,
                timestamp=int(self.built.timestamp()),
                **how,
            )
        except typst.TypstError as fault:
            message = f"{book.data['title']} kunne ikke sættes: {fault.message}"
            raise PrintingError(message) from fault


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF that was set here has: what the root of its pages counts."""
    return max((int(found) for found in _PAGES.findall(pdf)), default=0)
