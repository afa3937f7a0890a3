"""What an id of the record is called and where it stands: actors, projects, plans, events and more.

A record has a page of its own; so has an initiative, a plan, an event and an indicator. A task,
a contradiction and a publication stand in a list, and the link leads to them there.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from flask import url_for
from markupsafe import Markup, escape

from atlas.connections import row_name
from atlas.labels import COLLECTIONS, collection_name
from webapp.faces import face
from webapp.published import edition as current_edition
from webapp.records import url_of
from webapp.texts import gettext
from webapp.words import extent_of, place_name

if TYPE_CHECKING:
    from atlas.catalogue import Area
    from webapp.published import Edition

_WITH_A_PAGE: Final = {
    "initiatives": "initiatives.initiative",
    "plans": "plans.plan",
    "events": "events.event",
    "indicators": "barometer.indicator",
}
_IN_A_LIST: Final = {
    "tasks": "tasks.index",
    "contradictions": "contradictions.index",
    "publications": "tasks.index",
}
_WHOLE_CITY: Final = "københavn"


@dataclass(frozen=True, kw_only=True)
class Named:
    """A name with the address of what it names, "" where that has none."""

    name: str
    url: str = ""
    note: str = ""


def row_url(table: str, row_id: str) -> str:
    """Return the address at which a row of a table stands, "" for a table without pages."""
    if table in _WITH_A_PAGE:
        return url_for(_WITH_A_PAGE[table], row_id=row_id)
    return f"{url_for(_IN_A_LIST[table])}#{row_id}" if table in _IN_A_LIST else ""


def find(record_id: str, edition: Edition) -> Named | None:
    """Return what has this id, or None where nothing in the release has it."""
    entry = edition.catalogue.by_id.get(record_id)
    if entry:
        return Named(name=entry.name, url=url_of(entry))
    for table in (*_WITH_A_PAGE, *_IN_A_LIST):
        row = edition.catalogue.connections.row(table, record_id)
        if row:
            return Named(name=row_name(row), url=row_url(table, record_id))
    return None


def names_of(ids: str, names: str, edition: Edition) -> list[Named]:
    """Return those whom a cell names, ids and names each parted by «|», with a link where known."""
    pairs = zip_longest(ids.split("|"), names.split("|"), fillvalue="")
    return [
        find(one, edition) or Named(name=name or one) for one, name in pairs if one or name.strip()
    ]


def places_of(cell: str, edition: Edition) -> list[Named]:
    """Return the places that a cell names, parted by «|», each with how exactly it is known.

    A place is named once, though a release may keep several of a cell as one.
    """
    found = (_place(one.strip(), edition) for one in cell.split("|") if one.strip())
    return list(dict.fromkeys(found))


def place_by_id(place_id: str, edition: Edition) -> Named:
    """Return a place of the release by its id: an area, or one of the collections."""
    area = edition.catalogue.areas.get(place_id)
    if area:
        url = url_for("areas.area_page", area_id=place_id)
        return Named(name=area.name, url=url, note=_extent(area))
    if place_id in COLLECTIONS:
        url = url_for("collections.collection_page", collection=place_id)
        return Named(name=place_name(place_id), url=url)
    return Named(name=place_id)


def linked_ids(text: str) -> Markup:
    """Return text safe for a page, in which the id of a record is its name and a link to it."""
    here = current_edition()
    parts = []
    for word in text.split(" "):
        bare = word.strip("().,;:")
        found = find(bare, here) if "-" in bare and bare[1:2] == "-" else None
        if found is None:
            parts.append(escape(word))
            continue
        before, _id, after = word.partition(bare)
        link = Markup('<a href="{}">{}{}</a>').format(
            found.url, found.name, face(found.name, found.url)
        )
        parts.append(Markup("{}{}{}").format(before, link, after))
    return Markup(" ").join(parts)


def _extent(area: Area) -> str:
    """Return in words how exactly an area is known; without an outline it is somewhere."""
    stated = area.place.properties
    if area.place.geometry is None:
        return gettext("et sted i %(district)s", district=place_name(stated["district"]))
    return extent_of(stated["location"]["precision"])


def _place(name: str, edition: Edition) -> Named:
    area_id = edition.area_ids.get(name.casefold())
    if area_id:
        return place_by_id(area_id, edition)
    codes = {collection_name(code).casefold(): code for code in COLLECTIONS}
    code = codes.get(name.casefold())
    if name.casefold() == _WHOLE_CITY:
        code = "hele-byen"
    if code is None:
        return Named(name=name)
    return Named(name=name, url=url_for("collections.collection_page", collection=code))
