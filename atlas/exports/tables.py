"""What an export holds: the tables of one release, whole or for some collections.

What is derived from OpenStreetMap stands in a table of its own (`points_osm`), so that it can go
into files of its own under its own licence; everywhere else those points are left out, and say so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import shapely

from actors.connected import TABLES
from actors.fields import fields_of
from actors.sheets import SHEETS
from atlas.catalogue import RECORD_LAYERS, Catalogue, Entry
from atlas.errors import DamagedLayerError
from atlas.exports.entry import ENTRY_RULE, entry_outcomes
from atlas.layers import OSM, OSM_ATTRIBUTION, OSM_LICENCE
from atlas.record_rows import read_rows
from atlas.symbology import sign_for
from geodata.districts import Collection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from atlas.connections import Row
    from atlas.layer_store import Release

LICENCE: Final = "CC BY 4.0"
ATTRIBUTION: Final = "TFI-atlas"
OSM_TABLE: Final = "points_osm"
AREA_LAYERS: Final = ("district", "kvarterer", "udsatte_boligomraader", "helhedsplaner")

_POINTING: Final = (*("from_id", "to_id", "for_id", "requester_id", "organiser_id", "committee"),)
_WHERE_STATED: Final = ("document", "document_place")
_WHERE: Final = (
    *("home", "districts", "areas", "precision", "category"),
    *("location_place", "location_source", "reason"),
)
_KEPT_APART: Final = "Punktet er fra OpenStreetMap og står i sin egen fil under ODbL."


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: rows of texts by column, and for a layer one geometry (GeoJSON, WGS84) a row."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    geometries: tuple[dict[str, Any] | None, ...] | None = None
    licence: str = LICENCE
    attribution: str = ATTRIBUTION

    @property
    def title(self) -> str:
        """What a person calls it, in Danish."""
        return SHEETS.get(self.name, self.name)


@dataclass(frozen=True, kw_only=True)
class Content:
    """The content of an export; `flat` for CSV and XLSX, `layers` for GeoJSON and GeoPackage.

    In `flat` the tables of actors and projects hold what they were read from, and beside it only
    what readers pass over, so that reading them back changes nothing; `locations` says where each
    one is.
    """

    manifest: Mapping[str, Any]
    collections: tuple[str, ...]
    flat: tuple[Table, ...]
    layers: tuple[Table, ...]
    osm: Table | None


def content_of(release: Release, catalogue: Catalogue, collections: Sequence[str] = ()) -> Content:
    """Return the tables of a release, or what belongs to some of its collections.

    Raises:
        DamagedLayerError: where a file of the release cannot be read: half an export is none.
    """
    for fault in catalogue.damaged.values():
        raise DamagedLayerError(fault)
    chosen = set(collections)
    entries = [
        one
        for one in catalogue.by_id.values()
        if not chosen or chosen.intersection(one.properties["districts"])
    ]
    by_id = {one.id: one for one in entries}
    stated = read_rows(release.read)
    records = {
        kind: tuple(row for row in stated.get(kind, ()) if row["id"] in by_id)
        for kind in RECORD_LAYERS
    }
    outcomes = entry_outcomes(catalogue)
    records["projects"] = tuple(
        {**row, ENTRY_RULE: outcomes[row["id"]]} for row in records["projects"]
    )
    connected = _connected(catalogue, set(by_id), chosen)
    areas = [_area_table(catalogue, layer, chosen) for layer in AREA_LAYERS]
    flat = [
        *(_record_table(kind, rows) for kind, rows in records.items()),
        _locations(entries),
        *connected,
        *(replace(one, geometries=None) for one in areas),
        _sources(release.manifest),
    ]
    layers = [
        *(_record_layer(kind, rows, by_id) for kind, rows in records.items()),
        *areas,
        *connected,
        _sources(release.manifest),
    ]
    return Content(
        manifest=release.manifest,
        collections=tuple(collections),
        flat=tuple(one for one in flat if one.rows or one.name in RECORD_LAYERS),
        layers=tuple(one for one in layers if one.rows),
        osm=_osm_points(entries),
    )


def is_osm(entry: Entry) -> bool:
    """Return whether a record's point is out of OpenStreetMap."""
    return OSM in entry.properties["location"]["source"]


def _record_table(kind: str, rows: tuple[Row, ...]) -> Table:
    return Table(name=kind, columns=_columns(kind), rows=rows)


def _columns(kind: str) -> tuple[str, ...]:
    """Return the columns of a table of records, and last what the atlas finds out about them."""
    derived = (ENTRY_RULE,) if kind == "projects" else ()
    return (*(one.name for one in fields_of(kind)), *derived)


def _record_layer(kind: str, rows: tuple[Row, ...], by_id: Mapping[str, Entry]) -> Table:
    entries = [by_id[row["id"]] for row in rows]
    return Table(
        name=kind,
        columns=(*_columns(kind), *_WHERE, "sign"),
        rows=tuple(
            {**row, **_where(one), "sign": sign_for(one.properties["themes"]).code}
            for row, one in zip(rows, entries, strict=True)
        ),
        geometries=tuple(None if is_osm(one) else one.geometry for one in entries),
    )


def _locations(entries: Iterable[Entry]) -> Table:
    return Table(
        name="locations",
        columns=("id", "name", "record_type", "lat", "lon", *_WHERE),
        rows=tuple(_located(one) for one in entries),
    )


