"""What networks and newsletters hang on to a link that they pass on is taken off at the door.

It follows a person, and asks the atlas for nothing: no link of a page is to carry it further, and
a page that many share is not to be made anew for each who comes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_QUERY: Final = "QUERY_STRING"
_HANGER_ON: Final = re.compile(
    r"(?<![^&])(?:[a-z]{1,2}clid|msclkid|[gw]braid|igshid|igsh|mc_[ce]id|utm_[a-z_]+)(?![^&=])"
)
"""A parameter, by its name, that says whom a link was passed on to and by whom."""


class HangersOn:
    """WSGI middleware that takes off what hangs on a query."""

    def __init__(self, application: WSGIApplication) -> None:
        """Wrap an application that is to see none of it."""
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request as if it had come by the plain link."""
        query = environ.get(_QUERY, "")
        if _HANGER_ON.search(query):
            kept = [one for one in query.split("&") if not _HANGER_ON.match(one)]
            environ[_QUERY] = "&".join(kept)
        return self._application(environ, start_response)
