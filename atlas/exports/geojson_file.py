"""A table as GeoJSON (RFC 7946); a table without places has features whose geometry is null."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import shapely

from atlas.exports.headings import LISTS, number_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.connections import Row
    from atlas.exports.tables import Table

MEDIA_TYPE: Final = "application/geo+json"


def geojson_bytes(table: Table, manifest: Mapping[str, Any]) -> bytes:
    """Return a table as a FeatureCollection with licence, attribution and release.

    [lon, lat] in WGS84; `bbox` is there where anything is drawn. Lists are arrays, and blank
    cells are left out. A feature's id is its row's, or table and number where the row has none.
    """
    geometries = table.geometries or (None,) * len(table.rows)
    drawn = [shapely.geometry.shape(one) for one in geometries if one]
    content = {
        "type": "FeatureCollection",
        "name": table.name,
        "title": table.title,
        "licence": table.licence,
        "attribution": table.attribution,
        "release": manifest["release"],
        "built": manifest["built"],
        **({"bbox": list(shapely.GeometryCollection(drawn).bounds)} if drawn else {}),
        "features": [
            _feature(table, number, row, shape)
            for number, (row, shape) in enumerate(zip(table.rows, geometries, strict=True), start=1)
        ],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _feature(
    table: Table, number: int, row: Row, geometry: dict[str, Any] | None
) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row.get("id") or f"{table.name}-{number}",
        "geometry": geometry,
        "properties": {
            name: _value(name, row[name]) for name in table.columns if row.get(name, "") != ""
        },
    }


def _value(column: str, text: str) -> str | float | list[str]:
    if column in LISTS:
        return text.split("|")
    number = number_of(column, text)
    return text if number is None else number
