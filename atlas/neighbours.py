"""Finds who works near whom, for the same people, without the documents knowing a way between.

The atlas is there for those to find each other who do not know of each other. An effort with
several faces is one (`atlas.efforts`). A public authority, or somebody outside the city, is
nobody's neighbour. Where nothing says in what part of the city an effort is, nothing is said,
unless it is for the whole city: then others for the whole city that have much in common with it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from atlas.closeness import WHOLE_CITY, Doors, Ground, Near, Nearness
from atlas.efforts import Efforts
from atlas.labels import DISTRICT_CODES
from atlas.layers import danish_order
from atlas.people import People, Shared, in_common, people_of
from atlas.ties import Ties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from atlas.catalogue import Catalogue, Entry

_STEPS_M: Final = (500.0, 1_000.0, 2_500.0)
"""Within a step of closeness, those who have most in common come first."""

_EVERYWHERE: Final = "hele-byen"
_NOWHERE: Final = {"city", "none"}
_NOBODYS: Final = {"authority", "outside"}


@dataclass(frozen=True, kw_only=True)
class Effort:
    """All faces of one effort: for whom, and where it is and works; its first face is the actor."""

    key: str
    faces: tuple[Entry, ...]
    people: People
    areas: frozenset[str]
    districts: frozenset[str]

    @property
    def face(self) -> Entry:
        """The face to show: an actor where there is one."""
        return self.faces[0]

    @property
    def whole_city(self) -> bool:
        """Whether it is for the whole city, and nothing says in what part of it."""
        locations = {one.properties["location"]["precision"] for one in self.faces}
        everywhere = "city" in locations or any(
            _EVERYWHERE in one.properties["serves"] for one in self.faces
        )
        return everywhere and not (locations - _NOWHERE or self.areas or self.districts)

    @property
    def apart(self) -> bool:
        """Whether it is nobody's neighbour: an authority, or outside the city."""
        return any(one.properties.get("tier") in _NOBODYS for one in self.faces)


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """Somebody near, for the same people, with no known way to them; with the reasons."""

    effort: Effort
    shared: Shared
    nearness: Nearness

    @property
    def rank(self) -> tuple[int, float, float, str]:
        """What to sort by: the step of closeness, what is shared, closeness, the name.

        Who is beside is a step further away than who is inside.
        """
        step = sum(self.nearness.reach_m > one for one in _STEPS_M)
        step += self.nearness.near is Near.SIDE_BY_SIDE
        name = danish_order(self.effort.face.name)
        return (step, -self.shared.overlap, self.nearness.reach_m, name)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two that could meet: one, and the other as its neighbour."""

    one: Effort
    other: Neighbour


class Neighbours:
    """Who is near whom in one release; the indexes are made once, and answers are kept."""

    def __init__(self, catalogue: Catalogue, efforts: Efforts | None = None) -> None:
        """Read the efforts of a release, their places and the ways between them."""
        self.efforts = efforts or Efforts(catalogue.connections)
        self.ties = Ties(catalogue, self.efforts)
        self._by_key = _efforts(catalogue, self.efforts)
        faces = ((one.key, face) for one in self._by_key.values() for face in one.faces)
        self._doors = Doors(faces)
        self._ground = Ground(catalogue)
        self._where = _where(self._by_key.values())
        self._kept: dict[str, tuple[Neighbour, ...]] = {}

    def of(self, record_id: str) -> tuple[Neighbour, ...]:
        """Return everybody near a record and for the same people, nearest first; maybe nobody."""
        key = self.efforts.key(record_id)
        if key not in self._by_key:
            return ()
        if key not in self._kept:
            found = self._found(self._by_key[key])
            self._kept[key] = tuple(sorted(found, key=lambda one: one.rank))
        return self._kept[key]

    def among(self, record_ids: Iterable[str]) -> tuple[Pair, ...]:
        """Return the pairs of those records that could meet, nearest first, each pair once."""
        inside = {self.efforts.key(one) for one in record_ids} & set(self._by_key)
        found = [
            Pair(one=self._by_key[key], other=other)
            for key in sorted(inside)
            for other in self.of(key)
            if other.effort.key in inside and key < other.effort.key
        ]
        return tuple(sorted(found, key=lambda one: one.other.rank))

    def _found(self, effort: Effort) -> Iterator[Neighbour]:
        for key, nearness in self._near(effort).items():
            other = self._by_key[key]
            if effort.apart or other.apart or self.ties.joined(effort.key, key):
                continue
            shared = in_common(effort.people, other.people)
            if shared and _is_worth_telling(shared, nearness.near):
                yield Neighbour(effort=other, shared=shared, nearness=nearness)

    def _near(self, effort: Effort) -> Mapping[str, Nearness]:
        """Return who is near an effort: by what is measured, else by the smallest place shared."""
        found: dict[str, Nearness] = {}
        for nearness in self._ground.around(effort.areas, effort.districts):
            for key in self._where[nearness.places[-1]]:
                if key not in found or nearness.reach_m < found[key].reach_m:
                    found[key] = nearness
        found |= self._doors.within_walk(effort.key)
        if effort.whole_city:
            found |= dict.fromkeys(self._where[_EVERYWHERE], WHOLE_CITY)
        return found


def _is_worth_telling(shared: Shared, near: Near) -> bool:
    """Return whether two have enough in common: the farther apart, the more it has to be."""
    if near is Near.WHOLE_CITY:
        return shared.is_close
    return near is not Near.SAME_DISTRICT or not shared.is_thin


def _efforts(catalogue: Catalogue, efforts: Efforts) -> dict[str, Effort]:
    """Return every effort that has a record, by its key; actors stand first among its faces."""
    faces: defaultdict[str, list[Entry]] = defaultdict(list)
    for record in sorted(catalogue.by_id.values(), key=lambda one: (one.layer, one.id)):
        faces[efforts.key(record.id)].append(record)
    return {key: _effort(key, found) for key, found in faces.items()}


def _effort(key: str, faces: list[Entry]) -> Effort:
    stated = [one.properties for one in faces]
    return Effort(
        key=key,
        faces=tuple(faces),
        people=people_of(stated),
        areas=frozenset(area for one in stated for area in one["areas"]),
        districts=frozenset(
            code for one in stated for code in one["districts"] if code in DISTRICT_CODES
        ),
    )


def _where(efforts: Iterable[Effort]) -> defaultdict[str, list[str]]:
    """Return the keys of the efforts in each area and district, and of those for all the city."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in efforts:
        for place in (*one.areas, *one.districts):
            found[place].append(one.key)
        if one.whole_city:
            found[_EVERYWHERE].append(one.key)
    return found
