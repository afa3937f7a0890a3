"""Reads the words of a PDF's pages: what stands where, in which font, and marked as what."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pikepdf

ARTIFACT = "/Artifact"
"""The tag of what is no content: heads and feet, lines, signs beside their word."""

UNKNOWN = "\ufffe"
"""A glyph of which the PDF does not say what letter it is."""

_WORDS_AND_TAGS = "q Q cm Tf Tm Tj TJ BDC BMC EMC"
_MAPPED = re.compile(r"beginbf(?P<kind>char|range)(?P<rows>.*?)endbf(?:char|range)", re.DOTALL)
_HEX = re.compile(r"<([0-9A-Fa-f]+)>")
_SAME_LINE = 0.35
_SPACE = 0.12
_RIGHT_TO_LEFT = {"R", "AL"}


@dataclass(frozen=True)
class Piece:
    """A piece of text where its baseline begins, in points from the lower left corner.

    `turn` is the direction in which it runs, `tag` what it is marked as (`/Artifact`, or the
    number of the marked content), None where it is marked as nothing.
    """

    text: str
    x: float
    y: float
    width: float
    size: float
    turn: tuple[float, float]
    tag: str | int | None

    def way_to(self, after: "Piece") -> tuple[float, float]:
        """How far another piece begins beyond the end of this one: along the line, and aside."""
        (cosine, sine), x, y = self.turn, after.x - self.x, after.y - self.y
        return x * cosine + y * sine - self.width, y * cosine - x * sine


@dataclass(frozen=True)
class Font:
    """A font: its PostScript name, whether it is embedded, and what its glyphs mean and measure."""

    name: str
    embedded: bool
    letters: Mapping[int, str]
    widths: Mapping[int, float]

    def read(self, codes: bytes) -> Iterator[tuple[str, float]]:
        """Letters and width (of a size of 1) of each glyph."""
        for at in range(0, len(codes) - 1, 2):
            code = codes[at] << 8 | codes[at + 1]
            yield self.letters.get(code, UNKNOWN), self.widths.get(code, 1)


def font_of(given: pikepdf.Object) -> Font:
    """A font by its dictionary; its codes have two bytes, as in all that Typst writes."""
    assert given.Subtype == "/Type0"
    inner = given.DescendantFonts[0]
    told = given.ToUnicode.read_bytes().decode("ascii") if "/ToUnicode" in given else ""
    return Font(
        name=str(given.BaseFont).removeprefix("/"),
        embedded=bool({"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())),
        letters=dict(_letters(told)),
        widths=dict(_widths(list(inner.get("/W", pikepdf.Array())))),
    )


def steps(page: pikepdf.Page, operators: str) -> Iterator[tuple[str, Any]]:
    """Those steps of a page's content that are wanted: the operator, and what it is given."""
    for one in pikepdf.parse_content_stream(page, operators):
        yield str(one.operator), one.operands


def in_lines(pieces: Sequence[Piece]) -> str:
    """Pieces as text: in one line what stands beside each other, with the spaces that are seen."""
    told = pieces[0].text if pieces else ""
    for one, after in pairwise(pieces):
        size, (gap, aside) = max(one.size, after.size), one.way_to(after)
        if abs(aside) > _SAME_LINE * size or gap < -size:
            told += "\n"
        elif gap > _SPACE * size:
            told += " "
        told += after.text
    return told


@dataclass
class PageReader:
    """Reads the words of one page in the order of its content."""

    page: pikepdf.Page
    font_of: Callable[[pikepdf.Object], Font]
    _turns: list[pikepdf.Matrix] = field(default_factory=lambda: [pikepdf.Matrix()])
    _tags: list[str | int | None] = field(default_factory=list)
    _font: Font | None = None
    _size: float = 0
    _at: pikepdf.Matrix = field(default_factory=pikepdf.Matrix)

    def pieces(self) -> Iterator[Piece]:
        """Every piece of text."""
        given: Any = self.page.resources.get("/Font", {})
        fonts = {str(name): self.font_of(one) for name, one in given.items()}
        for operator, operands in steps(self.page, _WORDS_AND_TAGS):
            match operator:
                case "q":
                    self._turns.append(self._turns[-1])
                case "Q":
                    self._turns.pop()
                case "cm":
                    self._turns[-1] = pikepdf.Matrix(*operands) @ self._turns[-1]
                case "Tf":
                    self._font, self._size = fonts[str(operands[0])], float(operands[1])
                case "Tm":
                    self._at = pikepdf.Matrix(*operands)
                case "Tj" | "TJ":
                    yield self._piece(operands[0])
                case "EMC":
                    self._tags.pop()
                case _:
                    self._tags.append(_tag(operands))

    def _piece(self, given: Any) -> Piece:  # noqa: ANN401 - a string, or strings and kerning
        assert self._font
        parts = list(given) if isinstance(given, pikepdf.Array) else [given]
        words = [one for one in parts if isinstance(one, pikepdf.String)]
        kerned = sum(float(one) for one in parts if not isinstance(one, pikepdf.String))
        glyphs = [glyph for one in words for glyph in self._font.read(bytes(one))]
        turned = self._at @ self._turns[-1]
        stretch = math.hypot(turned.a, turned.b)
        width = sum(width for _, width in glyphs) - kerned / 1_000
        return Piece(
            text=_as_read([letters for letters, _ in glyphs]),
            x=turned.e,
            y=turned.f,
            width=width * self._size * stretch,
            size=self._size * stretch,
            turn=(turned.a / stretch, turned.b / stretch),
            tag=next((one for one in reversed(self._tags) if one is not None), None),
        )


def strokes(page: pikepdf.Page) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Both ends of every straight stroke of a page, in points from the lower left corner."""
    turns, start = [pikepdf.Matrix()], (0.0, 0.0)
    for operator, operands in steps(page, "q Q cm m l"):
        match operator:
            case "q":
                turns.append(turns[-1])
            case "Q":
                turns.pop()
            case "cm":
                turns[-1] = pikepdf.Matrix(*operands) @ turns[-1]
            case "m":
                start = turns[-1].transform(operands)
            case _:
                end = turns[-1].transform(operands)
                yield start, end
                start = end


def _as_read(glyphs: list[str]) -> str:
    """Letters in the order of reading: those that run from right to left were set from the left."""
    turned = any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for of in glyphs for one in of)
    return "".join(reversed(glyphs) if turned else glyphs)


def _tag(operands: Any) -> str | int | None:  # noqa: ANN401 - as pikepdf gives them
    if operands[0] == ARTIFACT:
        return ARTIFACT
    return int(operands[1].MCID) if len(operands) > 1 and "/MCID" in operands[1] else None


def _letters(told: str) -> Iterator[tuple[int, str]]:
    for part in _MAPPED.finditer(told):
        values = _HEX.findall(part["rows"])
        step = 2 if part["kind"] == "char" else 3
        for at in range(0, len(values), step):
            first, last = int(values[at], 16), int(values[at + step - 2], 16)
            text = bytes.fromhex(values[at + step - 1]).decode("utf-16-be")
            for code in range(first, last + 1):
                yield code, text[:-1] + chr(ord(text[-1]) + code - first)


def _widths(left: list[Any]) -> Iterator[tuple[int, float]]:
    """Width of each glyph: the first code and a list, or the first, the last and their width."""
    while left:
        first, second = int(left.pop(0)), left.pop(0)
        if isinstance(second, pikepdf.Array):
            yield from ((first + at, float(width) / 1_000) for at, width in enumerate(second))
        else:
            width = float(left.pop(0)) / 1_000
            yield from ((code, width) for code in range(first, int(second) + 1))
