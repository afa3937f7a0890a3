"""Who covers which of the policy's themes in an area or a plan, and which are still open.

Open means: no document or table names anybody who works with the theme there. It is a question to
ask, not a finding that help is lacking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.labels import COLLECTIONS, DISTRICT_CODES, THEMES
from atlas.layers import danish_order
from geodata.collection import Collection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.catalogue import Area, Catalogue, Entry


@dataclass(frozen=True, kw_only=True)
class ThemeCoverage:
    """Who works with one theme: in the area itself, and in the whole district around it."""

    theme: str
    here: tuple[Entry, ...]
    around: tuple[Entry, ...]

    @property
    def is_open(self) -> bool:
        """Whether nobody in the area itself states the theme."""
        return not self.here


def coverage(here: Iterable[Entry], around: Iterable[Entry] = ()) -> tuple[ThemeCoverage, ...]:
    """Return how each of the policy's themes, in its order, is covered by some records.

    `around` are those who work for the district as a whole; who is here is not counted there.
    """
    inside = tuple(here)
    ids = {one.id for one in inside}
    outside = tuple(one for one in around if one.id not in ids)
    return tuple(
        ThemeCoverage(theme=code, here=_with(code, inside), around=_with(code, outside))
        for code in THEMES
    )


def open_themes(here: Iterable[Entry]) -> tuple[str, ...]:
    """Return the codes of the policy's themes that none of some records states."""
    return tuple(one.theme for one in coverage(here) if one.is_open)


def open_areas(catalogue: Catalogue, attribute: str, code: str) -> tuple[Area, ...]:
    """Return the areas of the four districts where somebody works, but nobody states a code.

    `attribute` is `themes` or `target_groups`. An area to which no record belongs is left out:
    nothing is known there, so nothing lacks.
    """
    return tuple(
        area
        for area in catalogue.areas.values()
        if area.place.properties["district"] in DISTRICT_CODES
        and (found := catalogue.in_area(area.id))
        and not any(code in one.properties.get(attribute, ()) for one in found)
    )


def members_of(catalogue: Catalogue, place_ids: Iterable[str]) -> tuple[Entry, ...]:
    """Return the actors and projects that belong to places, in Danish order of name.

    A place may be a collection too, as Tingbjerg is, which some plans are for.
    """
    found = {
        one.id: one
        for place in place_ids
        for one in (catalogue.records(place) if place in COLLECTIONS else catalogue.in_area(place))
    }
    return tuple(sorted(found.values(), key=lambda one: danish_order(one.name)))


def district_wide(catalogue: Catalogue, collection: str) -> tuple[Entry, ...]:
    """Return those of a collection who work for all of it, or whose place in it is not known.

    For the whole city (`hele-byen`) those who work for all of the city. Whose home is another
    district is known to be there, and works here for a part.
    """
    city = collection == Collection.WHOLE_CITY
    return tuple(
        one
        for one in catalogue.records(collection)
        if one.properties["location"]["precision"] == ("city" if city else "district")
        and (city or one.properties["home"] == collection)
    )


def _with(theme: str, records: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(one for one in records if theme in one.properties["themes"])
