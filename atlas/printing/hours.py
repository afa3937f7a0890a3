"""Opening hours in the words of a book, as they are written where the notation holds more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from babel.dates import get_day_names

from atlas.hours_notation import day_of_year_in_words, rules_of

if TYPE_CHECKING:
    from atlas.hours_notation import HoursRule, SomeDays
    from atlas.printing.wording import Wording

_TO: Final = "\N{EN DASH}"


def hours_in_words(hours: str, words: Wording) -> str:
    """Return opening hours in a book's language, as they are written where they hold more."""
    rules = rules_of(hours)
    if rules is None or any(one.nth for rule in rules for one in rule.days):
        return hours
    return words.listed_apart(_rule(rule, words) for rule in rules)


def _rule(rule: HoursRule, words: Wording) -> str:
    season = _TO.join(day_of_year_in_words(*one, words.language) for one in rule.season)
    named = words.listed(_some_days(one, words) for one in rule.days) if rule.days else ""
    return " ".join(filter(None, (season, named, _state(rule, words), rule.comment)))


def _state(rule: HoursRule, words: Wording) -> str:
    if rule.is_closed:
        return words.say("hours.closed")
    return " ".join(
        filter(None, (words.say("hours.perhaps") if rule.is_vague else "", _times(rule, words)))
    )


def _some_days(days: SomeDays, words: Wording) -> str:
    if not days.weekdays:
        return words.say("hours.holidays")
    names = get_day_names("wide", locale=words.language)
    return _TO.join(str(names[one]) for one in days.weekdays)


def _times(rule: HoursRule, words: Wording) -> str:
    if rule.is_always:
        return words.say("hours.always")
    if not rule.times:
        return ""
    return words.listed(_TO.join(_clock(one, words) for one in span) for span in rule.times)


def _clock(written: str, words: Wording) -> str:
    hour, _, minute = written.partition(":")
    return words.say("hours.clock", hour=hour, minute=minute)
