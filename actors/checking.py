"""The whole finding on a file in Danish, for a person who will mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actors.validation import Validated


def report(validated: Validated) -> str:
    """Return what was read, what is wrong line by line, what would be right, and what to do next."""
    raise NotImplementedError
