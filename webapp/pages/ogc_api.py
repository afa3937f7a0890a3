"""The definition of the OGC API in OpenAPI 3.0, whole: it refers to nothing outside itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from webapp.pages.ogc_documents import GEOJSON, JSON, OPENAPI, base
from webapp.pages.ogc_query import DEFAULT_LIMIT, MAX_LIMIT, property_names

if TYPE_CHECKING:
    from atlas.features import Features

_INTEGERS: Final = frozenset({"year", "list_year"})
_MANY: Final = 60
"""A list of values longer than this is no list of codes: any text may be asked for."""


def definition(features: list[Features]) -> dict[str, Any]:
    """Return the definition for these collections."""
    paths: dict[str, Any] = {
        "/": {"get": _get("landing", "Landing page", JSON)},
        "/api": {"get": _get("api", "This definition", OPENAPI)},
        "/conformance": {"get": _get("conformance", "Conformance classes", JSON)},
        "/collections": {"get": _get("collections", "The collections", JSON)},
    }
    for one in features:
        path = f"/collections/{one.layer}"
        paths[path] = {"get": _get(f"{one.layer}.collection", f"About {one.layer}", JSON)}
        items = _get(f"{one.layer}.items", f"Features of {one.layer}", GEOJSON)
        items["parameters"] = _parameters(one)
        paths[f"{path}/items"] = {"get": items}
        item = _get(f"{one.layer}.item", f"One feature of {one.layer}", GEOJSON)
        item["parameters"] = [_parameter("featureId", {"type": "string"}, "Its id", place="path")]
        paths[f"{path}/items/{{featureId}}"] = {"get": item}
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "TFI-atlas",
            "version": "1.0.0",
            "description": "OGC API - Features - Part 1: Core (OGC 17-069r4). CRS84 only.",
            "license": {
                "name": "CC BY 4.0; points out of OpenStreetMap: ODbL 1.0",
                "url": "https://creativecommons.org/licenses/by/4.0/",
            },
        },
        "servers": [{"url": base()}],
        "paths": paths,
        "components": {"responses": {"Error": _error()}},
    }


def _get(operation: str, summary: str, media_type: str) -> dict[str, Any]:
    answer = {"description": summary, "content": {media_type: {"schema": {"type": "object"}}}}
    error = {"$ref": "#/components/responses/Error"}
    return {
        "operationId": operation,
        "summary": summary,
        "responses": {"200": answer, "default": error},
    }


def _parameters(features: Features) -> list[dict[str, Any]]:
    limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    box = {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}
    found = [
        _parameter("limit", limit, "How many at most"),
        _parameter("offset", {"type": "integer", "minimum": 0, "default": 0}, "How many to skip"),
        _parameter("bbox", box, "West, south, east, north in degrees (CRS84)"),
        _parameter("datetime", {"type": "string"}, "A day, or two with / between; .. for open"),
    ]
    for word, name in property_names(features).items():
        told = f"Any of these values of '{name}'"
        found.append(_parameter(word, {"type": "array", "items": _schema(features, name)}, told))
    return found


def _schema(features: Features, name: str) -> dict[str, Any]:
    values = features.values[name]
    if name in _INTEGERS:
        return {"type": "integer"}
    return {"type": "string"} | ({"enum": values} if len(values) <= _MANY else {})


def _parameter(
    name: str, schema: dict[str, Any], description: str, *, place: str = "query"
) -> dict[str, Any]:
    style = {"style": "form", "explode": False} if schema["type"] == "array" else {}
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": description,
        "schema": schema,
        **style,
    }


def _error() -> dict[str, Any]:
    properties = {"code": {"type": "string"}, "description": {"type": "string"}}
    schema = {"type": "object", "required": ["code"], "properties": properties}
    return {"description": "What is wrong", "content": {JSON: {"schema": schema}}}
