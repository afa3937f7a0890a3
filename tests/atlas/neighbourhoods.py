"""Invented catalogues for the tests of neighbours: records, areas side by side, relations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.catalogue import Catalogue, Entry
from atlas.connections import Connections

if TYPE_CHECKING:
    from collections.abc import Iterable

LAT, LON = 55.70, 12.55
SQUARE = 0.005
"""About 310 m from west to east and 560 m from south to north."""


def box(number: int) -> dict[str, Any]:
    """A square; squares of consecutive numbers share a side."""
    west, east = LON + number * SQUARE, LON + (number + 1) * SQUARE
    south, north = LAT, LAT + SQUARE
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def area(identifier: str, number: int, district: str = "noerrebro") -> Entry:
    """An invented neighbourhood, drawn as the square of that number."""
    properties = {"name": identifier.capitalize(), "district": district}
    return Entry(id=identifier, layer="kvarterer", geometry=box(number), properties=properties)


def record(identifier: str, **more: Any) -> Entry:
    """An invented record in Nørrebro for young people, an actor where its id begins with a."""
    precision = more.pop("precision", "district")
    at: tuple[float, float] | None = more.pop("at", None)
    geometry = {"type": "Point", "coordinates": [at[1], at[0]]} if at else None
    home = more.get("home", "noerrebro")
    properties = {
        "name": f"Opdigtet {identifier}",
        "themes": [],
        "target_groups": ["unge"],
        "areas": [],
        "serves": [],
        "home": home,
        "districts": [home],
        "year": 2007,
        "location": {"precision": precision, "place": ""},
        **more,
    }
    layer = "actors" if identifier.startswith("a") else "projects"
    return Entry(id=identifier, layer=layer, geometry=geometry, properties=properties)


def relation(one: str, kind: str, other: str) -> dict[str, str]:
    """An invented relation between two ids."""
    return {
        "id": f"{one}-{kind}-{other}",
        "from_id": one,
        "from_name": one,
        "relation": kind,
        "to_id": other,
        "to_name": other,
        "reason": "",
        "document": "prøve",
        "document_place": "",
    }


def catalogue(
    records: Iterable[Entry],
    *,
    areas: Iterable[Entry] = (),
    relations: Iterable[dict[str, str]] = (),
    **tables: tuple[dict[str, str], ...],
) -> Catalogue:
    """A catalogue of some records, areas and relations, and nothing else."""
    layers: dict[tuple[str, str], tuple[Entry, ...]] = {}
    for one in (*records, *areas):
        folder = str(one.properties.get("home", one.properties.get("district")))
        layers[folder, one.layer] = (*layers.get((folder, one.layer), ()), one)
    connections = Connections(tables={"relations": tuple(relations), **tables})
    return Catalogue(manifest={}, layers=layers, headers={}, connections=connections)
