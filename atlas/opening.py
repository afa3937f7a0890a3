"""Says whether a place is open at a moment, by OpenStreetMap's opening hours and Danish holidays.

Three answers, for a guess sends somebody to a locked door: what the text does not settle is
unknown, and unknown is never closed. The notation is that of OpenStreetMap's `opening_hours`;
public holidays (PH) are Denmark's as the library knows them, so Store bededag ends with 2023.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined] # stubs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

COPENHAGEN: Final = ZoneInfo("Europe/Copenhagen")
MAX_LENGTH: Final = 300
"""Longer texts are not read; the column takes no more either."""

_A_DAY: Final = timedelta(days=1)
_HORIZON_DAYS: Final = 400
"""A change farther ahead than this is none: it bounds the work that a text can ask for."""
_KEPT: Final = 8192
_RULE: Final = re.compile(r'(?:"[^"]*"|[^;"|])+|\|\|')
_COMMENT: Final = re.compile(r'"[^"]*"')
_CLOCK: Final = re.compile(r"\d{1,2}:\d\d|24/7")
_SUN: Final = re.compile(r"sunrise|sunset|dawn|dusk")
_OPEN_END: Final = re.compile(r"\d\d\+")
_MODIFIER: Final = re.compile(r"\b(?:off|closed|unknown)\b")
_OFF: Final = re.compile(r"\b(?:off|closed)\b")
_SAID_OPEN: Final = re.compile(r"\bopen\b")
_SCHOOL_HOLIDAY: Final = re.compile(r"\bSH\b")


class Opening(Enum):
    """Whether a place is open: yes, no, or nobody can tell from its text."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Unread(Enum):
    """Why a text says nothing of when a place is open."""

    NOTATION = "notation"
    NO_CLOCK = "no_clock"


_OF: Final = {State.OPEN: Opening.OPEN, State.CLOSED: Opening.CLOSED}


def is_readable(hours: str) -> bool:
    """Return whether a text states opening hours that `state_at` can tell by."""
    return isinstance(_read(hours.strip()), _Hours)


def hours_problem(hours: str) -> str:
    """Return what keeps a text from being told by, as a code of `actors.rules.hours`, or ""."""
    found = _read(hours.strip())
    if isinstance(found, Unread):
        return found.value
    return "school_holidays" if _SCHOOL_HOLIDAY.search(_bare(hours)) else ""


def state_at(hours: str, when: datetime) -> Opening:
    """Return whether a place with these hours is open at a moment.

    `when` knows its zone; hours are by the clock in Copenhagen. A comment that nothing but the
    text explains ("kun efter aftale"), an open end (`10:00+`) and a fallback rule leave the
    answer unknown. So does a rule for school holidays on a day when it would decide.

    Raises:
        ValueError: where `when` has no zone.
    """
    clock = _clock(when)
    found = _read(hours.strip())
    return found.at(clock) if isinstance(found, _Hours) else Opening.UNKNOWN


def next_change(hours: str, when: datetime) -> datetime | None:
    """Return when what is known at a moment stops being so, in Copenhagen's zone, or None.

    None where the state is unknown, or stays as it is for more than a year.

    Raises:
        ValueError: where `when` has no zone.
    """
    clock = _clock(when)
    found = _read(hours.strip())
    if not isinstance(found, _Hours) or found.at(clock) is Opening.UNKNOWN:
        return None
    change = found.change(clock)
    return _zoned(change) if change else None


def spans_on(hours: str, day: date) -> list[tuple[time, time]] | None:
    """Return from when to when a place is open on a day, by the clock; None where that is unknown.

    What goes on past midnight belongs to the day it begins on; an end at midnight is 00:00.
    """
    spans = _spans_on(hours.strip(), day)
    return None if spans is None else list(spans)


@lru_cache(maxsize=_KEPT)
def _spans_on(hours: str, day: date) -> tuple[tuple[time, time], ...] | None:
    found = _read(hours)
    if not isinstance(found, _Hours):
        return None
    begin = datetime.combine(day, time())
    moment, end = begin, begin + timedelta(days=1)
    is_yesterdays = found.at(begin - timedelta(minutes=1)) is Opening.OPEN
    spans = []
    while moment < end:
        state, change = found.at(moment), found.change(moment)
        if state is Opening.UNKNOWN:
            return None
        until = change or end
        if state is Opening.OPEN and (moment > begin or until >= end or not is_yesterdays):
            spans.append((moment.time(), until.time() if until < moment + _A_DAY else time()))
        moment = until
    return tuple(spans)


