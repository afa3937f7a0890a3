"""Answers for pieces of the basemap's archive before anything else looks at a request.

A map asks for dozens of tiles at once, each a range of one file. Nothing about them depends on the
page, the language or the release, so they are read and sent here, and all else is passed on: what
is not one plain range of the archive in use is answered by `webapp.pages.basemap`.
"""

from __future__ import annotations

import os
import re
import weakref
from typing import TYPE_CHECKING, Final

from webapp.payloads import FOR_EVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from atlas.basemap import Archive, Basemap

FOLDER: Final = "/grundkort/"
NAME: Final = "/basemap.pmtiles"
MEDIA_TYPE: Final = "application/vnd.pmtiles"

MAX_PIECE_BYTES: Final = 1_000_000
"""Larger than any tile or directory; a longer range is streamed by the usual way."""

_RANGE: Final = re.compile(r"bytes=(\d{1,15})-(\d{1,15})")
_CONDITIONS: Final = (
    *("HTTP_IF_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"),
    *("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"),
)


class _Opened:
    """An archive with its file open; the file is closed when the last request lets go of it."""

    def __init__(self, archive: Archive) -> None:
        """Open the archive.

        Raises:
            OSError: where it was taken away.
        """
        self.archive = archive
        self._handle = os.open(archive.path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._handle)

    def read(self, length: int, offset: int) -> bytes:
        """Return bytes of it; threads need not wait for each other."""
        return os.pread(self._handle, length, offset)


class TilePieces:
    """WSGI middleware that answers for ranges of the archive in use."""

    def __init__(
        self, application: WSGIApplication, basemap: Basemap, headers: Mapping[str, str]
    ) -> None:
        """Wrap an application; `headers` are those that every answer of the site carries."""
        self._application = application
        self._basemap = basemap
        self._headers = [*headers.items()]
        self._opened: _Opened | None = None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer with the piece asked for, or pass the request on."""
        piece = self._piece(environ) if environ["PATH_INFO"].startswith(FOLDER) else None
        if piece is None:
            return self._application(environ, start_response)
        headers, content = piece
        start_response("206 Partial Content", [*headers, *self._headers])
        return [content]

    def _piece(self, environ: WSGIEnvironment) -> tuple[list[tuple[str, str]], bytes] | None:
        """Return headers and bytes of the range asked for, None where it is another's to answer."""
        asked = _RANGE.fullmatch(environ.get("HTTP_RANGE", ""))
        if asked is None or environ["REQUEST_METHOD"] != "GET" or _has_conditions(environ):
            return None
        opened = self._open(environ["PATH_INFO"])
        if opened is None:
            return None
        size, first = opened.archive.size_bytes, int(asked[1])
        last = min(int(asked[2]), size - 1)
        if not first <= last < first + MAX_PIECE_BYTES:
            return None
        content = opened.read(last - first + 1, first)
        if len(content) != last - first + 1:  # cut short since
            return None
        headers = [
            ("Content-Type", MEDIA_TYPE),
            ("Content-Length", str(len(content))),
            ("Content-Range", f"bytes {first}-{last}/{size}"),
            ("Accept-Ranges", "bytes"),
            ("Cache-Control", FOR_EVER),
            ("ETag", f'"{opened.archive.id}"'),
        ]
        return headers, content

    def _open(self, path: str) -> _Opened | None:
        """Return the archive that a path names, where it is the one in use."""
        archive = self._basemap.archive()
        if archive is None or path != f"{FOLDER}{archive.id}{NAME}":
            return None
        opened = self._opened
        if opened is None or opened.archive is not archive:
            try:
                opened = _Opened(archive)
            except OSError:  # taken away since
                return None
            self._opened = opened
        return opened


def _has_conditions(environ: WSGIEnvironment) -> bool:
    return any(one in environ for one in _CONDITIONS)
