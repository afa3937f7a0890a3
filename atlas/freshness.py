"""When a record was last confirmed, and whether it may still be offered as help today.

What nobody has confirmed for 24 months is history (design, law 3).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTHS_OF_TRUST: Final = 24
_MONTHS_A_YEAR: Final = 12
_LAST_SAFE_DAY: Final = 28


def assured_date(properties: Mapping[str, Any]) -> date | None:
    """Return the day on which somebody last confirmed a record (HSDS), or None."""
    stated = properties.get("assured_date")
    return date.fromisoformat(stated) if stated else None


def is_confirmed(properties: Mapping[str, Any], today: date) -> bool:
    """Return whether a record was confirmed within the last 24 months, counted back from today."""
    assured = assured_date(properties)
    return assured is not None and assured >= trusted_since(today)


@lru_cache(maxsize=32)
def trusted_since(today: date) -> date:
    """Return the day since which a record must have been confirmed to be offered as help today."""
    return _months_before(today, MONTHS_OF_TRUST)


def _months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or that month's 28th where it is too short."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 - months, _MONTHS_A_YEAR)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        return date(year, month + 1, _LAST_SAFE_DAY)
