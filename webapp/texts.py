"""The words of the interface: Danish in the source, other languages from `translations/`."""

from __future__ import annotations

import flask_babel


def gettext(text: str, **values: object) -> str:
    """Return a text in the language of the page; `%(name)s` is filled in."""
    return str(flask_babel.gettext(text, **values))
