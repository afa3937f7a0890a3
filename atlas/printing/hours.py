"""Opening hours in the words of a book, for what tables mostly hold of OpenStreetMap's notation.

Days, months, public holidays, times of the clock and comments are put into words; a text with
anything else in it is printed as it is written, for a guess sends somebody to a locked door.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from babel.dates import get_day_names, get_month_names

if TYPE_CHECKING:
    from atlas.printing.wording import Wording

_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_MONTH: Final = f"(?:{'|'.join(_MONTHS)})"
_DAY: Final = f"(?:{'|'.join(_DAYS)})"
_SOME_DAYS: Final = rf"(?:PH|{_DAY}-{_DAY}|{_DAY})"
_TIME: Final = r"(?:[01]\d|2[0-4]):[0-5]\d"
_SPAN: Final = rf"{_TIME}-{_TIME}"
_RULE: Final = re.compile(
    rf"(?P<months>{_MONTH}(?:-{_MONTH})?)?:? ?"
    rf"(?P<days>{_SOME_DAYS}(?:, ?{_SOME_DAYS})*)? ?"
    rf"(?P<times>24/7|{_SPAN}(?:, ?{_SPAN})*)? ?"
    r"(?P<state>off|closed|unknown)? ?"
    r'(?:"(?P<comment>[^"]+)")?'
)
_CLOSED: Final = ("off", "closed")
_ALWAYS: Final = "24/7"
_TO: Final = "\N{EN DASH}"


def hours_in_words(hours: str, words: Wording) -> str:
    """Return opening hours in a book's language, as they are written where they hold more."""
    rules = [_RULE.fullmatch(rule.strip()) for rule in hours.split(";") if rule.strip()]
    if not rules or not all(
        rule and any(rule.group("times", "state", "comment")) for rule in rules
    ):
        return hours
    return words.listed_apart(_rule(rule, words) for rule in rules if rule)


def _rule(rule: re.Match[str], words: Wording) -> str:
    months, days, comment = rule.group("months", "days", "comment")
    named = words.listed(_some_days(one.strip(), words) for one in days.split(",")) if days else ""
    told = (_months(months or "", words), named, _state(rule, words), comment)
    return " ".join(filter(None, told))


def _months(written: str, words: Wording) -> str:
    names = get_month_names("wide", "stand-alone", locale=words.language)
    return _TO.join(str(names[_MONTHS.index(one) + 1]) for one in written.split("-") if one)


def _state(rule: re.Match[str], words: Wording) -> str:
    state, times = rule.group("state", "times")
    if state in _CLOSED:
        return words.say("hours.closed")
    told = _times(times, words) if times else ""
    return " ".join(filter(None, (words.say("hours.perhaps") if state else "", told)))


def _some_days(written: str, words: Wording) -> str:
    if written == "PH":
        return words.say("hours.holidays")
    names = get_day_names("wide", locale=words.language)
    return _TO.join(str(names[_DAYS.index(day)]) for day in written.split("-"))


def _times(written: str, words: Wording) -> str:
    if written == _ALWAYS:
        return words.say("hours.always")
    spans = (one.strip().split("-") for one in written.split(","))
    return words.listed(_TO.join(_clock(one, words) for one in span) for span in spans)


def _clock(written: str, words: Wording) -> str:
    hour, _, minute = written.partition(":")
    return words.say("hours.clock", hour=hour, minute=minute)
