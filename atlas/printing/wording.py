"""The words of the printed atlas in one language, from a file that a translator can write."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from atlas.errors import PrintingError
from atlas.labels import collection_name, word
from atlas.symbology import legend_word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_METRES_A_KILOMETRE = 1_000
_SEASONS: Final = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
"""The codes that EDTF (ISO 8601-2, level 1) puts in the month's place."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How one language says things; keys are those of `words/da.toml`, as `section.name`."""

    language: str
    sections: dict[str, dict[str, str]]

    def say(self, key: str, **values: Any) -> str:
        """Return a sentence with its values put in."""
        section, name = key.split(".")
        return self.sections[section][name].format(**values)

    def count(self, key: str, count: int) -> str:
        """Return «1 post», «12 poster»: the singular or plural sentence of a key."""
        return self.say(f"{key}_{'one' if count == 1 else 'many'}", count=self.number(count))

    def number(self, value: float) -> str:
        """Return a number with the language's separators."""
        return format_decimal(value, locale=self.language)

    def date(self, day: date) -> str:
        """Return a date in words."""
        return format_date(day, format="long", locale=self.language)

    def distance(self, metres: float) -> str:
        """Return a distance in metres or whole kilometres, with a space that does not break."""
        if metres >= _METRES_A_KILOMETRE:
            return f"{self.number(metres / _METRES_A_KILOMETRE)}\N{NO-BREAK SPACE}km"
        return f"{self.number(metres)}\N{NO-BREAK SPACE}m"

    def collection(self, code: str) -> str:
        """Return a collection's name as it stands in a heading."""
        return collection_name(code, self.language)

    def collection_in_a_sentence(self, code: str) -> str:
        """Return a collection's name as it stands inside a sentence."""
        return self.sections["in_a_sentence"].get(code, self.collection(code))

    def term(self, section: str, code: str) -> str:
        """Return the word for a theme, status, kind or target group."""
        return word(section, code, self.language)

    def legend(self, code: str) -> str:
        """Return the legend's word for a layer or sign."""
        return legend_word(code, self.language)

    def period(self, start: str, end: str) -> str:
        """Return two dates of EDTF (ISO 8601-2, level 1) in words, or one with a dash beside it."""
        if not (start or end):
            return ""
        dates = [self._as_precise_as_stated(one) for one in (start, end)]
        return "\N{EN DASH}".join(dates) if dates[0] != dates[1] else dates[0]

    def when(self, edtf: str) -> str:
        """Return a date or an interval of EDTF in words, "" where none is stated."""
        start, slash, end = edtf.partition("/")
        if not slash:
            return self._as_precise_as_stated(start)
        if not start.strip("."):
            return self.say("freshness.until", date=self._as_precise_as_stated(end))
        return self.period(start, end)

    def ages(self, youngest: int | None, oldest: int | None) -> str:
        """Return a range of ages in years, open where one end is not stated."""
        if youngest is None and oldest is None:
            return ""
        key = "to" if youngest is None else "from" if oldest is None else "range"
        return self.say(f"ages.{key}", youngest=youngest, oldest=oldest)

    def _as_precise_as_stated(self, edtf: str) -> str:
        """Return a year, a month or a day in words; «~» and «?» say that it is about then."""
        stated = edtf.rstrip("~?%.")
        if not stated:
            return ""
        about = self.say("freshness.about") if stated != edtf else ""
        year, _, season = stated.partition("-")
        if season in _SEASONS:
            return about + self.say(f"freshness.{_SEASONS[season]}", year=year)
        for form, skeleton in (("%Y-%m-%d", "d. MMMM y"), ("%Y-%m", "MMMM y")):
            try:
                day = datetime.strptime(stated, form).replace(tzinfo=UTC)
            except ValueError:
                continue
            return about + format_date(day, format=skeleton, locale=self.language)
        return about + stated

    def languages(self, codes: Sequence[str]) -> str:
        """Return the names of languages given by ISO 639 code; an unknown code as it is."""
        return ", ".join(self._language(code) for code in codes)

    def _language(self, code: str) -> str:
        try:
            return Locale.parse(code, sep="-").get_display_name(self.language) or code
        except (UnknownLocaleError, ValueError):
            return code


@cache
def wording(language: str) -> Wording:
    """Return the words of a language.

    Raises:
        PrintingError: where the atlas has not been translated into it.
    """
    source = resources.files("atlas.printing") / "words" / f"{language}.toml"
    if not language.isalpha() or not source.is_file():
        message = (
            f"Atlasset kan ikke trykkes på «{language}»:"
            f" oversæt atlas/printing/words/da.toml til {language}.toml."
        )
        raise PrintingError(message)
    return Wording(language=language, sections=tomllib.loads(source.read_text(encoding="utf-8")))