@dataclass(frozen=True, kw_only=True)
class _Hours:
    """A text that was read: its readings must agree, and some answers are weakened to unknown.

    Two readings where school holidays are named: one where it is such a day, one where not.
    """

    readings: tuple[OpeningHours, ...]
    open_is_vague: bool
    closed_is_vague: bool
    comment_is_condition: bool

    def at(self, clock: datetime) -> Opening:
        """Return the state by the clock in Copenhagen, a time without a zone."""
        states = {self._of(one, clock) for one in self.readings}
        return states.pop() if len(states) == 1 else Opening.UNKNOWN

    def change(self, clock: datetime) -> datetime | None:
        """Return when a reading changes, by the clock."""
        changes = [one.next_change(clock) for one in self.readings]
        return min((one for one in changes if one is not None), default=None)

    def _of(self, reading: OpeningHours, clock: datetime) -> Opening:
        state, comment = reading.state(clock)
        found = _OF.get(state, Opening.UNKNOWN)
        if found is Opening.OPEN and (
            self.open_is_vague or (comment and self.comment_is_condition)
        ):
            return Opening.UNKNOWN
        if found is Opening.CLOSED and self.closed_is_vague:
            return Opening.UNKNOWN
        return found


@lru_cache(maxsize=_KEPT)
def _read(hours: str) -> _Hours | Unread:
    if not hours or len(hours) > MAX_LENGTH:
        return Unread.NOTATION
    rules, fallbacks = _rules(hours)
    bare = [_bare(one) for one in rules]
    try:
        whole = _parsed("; ".join(rules))
        readings = tuple(_without_school_holidays(rules)) or (whole,)
    except ParserError:
        return Unread.NOTATION
    if not any(one.strip() for one in bare):
        return Unread.NOTATION  # a comment alone stands for no time
    if not all(_has_clock(one) for one in bare):
        return Unread.NO_CLOCK
    return _Hours(
        readings=readings,
        open_is_vague=any(_OPEN_END.search(one) for one in bare),
        closed_is_vague=fallbacks,
        comment_is_condition=not any(_SAID_OPEN.search(one) for one in bare),
    )


def _has_clock(rule: str) -> bool:
    """Return whether a rule says by the clock when it opens: `Mo-Fr` alone is day and night."""
    return not _SUN.search(rule) and bool(_CLOCK.search(rule) or _MODIFIER.search(rule))


def _rules(hours: str) -> tuple[list[str], bool]:
    """Return the rules before a fallback, and whether there is one.

    Where every rule only closes, a first rule says that the rest of the time is unknown.
    """
    parts = [part.strip() for part in _RULE.findall(hours)]
    fallbacks = "||" in parts
    rules = parts[: parts.index("||")] if fallbacks else parts
    rules = [one for one in rules if one]
    if rules and all(_OFF.search(_bare(one)) and not _is_list(one) for one in rules):
        rules = ["24/7 unknown", *rules]
    return rules, fallbacks


def _is_list(rule: str) -> bool:
    """Return whether a rule goes on after a comma with one of its own (`Mo 10:00, PH off`)."""
    return ", " in _bare(rule)


def _without_school_holidays(rules: list[str]) -> Iterator[OpeningHours]:
    """Yield a text read for a day that is none, and for a day that is one; nothing without SH."""
    if not any(_SCHOOL_HOLIDAY.search(_bare(one)) for one in rules):
        return
    never = [one for one in (_struck(rule) for rule in rules) if one]
    yield _parsed("; ".join(never or ["24/7 unknown"]))
    yield _parsed("; ".join(_always(rule) for rule in rules))


def _struck(rule: str) -> str:
    """Return a rule without its school holidays; "" where it is about nothing else."""
    if not _SCHOOL_HOLIDAY.search(_bare(rule)):
        return rule
    rest = re.sub(r"\bSH,|,SH\b", "", rule)
    return "" if _SCHOOL_HOLIDAY.search(rest) else rest


def _always(rule: str) -> str:
    """Return a rule as it stands on a day of school holidays."""
    if not _SCHOOL_HOLIDAY.search(_bare(rule)):
        return rule
    days = re.sub(r"\b(?:PH,)?SH(?:,PH)?\b", "Mo-Su", rule)
    for candidate in (days, days.replace("Mo-Su", "").strip()):
        try:
            _parsed(candidate)
        except ParserError:
            continue
        return candidate
    return "24/7 unknown"


def _bare(rule: str) -> str:
    return _COMMENT.sub("", rule)


def _parsed(text: str) -> OpeningHours:
    # By the clock and without a zone: the library refuses an hour that summer time leaves out.
    return OpeningHours(text, country="DK", max_interval_days=_HORIZON_DAYS)


def _clock(when: datetime) -> datetime:
    if when.tzinfo is None:
        message = "the moment has to know its time zone"
        raise ValueError(message)
    return when.astimezone(COPENHAGEN).replace(tzinfo=None)


def _zoned(clock: datetime) -> datetime:
    """Return a time by the clock as a moment; the first where the clock shows it twice."""
    return clock.replace(tzinfo=COPENHAGEN).astimezone(UTC).astimezone(COPENHAGEN)
