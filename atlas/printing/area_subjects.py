"""Which areas and plans of a collection have a page of their own in its book, and which not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import shapely
import shapely.geometry

from atlas.coverage import members_of
from atlas.layers import danish_order
from atlas.printing.maps.layers_on_paper import listed_areas, named_areas, shape_of
from geodata.districts import Collection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from atlas.catalogue import Catalogue, Entry

FIGURES: Final = "area_figures"
PLANS: Final = "helhedsplaner"


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What one page tells of: an area with the plans for it alone, or a plan for several places.

    `collection` is whose area or plan it is; `number` counts the pages of a book from 1; `place`
    is None for a plan, and for a listed area that the release's gazetteer lacks.
    """

    collection: Collection
    number: int
    place_ids: tuple[str, ...]
    place: Entry | None = None
    lists: tuple[Entry, ...] = ()
    plans: tuple[Entry, ...] = ()

    @property
    def is_plan(self) -> bool:
        """Whether the page is that of a plan, and not of an area."""
        return self.place is None and not self.lists

    @property
    def name(self) -> str:
        """The name to show."""
        return self._entries[0].name

    @property
    def anchor(self) -> str:
        """The name by which the book links to the page."""
        return f"area-{self.number}"

    @property
    def file(self) -> str:
        """The name of the page's small map."""
        return f"area-map-{self.number}.svg"

    @cached_property
    def shape(self) -> BaseGeometry | None:
        """Its outline in WGS84 (lon, lat): the place's own, else a list's or a plan's, or None."""
        found = [one for one in self._entries if one.geometry]
        return shapely.make_valid(shape_of(found[0])) if found else None

    @property
    def _entries(self) -> tuple[Entry, ...]:
        place = (self.place,) if self.place else ()
        return (*place, *self.lists, *self.plans)


@dataclass(frozen=True, kw_only=True)
class Subjects:
    """The areas and plans of a book: those with a page, and the places that are only listed."""

    pages: tuple[Subject, ...]
    others: tuple[Entry, ...]

    @property
    def of_places(self) -> dict[str, Subject]:
        """The page of each area that has one, by the id of its place."""
        return {one.place_ids[0]: one for one in self.pages if not one.is_plan}


def subjects_of(catalogue: Catalogue, collection: Collection, area: str = "") -> Subjects:
    """Return what the pages of a collection tell of; those of the city tell of all its parts too.

    A page has whoever stood on a list, has a plan for itself alone, or a figure; and each plan
    that is for several places, or for none that the collection has. Of an `area` only its own
    page is returned, and those of the places that lie in it.
    """
    whole = collection is Collection.WHOLE_CITY
    parts = [_subjects_in(catalogue, one) for one in (Collection if whole else (collection,))]
    areas = [one for part in parts for one in part.pages if not one.is_plan]
    plans = _whole(one for part in parts for one in part.pages if one.is_plan)
    is_told = _told_with(catalogue, area)
    told = [one for one in (*areas, *plans) if is_told(one.place_ids)]
    others = [one for part in parts for one in part.others if is_told((one.id,))]
    pages = (replace(one, number=number) for number, one in enumerate(told, start=1))
    return Subjects(pages=tuple(pages), others=tuple(others))


def _whole(plans: Iterable[Subject]) -> Iterator[Subject]:
    """Yield plans, one that stands in several collections with all of its outline, once."""
    by_id: dict[str, list[Subject]] = {}
    for one in plans:
        by_id.setdefault(one.plans[0].id, []).append(one)
    for same in by_id.values():
        if len(same) == 1:
            yield same[0]
            continue
        shapes = [one.shape for one in same if one.shape is not None]
        outline = shapely.geometry.mapping(shapely.union_all(shapes)) if shapes else None
        plan = replace(same[0].plans[0], geometry=outline)
        yield replace(same[0], collection=Collection.WHOLE_CITY, plans=(plan,))


def _told_with(catalogue: Catalogue, area: str) -> Callable[[Sequence[str]], bool]:
    """Return whether all of some places are an area or lie in it; all do where none is given."""
    if not area:
        return lambda _: True
    found = catalogue.areas.get(area)
    members = (found.place, *found.lists) if found else ()
    shapes = [shapely.make_valid(shape_of(one)) for one in members if one.geometry]
    ground = shapely.union_all([one for one in shapes if one.area])

    def lies_in_it(place: str) -> bool:
        own = catalogue.areas.get(place)
        if place == area or own is None or not own.place.geometry:
            return place == area
        return bool(ground.contains(shape_of(own.place).representative_point()))

    return lambda places: bool(places) and all(map(lies_in_it, places))


def _subjects_in(catalogue: Catalogue, collection: Collection) -> Subjects:
    """Return the areas and plans of one collection, not yet numbered."""
    named = named_areas(catalogue, collection)
    lists = listed_areas(catalogue, collection)
    places = {one.properties["place_id"]: one for one in lists} | {one.id: one for one in named}
    plans = catalogue.layers.get((collection, PLANS), ())
    alone = {one.id: _home(one, places) for one in plans}
    told = [one for one in places if _is_told(one, alone.values(), lists, catalogue)]
    told.sort(key=lambda one: (one in {area.id for area in named}, danish_order(places[one].name)))
    areas = [
        Subject(
            collection=collection,
            number=0,
            place_ids=(place,),
            place=_place(place, catalogue),
            lists=tuple(one for one in lists if one.properties["place_id"] == place),
            plans=tuple(one for one in plans if alone[one.id] == place),
        )
        for place in told
    ]
    wide = [
        Subject(
            collection=collection, number=0, place_ids=tuple(one.properties["areas"]), plans=(one,)
        )
        for one in plans
        if not alone[one.id]
    ]
    others = tuple(one for one in named if one.id not in told)
    return Subjects(pages=(*areas, *wide), others=others)


def members(subject: Subject, catalogue: Catalogue) -> tuple[Entry, ...]:
    """Return who belongs to the places of a page, in Danish order of name."""
    return members_of(catalogue, subject.place_ids)


def _home(plan: Entry, places: Iterable[str]) -> str:
    """Return the place that a plan is for, if it is one alone and the collection has it."""
    areas = plan.properties["areas"]
    return areas[0] if len(areas) == 1 and areas[0] in places else ""


def _is_told(
    place: str, planned: Iterable[str], lists: Iterable[Entry], catalogue: Catalogue
) -> bool:
    return (
        any(one.properties["place_id"] == place for one in lists)
        or place in planned
        or bool(catalogue.connections.in_area(FIGURES, place))
    )


def _place(place: str, catalogue: Catalogue) -> Entry | None:
    found = catalogue.areas.get(place)
    return found.place if found else None
