"""The words of the printed atlas in one language, from a file that a translator can write."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from atlas.errors import PrintingError
from atlas.labels import collection_name, is_translated, word
from atlas.printing.translation import OPEN, ORIGINAL, complete, isolated, stands_apart
from atlas.symbology import is_named, legend_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_METRES_A_KILOMETRE = 1_000
_SEASONS: Final = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
"""The codes that EDTF (ISO 8601-2, level 1) puts in the month's place."""

_DATED_AS: Final = {"en": "en_GB"}
"""Where a language has several orders of a date, that of Europe."""

_DIGITS: Final = "latn"
"""The digits 0 to 9, in every language, since they are those of the maps (decision 0016)."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How one language says things; keys are those of `words/da.toml`, as `section.name`."""

    language: str
    sections: dict[str, dict[str, str]]

    @cached_property
    def runs_left(self) -> bool:
        """Whether the language is written from right to left."""
        return Locale.parse(self.language).text_direction == "rtl"

    def say(self, key: str, **values: Any) -> str:
        """Return a sentence with its values put in.

        Where the language runs from right to left, what of the values does not stands apart, so
        that «(formand)» and «12 34 56 78» keep their order; a sentence that its translator has
        isolated as a whole keeps it by itself.
        """
        section, name = key.split(".")
        sentence = self.sections[section][name]
        if self.runs_left and OPEN not in sentence:
            values = {one: _kept_in_order(value) for one, value in values.items()}
        return sentence.format(**values)

    def count(self, key: str, count: int, **values: Any) -> str:
        """Return «1 post», «12 poster»: the sentence of a key in the form that the count takes.

        The forms are those of the language (Unicode CLDR); one that has no sentence of its own
        takes that of `_many`.
        """
        section, name = key.split(".")
        form = f"{name}_{Locale.parse(self.language).plural_form(count)}"
        found = form if form in self.sections[section] else f"{name}_many"
        return self.say(f"{section}.{found}", count=self.number(count), **values)

    def listed(self, values: Iterable[str]) -> str:
        """Return values in a row, parted by the language's comma."""
        return self._joined("lists.comma", values)

    def enumerated(self, values: Sequence[str]) -> str:
        """Return values in a row with an «og» before the last."""
        *before, last = values or ("",)
        return self.say("counts.and").join(filter(None, (self.listed(before), last)))

    def listed_apart(self, values: Iterable[str]) -> str:
        """Return values in a row that have commas of their own, parted by semicolons."""
        return self._joined("lists.semicolon", values)

    def _joined(self, sign: str, values: Iterable[str]) -> str:
        kept = (_kept_in_order(one) for one in values) if self.runs_left else values
        return self.say(sign).join(kept)

    def number(self, value: float) -> str:
        """Return a number with the language's separators, in the digits of the maps."""
        return format_decimal(value, locale=self.language, numbering_system=_DIGITS)

    def date(self, day: date) -> str:
        """Return a date in words."""
        return format_date(day, format="long", locale=self._dated_as)

    @property
    def _dated_as(self) -> str:
        return _DATED_AS.get(self.language, self.language)

    def distance(self, metres: float) -> str:
        """Return a distance in metres or whole kilometres, with a space that does not break."""
        if metres >= _METRES_A_KILOMETRE:
            return self.say("counts.kilometres", count=self.number(metres / _METRES_A_KILOMETRE))
        return self.say("counts.metres", count=self.number(metres))

    def collection(self, code: str) -> str:
        """Return a collection's name as it stands in a heading."""
        return collection_name(code, self.language)

    def collection_in_a_sentence(self, code: str) -> str:
        """Return a collection's name as it stands inside a sentence."""
        return self.sections["in_a_sentence"].get(code, self.collection(code))

    def term(self, section: str, code: str) -> str:
        """Return the word for a theme, status, kind or target group, else the Danish, marked so."""
        found = word(section, code, self.language)
        return found if is_translated(section, code, self.language) else isolated(found)

    def legend(self, code: str) -> str:
        """Return the legend's word for a layer or sign, else the Danish, marked so."""
        found = legend_word(code, self.language)
        return found if is_named(code, self.language) else isolated(found)

    def period(self, start: str, end: str) -> str:
        """Return two dates of EDTF (ISO 8601-2, level 1) in words, or the one there is."""
        if not (start or end):
            return ""
        dates = [self._as_precise_as_stated(one) for one in (start, end)]
        if dates[0] == dates[1]:
            return dates[0]
        first, last = dates
        if not last:
            return self.say("freshness.since", date=first)
        if not first:
            return self.say("freshness.until", date=last)
        # Two months of one year need its number once.
        same_year = f" {start[:4]}" if start[:4] == end[:4] else "\N{NULL}"
        return self.say("freshness.span", start=first.removesuffix(same_year), end=last)

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
        for form, style in (("%Y-%m-%d", "long"), ("%Y-%m", "MMMM y")):
            try:
                day = datetime.strptime(stated, form).replace(tzinfo=UTC)
            except ValueError:
                continue
            return about + format_date(day, format=style, locale=self._dated_as)
        return about + stated

    def languages(self, codes: Sequence[str]) -> str:
        """Return the names of languages given by ISO 639 code; an unknown code as it is."""
        return self.listed(self._language(code) for code in codes)

    def _language(self, code: str) -> str:
        try:
            return Locale.parse(code, sep="-").get_display_name(self.language) or code
        except (UnknownLocaleError, ValueError):
            return code


def danish_figures(printed: str) -> str:
    """Return a plain number («54.40», «4627») as Danish writes it, with all of its decimals.

    A text that is none is returned as it is.
    """
    whole, point, decimals = printed.partition(".")
    if not whole.isdecimal() or not (decimals.isdecimal() or not point):
        return printed
    return format_decimal(int(whole), locale=ORIGINAL) + ("," + decimals if decimals else "")


def _kept_in_order(value: Any) -> Any:  # noqa: ANN401 - whatever a sentence takes
    return isolated(value) if isinstance(value, str) and stands_apart(value) else value


@cache
def wording(language: str) -> Wording:
    """Return the words of a language.

    Raises:
        PrintingError: where the atlas has not been translated into it, or not wholly; the message
            names the file and the keys.
    """
    source = resources.files("atlas.printing") / "words" / f"{language}.toml"
    if not language.isalpha() or not source.is_file():
        message = (
            f"Atlasset kan ikke trykkes på «{language}»:"
            f" oversæt atlas/printing/words/da.toml til {language}.toml."
        )
        raise PrintingError(message)
    sections = _read(language)
    complete(language, sections, _read(ORIGINAL))
    return Wording(language=language, sections=sections)


def _read(language: str) -> dict[str, dict[str, str]]:
    source = resources.files("atlas.printing") / "words" / f"{language}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
