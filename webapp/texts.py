"""The words of the interface: Danish in the source, other languages from `translations/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g
from flask_babel import Babel, get_translations

from webapp.languages import DEFAULT, current_language

if TYPE_CHECKING:
    from babel.support import NullTranslations
    from flask import Flask


def register_texts(app: Flask) -> None:
    """Let Babel choose by the address, and the templates use the two functions below."""
    Babel(app, default_locale=DEFAULT, locale_selector=current_language)
    # Flask-Babel looks the language up at every word; a page has hundreds, in one language.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined] # its extension's own
        lambda text: _translations().ugettext(text),
        lambda one, many, number: _translations().ungettext(one, many, number),
        newstyle=True,
    )


def gettext(text: str, **values: object) -> str:
    """Return a text in the language of the page; `%(name)s` is filled in."""
    found = str(_translations().ugettext(text))
    return found % values if values else found


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Return a text for a number in the language of the page; `%(num)s` is the number."""
    found = str(_translations().ungettext(one, many, number))
    return found % {"num": number, **values}


def _translations() -> NullTranslations:
    if "translations" not in g:
        g.translations = get_translations()
    found: NullTranslations = g.translations
    return found
