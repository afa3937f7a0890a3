"""The site's own words for codes: precision, dates, lists, in the language of the page."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit

from atlas.freshness import assured_date, is_confirmed
from atlas.labels import collection_name, language_names, word
from atlas.opening import COPENHAGEN
from webapp.languages import current_language
from webapp.texts import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping


_DATES: Final = {"en": "en_GB"}
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_MEGABYTE: Final = 1_000_000
_NAMED_AS: Final = {"prs": "fa_AF"}
"""Languages that CLDR has a name for under another code: Dari is the Persian of Afghanistan."""


def today() -> date:
    """Return the day by which a record's age and its hours are judged: Copenhagen's."""
    return datetime.now(COPENHAGEN).date()


def term(section: str, code: str) -> str:
    """Return the word for a code of the taxonomy in the language of the page."""
    return word(section, code, current_language())


def place_name(code: str) -> str:
    """Return a collection's name in the language of the page."""
    return collection_name(code, current_language())


def language_name(code: str) -> str:
    """Return a language's name (ISO 639 code) in the language of the page, or the code."""
    return language_names(current_language()).get(code, code)


def country_name(code: str) -> str:
    """Return a country's name (ISO 3166-1 alpha-2) in the language of the page, or the code."""
    return str(Locale.parse(current_language()).territories.get(code.upper(), code))


def own_name(code: str) -> str:
    """Return what a language (ISO 639 code) calls itself; as the page calls it where none knows."""
    tag = _NAMED_AS.get(code, code)
    try:
        found = Locale.parse(tag).languages[tag]
    except (UnknownLocaleError, ValueError, KeyError):
        return language_name(code)
    return str(found).partition(" (")[0]


def day(value: date) -> str:
    """Return a date in words, as it is written in Europe."""
    language = current_language()
    return _day(value, _DATES.get(language, language))


@lru_cache(maxsize=4_096)
def _day(value: date, locale: str) -> str:
    return str(format_date(value, "long", locale=locale))


def figure(value: float) -> str:
    """Return a number as the language of the page writes it."""
    return _figure(value, current_language())


@lru_cache(maxsize=4_096)
def _figure(value: float, language: str) -> str:
    return str(format_decimal(value, locale=language))


def file_size(bytes_: int) -> str:
    """Return a file's size in kB, or from 1 MB on in MB, as the language of the page writes it."""
    unit, value = "megabyte", round(bytes_ / _MEGABYTE, 1)
    if value < 1:
        unit, value = "kilobyte", round(bytes_ / 1000)
    return str(format_unit(value, f"digital-{unit}", "short", locale=current_language()))


def sentence(text: str) -> str:
    """Return a text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def extent_of(precision: str) -> str:
    """Return in words how exactly a place is known, "" for an address."""
    match precision:
        case "street":
            return gettext("omtrentligt: et sted på gaden")
        case "estate":
            return gettext("omtrentligt: hele boligområdet")
        case "neighbourhood":
            return gettext("omtrentligt: hele kvarteret")
        case "district":
            return gettext("hele distriktet")
        case "city":
            return gettext("hele byen")
    return ""


def kind_of_place(kind: str) -> str:
    """Return in a word a kind or a precision of places, "" for a district or wider."""
    return {
        "street": gettext("Gade"),
        "estate": gettext("Boligområde"),
        "neighbourhood": gettext("Kvarter"),
        "bydel": gettext("Bydel"),
    }.get(kind, "")


def membership_in_words(membership: str) -> str:
    """Return in words what decides an area's district: a document, or its outline."""
    return {
        "stated": gettext("et dokument siger det"),
        "geometry": gettext("omridset ligger der"),
    }.get(membership, "")


def layer_title(layer: str) -> str:
    """Return a layer's name in words."""
    return {
        "district": gettext("Omrids"),
        "actors": gettext("Aktører"),
        "projects": gettext("Projekter"),
        "udsatte_boligomraader": gettext("Udsatte boligområder"),
        "helhedsplaner": gettext("Helhedsplaner"),
        "kvarterer": gettext("Kvarterer og boligområder"),
        "baggrund": gettext("Baggrund"),
    }.get(layer, layer)


def list_name(name: str) -> str:
    """Return the name of a list of areas in the language of the page, as it is where unknown."""
    return {
        "Socialministeriets udsatte boligområder": gettext(
            "Socialministeriets udsatte boligområder"
        ),
    }.get(name, name)


def assurance(properties: Mapping[str, Any]) -> str:
    """Return in words when somebody last confirmed a record (design, law 3)."""
    assured, year = assured_date(properties), properties.get("year")
    if assured is not None and is_confirmed(properties, today()):
        return gettext("bekræftet %(day)s", day=_whole(day(assured)))
    if assured is not None:
        return gettext("ikke bekræftet siden %(when)s", when=_whole(day(assured)))
    if year is not None:
        return gettext("ikke bekræftet siden %(when)s", when=year)
    return gettext("ikke bekræftet, året er ukendt")


def _whole(date_in_words: str) -> str:
    """Return a date that no line breaks between the day and the month."""
    return date_in_words.replace(" ", _NO_BREAK, 1)
