"""The order of dates that are only as precise as their documents (EDTF, ISO 8601-2, level 1)."""

from __future__ import annotations

import re
from typing import Final

SEASON_STARTS_IN: Final = {"21": 3, "22": 6, "23": 9, "24": 12}
"""The codes of the seasons, which stand in a month's place, and the months that they begin in."""

ONE_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)")
"""A year, a month or season, a day, and a sign that they are uncertain or about then."""

OPEN_END: Final = frozenset({"", ".."})
"""How an interval is written at an end that is not known."""

_UNDATED: Final = (12_000, 0, 0)
_LAST_IN_A_YEAR: Final = 99
_AFTER_ITS_DAYS: Final = 50


def order_of(edtf: str) -> tuple[int, int, int]:
    """Return what to sort dates by: what is less exact comes after what is more, in its year."""
    first, _slash, last = edtf.partition("/")
    found = ONE_DATE.match(first if first not in OPEN_END else last)
    if found is None:
        return _UNDATED
    year, month, day = found[1], found[2], found[3]
    if month is None:
        return (int(year), _LAST_IN_A_YEAR, 0)
    starts = SEASON_STARTS_IN.get(month)
    return (int(year), starts or int(month), int(day or _AFTER_ITS_DAYS) + (1 if starts else 0))
