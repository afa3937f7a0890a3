"""Years, days and dates that are only as precise as their source (EDTF, ISO 8601-2)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from actors.rules.notes import CellNotes

EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2100
"""For the start and end of projects; a year of information ends with next year."""

_MONTHS: Final = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
_SEASONS: Final = {"forår": 21, "foråret": 21, "sommer": 22, "sommeren": 22} | {
    "efterår": 23, "efteråret": 23, "vinter": 24, "vinteren": 24
}  # fmt: skip
_MONTHS_OF_SEASON: Final = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}

_YEAR: Final = re.compile(r"([0-9]{4})(?:[.,]0+)?")
_ISO_DAY: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?)?"
)
_DANISH_DAY: Final = re.compile(r"([0-9]{1,2})\s?[-./]\s?([0-9]{1,2})\s?[-./ ]\s?([0-9]{4})")
_DAY_IN_WORDS: Final = re.compile(
    r"(?:den )?([0-9]{1,2})\.? ([a-zæøå]+)\.? ([0-9]{4})", re.IGNORECASE
)
_MONTH_IN_WORDS: Final = re.compile(r"([a-zæøå]+)\.? ([0-9]{4})", re.IGNORECASE)
_DANISH_MONTH: Final = re.compile(r"([0-9]{1,2})[-./]([0-9]{4})")
_SHORT_YEAR: Final = re.compile(r"([0-9]{1,2})\s?[-./]\s?([0-9]{1,2})\s?[-./ ]\s?([0-9]{2})")
_EDTF: Final = re.compile(
    r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX))?(?:-([0-9]{2}|XX))?([?~%]?)"
)
_ABOUT: Final = re.compile(r"(?:ca\.?|cirka|omkring) ([0-9]{4})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Span:
    """A date as EDTF, with the first and the last day that it can mean."""

    edtf: str
    first: date
    last: date


def year(text: str, note: CellNotes, today: date) -> int | None:
    """Return the year that an information is of, between 1900 and next year."""
    if not text:
        return None
    given = _YEAR.fullmatch(text)
    if given and EARLIEST_YEAR <= int(given[1]) <= today.year + 1:
        return int(given[1])
    meant = _day_of(text)
    wrong = f"»{text}« er ikke et årstal mellem {EARLIEST_YEAR} og {today.year + 1}."
    note.error(wrong, f"Skriv {meant.year}." if meant else "Skriv årstallet med fire cifre.")
    return None


def day(text: str, note: CellNotes, today: date) -> date | None:
    """Return a day in the past, given as ISO 8601 or in Danish (31-12-2008, 31/12 2008)."""
    if not text:
        return None
    found = _day_of(text)
    if found is None:
        note.error(f"»{text}« er ikke en dato.", _meant_day(text))
    elif found > today:
        note.error(f"{found:%d-%m-%Y} ligger i fremtiden.", "Skriv en dag, der har været.")
    elif found.year < EARLIEST_YEAR:
        note.error(f"{found:%d-%m-%Y} ligger før {EARLIEST_YEAR}.", "Tjek årstallet.")
    else:
        return found
    return None


def span(text: str, note: CellNotes) -> Span | None:
    """Return a date as precise as it is given: EDTF level 0 and parts of level 1, or Danish.

    Taken are years, months, days and seasons (2007, 2007-02, 2007-02-28, 2007-21), `?`, `~` and
    `%` after them, and `X` for unknown digits (200X, 2007-XX).
    """
    if not text:
        return None
    found = _span_of(_as_edtf(text))
    if found is None:
        note.error(f"»{text}« er ikke en dato.", _meant_span(text))
    elif not EARLIEST_YEAR <= found.first.year <= LATEST_YEAR:
        wrong = f"Året {found.first.year} ligger uden for {EARLIEST_YEAR}-{LATEST_YEAR}."
        note.error(wrong, "Tjek årstallet.")
    else:
        return found
    return None


def _day_of(text: str) -> date | None:
    if iso := _ISO_DAY.fullmatch(text):
        return _date(iso[1], iso[2], iso[3])
    if danish := _DANISH_DAY.fullmatch(text):
        return _date(danish[3], danish[2], danish[1])
    if words := _DAY_IN_WORDS.fullmatch(text):
        return _date(words[3], _month(words[2]), words[1])
    return None


def _date(year_: str, month: str | int, day_: str) -> date | None:
    try:
        return date(int(year_), int(month), int(day_))
    except ValueError:
        return None


def _month(name: str) -> int:
    """Return a month by its Danish name or the first three letters of it; 0 for none."""
    lower = name.casefold()
    found = (n for n, one in enumerate(_MONTHS, start=1) if lower in {one, one[:3], one[:4]})
    return next(found, 0)


def _as_edtf(text: str) -> str:
    """Return a Danish way of writing a date as EDTF; anything else as it is."""
    if whole := _day_of(text):
        return whole.isoformat()
    if about := _ABOUT.fullmatch(text):
        return f"{about[1]}~"
    if month := _DANISH_MONTH.fullmatch(text):
        return f"{month[2]}-{int(month[1]):02}"
    if words := _MONTH_IN_WORDS.fullmatch(text):
        number = _month(words[1]) or _SEASONS.get(words[1].casefold(), 0)
        return f"{words[2]}-{number:02}"
    return text


def _span_of(edtf: str) -> Span | None:
    given = _EDTF.fullmatch(edtf)
    if given is None or _contradicts_itself(given):
        return None
    first_year, last_year = given[1].replace("X", "0"), given[1].replace("X", "9")
    first_month, last_month = _months(given[2])
    try:
        last_of_month = calendar.monthrange(int(last_year), last_month)[1]
        exact = given[3] not in {None, "XX"}
        return Span(
            edtf=edtf,
            first=date(int(first_year), first_month, int(given[3]) if exact else 1),
            last=date(int(last_year), last_month, int(given[3]) if exact else last_of_month),
        )
    except ValueError:  # IllegalMonthError of calendar is one
        return None


def _contradicts_itself(given: re.Match[str]) -> bool:
    """Return whether a part is known although a larger one is not, or a season has a day."""
    year_, month, day_ = given[1], given[2], given[3]
    if "X" in year_ and month:
        return True
    return bool(day_) and ((month == "XX" and day_ != "XX") or (month != "XX" and int(month) > 12))  # noqa: PLR2004 - months


def _months(given: str | None) -> tuple[int, int]:
    if given is None or given == "XX":
        return 1, 12
    return _MONTHS_OF_SEASON.get(int(given), (int(given), int(given)))


def _meant_day(text: str) -> str:
    if short := _SHORT_YEAR.fullmatch(text):
        return f"Skriv årstallet helt ud: {short[1]}-{short[2]}-20{short[3]}."
    danish = _DANISH_DAY.fullmatch(text)
    if danish and _date(danish[3], danish[1], danish[2]):
        return f"Skriv dagen først: {int(danish[2])}-{int(danish[1])}-{danish[3]}."
    return "Skriv hele datoen, for eksempel 31-12-2008."


def _meant_span(text: str) -> str:
    if "/" in text or " til " in text:
        return "Skriv start og slut hver for sig, for eksempel 2007-02 og 2009."
    if _SHORT_YEAR.fullmatch(text):
        return _meant_day(text)
    return "Skriv år, måned eller dag, for eksempel 2007, 2007-02 eller 28-02-2007."
