"""Pages on their way out: kept for the next visitor, tagged, compressed, 304 for who has them.

A page depends on nothing but the edition, the basemap, its address and the day, so it is made once.
What is kept goes with its edition. What also depends on the minute, or on where the visitor is,
says so (`keep_nothing`) and is kept by nobody.
"""

from __future__ import annotations

import gzip
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from flask import g, request

from webapp.basemap import basemap
from webapp.payloads import Payload
from webapp.published import edition
from webapp.words import today

if TYPE_CHECKING:
    from collections.abc import Collection

    from flask import Flask, Response

_HTML: Final = "text/html"
_LEVEL: Final = 3
"""For what is made for one visitor: level 9 takes five times as long for a seventh less."""

_ONCE: Final = 9
MAX_KEPT: Final = 2_500
"""About 8 MB of compressed pages: the whole record in two languages, and room for searches."""

_NOT_KEPT: Final = "answer_is_not_kept"

Key = tuple[str, str]


def keep_nothing() -> None:
    """Let the answer to this request be kept neither here nor by whoever passes it on."""
    setattr(g, _NOT_KEPT, True)


def register_pages_out(app: Flask, blueprints: Collection[str]) -> None:
    """Keep the pages of these blueprints, and finish every HTML answer."""

    def kept() -> Response | None:
        if request.blueprint not in blueprints or request.method not in {"GET", "HEAD"}:
            return None
        page = edition().pages.get(_key())
        return page.response() if page else None

    def finish(response: Response) -> Response:
        if response.mimetype != _HTML or response.headers.get("ETag"):
            return response
        if g.get(_NOT_KEPT):
            response.headers["Cache-Control"] = "no-store"
            return _compressed(response)
        if response.status_code == HTTPStatus.OK and request.blueprint in blueprints:
            return _keep(response)
        return _compressed(response)

    app.before_request(kept)
    app.after_request(finish)


def _key() -> Key:
    here = basemap()
    made_on = f"{today().isoformat()} {here.id if here else ''}"
    return f"{request.script_root}{request.full_path}", made_on


def _keep(response: Response) -> Response:
    pages = edition().pages
    if len(pages) >= MAX_KEPT:
        pages.clear()
    # Of the states that a query can ask for, few are asked for twice.
    level = _LEVEL if request.query_string else _ONCE
    media_type = response.content_type or _HTML
    page = pages[_key()] = Payload.of(response.get_data(), media_type, level=level)
    return page.response()


def _compressed(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0:
        response.set_data(gzip.compress(response.get_data(), _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
