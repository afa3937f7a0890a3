"""The words of the interface: Danish in the source, other languages from `translations/`.

In a language that runs right to left, whatever is filled into a sentence stands apart from it in a
directional isolate (Unicode, UAX #9), so that a Danish name keeps its brackets and full stop, and
two years with a dash between them keep their order. A translator need not think of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final
from unicodedata import bidirectional

from flask import current_app, g
from flask_babel import Babel, get_translations

from webapp.languages import DEFAULT, current_language, direction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel.support import NullTranslations
    from flask import Flask

    _Ways = tuple[NullTranslations, bool]

_KEY: Final = "tfi_atlas.texts"
_OPEN: Final = "\N{FIRST STRONG ISOLATE}"
_OPEN_LEFTWARDS: Final = "\N{RIGHT-TO-LEFT ISOLATE}"
_CLOSE: Final = "\N{POP DIRECTIONAL ISOLATE}"
_ISOLATES: Final = re.compile(f"[{_OPEN}{_OPEN_LEFTWARDS}{_CLOSE}]")
_STRONG: Final = {"L", "R", "AL"}
_SEVERAL: Final = 2
_VALUE: Final = re.compile(r"%\((?!num\))\w+\)[sd]|\{\w+\}")
"""What is filled in; `%(num)s` is a bare number in the grip of its noun."""


def register_texts(app: Flask) -> None:
    """Let Babel choose by the address, and the templates use the functions below."""
    app.extensions[_KEY] = {}
    Babel(app, default_locale=DEFAULT, locale_selector=current_language)
    # Flask-Babel looks the language up at every word; a page has hundreds, in one language.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined] # its extension's own
        _text, _counted_text, newstyle=True
    )
    app.jinja_env.filters.update(listed=listed, without_isolates=without_isolates)


def gettext(text: str, **values: object) -> str:
    """Return a text in the language of the page; `%(name)s` is filled in."""
    found = _text(text)
    return found % values if values else found


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Return a text for a number in the language of the page; `%(num)s` is the number."""
    return _counted_text(one, many, number) % {"num": number, **values}


def listed(parts: Iterable[object]) -> str:
    """Return parts with the comma of the page's language between them, each apart from the next."""
    shown = [str(one) for one in parts]
    if not _runs_left() or len(shown) < _SEVERAL:
        return gettext(", ").join(shown)
    inside = gettext(", ").join(f"{_OPEN}{one}{_CLOSE}" for one in shown)
    return f"{_OPEN_LEFTWARDS}{inside}{_CLOSE}"


def without_isolates(text: str) -> str:
    """Return a text as it was before it was put together, for where nobody reads it in a page."""
    return _ISOLATES.sub("", text)


def _text(text: str) -> str:
    translations, runs_left = _ways()
    found = str(translations.ugettext(text))
    return _isolated(found) if runs_left else found


def _counted_text(one: str, many: str, number: int) -> str:
    translations, runs_left = _ways()
    found = str(translations.ungettext(one, many, number))
    return _isolated(found) if runs_left else found


@cache
def _isolated(text: str) -> str:
    """Return a text of the catalogue with each of its values in an isolate.

    What stands in an isolate says nothing of the way its surroundings run, so a text that is made
    of values alone is told which way it runs, for when it is itself a value.
    """
    inside = _VALUE.sub(rf"{_OPEN}\g<0>{_CLOSE}", text)
    has_words = any(bidirectional(one) in _STRONG for one in _VALUE.sub("", text))
    return inside if has_words or inside == text else f"{_OPEN_LEFTWARDS}{inside}{_CLOSE}"


def _runs_left() -> bool:
    return _ways()[1]


def _ways() -> _Ways:
    """Return this request's words, and whether they run from right to left; looked up once."""
    found: _Ways | None = g.get("texts")
    if found is None:
        known, code = current_app.extensions[_KEY], current_language()
        if code not in known:
            known[code] = get_translations(), direction(code) == "rtl"
        found = g.texts = known[code]
    return found
