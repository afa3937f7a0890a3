"""Countries by code (ISO 3166-1 alpha-2), by name, and by the Danish word for what is theirs.

An effort may be for people from some countries above others; a table says so by the country
("Somalia", "SO") or by the word for it ("somalisk"). Names are those of CLDR (Babel).
"""

from __future__ import annotations

from functools import cache
from typing import Final

from babel import Locale

from actors.words import fold, nearest_of

_NO_COUNTRIES: Final = frozenset(
    {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
)
"""Codes of two letters in CLDR that name no country: unions, seas, parts of a country, trials.

XK (Kosovo), which ISO leaves to its users, is one here.
"""

_LONGEST_CODE: Final = 3
_WORDS: Final = {
    "AF": "afghansk",
    "AL": "albansk",
    "BA": "bosnisk",
    "CN": "kinesisk",
    "DZ": "algerisk",
    "EG": "egyptisk",
    "ER": "eritreisk",
    "ET": "etiopisk",
    "GE": "georgisk",
    "GH": "ghanesisk",
    "GM": "gambiansk",
    "IN": "indisk",
    "IQ": "irakisk",
    "IR": "iransk",
    "JO": "jordansk",
    "LB": "libanesisk",
    "LK": "srilankansk",
    "MA": "marokkansk",
    "MK": "makedonsk",
    "PH": "filippinsk",
    "PK": "pakistansk",
    "PL": "polsk",
    "PS": "palæstinensisk",
    "RO": "rumænsk",
    "RS": "serbisk",
    "SD": "sudanesisk",
    "SO": "somalisk",
    "SY": "syrisk",
    "TH": "thailandsk",
    "TN": "tunesisk",
    "TR": "tyrkisk",
    "UA": "ukrainsk",
    "UG": "ugandisk",
    "VN": "vietnamesisk",
    "XK": "kosovoalbansk",
    "YE": "yemenitisk",
}
_ALSO_CALLED: Final = {
    "bosnien": "BA",
    "makedonien": "MK",
    "palæstina": "PS",
    "palestine": "PS",
    "burma": "MM",
    "tyrkiet": "TR",
    "turkey": "TR",
    "usa": "US",
}


@cache
def country_names(language: str = "da") -> dict[str, str]:
    """Return the name of every country by its code, in Danish unless told otherwise."""
    return {
        code: name
        for code, name in Locale(language).territories.items()
        if code.isalpha() and len(code) == len("DK") and code not in _NO_COUNTRIES
    }


def country_code(text: str) -> str:
    """Return the code for a code, a name (Danish or English) or a Danish word, or ""."""
    return _spellings().get(fold(text), "")


def nearest_country(text: str) -> str:
    """Return the Danish name that comes closest to a text, or ""; a code is near to none."""
    if len(text) <= _LONGEST_CODE:
        return ""
    return nearest_of(text, {fold(name): name for name in country_names().values()})


@cache
def _spellings() -> dict[str, str]:
    """Return codes by folded code, name or word; a code outranks a name."""
    danish, english = country_names(), country_names("en")
    return {
        **{fold(word): code for code, word in _WORDS.items()},
        **{fold(name): code for code, name in english.items() if code in danish},
        **{fold(name): code for code, name in danish.items()},
        **{fold(name): code for name, code in _ALSO_CALLED.items()},
        **{fold(code): code for code in danish},
    }
