"""The basemap's archive of tiles, read by the map's script piece by piece (RFC 9110, 14)."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, abort, send_file

from webapp.basemap import basemap

tiles = Blueprint("basemap", __name__)

_FOR_EVER: Final = "public, max-age=31536000, immutable"
_MEDIA_TYPE: Final = "application/vnd.pmtiles"


@tiles.get("/grundkort/<basemap_id>/basemap.pmtiles")
def archive_file(basemap_id: str) -> Response:
    """Answer with the archive or a range of it; its address changes with its content."""
    here = basemap()
    if here is None or here.id != basemap_id:
        abort(404)
    try:
        response = send_file(here.path.absolute(), mimetype=_MEDIA_TYPE, etag=here.id)
    except OSError:  # taken away since
        abort(404)
    response.headers["Cache-Control"] = _FOR_EVER
    return response
