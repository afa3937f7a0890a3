"""The basemap's archive of tiles, read by the map's script piece by piece (RFC 9110, 14)."""

from __future__ import annotations

from flask import Blueprint, Response, abort, send_file

from webapp.basemap import basemap
from webapp.payloads import FOR_EVER
from webapp.tile_pieces import FOLDER, MEDIA_TYPE, NAME

tiles = Blueprint("basemap", __name__)


@tiles.get(f"{FOLDER}<basemap_id>{NAME}")
def archive_file(basemap_id: str) -> Response:
    """Answer with the archive or a range of it; its address changes with its content.

    Plain ranges, which is what maps ask for, are answered by `webapp.tile_pieces` before.
    """
    here = basemap()
    if here is None or here.id != basemap_id:
        abort(404)
    try:
        response = send_file(here.path.absolute(), mimetype=MEDIA_TYPE, etag=here.id)
    except OSError:  # taken away since
        abort(404)
    response.headers["Cache-Control"] = FOR_EVER
    return response
