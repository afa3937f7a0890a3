"""The pages on areas: which list and year each stood on, by what criterion, and who works there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atlas.labels import COLLECTIONS
from atlas.printing.directory import Reference, references
from atlas.printing.maps.layers_on_paper import listed_areas, named_areas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.catalogue import Catalogue, Entry
    from atlas.printing.plan import Plan
    from atlas.printing.wording import Wording


@dataclass(frozen=True, kw_only=True)
class PrintedArea:
    """One area: what is known of it, and the entries that belong to it."""

    name: str
    kind: str
    facts: tuple[str, ...]
    note: str
    records: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True)
class PrintedAreas:
    """Areas of one kind under one heading."""

    title: str
    intro: str
    code: str
    areas: tuple[PrintedArea, ...]


def area_pages(catalogue: Catalogue, plan: Plan, words: Wording) -> tuple[PrintedAreas, ...]:
    """Return the areas of a collection by kind: listed ones, plans, then neighbourhoods."""
    plans = catalogue.layers.get((plan.collection, "helhedsplaner"), ())
    kinds = {
        "udsatte_boligomraader": listed_areas(catalogue, plan.collection),
        "helhedsplaner": plans,
        "kvarterer": named_areas(catalogue, plan.collection),
    }
    return tuple(
        PrintedAreas(
            title=words.legend(code),
            intro=words.say("areas.listed_intro") if code == "udsatte_boligomraader" else "",
            code=code,
            areas=tuple(_printed(one, catalogue, plan, words) for one in areas),
        )
        for code, areas in kinds.items()
        if areas
    )


def _printed(area: Entry, catalogue: Catalogue, plan: Plan, words: Wording) -> PrintedArea:
    properties = area.properties
    places = properties.get("areas") or [properties.get("place_id", area.id)]
    inside = {one.id for place in places for one in _in_place(place, catalogue)}
    return PrintedArea(
        name=area.name,
        kind=_kind(properties, words),
        facts=tuple(_facts(area, words)),
        note=properties.get("note", ""),
        records=references([one for one in plan.records if one.id in inside], plan),
    )


def _in_place(place: str, catalogue: Catalogue) -> tuple[Entry, ...]:
    """Return whoever belongs to a place; Tingbjerg is a place of plans and a collection at once."""
    return catalogue.records(place) if place in COLLECTIONS else catalogue.in_area(place)


def _kind(properties: dict[str, Any], words: Wording) -> str:
    """Return the list that an area stood on, with its year, or what kind of plan or place it is."""
    if "list" in properties:
        return words.say("areas.list", list=properties["list"], year=properties["list_year"])
    if "kind" in properties:
        kind = str(properties["kind"])
        return words.sections["plan_kind"].get(kind, kind)
    return words.sections["precision"].get(properties["location"]["precision"], "")


def _facts(area: Entry, words: Wording) -> Iterator[str]:
    """Yield the lines on a list or plan; of a neighbourhood only that it has no outline."""
    properties = area.properties
    facts = {
        "criterion": properties.get("criterion", ""),
        "appointed_by": properties.get("appointed_by", ""),
        "period": words.period(properties.get("start", ""), properties.get("end", "")),
        "steering": words.listed(properties.get("steering", ())),
        "money": properties.get("money", ""),
        "state": properties.get("state", ""),
    }
    for key, value in facts.items():
        if value:
            yield words.say(f"areas.{key}", value=value)
    if "list" in properties or "kind" in properties:
        yield words.say("areas.document", **properties["provenance"])
    if area.geometry is None:
        yield words.say("areas.without_outline")
