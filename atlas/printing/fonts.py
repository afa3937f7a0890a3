"""What the atlas's own fonts can print: coverage, widths, and text made safe to set.

Typst refuses a document with a character that no font has (PDF/UA-1, 7.21.4.1), and one emoji in
one name must not stop a release. Such a character is therefore printed as U+FFFD «�», and
reported with its record: on the atlas's last page, and by `unprintable`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from atlas.errors import PrintingError
from atlas.printing.translation import CLOSE, OPEN, is_well_parted, runs_left

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

FAMILIES: Final = ("Noto Sans", "Vazirmatn")
"""In the order in which a character is looked for; the second has the Arabic script."""

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

_WEIGHTS: Final = {300: "Light", 400: "Regular", 600: "SemiBold", 700: "Bold"}
_FALLBACK_FILES: Final = ("Vazirmatn-Regular.ttf", "Vazirmatn-Bold.ttf")
_ITALIC_FILE: Final = "NotoSans-Italic.ttf"
_METRICS: Final = "metrics.json"

# Category Cf steers what stands around it; text from a table may steer nothing but its own
# letters: joiners belong to the spelling of Persian and Indic words, a soft hyphen to Danish.
_STEERING: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_SOFT_HYPHEN: Final = "\u00ad"
_PART_OF_A_WORD: Final = {"\u200c", "\u200d", _SOFT_HYPHEN}
_ORDINARY: Final = re.compile("[ -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2022\u2026]*")
"""Letters, figures and signs that run from left to right, steer nothing, and are in normal form."""

_SPACES: Final = re.compile(" {2,}")
_INVISIBLE: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

_ISOLATE: Final = "\N{FIRST STRONG ISOLATE}"
_PARTING: Final = {OPEN, CLOSE}

_BREAK: Final = "\u200b"
_LONG_TOKEN: Final = re.compile(r"\S{25,}")
_JOINT: Final = re.compile(r"(?<=[/.@_?&=+:;,|])(?=\w)")
_UNBROKEN: Final = re.compile(r"\w{30}(?=\w{4})")


@dataclass(frozen=True, kw_only=True)
class Printable:
    """Text that can be set, and the characters of the original that no font has."""

    text: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Font:
    """By code point, how far a character moves the pen, and reaches below and above the line."""

    units: int
    advances: dict[int, int]
    extents: dict[int, tuple[int, int]]


@lru_cache(maxsize=8_192)
def printable(text: str, *, translated: bool = False, mirrored: bool = False) -> Printable:
    """Return text that Typst can set and that stays inside its column.

    Control and steering characters are taken out, since they show nothing and could turn the
    text around them; a character without a glyph becomes U+FFFD; a word too long for any column
    may be broken; text that runs from right to left is isolated, so that the numbers beside it
    keep their places (UAX #9).

    In a `translated` book what is isolated as Danish stays so. In a `mirrored` one everything runs
    from right to left, so that nothing need be isolated for that, and no word is divided.
    """
    if is_ordinary(text):
        return Printable(text=_LONG_TOKEN.sub(_breakable, _SPACES.sub(" ", text).strip()))
    kept = _PART_OF_A_WORD - {_SOFT_HYPHEN} if mirrored else _PART_OF_A_WORD
    kept = kept | _PARTING if translated and is_well_parted(text) else kept
    tidy = unicodedata.normalize("NFC", "".join(_without_steering(text, kept)))
    tidy = _SPACES.sub(" ", _INVISIBLE.sub("", tidy)).strip()
    covered = _covered()
    missing = dict.fromkeys(one for one in tidy if one not in covered and one not in _PARTING)
    shown = "".join(REPLACEMENT if one in missing else one for one in tidy)
    broken = _LONG_TOKEN.sub(_breakable, shown)
    apart = runs_left(broken) and not mirrored
    isolated = f"{_ISOLATE}{broken}{CLOSE}" if apart else broken
    return Printable(text=isolated, missing=tuple(missing))


def is_ordinary(text: str) -> bool:
    """Return whether text is of letters and signs that every font has, and that steer nothing."""
    return bool(_ORDINARY.fullmatch(text)) and _covered().issuperset(text)


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Return how wide a line of text is, in the unit of `size` (the font's size), unkerned."""
    font = _fonts()[f"NotoSans-{_WEIGHTS[weight]}.ttf"]
    usual, advances = font.units // 2, font.advances
    return sum([advances.get(ord(one), usual) for one in text]) * size / font.units


@lru_cache(maxsize=1_000)
def letter(character: str, weight: int, *, italic: bool) -> tuple[float, float, float]:
    """Return a letter's advance, and how far it reaches below and above the baseline, in ems."""
    font = _fonts()[_ITALIC_FILE if italic else f"NotoSans-{_WEIGHTS[weight]}.ttf"]
    advance = font.advances.get(ord(character), font.units // 2)
    lowest, highest = font.extents.get(ord(character), (0, 0))
    return advance / font.units, lowest / font.units, highest / font.units


def font_folder() -> Traversable:
    """Return the folder of the atlas's own fonts, built at set-up.

    Raises:
        PrintingError: where set-up has not built it.
    """
    folder = resources.files("atlas") / "assets" / "fonts"
    if not (folder / _METRICS).is_file():
        message = "Skrifterne mangler (atlas/assets/fonts): kør «make setup»."
        raise PrintingError(message)
    return folder


def _without_steering(text: str, kept: set[str]) -> Iterator[str]:
    for character in text:
        if unicodedata.category(character) not in _STEERING or character in kept:
            yield character
        elif unicodedata.category(character) != "Cf":
            yield " "


def _breakable(token: re.Match[str]) -> str:
    return _UNBROKEN.sub(lambda run: run.group() + _BREAK, _JOINT.sub(_BREAK, token.group()))


@cache
def _covered() -> frozenset[str]:
    """Return the characters that every face of a family has, so that any of them can be set."""
    sans = [f"NotoSans-{name}.ttf" for name in _WEIGHTS.values()] + [_ITALIC_FILE]
    families = [
        frozenset.intersection(*(frozenset(_fonts()[file].advances) for file in files))
        for files in (sans, _FALLBACK_FILES)
    ]
    return frozenset(map(chr, frozenset.union(*families)))


@cache
def _fonts() -> dict[str, _Font]:
    """Return what set-up wrote of each font file (`tools/font_metrics.py`)."""
    told = json.loads((font_folder() / _METRICS).read_bytes())
    return {
        file: _Font(
            units=columns["units"],
            advances=dict(zip(columns["codes"], columns["advances"], strict=True)),
            extents=dict(
                zip(
                    columns["codes"],
                    zip(columns["lows"], columns["highs"], strict=True),
                    strict=True,
                )
            ),
        )
        for file, columns in told.items()
    }
