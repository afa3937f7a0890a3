"""The whole atlas at a glance, and ways into it: counts that lead to lists, and a story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import url_for

from atlas.labels import DISTRICT_CODES, THEMES
from atlas.layers import danish_order
from webapp.records import RecordView
from webapp.tallies import Tally, groups_of, tallies, themes_of
from webapp.texts import ngettext
from webapp.words import today

if TYPE_CHECKING:
    from atlas.catalogue import Area
    from webapp.published import Edition

_MOST_AREAS: Final = 8
_MOST_GROUPS: Final = 10
_A_STORY: Final = 70
"""A description of fewer letters than this tells no story."""


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many of one kind there are, and the list of them; `url` is "" where there is no list."""

    count: int
    word: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Glance:
    """Everything an edition holds, counted: by kind, and in all with each effort once."""

    counts: list[Count]
    efforts: int
    several: int


@dataclass(frozen=True, kw_only=True)
class WayIn:
    """A neighbourhood and how many work there, each effort once."""

    area: Area
    count: int


def glance(edition: Edition) -> Glance:
    """Return how many of each kind an edition holds; kinds that it has none of are left out."""
    records, rows = edition.catalogue.by_id.values(), edition.catalogue.connections.rows
    ids = {
        "actors": [one.id for one in records if one.layer == "actors"],
        "projects": [one.id for one in records if one.layer == "projects"],
        "plans": [row["id"] for row in rows("plans")],
        "initiatives": [row["id"] for row in rows("initiatives")],
    }
    sizes = {kind: len(found) for kind, found in ids.items()}
    sizes |= {kind: len(rows(kind)) for kind in ("events", "indicators", "tasks", "money")}
    efforts = edition.efforts
    return Glance(
        counts=[one for one in _counts(sizes) if one.count],
        efforts=efforts.count(one for found in ids.values() for one in found),
        several=sum(efforts.in_several(ids).values()),
    )


def themes(edition: Edition) -> list[Tally]:
    """Return how many efforts work with each theme, in the policy's order."""
    records = edition.catalogue.by_id.values()
    return tallies(records, themes_of, edition.efforts, order=THEMES)


def groups(edition: Edition) -> list[Tally]:
    """Return how many efforts are for each target group, the most first."""
    return tallies(edition.catalogue.by_id.values(), groups_of, edition.efforts)[:_MOST_GROUPS]


def group_url(code: str) -> str:
    """Return the address of the search for one target group."""
    return url_for("search.results", maalgruppe=code)


def ways_in(edition: Edition) -> list[WayIn]:
    """Return the areas of the four districts where most work, by name."""
    found = [
        WayIn(area=area, count=edition.efforts.count(one.id for one in catalogue.in_area(area.id)))
        for catalogue in [edition.catalogue]
        for area in catalogue.areas.values()
        if area.place.properties["district"] in DISTRICT_CODES
    ]
    most = sorted(found, key=lambda one: -one.count)[:_MOST_AREAS]
    return sorted((one for one in most if one.count), key=lambda one: danish_order(one.area.name))


def story(edition: Edition) -> RecordView | None:
    """Return one record of a district that tells something, another one each day; or None."""
    found = [
        one
        for one in edition.catalogue.by_id.values()
        if len(one.properties.get("description", "")) >= _A_STORY
        and one.properties["home"] in DISTRICT_CODES
    ]
    if not found:
        return None
    chosen = sorted(found, key=lambda one: one.id)[today().toordinal() % len(found)]
    return RecordView(entry=chosen, edition=edition)


def _counts(sizes: dict[str, int]) -> list[Count]:
    words = {
        "actors": ngettext("aktør", "aktører", sizes["actors"]),
        "projects": ngettext("projekt", "projekter", sizes["projects"]),
        "initiatives": ngettext("kommunal indsats", "kommunale indsatser", sizes["initiatives"]),
        "plans": ngettext("plan", "planer", sizes["plans"]),
        "events": ngettext("begivenhed", "begivenheder", sizes["events"]),
        "indicators": ngettext("indikator", "indikatorer", sizes["indicators"]),
        "tasks": ngettext("opgave", "opgaver", sizes["tasks"]),
        "money": ngettext("beløb", "beløb", sizes["money"]),
    }
    lists = {
        "actors": url_for("search.results", art="actors"),
        "projects": url_for("search.results", art="projects"),
        "initiatives": url_for("initiatives.index"),
        "plans": url_for("plans.index"),
        "events": url_for("events.index"),
        "indicators": url_for("barometer.index"),
        "tasks": url_for("tasks.index"),
    }
    return [
        Count(count=sizes[kind], word=word, url=lists.get(kind, "")) for kind, word in words.items()
    ]
