"""The ground of every map, once for all pages: a file whose address says what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, abort

from atlas.ground import packed_ground
from atlas.ground_shapes import GROUND_LAYER
from webapp.languages import shared_url
from webapp.payloads import FOR_EVER, Payload
from webapp.published import edition

if TYPE_CHECKING:
    from webapp.published import Edition

ground = Blueprint("ground", __name__)

_DIGITS: Final = 12
_FORMAT: Final = "2"
"""Part of the address, so that no browser reads a file of yesterday's format out of its store."""


@ground.get("/kort/grund-<version>.json")
def ground_file(version: str) -> Response:
    """Answer with the ground of the published release; an older release's is gone."""
    here = edition()
    if version != ground_version(here):
        abort(404)
    key = ("ground", version)
    if key not in here.pages:
        content = packed_ground(here.catalogue.layers.get(GROUND_LAYER, ()))
        here.pages[key] = Payload.of(content, "application/json")
    return here.pages[key].response(cache_control=FOR_EVER)


def ground_version(here: Edition) -> str:
    """Return what the ground's address holds: the checksum of its layer, and of what format."""
    layer = here.release.manifest["layers"]["/".join(GROUND_LAYER)]
    return f"{_FORMAT}{layer['sha256'][:_DIGITS]}"


def ground_url(here: Edition) -> str:
    """Return the address of the ground of an edition."""
    return shared_url("ground.ground_file", version=ground_version(here))
