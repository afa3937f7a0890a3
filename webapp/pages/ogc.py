"""The atlas for other programs: OGC API - Features - Part 1: Core, at /ogc/ (CRS84 alone).

A feature is written once for an edition, and an answer is put together of those bytes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, jsonify, make_response, render_template, request

from webapp.pages.ogc_api import definition
from webapp.pages.ogc_documents import (
    GEOJSON,
    HTML,
    JSON,
    OPENAPI,
    all_collections,
    base,
    collection,
    conformance,
    landing,
    link,
    origin,
)
from webapp.pages.ogc_query import MAX_LIMIT, Query, QueryError, read_query
from webapp.payloads import Payload
from webapp.published import edition
from webapp.records import url_of
from webapp.words import layer_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.features import Features

ogc = Blueprint("ogc", __name__, url_prefix="/ogc")

_MOST_KEPT: Final = 24
"""Whole collections and documents kept of an edition; who asks by strange names fills no memory."""

_FORMATS: Final = ("json", "html")


@ogc.get("/")
def landing_page() -> Response:
    """Answer with the landing page: as a page to read where a browser asks, else as JSON."""
    _only("f")
    shown = _page() if _wants_html() else _kept("landing", JSON, lambda: landing(edition()))
    shown.vary.add("Accept")
    return shown


@ogc.errorhandler(QueryError)
def refuse(error: QueryError) -> tuple[Response, int]:
    """Answer with what is wrong with a question, as an exception of the API."""
    return _open(jsonify(code="InvalidParameterValue", description=str(error))), 400


@ogc.get("/conformance")
def conformance_classes() -> Response:
    """Answer with the conformance classes that the API keeps to."""
    _only("f")
    return _kept("conformance", JSON, conformance)


@ogc.get("/api")
def api_definition() -> Response:
    """Answer with the definition of the API in OpenAPI 3.0."""
    _only("f")
    return _kept("api", OPENAPI, lambda: definition(_all_features()))


@ogc.get("/collections")
def collections() -> Response:
    """Answer with the collections: records, and the outlines that they are in."""
    _only("f")
    return _kept("collections", JSON, lambda: all_collections(_all_features()))


@ogc.get("/collections/<layer>")
def one_collection(layer: str) -> Response:
    """Answer with what one collection is."""
    _only("f")
    features = _features(layer)
    return _kept(f"collections/{layer}", JSON, lambda: collection(features))


@ogc.get("/collections/<layer>/items")
def items(layer: str) -> Response:
    """Answer with the features of a collection that fit what is asked, a page at a time."""
    features = _features(layer)
    query = read_query(request.args, features)
    _format()
    if query.is_whole and len(features) <= query.limit:
        whole = f"/collections/{layer}/items?limit={MAX_LIMIT}"
        return _kept(f"items/{layer}", GEOJSON, lambda: _collected(features, query, whole))
    asked = _asked(f"/collections/{layer}")
    content = _collected(features, query, asked)
    return _open(Payload.of(content, GEOJSON, quickly=True).response())


@ogc.get("/collections/<layer>/items/<feature_id>")
def item(layer: str, feature_id: str) -> Response:
    """Answer with one feature, with links to its collection and to its page."""
    _only("f")
    features = _features(layer)
    entry = features.entry(feature_id)
    if entry is None:
        abort(404)
    path = f"/collections/{layer}"
    links = [
        link(f"{path}/items/{feature_id}", "self", GEOJSON),
        link(path, "collection", JSON),
    ]
    if layer in {"actors", "projects"}:
        links.append(link(_site(url_of(entry)), "alternate", HTML, entry.name))
    written = features.content[features.number[feature_id]]
    content = written[:-1] + b',"links":' + _json(links) + b"}"
    return _open(Payload.of(content, GEOJSON).response())


def _collected(features: Features, query: Query, address: str) -> bytes:
    """Return a FeatureCollection of what fits, out of the features' own bytes."""
    found = features.find(query.box, query.period, query.stated)
    shown = found[query.offset : query.offset + query.limit]
    head = {
        "type": "FeatureCollection",
        **{key: features.header[key] for key in ("source", "licence", "attribution")},
        "numberMatched": len(found),
        "numberReturned": len(shown),
        "links": [
            link(address, "self", GEOJSON),
            link(f"/collections/{features.layer}", "collection", JSON),
            *_other_pages(features.layer, query, len(found)),
        ],
    }
    written = b",".join(features.content[number] for number in shown)
    return _json(head)[:-1] + b',"features":[' + written + b"]}"


def _other_pages(layer: str, query: Query, matched: int) -> list[dict[str, str]]:
    path = f"/collections/{layer}"
    later, earlier = query.offset + query.limit, max(0, query.offset - query.limit)
    links = [link(_asked(path, later), "next", GEOJSON)] if later < matched else []
    return links + ([link(_asked(path, earlier), "prev", GEOJSON)] if query.offset else [])


def _asked(path: str, offset: int | None = None) -> str:
    """Return what was asked once more, from another place on where one is given."""
    stated = request.args.items(multi=True)
    pairs = [pair for pair in stated if offset is None or pair[0] != "offset"]
    pairs += [("offset", str(offset))] if offset else []
    return f"{path}/items{'?' if pairs else ''}{urlencode(pairs)}"


def _features(layer: str) -> Features:
    """Return a collection's features; what is not there is not found."""
    try:
        return edition().features.layer(layer)
    except KeyError:
        abort(404)


def _all_features() -> list[Features]:
    features = edition().features
    return [features.layer(name) for name in features.names]


def _kept(name: str, media_type: str, make: Callable[[], dict[str, Any] | bytes]) -> Response:
    """Answer with what is the same for everyone at this address, made once and compressed once."""
    pages = edition().ogc
    key = (base(), name)
    if key not in pages:
        made = make()
        content = made if isinstance(made, bytes) else _json(made)
        payload = Payload.of(content, media_type)
        if len(pages) >= _MOST_KEPT:
            pages.clear()
        pages[key] = payload
    return _open(pages[key].response())


def _page() -> Response:
    """Answer with a page that tells a person what is here."""
    return make_response(
        render_template(
            "ogc.html",
            collections=_all_features(),
            base=base(),
            most=MAX_LIMIT,
            layer_title=layer_title,
        )
    )


def _wants_html() -> bool:
    stated = _format()
    if stated:
        return stated == "html"
    return request.accept_mimetypes.best_match((JSON, HTML), JSON) == HTML


def _format() -> str:
    stated = request.args.get("f", "")
    if stated not in {"", *_FORMATS}:
        raise QueryError(f"'f' is one of {', '.join(_FORMATS)}.")
    return stated


def _only(*known: str) -> None:
    """Refuse what is not known here (17-069r4, /req/core/query-param-unknown)."""
    unknown = [name for name in request.args if name not in known]
    if unknown:
        raise QueryError(f"The parameter '{unknown[0][:60]}' is not known.")
    _format()


def _open(response: Response) -> Response:
    """Let any page fetch it: it is open data."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _site(path: str) -> str:
    return f"{origin()}{path.removeprefix(request.environ.get('SCRIPT_NAME', ''))}"


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
