"""What a spreadsheet or JSON holds in a cell, as the text that a person would have typed."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

UNCALCULATED: Final = "#FORMEL!"
"""Stands for a formula whose value the file does not hold; `actors.rules.text` explains it."""


def text_of(value: object) -> str:
    """Return a cell as text: 2200.0 → 2200, a day → ISO 8601, true → ja; "" for no value."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, (date, time)):
        return _moment(value)
    return str(value)


def _moment(value: date | time) -> str:
    if isinstance(value, datetime):
        whole_day = value.time() == time()
        return value.date().isoformat() if whole_day else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else value.isoformat("minutes")


def _number(value: float) -> str:
    """Return a number without exponent, with the 15 digits that a spreadsheet shows."""
    short = f"{value:.15g}"
    return f"{value:.20f}".rstrip("0").rstrip(".") if "e" in short else short
