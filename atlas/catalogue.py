"""A published release as its readers want it: records, areas and places, by id and by collection.

The website and the printed atlas both look here, so that they show the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from atlas.connections import CONNECTIONS_FILE, Connections, from_bytes, no_connections
from atlas.errors import DamagedLayerError
from atlas.ground_shapes import GROUND_LAYER, GroundShapes
from atlas.layers import danish_order
from atlas.layers_in_metres import LayersInMetres
from geodata.districts import Collection

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

RECORD_LAYERS: Final = ("actors", "projects")
LISTED_AREAS: Final = "udsatte_boligomraader"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One feature of a release: its id, GeoJSON geometry ([lon, lat] or None) and properties."""

    id: str
    layer: str
    geometry: dict[str, Any] | None
    properties: dict[str, Any]

    @property
    def name(self) -> str:
        """The name to show."""
        return str(self.properties["name"])

    @property
    def lat(self) -> float | None:
        """Latitude in degrees (WGS84) of a point, else None."""
        return self._point[1] if self._point else None

    @property
    def lon(self) -> float | None:
        """Longitude in degrees (WGS84) of a point, else None."""
        return self._point[0] if self._point else None

    @property
    def _point(self) -> list[float] | None:
        geometry = self.geometry
        return geometry["coordinates"] if geometry and geometry["type"] == "Point" else None


def kind_of_place(place: Entry) -> str:
    """Return "bydel" for an official one, else the precision that a place of the gazetteer has."""
    return str(place.properties.get("kind") or place.properties["location"]["precision"])


@dataclass(frozen=True, kw_only=True)
class Area:
    """An area with a page of its own: a gazetteer place, with the lists it stood on."""

    id: str
    place: Entry
    lists: tuple[Entry, ...] = ()

    @property
    def name(self) -> str:
        """The name to show."""
        return self.place.name

    @property
    def kind(self) -> str:
        """What kind of place it is: "bydel", or how exactly it is known; on a list, an estate."""
        return "estate" if self.lists else kind_of_place(self.place)


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Everything one release shows. Layers that are damaged on disk are named in `damaged`."""

    manifest: Mapping[str, Any]
    layers: dict[tuple[str, str], tuple[Entry, ...]]
    headers: dict[tuple[str, str], dict[str, Any]]
    connections: Connections = field(default_factory=no_connections)
    damaged: dict[tuple[str, str], str] = field(default_factory=dict)

    def records(
        self, collection: str, layers: tuple[str, ...] = RECORD_LAYERS
    ) -> tuple[Entry, ...]:
        """Return the records that show in a collection, in Danish order of name."""
        found = [one for layer in layers for one in self.layers.get((collection, layer), ())]
        return tuple(sorted(found, key=lambda one: danish_order(one.name)))

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Every record once, by id; in the folder of its home collection where it has one."""
        found: dict[str, Entry] = {}
        for collection in Collection:
            for record in self.records(collection):
                if record.properties["home"] == collection or record.id not in found:
                    found[record.id] = record
        return found

    def is_work(self, one: str) -> bool:
        """Return whether an id is that of something done: a project, an initiative, an event.

        One works with others, and takes part in what they do.
        """
        record = self.by_id.get(one)
        return record.layer == "projects" if record else self.connections.has_row(one)

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Every area that has a page, by id, in Danish order of name."""
        places, listed = (self._everywhere(layer) for layer in ("kvarterer", LISTED_AREAS))
        return {
            place.id: Area(
                id=place.id,
                place=place,
                lists=tuple(one for one in listed if one.properties["place_id"] == place.id),
            )
            for place in sorted(places, key=lambda one: danish_order(one.name))
        }

    @cached_property
    def ground(self) -> GroundShapes:
        """The drawn ground of the city, to cut pictures out of."""
        entries = self.layers.get(GROUND_LAYER, ())
        return GroundShapes((one.properties["kind"], one.geometry) for one in entries)

    @cached_property
    def in_metres(self) -> LayersInMetres[Entry]:
        """The layers in EPSG:25832, for whoever draws them at a scale."""
        return LayersInMetres(self.layers)

    def plans_in(self, area_id: str) -> tuple[Entry, ...]:
        """Return the area plans that name this area, in Danish order of name."""
        found = {
            one.id: one
            for one in self._everywhere("helhedsplaner")
            if area_id in one.properties["areas"]
        }
        return tuple(sorted(found.values(), key=lambda one: danish_order(one.name)))

    def _everywhere(self, layer: str) -> list[Entry]:
        return [one for code in Collection for one in self.layers.get((code.value, layer), ())]

    def in_area(self, area_id: str) -> tuple[Entry, ...]:
        """Return the records that belong to an area, in Danish order of name."""
        found = [one for one in self.by_id.values() if area_id in one.properties["areas"]]
        return tuple(sorted(found, key=lambda one: danish_order(one.name)))


def read_catalogue(read: Callable[[str], bytes], manifest: Mapping[str, Any]) -> Catalogue:
    """Read a release whole into memory; a layer damaged on disk is left out and named.

    `read` gives a file of the release by its name: `Release.read`, or that of a release in the
    making, so that the printed atlas and the website see the same.
    """
    layers: dict[tuple[str, str], tuple[Entry, ...]] = {}
    headers: dict[tuple[str, str], dict[str, Any]] = {}
    damaged: dict[tuple[str, str], str] = {}
    for name in manifest["layers"]:
        collection, layer = name.split("/")
        key = (collection, layer)
        try:
            content = json.loads(read(f"{name}.geojson"))
        except DamagedLayerError as fault:
            damaged[key] = str(fault)
            continue
        layers[key] = tuple(_entry(feature, layer) for feature in content.pop("features"))
        headers[key] = content
    return Catalogue(
        manifest=manifest,
        layers=layers,
        headers=headers,
        connections=_read_connections(read),
        damaged=damaged,
    )


def _read_connections(read: Callable[[str], bytes]) -> Connections:
    """Return the release's connections; none where it has none or they are damaged on disk."""
    try:
        return from_bytes(read(CONNECTIONS_FILE))
    except (DamagedLayerError, KeyError):
        return no_connections()


def _entry(feature: dict[str, Any], layer: str) -> Entry:
    return Entry(
        id=feature["id"],
        layer=layer,
        geometry=feature["geometry"],
        properties=feature["properties"],
    )
