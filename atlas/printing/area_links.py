"""What the page of an area or a plan leads to: the places of a plan, the plans around an area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.labels import COLLECTIONS
from geodata.collection import NAMES, Collection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.catalogue import Catalogue
    from atlas.printing.area_subjects import Subject, Subjects
    from atlas.printing.wording import Wording


@dataclass(frozen=True, kw_only=True)
class PageLink:
    """A place or a plan by its name; `anchor` is that of its page, "" where the book has none."""

    name: str
    anchor: str


def places_of(
    plan: Subject, subjects: Subjects, catalogue: Catalogue, words: Wording
) -> Iterator[PageLink]:
    """Yield the places that a plan is for."""
    told = subjects.of_places
    for place in plan.place_ids:
        known = catalogue.areas.get(place)
        if known is None and place in COLLECTIONS:
            yield PageLink(name=words.collection(place), anchor=_estate_of(place, subjects))
        else:
            anchor = told[place].anchor if place in told else ""
            yield PageLink(name=known.name if known else place, anchor=anchor)


def plans_around(area: Subject, subjects: Subjects) -> Iterator[PageLink]:
    """Yield the plans with pages of their own that are for an area, or for all of its district."""
    places = {*area.place_ids, area.collection.value}
    for one in subjects.pages:
        if one.is_plan and not places.isdisjoint(one.place_ids):
            yield PageLink(name=one.name, anchor=one.anchor)


def why_no_map(subject: Subject, catalogue: Catalogue, words: Wording) -> str:
    """Return why a page shows no map, "" where it shows one.

    A plan may be for places whose outline is known, but which lie in other districts, or for none
    that its document names.
    """
    if subject.shape is not None:
        return ""
    if subject.is_plan and not subject.place_ids:
        return words.say("areas.map_of_nowhere")
    elsewhere = subject.is_plan and any(_is_drawn(one, catalogue) for one in subject.place_ids)
    return words.say("areas.map_elsewhere" if elsewhere else "areas.no_map")


def _estate_of(district: str, subjects: Subjects) -> str:
    """Return the page of the listed estate that bears its district's name, as Tingbjerg does."""
    name = NAMES[Collection(district)]["da"]
    for one in subjects.pages:
        if one.collection == district and one.lists and one.name.startswith(name):
            return one.anchor
    return ""


def _is_drawn(place: str, catalogue: Catalogue) -> bool:
    known = catalogue.areas.get(place)
    return place in COLLECTIONS or (known is not None and known.place.geometry is not None)
