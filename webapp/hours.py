"""Opening hours in words, for the part of OpenStreetMap's notation that tables mostly use.

Days, seasons, public holidays, times of the clock and comments are put into words; a text with
anything else in it stays as it is written, for a guess at opening hours sends somebody to a locked
door.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Final

from babel.dates import format_skeleton, get_day_names, get_month_names

from webapp.languages import current_language
from webapp.moments import clock_in_words
from webapp.texts import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable

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
_RULE: Final = re.compile(
    rf"(?P<season>{_DATE}(?:-(?:{_DATE}|[0-3]?\d))?)?:? ?"
    rf"(?P<days>{_SOME_DAYS}(?:, ?{_SOME_DAYS})*)? ?"
    rf"(?P<times>24/7|{_SPAN}(?:, ?{_SPAN})*)? ?"
    r"(?P<state>off|closed|unknown)? ?"
    r'(?:"(?P<comment>[^"]*)")?'
)
_CLOSED: Final = {"off", "closed"}
_ALWAYS: Final = "24/7"
_TO: Final = "\N{EN DASH}"
_A_LEAP_YEAR: Final = 2028


@dataclass(frozen=True, kw_only=True)
class HoursLine:
    """One rule in words: when, from when to when, and what its source adds in its own words."""

    when: str
    times: str
    comment: str = ""


def hours_in_words(hours: str) -> list[HoursLine] | None:
    """Return opening hours in the language of the page, None where the notation is more than that.

    The rules stand in their order; a later one is the exception to an earlier one.
    """
    rules = [_RULE.fullmatch(rule.strip()) for rule in hours.split(";") if rule.strip()]
    if not rules or not all(rule and _says_something(rule) for rule in rules):
        return None
    try:
        return [_line(rule) for rule in rules if rule]
    except ValueError:  # a 31st of June
        return None


def _says_something(rule: re.Match[str]) -> bool:
    """Return whether a rule says when, or leaves that to its comment."""
    return bool(rule["times"] or rule["state"] or rule["comment"])


def _line(rule: re.Match[str]) -> HoursLine:
    parts = (_season(rule["season"]), _days(rule["days"]))
    return HoursLine(
        when=gettext(", ").join(filter(None, parts)) or gettext("alle dage"),
        times=_state(rule["state"] or "", _times(rule["times"] or "")),
        comment=rule["comment"] or "",
    )


def _state(state: str, times: str) -> str:
    if state in _CLOSED:
        return gettext("lukket")
    if state and times:
        return gettext("måske %(times)s", times=times)
    return gettext("måske") if state else times


def _times(written: str) -> str:
    if written == _ALWAYS:
        return gettext("hele døgnet")
    spans = (one.strip().split("-") for one in written.split(",") if one.strip())
    return ", ".join(f"{_clock(begin)}{_TO}{_clock(end)}" for begin, end in spans)


def _clock(written: str) -> str:
    hour, _colon, minute = written.partition(":")
    return clock_in_words(time(int(hour) % 24, int(minute)))


def _days(written: str | None) -> str:
    named = (_some_days(one.strip()) for one in (written or "").split(",") if one)
    return gettext(", ").join(named)


def _some_days(written: str) -> str:
    if written == "PH":
        return gettext("helligdage")
    day, _bracket, nth = written.rstrip("]").partition("[")
    names = get_day_names("wide", locale=current_language())
    named = _joined(str(names[_DAYS.index(one)]) for one in day.split("-"))
    return _nths()[nth] % {"day": named} if nth else named


def _nths() -> dict[str, str]:
    return {
        "1": gettext("den første %(day)s i måneden"),
        "2": gettext("den anden %(day)s i måneden"),
        "3": gettext("den tredje %(day)s i måneden"),
        "4": gettext("den fjerde %(day)s i måneden"),
        "-1": gettext("den sidste %(day)s i måneden"),
    }


def _season(written: str | None) -> str:
    if not written:
        return ""
    first, _to, last = written.partition("-")
    if last.isdecimal():
        last = f"{first.partition(' ')[0]} {last}"
    return _joined(_date(one) for one in (first, last) if one)


def _date(written: str) -> str:
    """Return a month, or a day of one, in words.

    Raises:
        ValueError: where the month has no such day.
    """
    month, _blank, day = written.partition(" ")
    language, number = current_language(), _MONTHS.index(month) + 1
    if not day:
        return str(get_month_names("wide", "stand-alone", locale=language)[number])
    return str(format_skeleton("MMMMd", date(_A_LEAP_YEAR, number, int(day)), locale=language))


def _joined(names: Iterable[str]) -> str:
    return _TO.join(names)
