"""Bytes that are served as they are: compressed once, with the ETag of their content."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from typing import Final

from flask import Response, request
from isal import igzip

_SMALLEST_WORTH_COMPRESSING: Final = 500
_REVALIDATE: Final = "public, no-cache"

FOR_EVER: Final = "public, max-age=31536000, immutable"
"""How long what has its content in its address may be kept (RFC 8246)."""

_CONDITIONS: Final = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE")
"""What a request carries that the answer hangs on (RFC 9110, 13.1)."""

_ONCE: Final = 9
_QUICK: Final = 2
"""Of ISA-L's levels: a fifth of the time that zlib's third takes, for a thirtieth more bytes."""


def compressed_quickly(content: bytes) -> bytes:
    """Return content as gzip (RFC 1952), for what is made for one visitor and not asked twice."""
    return igzip.compress(content, _QUICK, mtime=0)


@dataclass(frozen=True, kw_only=True)
class Payload:
    """One answer, kept compressed where that pays; `etag` is of what is kept."""

    content: bytes
    compressed: bool
    media_type: str
    etag: str

    @classmethod
    def of(
        cls, content: bytes, media_type: str, *, compress: bool = True, quickly: bool = False
    ) -> Payload:
        """Return the payload of some content; `quickly` where it is hardly asked for again."""
        compressed = compress and len(content) > _SMALLEST_WORTH_COMPRESSING
        sent = _compressed(content, quickly=quickly) if compressed else content
        etag = hashlib.blake2b(sent, digest_size=12).hexdigest()
        return cls(content=sent, compressed=compressed, media_type=media_type, etag=etag)

    def response(self, *, cache_control: str = _REVALIDATE) -> Response:
        """Return the answer for this request: 304 where the visitor has it, else the content.

        Who does not take gzip gets it unpacked.
        """
        return self.put_into(Response(content_type=self.media_type), cache_control=cache_control)

    def put_into(self, response: Response, *, cache_control: str = _REVALIDATE) -> Response:
        """Return an answer of this media type with this content in it; see `response`."""
        accepts_gzip = request.accept_encodings.quality("gzip") > 0
        plain = not self.compressed
        content = self.content if plain or accepts_gzip else gzip.decompress(self.content)
        response.set_data(content)
        if self.compressed:
            response.headers["Vary"] = "Accept-Encoding"
            if accepts_gzip:
                response.headers["Content-Encoding"] = "gzip"
        response.headers["Cache-Control"] = cache_control
        # One tag for both encodings has to be a weak one (RFC 9110, 8.8.1).
        response.set_etag(self.etag, weak=self.compressed)
        if plain or any(one in request.environ for one in _CONDITIONS):
            response.make_conditional(request, accept_ranges=plain, complete_length=len(content))
        return response


def _compressed(content: bytes, *, quickly: bool) -> bytes:
    return compressed_quickly(content) if quickly else gzip.compress(content, _ONCE, mtime=0)
