"""What pages share of a collection's still picture: a file whose address says what is in it."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from atlas.labels import COLLECTIONS
from webapp.payloads import FOR_EVER
from webapp.points import ALL
from webapp.published import edition
from webapp.still_pictures import EVERYWHERE, shared_picture

pictures = Blueprint("pictures", __name__)

_NAMES = ",".join(f'"{one}"' for one in (*COLLECTIONS, EVERYWHERE))


@pictures.get(f"/kort/billede-<any({_NAMES}):name>-<version>.svg")
def picture_file(name: str, version: str) -> Response:
    """Answer with the ground of a still picture; that of an older release is gone."""
    shared = shared_picture(edition(), ALL if name == EVERYWHERE else name)
    if version != shared.version:
        abort(404)
    return shared.file.response(cache_control=FOR_EVER)
