"""Opening hours in words, for the part of OpenStreetMap's notation that tables mostly use.

Days, ranges of days and times of the clock are put into words; anything else stays as it is
written, for a guess at opening hours sends somebody to a locked door.
"""

from __future__ import annotations

import re
from typing import Final

from babel.dates import get_day_names

_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY: Final = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_TIME: Final = r"(?:[01]\d|2[0-4]):[0-5]\d"
_TIMES: Final = rf"{_TIME}-{_TIME}(?:,{_TIME}-{_TIME})*"
_TO: Final = "\N{EN DASH}"
_RULE: Final = re.compile(rf"({_DAY}(?:[-,]{_DAY})*) ({_TIMES})")


def hours_in_words(hours: str, language: str) -> list[tuple[str, str]] | None:
    """Return [(days, times)] in a language, or None where the notation is more than that."""
    rules = [_RULE.fullmatch(rule.strip()) for rule in hours.split(";") if rule.strip()]
    if not rules or not all(rules):
        return None
    return [(_days(rule[1], language), _times(rule[2])) for rule in rules if rule]


def _days(written: str, language: str) -> str:
    names = get_day_names("wide", locale=language)
    named = re.sub(_DAY, lambda day: names[_DAYS.index(day[0])], written)
    return named.replace("-", _TO).replace(",", ", ")


def _times(written: str) -> str:
    return written.replace("-", _TO).replace(",", ", ")
