"""The list of records that a wish finds: which, in what order, and what each choice would give.

One component, shared by the search and by the page of each collection.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from atlas.labels import THEMES
from webapp.facet_index import facet_index
from webapp.facets import DISTRICT, FACETS, THEME, Facet
from webapp.nearness import REACHES_M
from webapp.words import today

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from atlas.catalogue import Entry
    from atlas.search import Found
    from webapp.facet_index import Bits, FacetIndex
    from webapp.published import Edition
    from webapp.wishes import Wish

PAGE_LENGTH: Final = 50
QUERY, MOMENT, NEAR = "q", "dag", "naer"
"""What narrows a list beside the facets, by its name in the address."""


@dataclass(frozen=True, kw_only=True)
class WayBack:
    """What could be taken off where nothing is found, and how many records would come back."""

    name: str
    count: int
    wish: Wish


@dataclass(frozen=True, kw_only=True)
class Results:
    """What a wish finds among the records of a collection, or among all (`collection` is "")."""

    edition: Edition
    collection: str
    wish: Wish

    @cached_property
    def index(self) -> FacetIndex:
        """The sets that are combined."""
        return facet_index(self.edition)

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The facets of this list; a collection's own page does not choose a district."""
        return tuple(one for one in FACETS if one is not DISTRICT or not self.collection)

    @cached_property
    def base(self) -> Bits:
        """Everything there is here, whatever is wished for."""
        if not self.collection:
            return self.index.everyone
        return self.index.values[DISTRICT.name].get(self.collection, 0)

    @cached_property
    def found(self) -> Bits:
        """What the whole wish finds."""
        return self._without("")

    @property
    def total(self) -> int:
        """How many records the wish finds."""
        return self.found.bit_count()

    @cached_property
    def open_then(self) -> Bits:
        """Who is open at the moment that is asked for: confirmed within 24 months, by its hours."""
        if self.wish.moment is None:
            return 0
        return self.index.open_and_closed(self.wish.moment)[0] & self._confirmed

    @property
    def comes_near_only(self) -> bool:
        """Whether nobody has all that was asked in words, so that near misses are shown."""
        return bool(self.wish.query) and not self._answer.with_all_words

    @property
    def missed_words(self) -> tuple[str, ...]:
        """The words of the question that stand nowhere."""
        return self._answer.missed

    @property
    def near_misses(self) -> list[Entry]:
        """Who has some of what was asked in words, and all else that is wished for; best first.

        None where nobody has it all: then they are what is found.
        """
        if not self.wish.query or not self._answer.with_all_words:
            return []
        fits = self._without(QUERY)
        return [one for one in self._answer.near if fits >> self.index.position[one.id] & 1]

    @property
    def count_open(self) -> int:
        """How many of those found are open then; the rest of them is not known."""
        return (self.found & self.open_then).bit_count()

    @property
    def count_without_point(self) -> int:
        """How many of those found have no point on the map."""
        return (self.found & ~self.index.with_point).bit_count()

    @cached_property
    def count_unmeasured(self) -> int:
        """How many are left out within a distance because they have no point to measure to."""
        if self.wish.near is None or not self.wish.near.reach_m:
            return 0
        return (self._without(NEAR) & ~self.index.with_point).bit_count()

    @property
    def tells_hours(self) -> bool:
        """Whether anybody here has confirmed opening hours that can be told by."""
        return bool(self.base & self.index.with_hours & self._confirmed)

    @property
    def tells_places(self) -> bool:
        """Whether anybody here has a point to measure to."""
        return bool(self.base & self.index.with_point)

    @cached_property
    def page(self) -> int:
        """The number of the page shown, the last one where more is asked for."""
        return min(self.wish.page, max(1, -(-self.total // PAGE_LENGTH)))

    @property
    def begin(self) -> int:
        """How many records stand on earlier pages."""
        return (self.page - 1) * PAGE_LENGTH

    @cached_property
    def ordered(self) -> npt.NDArray[np.intp]:
        """The positions of those found: the open ones first, nearest or best or by name."""
        order = self._order()
        if self.wish.moment is None:
            return order
        is_open = self.index.flags(self.open_then)[order] == 1
        return np.concatenate((order[is_open], order[~is_open]))

    @property
    def shown(self) -> list[Entry]:
        """The records of this page."""
        wanted = self.ordered[self.begin : self.begin + PAGE_LENGTH]
        return [self.index.entries[one] for one in wanted]

    @property
    def measures(self) -> bool:
        """Whether there is a place to measure how far off everybody is."""
        return self._metres is not None

    def metres_to(self, entry: Entry) -> float | None:
        """Return how far off a record is, None where nothing is near or it has no point."""
        if self._metres is None:
            return None
        metres = float(self._metres[self.index.position[entry.id]])
        return None if np.isnan(metres) else metres

    def is_open_then(self, entry: Entry) -> bool:
        """Return whether a record is open at the moment that is asked for."""
        return bool(self.open_then >> self.index.position[entry.id] & 1)

    def values_of(self, facet: Facet) -> list[str]:
        """Return the values of a facet that this list offers, in their order.

        None where no value is known here, or where all have the same one: it would choose nothing.
        """
        chosen, here = self.wish.chosen.get(facet.name, ()), self._here(facet)
        if not chosen and (not here or (len(here) == 1 and self.base in here.values())):
            return []
        return facet.order({*here, *chosen, *(THEMES if facet is THEME else ())})

    def counts(self, facet: Facet) -> dict[str, int]:
        """Return how many records each value of a facet would show beside the other choices."""
        others = self._without(facet.name)
        return {code: (others & bits).bit_count() for code, bits in self._here(facet).items()}

    def chosen_elsewhere(self) -> Iterator[tuple[str, str]]:
        """Yield what is chosen though the list would not offer it: a facet's name and a value."""
        for facet in self.facets:
            chosen, here = self.wish.chosen.get(facet.name, ()), self._here(facet)
            if not chosen:
                continue
            offers_any = len(here) > 1 or (here and self.base not in here.values())
            offered = {*here, *(THEMES if facet is THEME else ())} if offers_any else set()
            yield from ((facet.name, code) for code in chosen if code not in offered)

    def weight(self, facet: Facet, code: str) -> int:
        """Return how many records here have a value, whatever else is chosen."""
        return self._here(facet).get(code, 0).bit_count()

    def reaches(self) -> list[tuple[int, int]]:
        """Return each distance (metres) with how many records lie within it."""
        if self._metres is None:
            return []
        others = self._without(NEAR)
        return [(reach, (others & self._within(reach)).bit_count()) for reach in REACHES_M]

    def ways_back(self) -> list[WayBack]:
        """Return what could be taken off where nothing is found, what brings most back first."""
        names = [name for name, bits in self._sets.items() if bits != self.base]
        ways = [
            WayBack(
                name=name,
                count=self._without(name).bit_count(),
                wish=self.wish.without_all(name),
            )
            for name in names
        ]
        return sorted((one for one in ways if one.count), key=lambda one: -one.count)

    def _here(self, facet: Facet) -> dict[str, Bits]:
        return self.index.values_in(self.collection, facet.name, self.base)

    @cached_property
    def _sets(self) -> dict[str, Bits]:
        """What each part of the wish admits, by its name in the address."""
        wish, base = self.wish, self.base
        sets = {QUERY: self.index.of_positions(self._best_first)} if wish.query else {}
        for facet in self.facets:
            codes = wish.chosen.get(facet.name, ())
            if codes:
                known = self.index.values[facet.name]
                sets[facet.name] = _any(known.get(one, 0) for one in codes)
        if wish.moment is not None:
            closed = self.index.open_and_closed(wish.moment)[1]
            sets[MOMENT] = base & ~(closed & self._confirmed)
        if wish.near is not None and wish.near.spot is not None and wish.near.reach_m:
            sets[NEAR] = self._within(wish.near.reach_m)
        return {name: bits & base for name, bits in sets.items()}

    def _without(self, name: str) -> Bits:
        found = self.base
        for other, bits in self._sets.items():
            if other != name:
                found &= bits
        return found

    def _order(self) -> npt.NDArray[np.intp]:
        found = self.index.positions(self.found)
        if self._metres is not None:
            # Who has no point stands last, and among equals the order of names is kept.
            return found[np.argsort(self._metres[found], kind="stable")]
        if self.wish.query:
            best = self._best_first
            fitting: npt.NDArray[np.intp] = best[self.index.flags(self.found)[best] == 1]
            return fitting
        return found

    @cached_property
    def _answer(self) -> Found:
        return self.edition.index.find(self.wish.query)

    @cached_property
    def _best_first(self) -> npt.NDArray[np.intp]:
        """The positions of what the words find, or of what comes near; the best first."""
        return self._answer.best if self._answer.with_all_words else self._answer.nearest

    @cached_property
    def _metres(self) -> npt.NDArray[np.float64] | None:
        spot = self.wish.near.spot if self.wish.near else None
        if spot is None:
            return None
        return self.index.distances.from_spot(lat=spot.lat, lon=spot.lon)

    def _within(self, metres: int) -> Bits:
        return 0 if self._metres is None else self.index.of_flags(self._metres <= metres)

    @property
    def _confirmed(self) -> Bits:
        return self.index.confirmed(today())


def _any(sets: Iterator[Bits]) -> Bits:
    found = 0
    for bits in sets:
        found |= bits
    return found
