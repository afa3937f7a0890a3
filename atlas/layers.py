"""Assigned records and areas turned into the GeoJSON layers of a release (RFC 7946).

Every FeatureCollection has `bbox`, `source`, `licence`, `attribution` and `built`; every feature
a stable string `id` and the properties of `docs/data-dictionary.md`. [lon, lat], WGS84, rings
right-handed, six decimals (about 0.1 m).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import shapely

from geodata.districts import NAMES, Collection, District

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from actors.records import Record
    from atlas.assignment import Assigned
    from geodata.areas import VulnerableArea
    from geodata.background import Ground
    from geodata.gazetteer import Place

LAYERS: Final = (
    "district",
    "actors",
    "projects",
    "udsatte_boligomraader",
    "helhedsplaner",
    "kvarterer",
)
"""The contract's five layers of a collection, and the neighbourhoods, estates and streets."""

OF_ONE_KIND: Final = (
    *("kind", "tier"),
    *("holder", "partners", "start", "end", "goals", "decision", "aftermath", "result"),
)
"""Fields that only actors have, and those that only projects have."""

BACKGROUND_FILE: Final = "hele-byen/baggrund.geojson"
RECORD_SOURCE: Final = "TFI-atlas; hver post har sit dokument"
AREA_SOURCE: Final = "TFI-atlas; hvert omrids har sin kilde"

OSM: Final = "OpenStreetMap"
OSM_LICENCE: Final = "ODbL 1.0 (points whose source is OpenStreetMap)"
OSM_ATTRIBUTION: Final = "© OpenStreetMap contributors"

_DECIMALS: Final = 6
_DANISH_LAST: Final = str.maketrans("æøå", "{|}")
_PROJECT_LICENCE: Final = "CC BY 4.0"
_PROJECT_ATTRIBUTION: Final = "TFI-atlas"


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One layer of one collection: features, and where they come from."""

    name: str
    features: tuple[dict[str, Any], ...]
    source: str
    licence: str = _PROJECT_LICENCE
    attribution: str = _PROJECT_ATTRIBUTION


def feature_collection(layer: Layer, *, extent: BaseGeometry, built: str) -> dict[str, Any]:
    """Return the layer as an RFC 7946 FeatureCollection.

    `bbox` is [west, south, east, north] in degrees of the features; where no feature has a
    geometry it is that of `extent`, the collection's own outline, so that it is never absent.
    """
    shapes = [one["geometry"] for one in layer.features if one["geometry"]]
    drawn = [shapely.from_geojson(json.dumps(shape)) for shape in shapes] or [extent]
    return {
        "type": "FeatureCollection",
        "name": layer.name,
        "bbox": _bbox(shapely.GeometryCollection(drawn)),
        "source": layer.source,
        "licence": layer.licence,
        "attribution": layer.attribution,
        "built": built,
        "features": list(layer.features),
    }


def record_layer(name: str, assigned: Iterable[Assigned], collection: Collection) -> Layer:
    """Return the layer of a kind of record; points out of OpenStreetMap name their licence too."""
    features = record_features(assigned, collection)
    osm = any(OSM in one["properties"]["location"]["source"] for one in features)
    return Layer(
        name=name,
        features=features,
        source=RECORD_SOURCE,
        licence=f"{_PROJECT_LICENCE}; {OSM_LICENCE}" if osm else _PROJECT_LICENCE,
        attribution=f"{_PROJECT_ATTRIBUTION}; {OSM_ATTRIBUTION}" if osm else _PROJECT_ATTRIBUTION,
    )


def record_features(
    assigned: Iterable[Assigned], collection: Collection
) -> tuple[dict[str, Any], ...]:
    """Return the features of the records that show in a collection, in Danish order of name."""
    return tuple(
        _record_feature(one, collection)
        for one in sorted(assigned, key=lambda one: danish_order(one.located.record.name))
        if collection in one.collections
    )


def district_feature(district: District) -> dict[str, Any]:
    """Return a collection's own outline as a feature."""
    return feature(
        district.collection.value,
        district.geometry,
        {
            "name": district.name,
            "name_en": NAMES[district.collection]["en"],
            **common_properties(district.collection, source=district.source, precision="district"),
            "provenance": {"document": district.source, "place": district.name},
        },
    )


def place_features(places: Iterable[Place], collection: Collection) -> tuple[dict[str, Any], ...]:
    """Return the neighbourhoods, estates and streets of a collection, outline and all."""
    return tuple(
        feature(
            place.id,
            place.outline,
            {
                "name": place.name,
                "alternate_names": list(place.aliases),
                **common_properties(
                    collection, source=place.source, precision=place.precision.value
                ),
                "provenance": {"document": place.source, "place": place.name},
                "kind": place.kind,
                "membership": place.membership,
                "note": place.note,
            },
        )
        for place in sorted(places, key=lambda place: danish_order(place.name))
        if place.is_area and place.collection == collection
    )


