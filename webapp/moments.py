"""When somebody wants to come, read from the address: now, a day of the week, or a date.

`dag` is `nu`, a day of the week (the next one, today among them) or a date (ISO 8601); `kl` is a
time by the clock in Copenhagen. A day without a time means: open at some time that day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from babel.dates import format_date, format_time, get_time_format

from atlas.opening import COPENHAGEN
from webapp.languages import current_language
from webapp.texts import gettext

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

DAYS: Final = ("ma", "ti", "on", "to", "fr", "loe", "soe")
"""The days of the week in the address, from Monday on."""

NOW: Final = "nu"
TODAY: Final = "idag"

_DATE: Final = re.compile(r"20\d\d-\d\d-\d\d")
_CLOCK: Final = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::00)?")
_LOCALES: Final = {"en": "en_GB"}
_MAX_SHOWN: Final = 20


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A moment or a whole day: `code` and `clock` as the address has them.

    `when` knows its zone, and is None where the whole day is meant.
    """

    code: str
    clock: str
    day: date
    when: datetime | None

    @property
    def is_now(self) -> bool:
        """Whether it is the minute of the request."""
        return self.code == NOW

    @property
    def key(self) -> str:
        """The same for moments that are the same, to the minute."""
        return self.when.isoformat(timespec="minutes") if self.when else self.day.isoformat()


def now() -> datetime:
    """Return the moment of the request, in Copenhagen's zone."""
    return datetime.now(UTC).astimezone(COPENHAGEN)


def read_moment(
    arguments: MultiDict[str, str], at: datetime | None = None
) -> tuple[Moment | None, list[str]]:
    """Return when somebody wants to come, None for whenever; and what could not be read.

    `at` is the moment of the request, this one where none is given. A time without a day is today.
    """
    here = at or now()
    asked, stated = (arguments.get(name, "").strip() for name in ("dag", "kl"))
    clock = _clock(stated)
    unknown = [stated[:_MAX_SHOWN]] if stated and clock is None else []
    if asked == NOW:
        minute = here.replace(second=0, microsecond=0)
        return Moment(code=NOW, clock="", day=here.date(), when=minute), unknown
    if not asked and clock is None:
        return None, unknown
    day = _day(asked or TODAY, here.date())
    if day is None:
        return None, [asked[:_MAX_SHOWN], *unknown]
    when = datetime.combine(day, clock, COPENHAGEN) if clock else None
    return (
        Moment(
            code=asked or TODAY,
            clock=clock.strftime("%H:%M") if clock else "",
            day=day,
            when=when,
        ),
        unknown,
    )


def moment_in_words(moment: Moment) -> str:
    """Return when, in the language of the page: «Åbent tirsdag kl. 18.00»."""
    if moment.is_now:
        return gettext("Åbent nu")
    if moment.clock and moment.when:
        return gettext(
            "Åbent %(day)s kl. %(time)s",
            day=day_in_words(moment.code, moment.day),
            time=clock_in_words(moment.when.time()),
        )
    return gettext("Åbent %(day)s", day=day_in_words(moment.code, moment.day))


def day_in_words(code: str, day: date) -> str:
    """Return a day: today, the name of a day of the week, or a date."""
    if code == TODAY:
        return gettext("i dag")
    style = "EEEE" if code in DAYS else "long"
    return str(format_date(day, style, locale=_locale()))


def weekdays() -> list[tuple[str, str]]:
    """Return the days of the week with their names, from Monday on."""
    monday = date(2024, 1, 1)
    return [
        (code, day_in_words(code, monday + timedelta(days=number)))
        for number, code in enumerate(DAYS)
    ]


def clock_in_words(clock: time) -> str:
    """Return a time by the clock as the language of the page writes it, up to 24 hours.

    Signs at doors and timetables count so in Denmark; Arabic's «6:00 م» reads as metres besides.
    """
    return _written_clock(clock, _locale())


@lru_cache(maxsize=512)
def _written_clock(clock: time, locale: str) -> str:
    written = get_time_format("short", locale=locale).pattern
    return str(format_time(clock, "HH:mm" if "a" in written else "short", locale=locale))


def _day(asked: str, today: date) -> date | None:
    if asked == TODAY:
        return today
    if asked in DAYS:
        return today + timedelta(days=(DAYS.index(asked) - today.weekday()) % len(DAYS))
    if not _DATE.fullmatch(asked):
        return None
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return None


def _clock(stated: str) -> time | None:
    found = _CLOCK.fullmatch(stated)
    return time(int(found[1]), int(found[2])) if found else None


def _locale() -> str:
    language = current_language()
    return _LOCALES.get(language, language)
