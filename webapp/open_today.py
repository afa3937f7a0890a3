"""Whether somebody is open just now, in words: open, closed until, or nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from babel.dates import format_date

from atlas.opening import COPENHAGEN, Opening, is_readable, next_change, state_at
from webapp.languages import current_language
from webapp.moments import clock_in_words
from webapp.texts import gettext

if TYPE_CHECKING:
    from webapp.records import RecordView

_A_WEEK: Final = timedelta(days=7)
_LOCALES: Final = {"en": "en_GB"}
_FAR_DAY: Final = {"da": "EEEE d. MMMM"}


@dataclass(frozen=True, kw_only=True)
class OpenToday:
    """A state (`open`, `closed` or `unknown`) with what to say of it."""

    state: str
    words: str


def open_today(record: RecordView, now: datetime | None = None) -> OpenToday | None:
    """Return whether a record is open at a moment, this one where none is given; in words.

    None for who states no hours, and for who is history: nobody goes there by hours of then.
    """
    hours = str(record.stated.get("opening_hours", ""))
    if not record.confirmed or not hours:
        return None
    moment = (now or datetime.now(UTC)).astimezone(COPENHAGEN)
    state = state_at(hours, moment) if is_readable(hours) else Opening.UNKNOWN
    change = next_change(hours, moment)
    after = state_at(hours, change) if change else Opening.UNKNOWN
    # What begins then may be as uncertain as a telephone call: only what is known is foretold.
    sure = {state, after} == {Opening.OPEN, Opening.CLOSED}
    return OpenToday(state=state.value, words=_words(state, change if sure else None, moment))


def _words(state: Opening, change: datetime | None, now: datetime) -> str:
    if state is Opening.UNKNOWN:
        return gettext("Vi ved ikke, om der er åbent lige nu. Spørg, før du går derhen.")
    if state is Opening.OPEN:
        if change is None or change - now >= _A_WEEK:
            return gettext("Åbent nu")
        return gettext("Åbent nu, lukker %(when)s", when=_when(change, now))
    if change is None:
        return gettext("Lukket nu")
    return gettext("Lukket nu, åbner %(when)s", when=_when(change, now))


def _when(change: datetime, now: datetime) -> str:
    """Return when something changes: a time today, a day with its time, or a date."""
    language = current_language()
    locale = _LOCALES.get(language, language)
    clock = clock_in_words(change.time())
    if change.date() == now.date():
        return gettext("kl. %(time)s", time=clock)
    wide = "EEEE" if change.date() - now.date() < _A_WEEK else _FAR_DAY.get(language, "EEEE d MMMM")
    return gettext(
        "%(day)s kl. %(time)s",
        day=format_date(change.date(), wide, locale=locale),
        time=clock,
    )
