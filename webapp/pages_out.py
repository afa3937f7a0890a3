"""Pages on their way out: kept for the next visitor, tagged, compressed, 304 for who has them.

A page depends on nothing but the edition, the basemap, its address and the day, so it is made once.
What is kept goes with its edition. What also depends on the minute, or on where the visitor is,
says so (`keep_nothing`) and is kept by nobody.

A worker makes one page at a time: under Python's one lock two at once would both come later. Its
other threads wait for slow visitors meanwhile, and answer with what is ready.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from flask import g, request

from webapp.basemap import basemap
from webapp.payloads import Payload, compressed_quickly
from webapp.published import edition
from webapp.turns import Turns
from webapp.words import today

if TYPE_CHECKING:
    from collections.abc import Collection

    from flask import Flask, Response

_HTML: Final = "text/html"
MAX_KEPT: Final = 2_500
"""About 8 MB of compressed pages: the whole record in two languages, and room for searches."""

_NOT_KEPT, _KEY, _TURN = "answer_is_not_kept", "key_of_page", "turn_to_make_a_page"

Key = tuple[str, str]


def keep_nothing() -> None:
    """Let the answer to this request be kept neither here nor by whoever passes it on."""
    setattr(g, _NOT_KEPT, True)


def register_pages_out(app: Flask, blueprints: Collection[str]) -> None:
    """Keep the pages of these blueprints, and finish every HTML answer."""
    turn = Turns()

    def kept() -> Response | None:
        if request.blueprint not in blueprints or request.method not in {"GET", "HEAD"}:
            return None
        pages, key = edition().pages, _key()
        if key not in pages:
            turn.take()
            setattr(g, _TURN, True)
        # Whoever had the turn before may have made it.
        page = pages.get(key)
        return page.response() if page else None

    def leave(_fault: BaseException | None) -> None:
        if g.pop(_TURN, default=False):
            turn.leave()

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
    app.teardown_request(leave)


def _key() -> Key:
    """Return what a page is kept under: its address as it was asked for, and what it is made of."""
    if _KEY not in g:
        here, query = basemap(), request.query_string.decode("latin-1")
        made_of = f"{today().isoformat()} {here.id if here else ''}"
        setattr(g, _KEY, (f"{request.script_root}{request.path}?{query}", made_of))
    key: Key = getattr(g, _KEY)
    return key


def _keep(response: Response) -> Response:
    pages = edition().pages
    if len(pages) >= MAX_KEPT:
        pages.clear()
    # Of the states that a query can ask for, few are asked for twice.
    page = pages[_key()] = Payload.of(
        response.get_data(), response.content_type or _HTML, quickly=bool(request.query_string)
    )
    return page.put_into(response)


def _compressed(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0:
        response.set_data(compressed_quickly(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
    return response
