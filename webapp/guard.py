"""The outermost door: whatever goes wrong within, a visitor gets a plain page and no insides."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LOG: Final = logging.getLogger(__name__)

_PAGE: Final = (
    '<!doctype html>\n<html lang="da">\n<meta charset="utf-8">\n<title>TFI-atlas</title>\n'
    "<h1>Noget gik galt hos os</h1>\n<p>Fejlen er skrevet ned. Prøv igen om lidt.</p>\n"
    '<p lang="en">Something went wrong here. The fault is noted. Try again in a while.</p>\n'
).encode()
"""In the two languages that have been read; the page of errors itself may be what is broken."""


class Guard:
    """WSGI middleware that answers 500 where an application raises before it answers."""

    def __init__(self, application: WSGIApplication, headers: Mapping[str, str]) -> None:
        """Wrap an application; `headers` are those that every answer of the site carries."""
        self._application = application
        self._headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(_PAGE))),
            ("Cache-Control", "no-store"),
            *headers.items(),
        ]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the application does, or with the plain page."""
        try:
            return self._application(environ, start_response)
        except Exception:  # noqa: BLE001 - the last door: whatever it is, nobody sees its insides
            _LOG.exception("A request ended in a fault that the error page could not show.")
            start_response("500 Internal Server Error", list(self._headers))
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else _PAGE]
