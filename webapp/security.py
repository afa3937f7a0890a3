"""What every answer carries to keep a visitor safe, and what a request may weigh."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import abort, request
from werkzeug.exceptions import MethodNotAllowed

if TYPE_CHECKING:
    from flask import Flask, Response

    from webapp.config import SiteConfig

MAX_REQUEST_BYTES: Final = 16_384
"""No page takes more than a query; a body is refused beyond this."""

FRAMABLE: Final = frozenset({"embed"})
"""The blueprints whose pages may stand in a frame of another site."""

METHODS: Final = ("GET", "HEAD")
"""Nothing here can be changed by a visitor (law 6), so there is nothing else to ask for."""

MAX_PARAMETERS: Final = 150
"""Twice as many as the longest form of the site can send."""

_A_YEAR_S: Final = 31_536_000
_OUR_FRAMES: Final = "frame-ancestors 'self'"
_ANY_FRAMES: Final = "frame-ancestors *"
_OFF: Final = ("camera", "microphone", "payment", "usb", "browsing-topics")

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    # Where a visitor is stays in the browser, but «near me» has to be able to ask for it.
    "Permissions-Policy": ", ".join((*(f"{one}=()" for one in _OFF), "geolocation=(self)")),
    "Cross-Origin-Opener-Policy": "same-origin",
}


OF_DOCUMENTS: Final = frozenset(
    {"Content-Security-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"}
)
"""What means something for a document only (W3C CSP 3, Permissions Policy; HTML, 7.1.3)."""

PARTS: Final = frozenset({"text/css", "text/javascript", "font/woff2"})
"""What is a part of a page and never one itself. A first visit fetches ten of them, and half a
kilobyte with each, on a slow line, would say nothing to anybody. The site has no workers, whose
scripts would need a policy of their own."""


def content_security_policy(site: SiteConfig) -> str:
    """Return the policy: everything from this host only, and images from a chosen tile server."""
    tiles = f" {site.tiles.host}" if site.tiles else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self'{tiles}",
            "connect-src 'self'",
            "font-src 'self'",
            "frame-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            _OUR_FRAMES,
        )
    )


def security_headers(site: SiteConfig, *, framable: bool = False) -> dict[str, str]:
    """Return the headers of every answer; HSTS only where visitors come by https alone.

    What is `framable` may stand in a frame of anybody's page: the embedded map, and nothing else.
    """
    policy = content_security_policy(site)
    if framable:
        policy = policy.replace(_OUR_FRAMES, _ANY_FRAMES)
    headers = {**HEADERS, "Content-Security-Policy": policy}
    return headers | ({"Strict-Transport-Security": f"max-age={_A_YEAR_S}"} if site.tls else {})


def register_security(app: Flask, site: SiteConfig) -> None:
    """Put the headers on every answer, and bound what a request may weigh."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_REQUEST_BYTES
    headers, framable = security_headers(site), security_headers(site, framable=True)
    of_parts = {name: value for name, value in headers.items() if name not in OF_DOCUMENTS}

    def bound() -> None:
        if request.method not in METHODS:
            raise MethodNotAllowed(valid_methods=METHODS)
        chunked = "Transfer-Encoding" in request.headers
        if chunked or (request.content_length or 0) > MAX_REQUEST_BYTES:
            abort(413)
        if request.query_string.count(b"&") >= MAX_PARAMETERS:
            abort(400)

    def secure(response: Response) -> Response:
        if response.mimetype in PARTS:
            response.headers.update(of_parts)
        else:
            response.headers.update(framable if request.blueprint in FRAMABLE else headers)
        return response

    app.before_request(bound)
    app.after_request(secure)
