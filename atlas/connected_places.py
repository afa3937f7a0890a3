"""Where the rows of the connected tables belong: events, initiatives and tasks, by named place.

A row says its place in words; the gazetteer says which collection and which areas those are. What
the gazetteer does not know, and what names no place, belongs to the whole city, as a record does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from atlas.connections import Connections
from geodata.districts import Collection

if TYPE_CHECKING:
    from atlas.connections import Row
    from geodata.gazetteer import Gazetteer, Place

PLACED_TABLES: Final = {
    "initiatives": "place",
    "events": "place",
    "tasks": "place",
    "area_figures": "area",
    "plans": "areas",
}
"""Table → the column that names its places, parted by «|»."""


def with_places(connections: Connections, gazetteer: Gazetteer) -> Connections:
    """Return the tables with `collections` and `place_ids` beside the places that rows name.

    Both are codes parted by «|», in the order of the places; `collections` is never empty.
    """
    placed = {
        table: tuple(_placed(row, row[column], gazetteer) for row in connections.rows(table))
        for table, column in PLACED_TABLES.items()
        if connections.rows(table)
    }
    return Connections(tables={**connections.tables, **placed})


def _placed(row: Row, named: str, gazetteer: Gazetteer) -> Row:
    found = [place for name in named.split("|") if (place := gazetteer.find(name))]
    codes = dict.fromkeys(place.collection for place in found) or (Collection.WHOLE_CITY.value,)
    ids = dict.fromkeys(_own(place, gazetteer).id for place in found)
    return {**row, "collections": "|".join(codes), "place_ids": "|".join(ids)}


def _own(place: Place, gazetteer: Gazetteer) -> Place:
    """Return the place itself, or the wider one that it goes to where no source shows its own."""
    return gazetteer.places[place.within] if place.within else place
