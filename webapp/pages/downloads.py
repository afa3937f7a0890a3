"""What can be taken away: layers, tables, workbooks, manifest, report and the printed atlas."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, abort

from atlas.exports import content_of, csv_of, xlsx_of
from atlas.exports.csv_file import MEDIA_TYPE as CSV
from atlas.exports.workbook import MEDIA_TYPE as XLSX
from atlas.labels import COLLECTIONS
from webapp.languages import current_language
from webapp.payloads import Payload
from webapp.printed import printed_name
from webapp.published import edition, layer

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.exports import Content

downloads = Blueprint("downloads", __name__)

WHOLE: Final = "tfi-atlas"
"""The workbook of everything, where the others are named after a collection."""

_ANY = ",".join(f'"{code}"' for code in COLLECTIONS)
_WORKBOOKS: Final = f'{_ANY},"{WHOLE}"'
_TABLES: Final = '"actors","projects"'
_ONE_AT_A_TIME: Final = threading.Lock()
"""A workbook of everything takes about a second and 60 MB: not for every visitor at once."""


@downloads.get(f"/lag/<any({_ANY}):collection>/<layer>.geojson")
def layer_file(collection: str, layer: str) -> Response:
    """Answer with a layer as GeoJSON (RFC 7946); open data, so that any page may fetch it."""
    response = _layer(collection, layer).response()
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@downloads.get(f"/lag/<any({_ANY}):collection>/<any({_TABLES}):table>.csv")
def table_file(collection: str, table: str) -> Response:
    """Answer with a collection's actors or projects as CSV, made of the release on demand."""
    name = f"tfi-atlas-{collection}-{table}.csv"
    response = _made(name, CSV, (collection,), lambda content: csv_of(content, table))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@downloads.get(f"/data/<any({_WORKBOOKS}):what>.xlsx")
def workbook(what: str) -> Response:
    """Answer with everything of a collection, or of the whole atlas, as one workbook."""
    chosen = () if what == WHOLE else (what,)
    name = f"{WHOLE}.xlsx" if what == WHOLE else f"{WHOLE}-{what}.xlsx"
    return _made(name, XLSX, chosen, xlsx_of)


@downloads.get(f"/atlas/<any({_ANY}):collection>.pdf")
@downloads.get(f"/atlas/<any({_ANY}):collection>.<language>.pdf")
def printed_atlas(collection: str, language: str = "") -> Response:
    """Answer with the printed atlas of a collection, in the language of the address."""
    name = printed_name(collection, language or current_language())
    response = _of_the_printed(name, "application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="tfi-atlas-{name[4:]}"'
    return response


@downloads.get(f"/atlas/<any({_ANY}):collection>.png")
@downloads.get(f"/atlas/<any({_ANY}):collection>.<language>.png")
def cover(collection: str, language: str = "") -> Response:
    """Answer with a small picture of a printed atlas's cover."""
    name = printed_name(collection, language or current_language(), ".png")
    return _of_the_printed(name, "image/png")


def _of_the_printed(name: str, media_type: str) -> Response:
    if not edition().has_file(name):
        abort(404)
    return edition().printed(name, media_type).response()


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


def _made(
    name: str, media_type: str, chosen: tuple[str, ...], write: Callable[[Content], bytes]
) -> Response:
    """Answer with a file made of the release, and kept for whoever asks for it next."""
    here = edition()
    key = (name, "")
    with _ONE_AT_A_TIME:
        if key not in here.pages:
            content = write(content_of(here.release, here.catalogue, chosen))
            here.pages[key] = Payload.of(content, media_type, compress=media_type == CSV)
        response = here.pages[key].response()
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
