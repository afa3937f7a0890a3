"""Whole numbers written as letters, so that places take few bytes on their way to a browser."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_MORE: Final = 0x20
"""The bit of a letter that says that more of the number follows."""

_FIRST_LETTER: Final = 63


def letters(numbers: Iterable[int]) -> str:
    """Write whole numbers as the letters of Google's Encoded Polyline Algorithm Format.

    The sign goes to the lowest bit, then five bits a letter: half as long as digits and commas.
    """
    return "".join(map(_letters, numbers))


def steps_between(numbers: Iterable[int]) -> list[int]:
    """Return the first number, then of each how far it lies from the one before."""
    return [next_ - last for last, next_ in pairwise((0, *numbers))]


def _letters(number: int) -> str:
    value, written = (~(number << 1) if number < 0 else number << 1), ""
    while value >= _MORE:
        written += chr((_MORE | (value & 0x1F)) + _FIRST_LETTER)
        value >>= 5
    return written + chr(value + _FIRST_LETTER)
