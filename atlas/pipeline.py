"""The way of the data, in the order in which it happens: tables in, one published release out.

raw table → rows → record | rejection → located | unplaced → in collections → layers → release
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from actors.bundled import bundled_table, documents
from actors.readers import read_table
from actors.validation import Validated, validate
from atlas import layers, record_rows
from atlas.address_sources import address_sources
from atlas.assignment import Assigned, Assigner
from atlas.basemap import basemap_id
from atlas.catalogue import Catalogue, read_catalogue
from atlas.connected_places import with_places
from atlas.connections import (
    CONNECTIONS_FILE,
    bundled_connections,
    no_connections,
    to_bytes,
)
from atlas.layer_store import LayerStore, Release
from atlas.location import Locator
from atlas.opening import hours_problem
from atlas.plans import plan_features
from atlas.printing import page_count, unprintable
from atlas.quality import Accounting, Findings, account, report
from atlas.record_rows import RECORDS_FILE
from geodata.areas import VulnerableArea, load_vulnerable_areas
from geodata.background import Ground, load_background
from geodata.crs import coordinate_problem
from geodata.districts import Collection, District, load_districts
from geodata.gazetteer import Gazetteer, Place, load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from actors.records import Record
    from atlas.connections import Connections, Row
    from geodata.geocoding.protocol import Geocoder

KINDS: Final = ("actors", "projects")


@dataclass(frozen=True, kw_only=True)
class BuildOrder:
    """What to build, from what, and where to publish it.

    `reference` is a folder of official geometry; `actors` and `projects` are an operator's
    tables, which add to the bundled record (same id replaces) unless `with_record` is false;
    `printer` sets the PDFs from the finished layers, by name within the release.
    """

    home: Path
    built: datetime
    reference: Path | None = None
    actors: Sequence[Path] = ()
    projects: Sequence[Path] = ()
    with_record: bool = True
    addresses: Geocoder | None = None
    printer: Callable[[Catalogue], Mapping[str, bytes]] | None = None
    say: Callable[[str], None] = lambda _stage: None


@dataclass(frozen=True, kw_only=True)
class Places:
    """The ground of a build: outlines of collections, named places, listed areas, background."""

    districts: dict[Collection, District]
    gazetteer: Gazetteer
    vulnerable_areas: list[VulnerableArea]
    background: list[Ground]


@dataclass(frozen=True, kw_only=True)
class Built:
    """A published release, with what the build found."""

    release: Release
    findings: Findings


def build(order: BuildOrder) -> Built:
    """Build and publish one release.

    Raises:
        ActorsError, GeodataError, AtlasError: with a message that says what to do; what was
            published before still stands.
    """
    places, findings, connections = examine(order)
    order.say("Tegner lag")
    built = order.built.strftime("%Y-%m-%dT%H:%M:%SZ")
    files = lay_out_all(places, findings, connections, built)
    manifest = describe(places, findings, files, built) | _ground_of(order.home)
    placed = [one for assigned in findings.assigned.values() for one in assigned]
    manifest["sources"] += address_sources(order.home, placed)
    catalogue = read_catalogue(files.__getitem__, manifest)
    said = report(findings, connections, f"Bygget {built}.", unprintable(catalogue))
    files["report.md"] = said.encode()
    if order.printer:
        order.say("Sætter PDF-atlas")
        printed = order.printer(catalogue)
        files |= printed
        manifest["pdf"] = {
            name: {"pages": page_count(content)}
            for name, content in printed.items()
            if name.endswith(".pdf")
        }
    order.say("Udgiver")
    return Built(release=LayerStore(order.home).publish(files, manifest), findings=findings)


def examine(order: BuildOrder) -> tuple[Places, Findings, Connections]:
    """Return the ground, what became of every record, and how the record hangs together."""
    order.say("Læser steder og omrids")
    places = read_places(order.reference)
    order.say("Læser og kontrollerer tabeller")
    validated = {kind: read_records(order, kind) for kind in KINDS}
    order.say("Finder steder og distrikter")
    assigned = {kind: place_records(validated[kind], places, order) for kind in KINDS}
    findings = Findings(
        accounting={kind: _account(validated[kind], assigned[kind]) for kind in KINDS},
        validated=validated,
        assigned=assigned,
        vulnerable_areas=places.vulnerable_areas,
    )
    connections = bundled_connections() if order.with_record else no_connections()
    return places, findings, with_places(connections, places.gazetteer)


def lay_out_all(
    places: Places, findings: Findings, connections: Connections, built: str
) -> dict[str, bytes]:
    """Return every file of a release that data is in, by name within the release."""
    records = {
        kind: [one.located.record for one in assigned]
        for kind, assigned in findings.assigned.items()
    }
    return {
        **lay_out(places, findings.assigned, built, connections.rows("plans")),
        CONNECTIONS_FILE: to_bytes(connections),
        RECORDS_FILE: record_rows.to_bytes(records),
    }


def read_places(reference: Path | None) -> Places:
    """Return the ground of a build, with official district outlines where a folder is given."""
    gazetteer = load_gazetteer()
    return Places(
        districts=load_districts(reference),
        gazetteer=gazetteer,
        vulnerable_areas=load_vulnerable_areas(gazetteer),
        background=load_background(),
    )


def read_records(order: BuildOrder, kind: str) -> list[Validated]:
    """Return the validated tables of one kind: the bundled record first, the operator's after."""
    tables = [bundled_table(kind)] if order.with_record else []
    tables += [read_table(path, kind) for path in getattr(order, kind)]
    return [
        validate(
            table,
            today=order.built.date(),
            position_problem=coordinate_problem,
            hours_problem=hours_problem,
        )
        for table in tables
    ]


