"""Which characters a font file has, and how far each moves the pen: what layout needs of a font.

Read with numpy from the tables `cmap` (formats 4 and 12), `hmtx`, `hhea` and `head` of OpenType;
a general library takes half a second for the names of glyphs, which nobody asks for here.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    Codes = npt.NDArray[np.int64]

_TABLES: Final = 12
_WHOLE: Final = 12
"""The format of `cmap` that has every code point; format 4 has those up to U+FFFF."""

_UNITS_AT: Final = 18
_METRICS_AT: Final = 34
_LOCATIONS_AT: Final = 50


@dataclass(frozen=True, kw_only=True)
class FontFile:
    """The advance and the glyph of each character that a font has, by code point; units an em."""

    advances: dict[int, int]
    glyphs: dict[int, int]
    units: int
    content: bytes
    tables: dict[bytes, int]

    def extent(self, character: str) -> tuple[int, int]:
        """Return how far a character reaches below (negative) and above the baseline; 0 if blank.

        In the font's units, from the tables `loca` and `glyf` of TrueType.
        """
        glyph, content = self.glyphs.get(ord(character), 0), self.content
        (long,) = struct.unpack_from(">h", content, self.tables[b"head"] + _LOCATIONS_AT)
        form, unit = (">2I", 1) if long else (">2H", 2)
        at = self.tables[b"loca"] + struct.calcsize(form) // 2 * glyph
        begin, end = struct.unpack_from(form, content, at)
        if begin == end:
            return 0, 0
        _, lowest, _, highest = struct.unpack_from(
            ">4h", content, self.tables[b"glyf"] + begin * unit + 2
        )
        return lowest, highest


def read_font(content: bytes) -> FontFile:
    """Return what layout needs of an OpenType font.

    Raises:
        ValueError: where it has no `cmap` of format 4 or 12.
    """
    tables = dict(_tables(content))
    (units,) = struct.unpack_from(">H", content, tables[b"head"] + _UNITS_AT)
    (counted,) = struct.unpack_from(">H", content, tables[b"hhea"] + _METRICS_AT)
    metrics = np.frombuffer(content, ">u2", count=2 * counted, offset=tables[b"hmtx"])[::2]
    codes, glyphs = _characters(content, tables[b"cmap"])
    # Glyphs without an advance of their own have that of the last one.
    advances = metrics[np.minimum(glyphs, counted - 1)].astype(int)
    return FontFile(
        advances=dict(zip(codes.tolist(), advances.tolist(), strict=True)),
        glyphs=dict(zip(codes.tolist(), glyphs.tolist(), strict=True)),
        units=units,
        content=content,
        tables=tables,
    )


def _tables(content: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield the tag of each table and where it begins."""
    (count,) = struct.unpack_from(">H", content, 4)
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", content, _TABLES + 16 * number)
        yield tag, offset


def _characters(content: bytes, cmap: int) -> tuple[Codes, Codes]:
    """Return code points and their glyphs, of the table of a font that has most of them."""
    (count,) = struct.unpack_from(">H", content, cmap + 2)
    formats = {}
    for number in range(count):
        (offset,) = struct.unpack_from(">I", content, cmap + 4 + 8 * number + 4)
        (kind,) = struct.unpack_from(">H", content, cmap + offset)
        formats[kind] = cmap + offset
    if _WHOLE in formats:
        codes, glyphs = _in_groups(content, formats[_WHOLE])
    elif 4 in formats:  # noqa: PLR2004 - the format of characters up to U+FFFF
        codes, glyphs = _in_segments(content, formats[4])
    else:
        raise ValueError(sorted(formats))
    return codes[glyphs > 0], glyphs[glyphs > 0]


def _in_groups(content: bytes, at: int) -> tuple[Codes, Codes]:
    (count,) = struct.unpack_from(">I", content, at + 12)
    groups = np.frombuffer(content, ">u4", count=3 * count, offset=at + 16)
    first, last, glyph = groups.reshape(-1, 3).T.astype(np.int64)
    codes = _all_between(first, last)
    return codes, codes + np.repeat(glyph - first, last - first + 1)


def _in_segments(content: bytes, at: int) -> tuple[Codes, Codes]:
    (size,) = struct.unpack_from(">H", content, at + 6)
    count = size // 2
    last = np.frombuffer(content, ">u2", count=count, offset=at + 14).astype(np.int64)
    rest = np.frombuffer(content, ">u2", count=3 * count, offset=at + 16 + size)
    first, delta, ranges = rest.reshape(3, -1).astype(np.int64)
    codes, each = _all_between(first, last), last - first + 1
    delta, ranges = np.repeat(delta, each), np.repeat(ranges, each)
    # A range counts bytes from its own place, which stands among the ranges, behind all deltas.
    own = at + 16 + 3 * size + 2 * np.repeat(np.arange(count), each)
    places = own + ranges + 2 * (codes - np.repeat(first, each))
    listed = ranges > 0
    single = np.frombuffer(content, np.uint8)
    glyphs = codes.copy()
    glyphs[listed] = single[places[listed]].astype(np.int64) * 256 + single[places[listed] + 1]
    shifted = ~listed | (glyphs > 0)
    glyphs[shifted] = (glyphs[shifted] + delta[shifted]) % 65_536
    return codes, glyphs


def _all_between(first: Codes, last: Codes) -> Codes:
    """Return every number of some ranges, whose ends both belong to them."""
    each = last - first + 1
    begins = np.cumsum(each) - each
    codes: Codes = np.arange(each.sum()) - np.repeat(begins - first, each)
    return codes
