"""What OpenStreetMap's tags mean here: a tagged node, way or area → class, rank and kind.

The meaning of each tag is that of OpenStreetMap's own documentation ("Map features").
"""

from __future__ import annotations

from typing import Final, NamedTuple, Protocol

from geodata.basemap.classes import STREET_RANKS, BasemapClass

AREA_KEYS: Final = ("building", "natural", "landuse", "leisure", "waterway", "amenity")
WAY_KEYS: Final = ("highway", "railway", "natural")
NODE_KEYS: Final = ("place", "railway")

_BUILDING_RANK: Final = 5
_AREA_RANKS: Final = {
    BasemapClass.WATER: 2,
    BasemapClass.GREEN: 3,
    BasemapClass.BUILT_UP: 3,
}
_AREAS: Final[dict[tuple[str, str], tuple[BasemapClass, str]]] = {
    ("natural", "water"): (BasemapClass.WATER, "lake"),
    ("waterway", "riverbank"): (BasemapClass.WATER, "river"),
    ("waterway", "dock"): (BasemapClass.WATER, "basin"),
    ("landuse", "reservoir"): (BasemapClass.WATER, "basin"),
    ("landuse", "basin"): (BasemapClass.WATER, "basin"),
    ("leisure", "park"): (BasemapClass.GREEN, "park"),
    ("leisure", "garden"): (BasemapClass.GREEN, "park"),
    ("landuse", "recreation_ground"): (BasemapClass.GREEN, "park"),
    ("landuse", "village_green"): (BasemapClass.GREEN, "park"),
    ("landuse", "cemetery"): (BasemapClass.GREEN, "cemetery"),
    ("amenity", "grave_yard"): (BasemapClass.GREEN, "cemetery"),
    ("landuse", "allotments"): (BasemapClass.GREEN, "allotment"),
    ("leisure", "pitch"): (BasemapClass.GREEN, "sport"),
    ("leisure", "golf_course"): (BasemapClass.GREEN, "sport"),
    ("leisure", "playground"): (BasemapClass.GREEN, "other"),
    ("landuse", "grass"): (BasemapClass.GREEN, "other"),
    ("landuse", "meadow"): (BasemapClass.GREEN, "nature"),
    ("natural", "heath"): (BasemapClass.GREEN, "nature"),
    ("natural", "grassland"): (BasemapClass.GREEN, "nature"),
    ("natural", "scrub"): (BasemapClass.GREEN, "nature"),
    ("natural", "wetland"): (BasemapClass.GREEN, "nature"),
    ("natural", "wood"): (BasemapClass.GREEN, "forest"),
    ("landuse", "forest"): (BasemapClass.GREEN, "forest"),
    ("landuse", "farmland"): (BasemapClass.GREEN, "farmland"),
    ("landuse", "orchard"): (BasemapClass.GREEN, "farmland"),
    ("landuse", "residential"): (BasemapClass.BUILT_UP, "residential"),
    ("landuse", "retail"): (BasemapClass.BUILT_UP, "retail"),
    ("landuse", "commercial"): (BasemapClass.BUILT_UP, "retail"),
    ("landuse", "industrial"): (BasemapClass.BUILT_UP, "industrial"),
}
_WATERS: Final = {
    **{name: name for name in ("lake", "river", "canal", "basin")},
    "pond": "lake",
    "reservoir": "basin",
    "harbour": "basin",
}
_PATHS: Final = frozenset({"footway", "path", "steps", "track", "bridleway"})
_RAILS: Final = {
    "rail": "rail",
    "light_rail": "s-train",
    "subway": "metro",
    "tram": "tram",
    "narrow_gauge": "rail",
}
_PLACES: Final = {
    "city": (1, "town"),
    "borough": (2, "district"),
    "suburb": (2, "district"),
    "town": (2, "town"),
    "quarter": (3, "neighbourhood"),
    "village": (3, "village"),
    "neighbourhood": (4, "neighbourhood"),
    "hamlet": (4, "village"),
    "island": (3, "island"),
    "islet": (5, "island"),
}


class Tags(Protocol):
    """The tags of one object: a dict, or osmium's own, which a look into costs less than a copy."""

    def get(self, key: str, /) -> str | None:
        """Return the value of a key, or None."""


class Meaning(NamedTuple):
    """What a thing is on the map."""

    cls: BasemapClass
    rank: int
    kind: str


def of_area(tags: Tags) -> Meaning | None:
    """Return what an area is, or None where the map does not show it."""
    if (tags.get("building") or "no") != "no":
        return Meaning(BasemapClass.BUILDING, _BUILDING_RANK, "")
    for key in AREA_KEYS[1:]:
        found = _AREAS.get((key, tags.get(key) or ""))
        if found:
            cls, kind = found
            if cls is BasemapClass.WATER:
                kind = _WATERS.get(tags.get("water") or kind, "other")
            return Meaning(cls, _AREA_RANKS[cls], kind)
    return None


def of_way(tags: Tags) -> Meaning | None:
    """Return what a line is, or None where the map does not show it."""
    highway = tags.get("highway")
    if highway:
        return None if tags.get("area") == "yes" else _of_highway(highway, tags)
    rail = _RAILS.get(tags.get("railway") or "")
    if rail is None:
        return None
    aside = tags.get("service") in {"siding", "yard", "spur", "crossover"}
    return Meaning(BasemapClass.RAIL, _rank_of_rail(rail, aside=aside), rail)


def is_coast(tags: Tags) -> bool:
    """Say whether a line is a piece of the coast."""
    return tags.get("natural") == "coastline"


def of_node(tags: Tags) -> Meaning | None:
    """Return what a point is, or None where the map does not show it."""
    if tags.get("railway") in {"station", "halt", "tram_stop"}:
        kind = _kind_of_station(tags)
        rank = {"rail": 1, "s-train": 2, "metro": 3}.get(kind, 4)
        return Meaning(BasemapClass.STATION, rank, kind)
    place = _PLACES.get(tags.get("place") or "")
    if place is None or not tags.get("name"):
        return None
    return Meaning(BasemapClass.PLACE_NAME, *place)


def _of_highway(highway: str, tags: Tags) -> Meaning | None:
    if highway == "cycleway" or (highway == "path" and tags.get("bicycle") == "designated"):
        return Meaning(BasemapClass.CYCLE_PATH, 4, highway)
    if highway in _PATHS:
        return Meaning(BasemapClass.PATH, 5, highway)
    rank = STREET_RANKS.get(highway)
    return Meaning(BasemapClass.STREET, rank, highway) if rank else None


def _rank_of_rail(kind: str, *, aside: bool) -> int:
    if aside:
        return 5
    return {"metro": 2, "tram": 3}.get(kind, 1)


def _kind_of_station(tags: Tags) -> str:
    if tags.get("railway") == "tram_stop":
        return "tram"
    if tags.get("station") == "subway" or tags.get("subway") == "yes":
        return "metro"
    light = tags.get("station") == "light_rail" or tags.get("light_rail") == "yes"
    return "s-train" if light or "S-tog" in (tags.get("network") or "") else "rail"
