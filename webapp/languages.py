"""The site's languages: Danish without a prefix, every other one under its code.

The prefix is taken off before routing and put into SCRIPT_NAME, so that each page has one
route, and every link that Flask builds stays in the language of the page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from babel import Locale
from flask import current_app, request

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DEFAULT: Final = "da"
READ: Final = ("da", "en")
"""Languages whose words somebody who is at home in them has read, in the order of the switch."""


def languages_in(translations: Path) -> dict[str, str]:
    """Return the languages of a folder's compiled catalogues, and Danish: code → its own name.

    Those that have been read come first. `translations` holds `<code>/LC_MESSAGES/messages.mo`.
    """
    found = {one.parents[1].name for one in translations.glob("*/LC_MESSAGES/messages.mo")}
    ordered = [one for one in READ if one in {DEFAULT, *found}] + sorted(found - set(READ))
    return {code: _own_name(code) for code in ordered}


def _own_name(code: str) -> str:
    name = str(Locale.parse(code).get_display_name(code))
    return name[:1].upper() + name[1:]


LANGUAGES: Final = languages_in(Path(__file__).with_name("translations"))
"""Code → the language's own name, as the switch shows it; a language is there by its catalogue."""

AWAITING_A_READER: Final = frozenset(LANGUAGES) - set(READ)
"""Languages whose words nobody who is at home in them has read yet; their pages say so."""

_LANGUAGE: Final = "tfi_atlas.language"
_ROOT: Final = "tfi_atlas.root"


class LanguagePrefix:
    """WSGI middleware that reads the language from the first part of the path."""

    def __init__(self, application: WSGIApplication) -> None:
        """Wrap an application that knows no languages."""
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, with the prefix moved from the path to the script name."""
        root, path = environ.get("SCRIPT_NAME", ""), environ.get("PATH_INFO", "")
        code, slash, rest = path.removeprefix("/").partition("/")
        environ[_ROOT], environ[_LANGUAGE] = root, DEFAULT
        if code in LANGUAGES and code != DEFAULT:
            if not slash:
                location = quote(f"{root}/{code}/")
                start_response("308 Permanent Redirect", [("Location", location)])
                return [b""]
            environ[_LANGUAGE] = code
            environ["SCRIPT_NAME"], environ["PATH_INFO"] = f"{root}/{code}", f"/{rest}"
        return self._application(environ, start_response)


def current_language() -> str:
    """Return the language of the page that is being made."""
    return str(request.environ.get(_LANGUAGE, DEFAULT))


def direction(code: str) -> str:
    """Return which way a language is written, "ltr" or "rtl", as Unicode's CLDR has it."""
    return str(Locale.parse(code).text_direction)


def root() -> str:
    """Return the path below which the site stands, without the language, "" for none."""
    return quote(request.environ.get(_ROOT, ""), safe="/~")


def here_in(code: str) -> str:
    """Return the address of this page in another language, with its query as it is."""
    return page_in(code) + query_here()


def page_in(code: str) -> str:
    """Return the address of this page in a language, without its query."""
    path = request.environ[_ROOT] + _prefix_of(code) + request.environ["PATH_INFO"]
    return quote(path.encode("latin-1"), safe="/~")


def query_here() -> str:
    """Return the query of this page with its question mark, "" where it has none."""
    query = request.query_string.decode("latin-1")
    return f"?{quote(query, safe=_QUERY)}" if query else ""


def url_in(code: str, endpoint: str, **values: str) -> str:
    """Return the address of a page in a language."""
    root = request.environ[_ROOT] + _prefix_of(code)
    return current_app.url_map.bind("localhost", script_name=root or "/").build(endpoint, values)


def shared_url(endpoint: str, **values: str) -> str:
    """Return the address of something that is the same in every language: a layer, an asset."""
    return url_in(DEFAULT, endpoint, **values)


def _prefix_of(code: str) -> str:
    return "" if code == DEFAULT else f"/{code}"


_QUERY: Final = "=&%+-._~,;:/?@!$*()"
"""What stays as it is in a query that is passed on: it was percent-encoded when it came."""
