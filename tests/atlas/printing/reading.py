"""Reads PDFs as a person, a screen reader and a printer would: text, links, tags, fonts, pages."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import DecodedStreamObject, IndirectObject, NameObject

MM = 72 / 25.4
"""PDF points in a millimetre."""

WORDLESS = tuple(
    re.compile(pattern.replace(b"#", rb"-?[\d.]+ "))
    for pattern in (
        rb"/c\d+ (?:cs|CS) (?:#)+(?:scn|SCN)\s",
        rb"(?<=\s)(?:(?:(?:#){2}(?:[ml]|(?:#){4}c)|#[wMjJ]|h|f\*?|[SWBn]|W\*)\s)+",
        rb"(?<=\s)q (?:(?:#){6}cm\s*)?Q\s",
    )
)
"""Colours, lines and curves in a page's content, and the settings around nothing that are left.

Words are numbers of glyphs, two bytes each, and the first of them small: none looks like these.
"""

UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Link:
    """A link annotation: its page (from 1), its rectangle in points, where it leads, its words."""

    page: int
    rectangle: tuple[float, float, float, float]
    target: Any
    words: str


@dataclass(frozen=True)
class Piece:
    """A piece of text where its baseline begins, in points from the lower left corner."""

    text: str
    x: float
    y: float


def squeezed(text: str) -> str:
    """Text without spaces, line breaks and unseen characters, as names are compared."""
    return re.sub(r"\s", "", UNSEEN.sub("", text))


class Printed:
    """One PDF."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.reader = PdfReader(io.BytesIO(content))
        self._lettering = PdfReader(io.BytesIO(content))
        self._pieces: dict[int, list[Piece]] = {}

    @property
    def root(self) -> dict[str, Any]:
        """The document's catalogue."""
        return dict(self.reader.root_object)

    @cached_property
    def _lettered(self) -> list[PageObject]:
        """The pages with nothing but their words: a map's hundred thousand corners take seconds."""
        pages = list(self._lettering.pages)
        for page in pages:
            contents = page.get_contents()
            assert contents is not None
            content = contents.get_data()
            for pattern in WORDLESS:
                content = pattern.sub(b" ", content)
            words = DecodedStreamObject()
            words.set_data(content)
            page[NameObject("/Contents")] = words
        return pages

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page."""
        return [UNSEEN.sub("", page.extract_text()) for page in self._lettered]

    @cached_property
    def text(self) -> str:
        """The text of all pages, spaces and line breaks as single spaces."""
        return " ".join(" ".join(self.pages).split())

    @cached_property
    def squeezed(self) -> str:
        """The text of all pages without any spaces."""
        return squeezed("".join(self.pages))

    @cached_property
    def flowing(self) -> str:
        """The text between the running heads and feet, without spaces and hyphens.

        What breaks at the end of a line, a column or a page is in one piece again.
        """
        lines = (line for page in self.pages for line in page.strip().split("\n")[1:-1])
        return squeezed("".join(lines)).replace("-", "")

    @cached_property
    def links(self) -> list[Link]:
        """Every link of the document."""
        return list(self._links())

    def page_with(self, words: str) -> int:
        """The number of the first page, after the contents, on which the words stand."""
        return next(n for n, page in enumerate(self.pages, 1) if words in page and n > 2)

    def pieces(self, page: int) -> list[Piece]:
        """The pieces of text of a page."""
        if page not in self._pieces:
            self._pieces[page] = self._read_pieces(page)
        return self._pieces[page]

    def _read_pieces(self, page: int) -> list[Piece]:
        found: list[Piece] = []

        def note(text: str, now: list[float], *_: object) -> None:
            if text.strip():
                found.append(Piece(text.strip(), now[4], now[5]))

        self._lettered[page - 1].extract_text(visitor_text=note)
        return found

    def elements(self) -> Iterator[dict[str, Any]]:
        """Every structure element, in reading order."""
        yield from _elements(self.root["/StructTreeRoot"])

    def fonts(self) -> dict[str, dict[str, Any]]:
        """Every font of every page by its name, pictures' fonts included."""
        found: dict[str, dict[str, Any]] = {}
        for number in self.reader.xref[0]:
            thing: Any = IndirectObject(number, 0, self.reader).get_object()
            if isinstance(thing, dict) and thing.get("/Type") == "/Font":
                found[str(thing["/BaseFont"])] = thing
        return found

    def _links(self) -> Iterator[Link]:
        for number, page in enumerate(self.reader.pages, 1):
            for reference in page.get("/Annots", []):
                one = reference.get_object()
                if one["/Subtype"] == "/Link":
                    target = one.get("/Dest") or one["/A"]["/URI"]
                    left, low, right, high = (float(side) for side in one["/Rect"])
                    yield Link(number, (left, low, right, high), target, one.get("/Contents", ""))


def _elements(thing: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any PDF object
    thing = thing.get_object() if hasattr(thing, "get_object") else thing
    if isinstance(thing, list):
        for one in thing:
            yield from _elements(one)
    elif isinstance(thing, dict):
        if "/S" in thing:
            yield thing
        if "/K" in thing:
            yield from _elements(thing["/K"])
