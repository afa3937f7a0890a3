"""Opening hours in words, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Final

from babel.dates import get_day_names

from atlas.hours_notation import day_of_year_in_words, rules_of
from webapp.languages import current_language
from webapp.moments import clock_in_words
from webapp.texts import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.hours_notation import HoursRule, SomeDays

_TO: Final = "\N{EN DASH}"


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
    rules = rules_of(hours)
    return None if rules is None else [_line(rule) for rule in rules]


def _line(rule: HoursRule) -> HoursLine:
    days = gettext(", ").join(map(_some_days, rule.days))
    parts = (_joined(day_of_year_in_words(*one, current_language()) for one in rule.season), days)
    return HoursLine(
        when=gettext(", ").join(filter(None, parts)) or gettext("alle dage"),
        times=_times(rule),
        comment=rule.comment,
    )


def _times(rule: HoursRule) -> str:
    if rule.is_closed:
        return gettext("lukket")
    spans = (f"{_clock(begin)}{_TO}{_clock(end)}" for begin, end in rule.times)
    times = gettext("hele døgnet") if rule.is_always else ", ".join(spans)
    if rule.is_vague:
        return gettext("måske %(times)s", times=times) if times else gettext("måske")
    return times


def _clock(written: str) -> str:
    hour, _colon, minute = written.partition(":")
    return clock_in_words(time(int(hour) % 24, int(minute)))


def _some_days(days: SomeDays) -> str:
    if not days.weekdays:
        return gettext("helligdage")
    names = get_day_names("wide", locale=current_language())
    named = _joined(str(names[one]) for one in days.weekdays)
    return _nths()[days.nth] % {"day": named} if days.nth else named


def _nths() -> dict[int, str]:
    return {
        1: gettext("den første %(day)s i måneden"),
        2: gettext("den anden %(day)s i måneden"),
        3: gettext("den tredje %(day)s i måneden"),
        4: gettext("den fjerde %(day)s i måneden"),
        -1: gettext("den sidste %(day)s i måneden"),
    }


def _joined(names: Iterable[str]) -> str:
    return _TO.join(names)
