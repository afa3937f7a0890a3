"""What can be taken away: layers, the manifest, the report, the printed atlas."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from atlas.labels import COLLECTIONS
from webapp.languages import current_language
from webapp.pages.collections import printed_name
from webapp.payloads import Payload
from webapp.published import edition, layer

downloads = Blueprint("downloads", __name__)

_ANY = ",".join(f'"{code}"' for code in COLLECTIONS)


@downloads.get(f"/lag/<any({_ANY}):collection>/<layer>.geojson")
def layer_file(collection: str, layer: str) -> Response:
    """Answer with a layer as GeoJSON (RFC 7946); open data, so that any page may fetch it."""
    response = _layer(collection, layer).response()
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@downloads.get(f"/atlas/<any({_ANY}):collection>.pdf")
def printed_atlas(collection: str) -> Response:
    """Answer with the printed atlas of a collection, in the language of the address."""
    name = printed_name(collection, current_language())
    if not edition().has_file(name):
        abort(404)
    response = edition().pdf(name).response()
    response.headers["Content-Disposition"] = f'inline; filename="tfi-atlas-{name[4:]}"'
    return response


@downloads.get("/data/manifest.json")
def manifest() -> Response:
    """Answer with what the release says of itself."""
    return Payload.of(edition().manifest_bytes, "application/json").response()


@downloads.get("/data/report.md")
def report() -> Response:
    """Answer with the build's own report, in Danish."""
    content = edition().release.read("report.md")
    return Payload.of(content, "text/markdown; charset=utf-8").response()


def _layer(collection: str, name: str) -> Payload:
    try:
        return layer(collection, name)
    except KeyError:
        abort(404)
