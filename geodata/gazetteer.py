"""The gazetteer: the named estates, neighbourhoods, streets and districts that sources speak of.

A place's outline was drawn by hand (`geodata/data/places.geojson`), or its point is that of a named
row of OpenStreetMap (`places_osm.geojson`, a file of its own because of its licence). What no
source shows has none, says why, and goes to the wider place that it lies `within`. A place's
collection is the one that a document states, and beats geometry: all of Sjælør belongs to Valby,
Tingbjerg-Utterslev to Tingbjerg.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final

import shapely
from shapely import LineString

from geodata.errors import OutlineError
from geodata.geocoding.protocol import Location, PlaceQuery, Precision
from geodata.names import fold
from geodata.outlines import Outline, read_outlines

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from shapely import Point
    from shapely.geometry.base import BaseGeometry

WITHOUT_A_POINT: Final = (Precision.DISTRICT, Precision.CITY, Precision.NONE)
"""Too wide for a point to say anything true (design: geometry null)."""

WITHOUT_AN_EXTENT: Final = (Precision.ADDRESS, Precision.CITY, Precision.NONE)
"""A door is a point, and the city is everything: neither is an area within a collection."""

FILES: Final = ("places.geojson", "places_osm.geojson")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A named place; `outline` is WGS84 (lon, lat), or None where no source shows one.

    `within` is the id of the wider place that it goes to where nothing shows its own, else "";
    `kind` is "bydel" for one of the city's ten official bydele, else "".
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    precision: Precision
    collection: str
    membership: str
    outline: BaseGeometry | None
    source: str
    licence: str
    attribution: str
    note: str
    within: str = ""
    kind: str = ""

    @property
    def is_area(self) -> bool:
        """Whether this is an area of its own within a collection: no door, district or city."""
        own = not self.within and self.id != self.collection
        return own and self.precision not in WITHOUT_AN_EXTENT

    @property
    def point(self) -> Point | None:
        """A point inside the outline in WGS84 (lon, lat): where a record here is drawn."""
        if self.outline is None or self.precision in WITHOUT_A_POINT:
            return None
        part = largest_part(self.outline)
        if isinstance(part, LineString):
            return part.interpolate(0.5, normalized=True)
        return part.representative_point()


class Gazetteer:
    """Finds places by name, whatever spelling; satisfies the `Geocoder` protocol."""

    name = "gazetteer"

    def __init__(self, places: list[Place]) -> None:
        """Index the places by every name they have.

        Raises:
            OutlineError: where two places share a name, so that it would be a toss-up, or one
                lies within a place that is not there.
        """
        self.places: dict[str, Place] = {place.id: place for place in places}
        self._by_name: dict[str, Place] = {}
        for place in places:
            for spelling in {fold(name) for name in (place.name, *place.aliases)}:
                if spelling in self._by_name:
                    other = self._by_name[spelling].name
                    message = (
                        f"»{spelling}« er navn på både {other} og {place.name}. Fjern det ene."
                    )
                    raise OutlineError(message)
                self._by_name[spelling] = place
        for place in places:
            if place.within and place.within not in self.places:
                message = f"{place.name} ligger i »{place.within}«, som ikke er der. Tilføj det."
                raise OutlineError(message)

    def find(self, name: str) -> Place | None:
        """Return the place of that name or alias, or None."""
        return self._by_name.get(fold(name)) if name else None

    def locate(self, query: PlaceQuery) -> Location | None:
        """Return where the named place is, or the wider one that it lies within.

        An address is not looked up here.
        """
        named = self.find(query.name)
        if named is None:
            return None
        place = self.places[named.within] if named.within else named
        point = place.point
        precise = point is not None or place.precision in WITHOUT_A_POINT
        return Location(
            precision=place.precision if precise else Precision.DISTRICT,
            source=place.source,
            lat=point.y if point is not None else None,
            lon=point.x if point is not None else None,
            place_id=place.id,
            collection=place.collection,
            matched=named.name,
        )


def load_gazetteer(file: Traversable | None = None) -> Gazetteer:
    """Return the project's gazetteer, or that of another file of the same form.

    Raises:
        OutlineError: where a file cannot be read or two places share a name.
    """
    data = resources.files("geodata") / "data"
    sources = [file] if file else [data / name for name in FILES]
    outlines = [one for source in sources for one in read_outlines(source, "name")]
    return Gazetteer([_place(outline) for outline in outlines])


def largest_part(geometry: BaseGeometry) -> BaseGeometry:
    """Return the part of a multi-geometry that has the largest area, or the greatest length."""
    parts = shapely.get_parts(geometry)
    largest: BaseGeometry = max(parts, key=lambda part: (part.area, part.length))
    return largest


def _place(outline: Outline) -> Place:
    stated = outline.properties
    return Place(
        id=stated["id"],
        name=outline.name,
        aliases=tuple(stated.get("aliases") or ()),
        precision=Precision(stated["precision"]),
        collection=stated["collection"],
        membership=stated["membership"],
        outline=outline.geometry,
        source=stated["source"],
        licence=stated["licence"],
        attribution=stated["attribution"],
        note=stated.get("note") or "",
        within=stated.get("within") or "",
        kind=stated.get("kind") or "",
    )
