"""Errors as a visitor meets them: one table to HTTP, pages that say what to do, no insides."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from flask import render_template, request
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    MethodNotAllowed,
    RequestedRangeNotSatisfiable,
)

from atlas.errors import AtlasError, DamagedLayerError, NothingPublishedError
from webapp.texts import gettext

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.sansio.response import Response as SansIoResponse
    from werkzeug.wrappers import Response as BaseResponse

_LOG: Final = logging.getLogger(__name__)

HTTP_STATUS: Final[tuple[tuple[type[Exception], int], ...]] = (
    (NothingPublishedError, 503),
    (DamagedLayerError, 503),
    (AtlasError, 500),
)
"""Error class → HTTP status. First match counts; what the table does not name is 500."""

RETRY_AFTER_S: Final = 120
FOR_PROGRAMS: Final = "/ogc/"
"""Below here answers are for programs: OGC 17-069r4, 7.5.1, asks for exceptions in JSON."""

Answer = tuple[str, int, dict[str, str]]


def http_status(error: Exception) -> int:
    """Return the HTTP status for an error, 500 where the table does not name it."""
    return next((status for kind, status in HTTP_STATUS if isinstance(error, kind)), 500)


def register_errors(app: Flask) -> None:
    """Answer every error with a page of the site."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(AtlasError, _atlas_error)


def _atlas_error(error: AtlasError) -> Answer:
    _LOG.error("%s", error)
    status = http_status(error)
    words = _words(status, unpublished=isinstance(error, NothingPublishedError))
    return _told(status, words, _headers(status))


def _http_error(
    error: HTTPException,
) -> Answer | BaseResponse | SansIoResponse:
    status = error.code or InternalServerError.code
    if error.response is not None:
        return error.response
    if status < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    headers = _headers(status)
    if isinstance(error, MethodNotAllowed):
        headers["Allow"] = ", ".join(error.valid_methods or ())
    if isinstance(error, RequestedRangeNotSatisfiable):
        headers["Content-Range"] = f"{error.units} */{error.length}"
    return _told(status, _words(status), headers)


def _told(status: int, words: dict[str, str], headers: dict[str, str]) -> Answer:
    """Return a page for a person; for a program at /ogc/ an exception as its standard has it."""
    if request.path.startswith(FOR_PROGRAMS):
        told = {"code": HTTPStatus(status).phrase.replace(" ", ""), "description": words["heading"]}
        return (
            json.dumps(told, ensure_ascii=False),
            status,
            {**headers, "Content-Type": "application/json"},
        )
    return render_template("error.html", **words), status, headers


def _headers(status: int) -> dict[str, str]:
    headers = {"Cache-Control": "no-store"}
    return (
        {**headers, "Retry-After": str(RETRY_AFTER_S)}
        if status == HTTPStatus.SERVICE_UNAVAILABLE
        else headers
    )


def _words(status: int, *, unpublished: bool = False) -> dict[str, str]:
    if unpublished:
        return {
            "heading": gettext("Atlasset er ikke bygget endnu"),
            "advice": gettext("Der er intet at vise, før atlasset er bygget med: tfi-atlas build"),
        }
    return {
        404: {
            "heading": gettext("Siden findes ikke"),
            "advice": gettext(
                "Adressen er måske skrevet forkert, eller siden er flyttet. Prøv at søge."
            ),
        },
        503: {
            "heading": gettext("Det kan ikke vises lige nu"),
            "advice": gettext(
                "En del af atlasset kan ikke læses. Resten virker. Prøv igen om lidt."
            ),
        },
        500: {
            "heading": gettext("Noget gik galt hos os"),
            "advice": gettext("Fejlen er skrevet ned. Prøv igen om lidt, eller gå til forsiden."),
        },
    }.get(
        status,
        {
            "heading": gettext("Det kan atlasset ikke svare på"),
            "advice": gettext("Gå til forsiden, eller prøv at søge."),
        },
    )
