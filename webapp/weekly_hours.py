"""Opening hours as schema.org takes them, for the plain part of OpenStreetMap's notation.

Only weekly hours, with or without closing on public holidays, are said on: a half-understood rule
would send a machine's reader to a locked door.
"""

from __future__ import annotations

import re
from typing import Final

_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_NAMES: Final = dict(
    zip(
        _DAYS,
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
_DAY: Final = f"(?:{'|'.join(_DAYS)})"
_TIME: Final = r"(?:[01]\d|2[0-3]):[0-5]\d|24:00"
_TIMES: Final = rf"(?:{_TIME})-(?:{_TIME})(?:, ?(?:{_TIME})-(?:{_TIME}))*"
_RULE: Final = re.compile(rf"({_DAY}(?:-{_DAY})?(?:, ?{_DAY}(?:-{_DAY})?)*) ({_TIMES})")
_CLOSED_DAYS: Final = re.compile(rf"({_DAY}(?:-{_DAY})?(?:, ?{_DAY}(?:-{_DAY})?)*) (?:off|closed)")
_HOLIDAYS: Final = re.compile(r"PH (?:off|closed)")
_ALWAYS: Final = "24/7"
_MIDNIGHT, _LAST_MINUTE = "24:00", "23:59"
_SCHEMA: Final = "https://schema.org/"

Times = tuple[tuple[str, str], ...]
Specification = dict[str, str | list[str]]


def opening_specifications(hours: str) -> list[Specification]:
    """Return schema.org's openingHoursSpecification of weekly hours, none where there is more.

    A later rule replaces an earlier one for its days, as OpenStreetMap's notation has it. Times are
    Danish local time.
    """
    if hours.strip() == _ALWAYS:
        hours = f"Mo-Su 00:00-{_MIDNIGHT}"
    week: dict[str, Times] = {}
    holidays: list[Specification] = []
    for rule in (one.strip() for one in hours.split(";") if one.strip()):
        if _HOLIDAYS.fullmatch(rule):
            holidays = [_specification(["PublicHolidays"], "00:00", "00:00")]
        elif found := _RULE.fullmatch(rule):
            week |= dict.fromkeys(_days(found[1]), _times(found[2]))
        elif closed := _CLOSED_DAYS.fullmatch(rule):
            week |= dict.fromkeys(_days(closed[1]), ())
        else:
            return []
    return [*_by_times(week), *holidays] if any(week.values()) else []


def _by_times(week: dict[str, Times]) -> list[Specification]:
    spans = dict.fromkeys(span for times in week.values() for span in times)
    return [
        _specification(
            [_NAMES[day] for day in _DAYS if span in week.get(day, ())],
            span[0],
            _LAST_MINUTE if span[1] == _MIDNIGHT else span[1],
        )
        for span in spans
    ]


def _specification(days: list[str], opens: str, closes: str) -> Specification:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [f"{_SCHEMA}{day}" for day in days],
        "opens": opens,
        "closes": closes,
    }


def _days(written: str) -> list[str]:
    found: list[str] = []
    for part in written.replace(" ", "").split(","):
        first, _to, last = part.partition("-")
        begin, end = _DAYS.index(first), _DAYS.index(last or first)
        found += [_DAYS[one % 7] for one in range(begin, end + (7 if end < begin else 0) + 1)]
    return found


def _times(written: str) -> Times:
    spans = (one.split("-") for one in written.replace(" ", "").split(","))
    return tuple((opens, closes) for opens, closes in spans)
