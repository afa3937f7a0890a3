"""A plan for an area as its page shows it: its outline, who works inside, and what is open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from atlas.coverage import members_of, open_themes
from atlas.labels import COLLECTIONS
from webapp.dates import date_in_words
from webapp.map_config import collection_bounds, geometry_bounds
from webapp.named import Named, place_by_id
from webapp.record_words import kinds_of_plan
from webapp.rows import RowView, items
from webapp.texts import gettext, listed
from webapp.words import term

if TYPE_CHECKING:
    from atlas.catalogue import Entry
    from webapp.drawing import Bounds

LAYER = "helhedsplaner"


@dataclass(frozen=True, kw_only=True)
class PlanView(RowView):
    """One plan for a template."""

    @property
    def kind(self) -> str:
        """What kind of plan it is, in a word."""
        return kinds_of_plan().get(self.row["kind"], self.row["kind"])

    @cached_property
    def features(self) -> list[Entry]:
        """The plan as the release draws it, once for each collection that it has an area in."""
        layers = (self.edition.catalogue.layers.get((code, LAYER), ()) for code in COLLECTIONS)
        return [one for layer in layers for one in layer if one.id == self.id]

    @property
    def collections(self) -> list[str]:
        """The collections that it has an area in."""
        return list(dict.fromkeys(one.properties["district"] for one in self.features))

    @property
    def area_ids(self) -> list[str]:
        """The ids of the places that it is for."""
        return list(self.features[0].properties["areas"]) if self.features else []

    @cached_property
    def places(self) -> list[Named]:
        """The places that it is for; as the document names them where the release has none."""
        known = [place_by_id(one, self.edition) for one in self.area_ids]
        return known or [Named(name=one) for one in items(self.row["areas"])]

    @cached_property
    def outline(self) -> dict[str, Any] | None:
        """Its outlines in all its collections as one GeoJSON geometry ([lon, lat]), else None."""
        outlines = [one.geometry for one in self.features if one.geometry]
        if len(outlines) <= 1:
            return outlines[0] if outlines else None
        polygons = [part for one in outlines for part in _polygons(one)]
        return {"type": "MultiPolygon", "coordinates": polygons}

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north in degrees (WGS84): its outline, else its first collection."""
        if self.outline:
            return geometry_bounds(self.outline)
        return collection_bounds(self.edition, (self.collections or ["hele-byen"])[0])

    @property
    def is_provisional(self) -> bool:
        """Whether its outline is that of the areas it names, no border being printed."""
        return any(one.properties["outline_status"] == "provisional" for one in self.features)

    @property
    def period(self) -> str:
        """When it ran, in words, "" where no date is printed."""
        start, end = self.row["start"], self.row["end"]
        return date_in_words(f"{start or '..'}/{end or '..'}") if start or end else ""

    @property
    def inside(self) -> list[Entry]:
        """Who belongs to its places, apart from the plan itself as an actor or a project."""
        links = self.edition.catalogue.connections.links(self.id)
        itself = {one.other_id for one in links if one.reads.startswith("same-as")}
        return [one for one in self._in_places if one.id not in itself]

    @cached_property
    def _in_places(self) -> list[Entry]:
        """The actors and projects that belong to its places, in Danish order of name."""
        return list(members_of(self.edition.catalogue, self.area_ids))

    @property
    def open_themes(self) -> list[tuple[str, str]]:
        """The policy's themes that neither the plan nor anybody inside states: code and word."""
        return [(code, term("theme", code)) for code in open_themes(self._in_places)]

    @property
    def where(self) -> str:
        """Its places in a few words."""
        return listed(one.name for one in self.places) or gettext("området er ikke trykt")


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    """Return the polygons of a GeoJSON geometry, as coordinates of a multi-polygon."""
    coordinates: list[Any] = geometry["coordinates"]
    return {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(geometry["type"], [])
