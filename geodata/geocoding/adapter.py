"""The one door to the network: a geopy adapter that follows no redirect and reads within limits.

geopy's adapters are the only network seam of its geocoders. This one keeps the headers of an
answer (GSearch states its CRS in one), gives up when the time is used rather than when the line
falls silent, and reads no proxy from the environment.
"""

from __future__ import annotations

import json
import socket
import time
from http.client import HTTPException, InvalidURL
from typing import TYPE_CHECKING, Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    ProxyHandler,
    Request,
    build_opener,
)

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import (
    ConfigurationError,
    GeocoderParseError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

MAX_BODY_BYTES: Final = 8_000_000
"""No answer of an address service comes near it; a hundred streets with geometry are 1 MB."""

_CHUNK_BYTES: Final = 65_536
_MOVED: Final = (301, 308)
_NOT_SERVED: Final = (404, 405)
_GONE: Final = 410


class ServiceGoneError(GeocoderServiceError):  # type: ignore[misc]  # geopy ships no types
    """The service is closed for good: HTTP 410, or there is no such host."""


class ServiceMovedError(GeocoderServiceError):  # type: ignore[misc]  # geopy ships no types
    """Nothing is served at the address in the settings: a redirect, 404 or 405."""


class AnswerText(str):
    """The text of an answer, with its headers under their lower-case names."""

    __slots__ = ("headers",)

    headers: Mapping[str, str]


class ServiceAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """Asks a service by urllib; give it to a geopy geocoder as `adapter_factory`."""

    def __init__(
        self, *, proxies: Mapping[str, str] | None, ssl_context: ssl.SSLContext | None
    ) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._opener = build_opener(
            HTTPSHandler(context=ssl_context), ProxyHandler(dict(proxies or {})), _StandStill()
        )

    def get_json(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> Any:  # noqa: ANN401 - what JSON holds
        """Return what the service answers, read as JSON; raises as `get_text` does."""
        return read_json(self.get_text(url, timeout=timeout, headers=headers))

    def get_text(
        self, url: str, *, timeout: float | None, headers: Mapping[str, str]
    ) -> AnswerText:
        """Return the text that the service answers with status 2xx.

        Args:
            url: What to ask, http or https.
            timeout: Seconds for the whole answer, not for each part of it; None for no limit.
            headers: Sent with the request.

        Raises:
            AdapterHTTPError: for a status that geopy's own table tells apart.
            ServiceGoneError: for HTTP 410 and for a host that does not exist.
            ServiceMovedError: for a redirect, which is not followed, 404 and 405.
            GeocoderServiceError: for everything else, in geopy's classes.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        # geopy lets no scheme but http and https through.
        request = Request(url, headers=dict(headers))  # noqa: S310
        wait = socket.getdefaulttimeout() if timeout is None else timeout
        try:
            with self._opener.open(request, timeout=wait) as response:
                return _text(_body(response, deadline), response.headers)
        except HTTPError as error:
            with error:
                raise _status_error(error, deadline) from error
        except (OSError, HTTPException, UnicodeError) as error:
            raise _network_error(error) from error


def read_json(text: str) -> Any:  # noqa: ANN401 - what JSON holds
    """Return what a JSON text holds.

    Raises:
        GeocoderParseError: where it is no JSON, or nested beyond reason.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise GeocoderParseError("svaret er ikke JSON") from error


class _StandStill(HTTPRedirectHandler):
    """Follows no redirect: a token is not carried to a place that the settings don't name."""

    def redirect_request(self, *_: object) -> None:
        return None


def _body(response: Any, deadline: float | None) -> bytes:  # noqa: ANN401 - urllib's own, untyped
    body = bytearray()
    while chunk := response.read1(_CHUNK_BYTES):
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise GeocoderParseError(f"svaret er længere end {MAX_BODY_BYTES:,} byte")
        if deadline is not None and time.monotonic() > deadline:
            raise GeocoderTimedOut("svaret kom for langsomt")
    stated = response.headers.get("Content-Length") or ""
    if stated.isdecimal() and len(body) < int(stated):
        raise GeocoderUnavailable("svaret brød af")
    return bytes(body)


def _text(body: bytes, headers: Any) -> AnswerText:  # noqa: ANN401 - urllib's own, untyped
    try:
        text = AnswerText(body.decode(headers.get_content_charset() or "utf-8"))
    except (UnicodeDecodeError, LookupError) as error:
        raise GeocoderParseError("svaret er ikke læselig tekst") from error
    text.headers = {name.lower(): value for name, value in headers.items()}
    return text


def _status_error(error: HTTPError, deadline: float | None) -> Exception:
    failure: Exception
    if error.code == _GONE:
        failure = ServiceGoneError("410 Gone")
    elif error.code in _MOVED:
        host = urlsplit(error.headers.get("Location") or "").hostname
        failure = ServiceMovedError(f"{error.code}, flyttet til {host or 'et ukendt sted'}")
    elif error.code in _NOT_SERVED:
        failure = ServiceMovedError(f"{error.code}, der er ingenting")
    elif error.code < 400:  # noqa: PLR2004 - a passing redirect, as to a page about maintenance
        failure = GeocoderUnavailable(f"{error.code}, henviser et andet sted hen for nu")
    else:
        failure = AdapterHTTPError(
            f"HTTP {error.code}",
            status_code=error.code,
            headers={name.lower(): value for name, value in error.headers.items()},
            text=_text_if_any(error, deadline),
        )
    return failure


def _text_if_any(error: HTTPError, deadline: float | None) -> str:
    """Return the body of an error; the status says enough where it cannot be read."""
    try:
        return _text(_body(error, deadline), error.headers)
    except (OSError, HTTPException, GeocoderServiceError):
        return ""


def _network_error(error: Exception) -> Exception:
    reason = error.reason if isinstance(error, URLError) else error
    failure: Exception
    # EAI_AGAIN: the name server did not answer, so whether the host exists is not known.
    if isinstance(reason, socket.gaierror) and reason.errno != socket.EAI_AGAIN:
        failure = ServiceGoneError("værten findes ikke")
    elif isinstance(reason, TimeoutError):
        failure = GeocoderTimedOut("intet svar")
    elif isinstance(reason, (InvalidURL, UnicodeError)):
        failure = ConfigurationError("domænet kan ikke læses")
    else:
        failure = GeocoderUnavailable(f"forbindelsen brast: {type(reason).__name__}")
    return failure
