"""What every answer carries to keep a visitor safe, and what a request may weigh."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from flask import Flask, Response

    from webapp.config import SiteConfig

MAX_REQUEST_BYTES: Final = 16_384
"""No page takes more than a query; a body is refused beyond this."""

_A_YEAR_S: Final = 31_536_000
_OFF: Final = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{one}=()" for one in _OFF),
    "Cross-Origin-Opener-Policy": "same-origin",
}


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
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


def register_security(app: Flask, site: SiteConfig) -> None:
    """Put the headers on every answer; HSTS only where visitors come by https alone."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_REQUEST_BYTES
    headers = {**HEADERS, "Content-Security-Policy": content_security_policy(site)}
    if site.tls:
        headers["Strict-Transport-Security"] = f"max-age={_A_YEAR_S}"

    def secure(response: Response) -> Response:
        response.headers.update(headers)
        return response

    app.after_request(secure)
