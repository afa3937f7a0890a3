"""The front page: what the atlas is, where to begin, and how old it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from atlas.freshness import is_confirmed
from atlas.labels import COLLECTIONS, DISTRICT_CODES
from webapp.drawing import dots_of
from webapp.glance import glance, group_url, groups, story, themes, ways_in
from webapp.map_config import map_config
from webapp.points import ALL
from webapp.portrait import portrait_of
from webapp.published import edition
from webapp.records import views
from webapp.still_pictures import scene_of, still_of
from webapp.welcome import examples, spoken
from webapp.words import today

if TYPE_CHECKING:
    from collections.abc import Collection

    from atlas.catalogue import Entry

front = Blueprint("front", __name__)


@dataclass(frozen=True, kw_only=True)
class Age:
    """How old the records are: how many are confirmed, and the years of those that are not."""

    total: int
    confirmed: int
    years: tuple[int, ...]

    @property
    def is_history(self) -> bool:
        """Whether nothing was confirmed within 24 months."""
        return self.confirmed == 0


def age_of(records: Collection[Entry]) -> Age:
    """Return how old some records are, by today."""
    old = [one.properties for one in records if not is_confirmed(one.properties, today())]
    return Age(
        total=len(records),
        confirmed=len(records) - len(old),
        years=tuple(sorted({one["year"] for one in old if one.get("year")})),
    )


@front.get("/")
def index() -> str:
    """Answer with the front page."""
    here = edition()
    records = list(here.catalogue.by_id.values())
    shown = views(records, here)
    bounds, codes = scene_of(here, ALL)
    return render_template(
        "front.html",
        age=age_of(records),
        examples=examples(here),
        spoken=spoken(here),
        glance=glance(here),
        portraits=[portrait_of(code, here) for code in DISTRICT_CODES],
        others=[
            (code, here.efforts.count(one.id for one in here.catalogue.records(code)))
            for code in COLLECTIONS
            if code not in DISTRICT_CODES
        ],
        area_counts=Counter(
            one.place.properties["district"] for one in here.catalogue.areas.values()
        ),
        drawings=here.drawings,
        themes=themes(here),
        groups=groups(here),
        group_url=group_url,
        ways_in=ways_in(here),
        story=story(here),
        still=still_of(here, ALL, dots_of(records, bounds)),
        map_config=map_config(here, ALL, collections=codes, bounds=bounds),
        shown_on_map=sum(one.has_point for one in shown),
    )
