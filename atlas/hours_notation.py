"""Opening hours taken apart: the part of OpenStreetMap's notation that can be told in words.

Days, seasons, public holidays, times of the clock and comments; a text with anything else in it is
left as it is written, for a guess at opening hours sends somebody to a locked door.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel.dates import format_skeleton, get_month_names

_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_DAY: Final = f"(?:{'|'.join(_DAYS)})"
_SOME_DAYS: Final = rf"(?:PH|{_DAY}\[(?:[1-4]|-1)\]|{_DAY}-{_DAY}|{_DAY})"
_MONTH: Final = f"(?:{'|'.join(_MONTHS)})"
_DATE: Final = rf"{_MONTH}(?: [0-3]?\d)?"
_TIME: Final = r"(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)"
_SPAN: Final = rf"{_TIME}-{_TIME}"
_ALWAYS: Final = "24/7"
_RULE: Final = re.compile(
    rf"(?P<season>{_DATE}(?:-(?:{_DATE}|[0-3]?\d))?)?:? ?"
    rf"(?P<days>{_SOME_DAYS}(?:, ?{_SOME_DAYS})*)? ?"
    rf"(?P<times>{_ALWAYS}|{_SPAN}(?:, ?{_SPAN})*)? ?"
    r"(?P<state>off|closed|unknown)? ?"
    r'(?:"(?P<comment>[^"]*)")?'
)
_CLOSED: Final = {"off", "closed"}
_A_LEAP_YEAR: Final = 2028


@dataclass(frozen=True, kw_only=True)
class SomeDays:
    """A weekday, or the first and the last of several (0 is Monday); none are public holidays.

    `nth` is which of its name in a month: 1 to 4, -1 the last, 0 each of them.
    """

    weekdays: tuple[int, ...] = ()
    nth: int = 0


@dataclass(frozen=True, kw_only=True)
class HoursRule:
    """One rule; a later one is the exception to an earlier one.

    `season` has no, one or two days of the year, each a month and its day (0: all of the month).
    `times` are spans as they are written ("09:00", "24:00").
    """

    season: tuple[tuple[int, int], ...]
    days: tuple[SomeDays, ...]
    times: tuple[tuple[str, str], ...]
    is_always: bool
    is_closed: bool
    is_vague: bool
    comment: str


def rules_of(hours: str) -> list[HoursRule] | None:
    """Return the rules of opening hours in their order, None where the notation is more than that.

    Each rule says when, or leaves that to its comment.
    """
    found = [_RULE.fullmatch(rule.strip()) for rule in hours.split(";") if rule.strip()]
    if not found or not all(
        rule and any(rule.group("times", "state", "comment")) for rule in found
    ):
        return None
    try:
        return [_rule(one) for one in found if one]
    except ValueError:  # a 31st of June
        return None


def day_of_year_in_words(month: int, day: int, locale: str) -> str:
    """Return a day of the year in words of a language, or its month where `day` is 0."""
    if not day:
        return str(get_month_names("wide", "stand-alone", locale=locale)[month])
    return str(format_skeleton("MMMMd", date(_A_LEAP_YEAR, month, day), locale=locale))


def _rule(found: re.Match[str]) -> HoursRule:
    season, days, times, state, comment = (one or "" for one in found.groups())
    return HoursRule(
        season=_season(season),
        days=tuple(_some_days(one.strip()) for one in days.split(",") if one),
        times=() if times in {"", _ALWAYS} else tuple(_span(one) for one in times.split(",")),
        is_always=times == _ALWAYS,
        is_closed=state in _CLOSED,
        is_vague=bool(state) and state not in _CLOSED,
        comment=comment,
    )


def _span(written: str) -> tuple[str, str]:
    begin, _, end = written.strip().partition("-")
    return begin, end


def _some_days(written: str) -> SomeDays:
    if written == "PH":
        return SomeDays()
    day, _bracket, nth = written.rstrip("]").partition("[")
    return SomeDays(weekdays=tuple(map(_DAYS.index, day.split("-"))), nth=int(nth or 0))


def _season(written: str) -> tuple[tuple[int, int], ...]:
    first, _to, last = written.partition("-")
    if last.isdecimal():
        last = f"{first.partition(' ')[0]} {last}"
    return tuple(_month_and_day(one) for one in (first, last) if one)


def _month_and_day(written: str) -> tuple[int, int]:
    """Return a month and its day, 0 for all of it.

    Raises:
        ValueError: where the month has no such day.
    """
    month, _blank, day = written.partition(" ")
    number = _MONTHS.index(month) + 1
    return (number, date(_A_LEAP_YEAR, number, int(day)).day) if day else (number, 0)
