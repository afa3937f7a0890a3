"""Reads what is asked of a collection of the OGC API, and refuses what is not understood.

OGC API - Features - Part 1: Core (OGC 17-069r4), 7.15: bbox, datetime, limit and filters by
property; a parameter that the API does not have, or a value that is none, is answered by 400.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from atlas.features import FILTERED, FILTERS, Box, Period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug.datastructures import MultiDict

    from atlas.features import Features

DEFAULT_LIMIT: Final = 100
MAX_LIMIT: Final = 10_000
"""More than this is not sent at once; who asks for more gets so many, and a link to the next."""

MAX_VALUES: Final = 40
"""More values of one property than this are refused; no list of words is as long."""

_PLAIN: Final = 4
_WITH_HEIGHTS: Final = 6
_OPEN: Final = ("", "..")
_MOST_OFFSET: Final = 10**9
_MAX_QUOTED: Final = 60


class QueryError(ValueError):
    """Something was asked that the API does not have; the message says what it has (English)."""


@dataclass(frozen=True, kw_only=True)
class Query:
    """What is asked of a collection's items."""

    limit: int = DEFAULT_LIMIT
    offset: int = 0
    box: Box | None = None
    period: Period | None = None
    stated: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out but what lies beyond the limit."""
        return self.box is None and self.period is None and not self.stated and self.offset == 0


def read_query(arguments: MultiDict[str, str], features: Features) -> Query:
    """Return what is asked.

    Raises:
        QueryError: where a parameter is unknown, stands twice, or has no such value.
    """
    names = property_names(features)
    known = {"f", "bbox", "datetime", "limit", "offset", *names}
    for name in arguments:
        if name not in known:
            raise QueryError(
                f"The parameter '{_quoted(name)}' is not known."
                f" Known are {', '.join(sorted(known))}; coordinates are CRS84 only."
            )
        if name not in names and len(arguments.getlist(name)) > 1:
            raise QueryError(f"The parameter '{name}' stands more than once.")
    return Query(
        limit=min(_number(arguments, "limit", DEFAULT_LIMIT, least=1), MAX_LIMIT),
        offset=_number(arguments, "offset", 0, least=0),
        box=_box(arguments["bbox"]) if "bbox" in arguments else None,
        period=_period(arguments["datetime"]) if "datetime" in arguments else None,
        stated=_stated(arguments, names),
    )


def property_names(features: Features) -> dict[str, str]:
    """Return the parameters that choose by a property: the site's words, and their own names."""
    there = [name for name in FILTERED if name in features.values]
    words = {word: name for word, name in FILTERS.items() if name in there}
    return words | {name: name for name in there}


def _stated(arguments: MultiDict[str, str], names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in arguments:
        if name in names:
            values = [one for text in arguments.getlist(name) for one in _values(name, text)]
            found[names[name]] = (*found.get(names[name], ()), *values)
    if any(len(values) > MAX_VALUES for values in found.values()):
        raise QueryError(f"At most {MAX_VALUES} values of one property are taken.")
    return found


def _values(name: str, text: str) -> Sequence[str]:
    """Return the values in a parameter; codes may be parted by commas, names hold some."""
    return [text] if name == "name" else text.split(",")


def _number(arguments: MultiDict[str, str], name: str, default: int, *, least: int) -> int:
    text = arguments.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit()) or not least <= int(text[:12]) <= _MOST_OFFSET:
        raise QueryError(f"'{name}' is '{_quoted(text)}'; give a whole number from {least}.")
    return int(text)


def _box(text: str) -> Box:
    """Return the box of «west,south,east,north» in degrees; heights are looked away from."""
    try:
        numbers = [float(one) for one in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == _WITH_HEIGHTS:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != _PLAIN or not all(map(math.isfinite, numbers)):
        raise QueryError(
            f"'bbox' is '{_quoted(text)}'; give west,south,east,north in degrees (CRS84)."
        )
    west, south, east, north = numbers
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004 - degrees of the globe
        raise QueryError("'bbox' lies outside the globe, or its south is north of its north.")
    return west, south, east, north


def _period(text: str) -> Period:
    """Return the days of an RFC 3339 date, date-time or interval, either end open by «..»."""
    ends = text.split("/")
    try:
        if len(ends) == 1:
            day = _day(text)
            return Period(day, day)
        begin, end = ends
        found = Period(
            date.min if begin in _OPEN else _day(begin), date.max if end in _OPEN else _day(end)
        )
    except ValueError:
        raise QueryError(
            f"'datetime' is '{_quoted(text)}'; give a day like 2026-11-21, or two with / between."
        ) from None
    if found.begin > found.end:
        raise QueryError("'datetime' ends before it begins.")
    return found


def _day(text: str) -> date:
    """Return the day of an RFC 3339 date or date-time; what is kept here is whole days."""
    day, separator, clock = text.upper().partition("T")
    if separator and not clock.endswith("Z") and "+" not in clock and "-" not in clock:
        raise ValueError
    return date.fromisoformat(day)


def _quoted(text: str) -> str:
    return text[:_MAX_QUOTED]
