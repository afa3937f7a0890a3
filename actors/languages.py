"""Languages by code (ISO 639-1, else 639-3) and by the names that CLDR has for them (Babel)."""

from __future__ import annotations

from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global

from actors.words import fold, nearest_of

_NO_LANGUAGES: Final = frozenset({"und", "mul", "zxx", "root"})
# Spoken in Copenhagen, in ISO 639-3, but without a Danish name in CLDR (Dari has one as fa_AF).
_ADDED: Final = {
    "aii": {"da": "assyrisk", "en": "Assyrian Neo-Aramaic", "ar": "الآشورية"},
    "cnr": {"da": "montenegrinsk", "en": "Montenegrin", "ar": "لغة الجبل الأسود"},
    "dsl": {"da": "dansk tegnsprog", "en": "Danish Sign Language", "ar": "لغة الإشارة الدنماركية"},
    "kmr": {"da": "kurmanji", "en": "Northern Kurdish", "ar": "الكردية الشمالية (الكرمانجية)"},
    "prs": {"da": "dari", "en": "Dari", "ar": "الدارية"},
}
_ALSO_CALLED: Final = {
    "farsi": "fa",
    "nordkurdisk": "kmr",
    "centralkurdisk": "ckb",
    "tegnsprog": "dsl",
    "montenegrinsk": "cnr",
    "norsk bokmål": "nb",
}


@cache
def language_names(language: str = "da") -> dict[str, str]:
    """Return the name of every known language by its code, in Danish unless told otherwise."""
    names = {
        code: name
        for code, name in Locale(language).languages.items()
        if code.isalpha() and len(code) in {2, 3} and code not in _NO_LANGUAGES
    }
    added = {code: by.get(language, by["en"]) for code, by in _ADDED.items()}
    return {**names, **added}


def language_code(text: str) -> str:
    """Return the code for a code or a name (Danish or English), or "" where there is none."""
    return _spellings().get(fold(text), "")


def nearest_language(text: str) -> str:
    """Return the Danish name that comes closest to a text, or ""."""
    return nearest_of(text, {fold(name): name for name in language_names().values()})


@cache
def _spellings() -> dict[str, str]:
    """Return codes by folded code or name; a code outranks a name, and both an old code."""
    names = language_names()
    aliases = {
        old: new
        for old, new in get_global("language_aliases").items()
        if old.isalpha() and new in names
    }
    english = {fold(name): code for code, name in language_names("en").items() if code in names}
    danish = {fold(name): code for code, name in names.items()}
    also = {fold(name): code for name, code in _ALSO_CALLED.items() if code in names}
    return {**aliases, **english, **danish, **also, **{code: code for code in names}}
