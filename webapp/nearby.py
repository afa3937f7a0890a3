"""Those who are near each other for the same people, in words: who, and for what reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from babel.numbers import format_decimal
from flask import url_for

from atlas.closeness import SAME_DOOR_M, Near, Nearness
from atlas.labels import COLLECTIONS
from atlas.people import EVERYBODY, Shared
from webapp.filters import TARGET_GROUP, THEME
from webapp.languages import current_language
from webapp.records import RecordView
from webapp.texts import gettext, listed
from webapp.words import place_name, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.catalogue import Area
    from atlas.neighbours import Effort, Neighbour, Pair
    from webapp.published import Edition

MOST_SHOWN: Final = 6
_AT_MOST_EACH: Final = 2
"""How many of the pairs in an area may be about the same one."""

_ROUNDED_TO_M: Final = 50
_KILOMETRE_M: Final = 1_000


@dataclass(frozen=True, kw_only=True)
class NearbyView:
    """Somebody near a record, with the reasons in words; `kind` says every face it has."""

    record: RecordView
    kind: str
    reasons: str


@dataclass(frozen=True, kw_only=True)
class Nearby:
    """Who is near a record; `everybody_url` leads to all of them, "" where all are shown."""

    shown: list[NearbyView]
    whole_city: bool
    everybody_url: str

    @property
    def today(self) -> bool:
        """Whether all of it is confirmed, so that it may be told as help today."""
        return all(one.record.confirmed for one in self.shown)


@dataclass(frozen=True, kw_only=True)
class MeetingView:
    """Two who could meet, with the reasons in words."""

    one: RecordView
    other: RecordView
    reasons: str


def nearby(record_id: str, edition: Edition) -> Nearby:
    """Return the nearest who are there for the same people, without a known way to them."""
    found = edition.neighbours.of(record_id)
    return Nearby(
        shown=[_nearby(one, edition) for one in found[:MOST_SHOWN]],
        whole_city=bool(found) and found[0].nearness.near is Near.WHOLE_CITY,
        everybody_url=_everybody(record_id, edition) if len(found) > MOST_SHOWN else "",
    )


def meetings(record_ids: Iterable[str], edition: Edition) -> list[MeetingView]:
    """Return pairs of some records that could meet, the nearest; nobody in more than two."""
    inside = frozenset(record_ids)
    shown: list[Pair] = []
    times: dict[str, int] = {}
    for pair in edition.neighbours.among(inside):
        keys = (pair.one.key, pair.other.effort.key)
        if len(shown) < MOST_SHOWN and all(times.get(key, 0) < _AT_MOST_EACH for key in keys):
            shown.append(pair)
            times.update({key: times.get(key, 0) + 1 for key in keys})
    return [_meeting(pair, inside, edition) for pair in shown]


def kinds_of(effort: Effort, edition: Edition) -> str:
    """Return what an effort is in a word for each of its faces, the first one's first."""
    views = (RecordView(entry=one, edition=edition) for one in effort.faces)
    first, *others = dict.fromkeys(view.kind for view in views)
    return listed([first, *(one.lower() for one in others)])


def _nearby(neighbour: Neighbour, edition: Edition) -> NearbyView:
    return NearbyView(
        record=RecordView(entry=neighbour.effort.face, edition=edition),
        kind=kinds_of(neighbour.effort, edition),
        reasons=gettext(
            "%(shared)s; %(near)s",
            shared=_shared(neighbour.shared),
            near=_near(neighbour.nearness, edition),
        ),
    )


def _meeting(pair: Pair, inside: frozenset[str], edition: Edition) -> MeetingView:
    one, other = (
        next(face for face in effort.faces if face.id in inside)
        for effort in (pair.one, pair.other.effort)
    )
    return MeetingView(
        one=RecordView(entry=one, edition=edition),
        other=RecordView(entry=other, edition=edition),
        reasons=_shared(pair.other.shared),
    )


def _shared(shared: Shared) -> str:
    """Return in words what two have in common: people, or themes where not both state people."""
    if shared.groups == {EVERYBODY}:
        return gettext("begge er for alle")
    if shared.groups:
        words = _words("target_group", shared.groups - {EVERYBODY})
        return gettext("samme målgruppe: %(groups)s", groups=words)
    return gettext("samme indsatsområde: %(themes)s", themes=_words("theme", shared.themes))


def _words(section: str, codes: Iterable[str]) -> str:
    words = sorted(term(section, code).lower() for code in codes)
    *before, last = words
    return gettext("%(some)s og %(last)s", some=listed(before), last=last) if before else last


def _near(nearness: Nearness, edition: Edition) -> str:
    """Return in words how near two are, only as exactly as both places are known."""
    if nearness.near is Near.METRES:
        return _metres(nearness.reach_m)
    if nearness.near is Near.WHOLE_CITY:
        return gettext("begge er for hele byen")
    names = [_name(one, edition) for one in nearness.places]
    if nearness.near is Near.SAME_DISTRICT:
        return gettext("samme distrikt: %(place)s", place=names[0])
    if nearness.near is Near.SIDE_BY_SIDE:
        return gettext("tæt ved hinanden: %(one)s og %(other)s", one=names[0], other=names[1])
    return _same_area(edition.catalogue.areas.get(nearness.places[0]), names[0])


def _metres(metres: float) -> str:
    if metres < SAME_DOOR_M:
        return gettext("samme sted")
    rounded = max(_ROUNDED_TO_M, round(metres / _ROUNDED_TO_M) * _ROUNDED_TO_M)
    if rounded < _KILOMETRE_M:
        return gettext("ca. %(metres)s m i luftlinje", metres=rounded)
    kilometres = format_decimal(round(metres / _KILOMETRE_M, 1), locale=current_language())
    return gettext("ca. %(kilometres)s km i luftlinje", kilometres=kilometres)


def _same_area(area: Area | None, name: str) -> str:
    precision = area.place.properties["location"]["precision"] if area else ""
    if precision == "street":
        return gettext("samme gade: %(place)s", place=name)
    if precision == "neighbourhood":
        return gettext("samme kvarter: %(place)s", place=name)
    return gettext("samme boligområde: %(place)s", place=name)


def _name(place: str, edition: Edition) -> str:
    if place in COLLECTIONS:
        return place_name(place)
    area = edition.catalogue.areas.get(place)
    return area.name if area else place


def _everybody(record_id: str, edition: Edition) -> str:
    """Return the address of a search for everybody where the record is, for the same people."""
    stated = edition.catalogue.by_id[record_id].properties
    groups = stated.get("target_groups", [])
    facet = {TARGET_GROUP.name: groups} if groups else {THEME.name: stated["themes"]}
    districts = [place_name(one) for one in stated["districts"] if one != "hele-byen"]
    query = districts[0] if districts else None
    return url_for("search.results", q=query, **facet)
