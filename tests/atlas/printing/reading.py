"""Reads PDFs as a person, a screen reader and a printer would: text, links, tags, fonts, pages."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf

from tests.atlas.printing.lettering import ARTIFACT, Font, PageReader, Piece, font_of, in_lines

MM = 72 / 25.4
"""PDF points in a millimetre."""

UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]")

Place = tuple[int, float, float]
"""A page (from 1), and a place on it in points from the lower left corner."""


@dataclass(frozen=True)
class Link:
    """A link annotation: its page (from 1), its rectangle in points, where it leads, its words.

    `target` is a web address, or the name of a place in the document, "" where that has none;
    `place` is where in the document it leads, None to the web and to what is not there. `number`
    is that of its object.
    """

    page: int
    rectangle: tuple[float, float, float, float]
    target: str
    place: Place | None
    words: str
    number: int

    @property
    def is_inside(self) -> bool:
        """Whether it leads to a place in the document."""
        return not re.match(r"[a-z]+:", self.target)


@dataclass(frozen=True)
class Element:
    """A structure element: its kind (`H1`, `Figure` …), words about it, and what is in it.

    `parents` are the kinds of those it is in, the outermost first; `contents` the page (from 1)
    and number of each piece of marked content that is its own; `objects` the numbers of the links
    that are.
    """

    kind: str
    title: str
    alt: str
    language: str
    attributes: Mapping[str, Any]
    parents: tuple[str, ...]
    contents: tuple[tuple[int, int], ...]
    objects: tuple[int, ...]

    @property
    def level(self) -> int:
        """The level of a heading, 0 of anything else."""
        found = re.fullmatch(r"H(\d)", self.kind)
        return int(found[1]) if found else 0


def squeezed(text: str) -> str:
    """Text without spaces, line breaks and unseen characters, as names are compared."""
    return re.sub(r"\s", "", UNSEEN.sub("", text))


class Printed:
    """One PDF."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pdf = pikepdf.open(io.BytesIO(content))
        self._fonts: dict[tuple[int, int], Font] = {}

    @property
    def root(self) -> pikepdf.Object:
        """The document's catalogue."""
        return self.pdf.Root

    @cached_property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page in points."""
        boxes = [[float(side) for side in page.mediabox] for page in self.pdf.pages]
        return [(right - left, top - low) for left, low, right, top in boxes]

    @cached_property
    def _read(self) -> list[list[Piece]]:
        return [list(PageReader(page, self._font).pieces()) for page in self.pdf.pages]

    def pieces(self, page: int) -> list[Piece]:
        """The pieces of text of a page."""
        return self._read[page - 1]

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page; a space is a space, whether a line may end there or not."""
        return [
            UNSEEN.sub("", in_lines(pieces)).replace("\N{NO-BREAK SPACE}", " ")
            for pieces in self._read
        ]

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
        """The text that is content, without spaces and hyphens.

        What breaks at the end of a line, a column or a page is in one piece again.
        """
        kept = (one.text for page in self._read for one in page if one.tag != ARTIFACT)
        return squeezed("".join(kept)).replace("-", "")

    def page_with(self, words: str) -> int:
        """The number of the first page, after the contents, on which the words stand."""
        return next(n for n, page in enumerate(self.pages, 1) if words in page and n > 2)

    @cached_property
    def links(self) -> list[Link]:
        """Every link of the document."""
        return list(self._links())

    @cached_property
    def anchors(self) -> dict[str, Place]:
        """Every named place of the document."""
        named = pikepdf.NameTree(self.root.Names.Dests)
        return {str(name): self._place(one) for name, one in named.items()}

    @cached_property
    def bookmarks(self) -> list[str]:
        """The titles of all bookmarks, as they are listed."""
        with self.pdf.open_outline() as outline:
            return [title for one in outline.root for title in _titles(one)]

    @cached_property
    def elements(self) -> list[Element]:
        """Every structure element, in reading order."""
        return list(self._elements(self.root.StructTreeRoot.K, (), 0))

    @cached_property
    def headings(self) -> list[Element]:
        """Every heading, in reading order."""
        return [one for one in self.elements if one.level]

    @cached_property
    def alts(self) -> list[str]:
        """What each figure says that it shows, in reading order."""
        return [one.alt for one in self.elements if one.kind == "Figure"]

    @cached_property
    def fonts(self) -> list[Font]:
        """Every font that any page, or a picture on it, is set with."""
        dictionaries = (one for one in self.pdf.objects if isinstance(one, pikepdf.Dictionary))
        fonts = (one for one in dictionaries if one.get("/Type") == "/Font")
        return [self._font(one) for one in fonts if "CIDFont" not in str(one.Subtype)]

    def _font(self, given: pikepdf.Object) -> Font:
        if given.objgen not in self._fonts:
            self._fonts[given.objgen] = font_of(given)
        return self._fonts[given.objgen]

    @cached_property
    def _numbers(self) -> dict[tuple[int, int], int]:
        return {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}

    def _place(self, given: pikepdf.Object) -> Place:
        page, _, x, y, *_ = given.D if isinstance(given, pikepdf.Dictionary) else given
        return self._numbers[page.objgen], float(x), float(y)

    def _links(self) -> Iterator[Link]:
        for number, page in enumerate(self.pdf.pages, 1):
            for one in page.get("/Annots", ()):
                if one.Subtype == "/Link":
                    left, low, right, high = (float(side) for side in one.Rect)
                    target, place = self._target(one)
                    words = str(one.get("/Contents", ""))
                    box = (left, low, right, high)
                    yield Link(number, box, target, place, words, one.objgen[0])

    def _target(self, link: pikepdf.Object) -> tuple[str, Place | None]:
        if "/Dest" not in link:
            return str(link.A.URI), None
        if isinstance(link.Dest, pikepdf.Array):
            return "", self._place(link.Dest)
        return str(link.Dest), self.anchors.get(str(link.Dest))

    def _elements(
        self, given: pikepdf.Object, parents: tuple[str, ...], page: int
    ) -> Iterator[Element]:
        for one in given if isinstance(given, pikepdf.Array) else [given]:
            if not isinstance(one, pikepdf.Dictionary) or "/S" not in one:
                continue
            page = self._numbers[one.Pg.objgen] if "/Pg" in one else page
            found = self._element(one, parents, page)
            yield found
            if "/K" in one:
                yield from self._elements(one.K, (*parents, found.kind), page)

    def _element(self, one: pikepdf.Object, parents: tuple[str, ...], page: int) -> Element:
        given = one.get("/K", pikepdf.Array())
        own: list[Any] = list(given) if isinstance(given, pikepdf.Array) else [given]
        kept = [kid for kid in own if isinstance(kid, pikepdf.Dictionary)]
        marked = [(page, kid) for kid in own if isinstance(kid, int)]
        marked += [
            (self._numbers[kid.Pg.objgen] if "/Pg" in kid else page, int(kid.MCID))
            for kid in kept
            if kid.get("/Type") == "/MCR"
        ]
        return Element(
            kind=str(one.S).removeprefix("/"),
            title=str(one.get("/T", "")),
            alt=str(one.get("/Alt", "")),
            language=str(one.get("/Lang", "")),
            attributes=_attributes(one),
            parents=parents,
            contents=tuple(marked),
            objects=tuple(kid.Obj.objgen[0] for kid in kept if kid.get("/Type") == "/OBJR"),
        )


def _titles(bookmark: pikepdf.OutlineItem) -> Iterator[str]:
    yield bookmark.title
    for one in bookmark.children:
        yield from _titles(one)


def _attributes(element: pikepdf.Object) -> dict[str, Any]:
    """The attributes of a structure element, those of all owners together."""
    given = element.get("/A", pikepdf.Array())
    dictionaries = given if isinstance(given, pikepdf.Array) else [given]
    return {str(key): value for one in dictionaries for key, value in one.items()}
