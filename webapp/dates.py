"""Dates in words, exactly as precise as the documents are (EDTF, ISO 8601-2 level 1).

What is fuzzy stays fuzzy: `2008-11~`, printed «i midten af november», reads «midten af november
2008», and where the document names no part of the month it reads «omkring november 2008».
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from babel.dates import format_date

from atlas.edtf import ONE_DATE, OPEN_END, SEASON_STARTS_IN
from webapp.languages import current_language
from webapp.texts import gettext
from webapp.words import day

if TYPE_CHECKING:
    from collections.abc import Mapping

_TO: Final = "\N{EN DASH}"
_LAST_MONTH: Final = 12
_PART: Final = re.compile(
    r"(?P<part>midten af|medio|slutningen af|ultimo|begyndelsen af|primo) (?P<of>\w+)",
    re.IGNORECASE,
)


def date_in_words(edtf: str, printed: str = "") -> str:
    """Return a date in the language of the page; `printed` is how the document writes it.

    An interval may be open at either end (`2006-12/..`); what is no date of EDTF stands as it is.
    """
    if not edtf:
        return gettext("ingen dato trykt")
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(first, printed)
    if first in OPEN_END:
        return gettext("til %(when)s", when=_one(last, printed))
    if last in OPEN_END:
        return gettext("fra %(when)s", when=_one(first, printed))
    begin, end = _one(first, printed), _one(last, printed)
    same_year = f" {first[:4]}" if first[:4] == last[:4] else "\N{NULL}"
    return f"{begin.removesuffix(same_year)}{_TO}{end}"


def year_of(edtf: str) -> int | None:
    """Return the year in which a date begins, or ends where its beginning is open; or None."""
    found = re.search(r"\d{4}", edtf)
    return int(found[0]) if found else None


def machine_date(edtf: str) -> str:
    """Return the date as HTML's `time` takes it: a year, a month or a day that is certain."""
    found = ONE_DATE.fullmatch(edtf)
    certain = found and not found[4] and (found[2] or "01") not in SEASON_STARTS_IN
    return edtf if certain else ""


def _one(edtf: str, printed: str) -> str:
    found = ONE_DATE.fullmatch(edtf)
    if found is None:
        return edtf
    year, month, day_, fuzzy = found.groups()
    exact = _exact(year, month, day_)
    if not fuzzy:
        return exact
    return _part(year, exact, printed) or gettext("omkring %(when)s", when=exact)


def _exact(year: str, month: str | None, day_: str | None) -> str:
    if month is None:
        return year
    if month in SEASON_STARTS_IN:
        return gettext("%(season)s %(year)s", season=_seasons()[month], year=year)
    when = _real_date(year, month, day_)
    if when is None:
        return "-".join(filter(None, (year, month, day_)))
    return day(when) if day_ else _month_of(when)


def _part(year: str, month_and_year: str, printed: str) -> str:
    """Return «midten af november 2008» where the document names a part of this month or year."""
    found = _PART.search(printed)
    if found is None:
        return ""
    of = found["of"].casefold()
    danish_month = _danish_months().get(of)
    if of == year:
        whole = year
    elif danish_month:
        whole = month_and_year
    else:
        return ""
    return _parts()[found["part"].casefold()] % {"when": whole}


def _real_date(year: str, month: str, day_: str | None) -> date | None:
    try:
        return date(int(year), int(month), int(day_ or 1))
    except ValueError:
        return None


def _month_of(when: date, language: str = "") -> str:
    return str(format_date(when, "MMMM y", locale=language or current_language()))


def _danish_months() -> Mapping[str, int]:
    months = range(1, _LAST_MONTH + 1)
    return {str(format_date(date(2000, one, 1), "MMMM", locale="da")): one for one in months}


def _seasons() -> Mapping[str, str]:
    return {
        "21": gettext("foråret"),
        "22": gettext("sommeren"),
        "23": gettext("efteråret"),
        "24": gettext("vinteren"),
    }


def _parts() -> Mapping[str, str]:
    middle = gettext("midten af %(when)s")
    end, beginning = gettext("slutningen af %(when)s"), gettext("begyndelsen af %(when)s")
    return {
        "midten af": middle,
        "medio": middle,
        "slutningen af": end,
        "ultimo": end,
        "begyndelsen af": beginning,
        "primo": beginning,
    }
