"""What the OGC API says of itself: landing page, conformance, collections, and every link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import current_app, request

from webapp.languages import root
from webapp.texts import gettext
from webapp.words import layer_title

if TYPE_CHECKING:
    from atlas.features import Features
    from webapp.published import Edition

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CONFORMS_TO: Final = tuple(
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{one}"
    for one in ("core", "oas30", "geojson")
)
JSON: Final = "application/json"
GEOJSON: Final = "application/geo+json"
HTML: Final = "text/html"
OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.0"

_GREGORIAN: Final = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
_LICENCES: Final = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "ODbL 1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
}

Link = dict[str, str]


def origin() -> str:
    """Return the site's own address without a slash at its end: the one set, else the one asked."""
    stated: str = current_app.config["SITE"].public_url
    return stated or f"{request.host_url.rstrip('/')}{root()}"


def base() -> str:
    """Return the address of the API, in the language that was asked for."""
    prefix = request.script_root.removeprefix(root())
    return f"{origin()}{prefix}/ogc"


def link(path: str, rel: str, media_type: str, title: str = "") -> Link:
    """Return a link to a path below the API, or to an address."""
    href = path if "://" in path else f"{base()}{path}"
    return {"href": href, "rel": rel, "type": media_type} | ({"title": title} if title else {})


def landing(here: Edition) -> dict[str, Any]:
    """Return the landing page."""
    return {
        "title": "TFI-atlas",
        "description": gettext(
            "Aktører, projekter og områder i TFI-atlas, som data til kort og regneark."
        ),
        "attribution": "TFI-atlas; © OpenStreetMap contributors",
        "release": here.release.id,
        "links": [
            link("/", "self", JSON),
            link("/?f=html", "alternate", HTML),
            link("/api", "service-desc", OPENAPI, "OpenAPI 3.0"),
            link("/?f=html", "service-doc", HTML),
            link("/conformance", "conformance", JSON),
            link("/collections", "data", JSON, gettext("Samlinger")),
            *_licences("CC BY 4.0; ODbL 1.0"),
        ],
    }


def conformance() -> dict[str, Any]:
    """Return what the API keeps to: Core, GeoJSON, OpenAPI 3.0."""
    return {"conformsTo": list(CONFORMS_TO), "links": [link("/conformance", "self", JSON)]}


def all_collections(features: list[Features]) -> dict[str, Any]:
    """Return the list of collections."""
    return {
        "links": [link("/collections", "self", JSON)],
        "collections": [collection(one) for one in features],
    }


def collection(features: Features) -> dict[str, Any]:
    """Return what one collection is: extent, licence, links."""
    path = f"/collections/{features.layer}"
    header = features.header
    said = gettext(
        "%(count)d i alt. Kilde: %(source)s. Licens: %(licence)s. Nævn: %(attribution)s.",
        count=len(features),
        **header,
    )
    return {
        "id": features.layer,
        "title": layer_title(features.layer),
        "description": said,
        "attribution": header["attribution"],
        "license": header["licence"],
        "itemType": "feature",
        "crs": [CRS84],
        "extent": _extent(features),
        "links": [
            link(path, "self", JSON),
            link(f"{path}/items", "items", GEOJSON, layer_title(features.layer)),
            *_licences(header["licence"]),
        ],
    }


def _extent(features: Features) -> dict[str, Any]:
    """Return where and when a collection's features are; what nobody knows is left out."""
    extent: dict[str, Any] = {}
    if features.bounds is not None:
        extent["spatial"] = {"bbox": [list(features.bounds)], "crs": CRS84}
    if features.period is not None:
        days = [f"{one.isoformat()}T00:00:00Z" for one in features.period]
        extent["temporal"] = {"interval": [days], "trs": _GREGORIAN}
    return extent


def _licences(stated: str) -> list[Link]:
    return [
        link(address, "license", HTML, name)
        for name, address in _LICENCES.items()
        if name in stated
    ]