def place_records(tables: Sequence[Validated], places: Places, order: BuildOrder) -> list[Assigned]:
    """Return every record located and assigned; a later table replaces a record of same id."""
    by_id: dict[str, Record] = {record.id: record for table in tables for record in table.records}
    locator = Locator(places.gazetteer, order.addresses)
    assigner = Assigner(places.districts, places.gazetteer)
    return [assigner.assign(located) for located in locator.locate_all(by_id.values())]


def lay_out(
    places: Places,
    assigned: Mapping[str, Sequence[Assigned]],
    built: str,
    plans: Sequence[Row] = (),
) -> dict[str, bytes]:
    """Return every layer of every collection as GeoJSON bytes, by name within the release."""
    files = {}
    for collection, district in places.districts.items():
        for layer in _layers_of(collection, places, assigned, plans):
            content = layers.feature_collection(layer, extent=district.geometry, built=built)
            files[f"{collection}/{layer.name}.geojson"] = _to_bytes(content)
    ground = layers.background_layer(places.background)
    city = places.districts[Collection.WHOLE_CITY].geometry
    content = layers.feature_collection(ground, extent=city, built=built)
    return {**files, layers.BACKGROUND_FILE: _to_bytes(content)}


def describe(
    places: Places, findings: Findings, files: Mapping[str, bytes], built: str
) -> dict[str, Any]:
    """Return what the manifest says of a release beside its files' checksums."""
    return {
        "built": built,
        "accounting": {kind: asdict(one) for kind, one in findings.accounting.items()},
        "layers": {
            name.removesuffix(".geojson"): _layer_entry(content)
            for name, content in sorted(files.items())
            if name.endswith(".geojson")
        },
        "sources": _sources(places),
    }


def _layers_of(
    collection: Collection,
    places: Places,
    assigned: Mapping[str, Sequence[Assigned]],
    plans: Sequence[Row],
) -> list[layers.Layer]:
    district = places.districts[collection]
    return [
        layers.Layer(
            name="district",
            features=(layers.district_feature(district),),
            source=district.source,
            licence=district.licence,
            attribution=district.attribution,
        ),
        *(layers.record_layer(kind, assigned[kind], collection) for kind in KINDS),
        layers.Layer(
            name="udsatte_boligomraader",
            features=layers.vulnerable_area_features(places.vulnerable_areas, collection),
            source=layers.AREA_SOURCE,
        ),
        layers.Layer(
            name="helhedsplaner",
            features=plan_features(plans, places.gazetteer, collection),
            source=layers.AREA_SOURCE,
        ),
        layers.Layer(
            name="kvarterer",
            features=layers.place_features(places.gazetteer.places.values(), collection),
            source=layers.AREA_SOURCE,
        ),
    ]


def _ground_of(home: Path) -> dict[str, str]:
    """Return which basemap a release was made for, where the atlas home has one."""
    named = basemap_id(home)
    return {"basemap": named} if named else {}


def _account(tables: Sequence[Validated], assigned: Sequence[Assigned]) -> Accounting:
    records = sum(len(table.records) for table in tables)
    replaced = records - len({record.id for table in tables for record in table.records})
    return account(
        read=sum(table.read for table in tables) - replaced,
        rejected=sum(len(table.rejections) for table in tables),
        assigned=assigned,
    )


def _layer_entry(content: bytes) -> dict[str, Any]:
    layer = json.loads(content)
    return {
        "count": len(layer["features"]),
        "bbox": layer["bbox"],
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _sources(places: Places) -> list[dict[str, str]]:
    """Return every source once: the documents of the record, then those of the geometry."""
    documented = [
        {
            "title": document.title,
            "short_title": document.short_title,
            "publisher": document.publisher,
            "date": document.date,
            "id": document.id,
            "licence": "",
            "attribution": document.publisher,
        }
        for document in documents().values()
    ]
    places_of: list[District | Place | Ground] = [
        *places.districts.values(),
        *places.gazetteer.places.values(),
        *places.background,
    ]
    known = documents()
    geometry = {
        (one.source, one.licence, one.attribution)
        for one in places_of
        if one.source.partition(",")[0] not in known
    }
    return documented + [
        {"title": source, "publisher": attribution, "licence": licence, "attribution": attribution}
        for source, licence, attribution in sorted(geometry)
    ]


def _to_bytes(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
