"""The pages on areas: which list and year each stood on, by what criterion, and who works there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atlas.printing.directory import Reference, references
from atlas.printing.layers_on_paper import listed_areas, named_areas

if TYPE_CHECKING:
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
    inside = {one.id for one in catalogue.in_area(properties.get("place_id", area.id))}
    precision = properties["location"]["precision"]
    return PrintedArea(
        name=area.name,
        kind=_list(properties, words) or words.sections["precision"].get(precision, ""),
        facts=tuple(_facts(area, words)),
        note=properties.get("note", ""),
        records=references([one for one in plan.records if one.id in inside], plan),
    )


def _list(properties: dict[str, Any], words: Wording) -> str:
    """Return the list that an area stood on, with its year; "" where it stood on none."""
    if "list" not in properties:
        return ""
    return words.say("areas.list", list=properties["list"], year=properties["list_year"])


def _facts(area: Entry, words: Wording) -> list[str]:
    """Return the lines on a listed area; of a neighbourhood only that it has no outline."""
    properties = area.properties
    facts = []
    for name, value in (("criterion", "criterion"), ("appointed_by", "authority")):
        if properties.get(name):
            facts.append(words.say(f"areas.{name}", **{value: properties[name]}))
    if "list" in properties:
        facts.append(words.say("areas.document", **properties["provenance"]))
    if area.geometry is None:
        facts.append(words.say("areas.without_outline"))
    return facts