def _located(entry: Entry) -> Row:
    point = {} if is_osm(entry) else _point(entry)
    return {
        "id": entry.id,
        "name": entry.name,
        "record_type": entry.layer,
        **point,
        **_where(entry),
    }


def _point(entry: Entry) -> Row:
    return {} if entry.lat is None else {"lat": str(entry.lat), "lon": str(entry.lon)}


def _where(entry: Entry) -> Row:
    said = entry.properties
    location = said["location"]
    return {
        "home": said["home"],
        "districts": "|".join(said["districts"]),
        "areas": "|".join(said["areas"]),
        "precision": location["precision"],
        "category": location["category"] or "",
        "location_place": location["place"],
        "location_source": location["source"],
        "reason": _KEPT_APART if is_osm(entry) else location["reason"],
    }


def _osm_points(entries: Iterable[Entry]) -> Table | None:
    found = [one for one in entries if is_osm(one)]
    if not found:
        return None
    columns = ("id", "name", "record_type", "lat", "lon", "precision", "location_source")
    rows = [{**_located(one), **_point(one)} for one in found]
    return Table(
        name=OSM_TABLE,
        columns=columns,
        rows=tuple({name: row[name] for name in columns} for row in rows),
        geometries=tuple(one.geometry for one in found),
        licence=OSM_LICENCE.partition(" (")[0],
        attribution=OSM_ATTRIBUTION,
    )


def _connected(catalogue: Catalogue, known: set[str], chosen: set[str]) -> list[Table]:
    """Return the connected tables; of chosen collections what names them or one of theirs.

    A table of which no row names a place or a record is about the whole city, and stays whole.
    """
    tables = {one.table: catalogue.connections.rows(one.table) for one in TABLES}
    if chosen:
        placed = [row for rows in tables.values() for row in rows if _is_in(row, chosen)]
        known = known | {row["id"] for row in placed if "id" in row}
        tables = {name: _belonging(rows, known, chosen) for name, rows in tables.items()}
    return [
        Table(name=name, columns=_in_order(rows[0]), rows=rows)
        for name, rows in tables.items()
        if rows
    ]


def _in_order(columns: Iterable[str]) -> tuple[str, ...]:
    """Return columns with where a row stands last, as the tables themselves have it."""
    return tuple(sorted(columns, key=lambda name: name in _WHERE_STATED))


def _belonging(rows: tuple[Row, ...], known: set[str], chosen: set[str]) -> tuple[Row, ...]:
    if not rows or not {"collections", *_POINTING}.intersection(rows[0]):
        return rows
    return tuple(row for row in rows if _is_in(row, chosen) or known.intersection(_ids(row)))


def _is_in(row: Row, chosen: set[str]) -> bool:
    return bool(chosen.intersection(row.get("collections", "").split("|")))


def _ids(row: Row) -> list[str]:
    return [one for name in _POINTING for one in row.get(name, "").split("|") if one]


def _area_table(catalogue: Catalogue, layer: str, chosen: set[str]) -> Table:
    """Return a layer of areas, each area once; parts in several collections become one shape."""
    entries: dict[str, list[Entry]] = {}
    headers = []
    for code in Collection:
        if chosen and code not in chosen:
            continue
        headers.append(catalogue.headers.get((code, layer), {}))
        for one in catalogue.layers.get((code, layer), ()):
            entries.setdefault(one.id, []).append(one)
    rows = [_area_row(parts[0]) for parts in entries.values()]
    return Table(
        name=layer,
        columns=tuple(dict.fromkeys(name for row in rows for name in row)),
        rows=tuple(rows),
        geometries=tuple(_whole(parts) for parts in entries.values()),
        licence=_joined(headers, "licence") or LICENCE,
        attribution=_joined(headers, "attribution") or ATTRIBUTION,
    )


def _area_row(entry: Entry) -> Row:
    said = dict(entry.properties)
    location, provenance = said.pop("location"), said.pop("provenance")
    for name in ("themes", "status", "serves"):  # a place has none
        said.pop(name)
    return {
        **{name: _text(value) for name, value in said.items()},
        "precision": location["precision"],
        "location_source": location["source"],
        "document": provenance["document"],
        "document_place": provenance["place"],
    }


def _text(value: object) -> str:
    if isinstance(value, list):
        return "|".join(map(str, value))
    return "" if value is None else str(value)


def _whole(parts: Sequence[Entry]) -> dict[str, Any] | None:
    drawn = [one.geometry for one in parts if one.geometry]
    if len(drawn) < 2:  # noqa: PLR2004 - nothing to join
        return drawn[0] if drawn else None
    shape = shapely.union_all([shapely.geometry.shape(one) for one in drawn])
    whole: dict[str, Any] = shapely.geometry.mapping(shapely.orient_polygons(shape))
    return whole


def _joined(headers: Iterable[Mapping[str, Any]], name: str) -> str:
    return "; ".join(dict.fromkeys(str(one[name]) for one in headers if one.get(name)))


def _sources(manifest: Mapping[str, Any]) -> Table:
    columns = ("id", "title", "publisher", "date", "licence", "attribution")
    return Table(
        name="sources",
        columns=columns,
        rows=tuple({name: one.get(name, "") for name in columns} for one in manifest["sources"]),
    )
