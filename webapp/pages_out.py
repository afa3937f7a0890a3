"""Pages on their way out: the tag of their content, 304 for who has it, gzip for who takes it."""

from __future__ import annotations

import gzip
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from flask import request

if TYPE_CHECKING:
    from flask import Flask, Response

_HTML: Final = "text/html"
_LEVEL: Final = 6


def register_pages_out(app: Flask) -> None:
    """Finish every HTML answer; layers and assets are finished already."""
    app.after_request(_finish)


def _finish(response: Response) -> Response:
    if response.mimetype != _HTML or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code == HTTPStatus.OK:
        response.headers.setdefault("Cache-Control", "public, no-cache")
        response.add_etag(weak=True)
        response.make_conditional(request)
    if (
        response.status_code != HTTPStatus.NOT_MODIFIED
        and request.accept_encodings.quality("gzip") > 0
    ):
        response.set_data(gzip.compress(response.get_data(), _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
