"""Text that a spreadsheet could take for a formula: harmless when written, restored when read.

The rule is OWASP's on CSV injection: an apostrophe before `=`, `+`, `-`, `@`, TAB and CR.
"""

from __future__ import annotations

from typing import Final

_LIVE: Final = ("=", "+", "-", "@", "\t", "\r")
_MARK: Final = "'"


def neutralise(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return _MARK + text if _is_live(text) else text


def restore(text: str) -> str:
    """Return a text as it was before `neutralise`."""
    return text[1:] if text.startswith(_MARK) and _is_live(text) else text


def _is_live(text: str) -> bool:
    return text.lstrip(_MARK).startswith(_LIVE)