def vulnerable_area_features(
    areas: Sequence[VulnerableArea], collection: Collection
) -> tuple[dict[str, Any], ...]:
    """Return the udsatte boligområder of a collection, each with its list, year and criterion."""
    return tuple(
        feature(
            area.id,
            area.place.outline,
            {
                "name": area.name,
                **common_properties(
                    collection, source=area.place.source, precision=area.place.precision.value
                ),
                "place_id": area.place.id,
                "list": area.list_name,
                "list_year": area.list_year,
                "criterion": area.criterion,
                "appointed_by": area.appointed_by,
                "outline_status": area.outline_status,
                "note": area.note,
                "provenance": {"document": area.document, "place": area.document_place},
            },
        )
        for area in areas
        if area.place.collection == collection
    )


def background_layer(background: Iterable[Ground]) -> Layer:
    """Return the ground that every map is drawn on; `kind` and `rank` of a feature say how."""
    pieces = list(background)
    return Layer(
        name="baggrund",
        features=tuple(
            feature(
                one.id,
                one.geometry,
                {
                    "name": one.name,
                    "kind": one.kind,
                    "rank": one.rank,
                    "source": one.source,
                    "licence": one.licence,
                },
            )
            for one in pieces
        ),
        source="; ".join(sorted({one.source for one in pieces})),
        licence="; ".join(sorted({one.licence for one in pieces})) or _PROJECT_LICENCE,
        attribution="; ".join(sorted({one.attribution for one in pieces})) or _PROJECT_ATTRIBUTION,
    )


def danish_order(text: str) -> str:
    """Return a key that sorts Danish text: æ, ø, å last and in that order, case ignored."""
    return text.casefold().translate(_DANISH_LAST)


def _record_feature(assigned: Assigned, collection: Collection) -> dict[str, Any]:
    located, record = assigned.located, assigned.located.record
    location = located.location
    return feature(
        record.id,
        location.point,
        {
            "name": record.name,
            "record_type": record.record_type,
            "themes": list(record.themes),
            "status": record.status,
            "district": collection.value,
            "districts": [code.value for code in assigned.collections],
            "home": assigned.home.value,
            "location": {
                "precision": location.precision.value,
                "category": location.category,
                "source": location.source,
                "place": location.matched or record.place.address or record.place.name,
                "reason": located.reason,
            },
            "serves": list(record.serves),
            "areas": list(assigned.areas),
            "provenance": {
                "document": record.provenance.document,
                "place": record.provenance.place,
            },
            **_details(record),
        },
    )


def _details(record: Record) -> dict[str, Any]:
    """Return what a record says of itself; what it does not say is left out."""
    details = {
        "year": record.year,
        "assured_date": record.assured_date.isoformat() if record.assured_date else None,
        "name_printed": record.name_printed,
        "name_note": record.name_note,
        "alternate_names": list(record.alternate_names),
        "description": record.description,
        "target_groups": list(record.target_groups),
        "age_from": record.age_from,
        "age_to": record.age_to,
        "gender": record.gender,
        "languages": list(record.languages),
        "nationalities": list(record.nationalities),
        "address": record.place.address,
        "postcode": record.place.postcode,
        "city": record.place.city,
        "phone": record.contact.phone,
        "email": record.contact.email,
        "website": record.contact.website,
        "opening_hours": record.opening_hours,
    }
    for name in OF_ONE_KIND:
        value = getattr(record, name, None)
        details[name] = list(value) if isinstance(value, tuple) else value
    return {name: value for name, value in details.items() if value not in (None, "", [])}


def common_properties(collection: Collection, *, source: str, precision: str) -> dict[str, Any]:
    """Return the properties that every feature has, for those that are no records."""
    return {
        "themes": [],
        "status": "unknown",
        "district": collection.value,
        "districts": [collection.value],
        "location": {"precision": precision, "category": None, "source": source},
        "serves": [],
    }


def feature(
    identifier: str, geometry: BaseGeometry | None, properties: dict[str, Any]
) -> dict[str, Any]:
    """Return a GeoJSON feature (RFC 7946, [lon, lat]) with its id also among its properties."""
    return {
        "type": "Feature",
        "id": identifier,
        "geometry": _geojson(geometry),
        "properties": {"id": identifier, **properties},
    }


def _geojson(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    if geometry is None:
        return None
    wound = shapely.orient_polygons(shapely.set_precision(geometry, 10**-_DECIMALS))
    if wound.is_empty:  # nothing is left of what is smaller than the precision
        return None
    shape: dict[str, Any] = json.loads(shapely.to_geojson(wound))
    shape["coordinates"] = _rounded(shape["coordinates"])
    return shape


def _rounded(coordinates: Any) -> Any:  # noqa: ANN401 - nested lists of any depth (RFC 7946)
    if isinstance(coordinates, float | int):
        return round(coordinates, _DECIMALS)
    return [_rounded(part) for part in coordinates]


def _bbox(geometry: BaseGeometry) -> list[float]:
    return [round(bound, _DECIMALS) for bound in geometry.bounds]
