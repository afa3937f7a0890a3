"""The results as their template takes them: facets, what is chosen, rows in parts, ways on."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import numpy as np
from flask import url_for

from webapp.facets import FACETS, title_of
from webapp.moments import DAYS, NOW, TODAY, day_in_words, moment_in_words, weekdays
from webapp.nearness import REACHES_M, reach_in_words
from webapp.points import points_of
from webapp.records import RecordView, views
from webapp.result_rows import rows_of
from webapp.results import MOMENT, NEAR, PAGE_LENGTH, QUERY, Results
from webapp.texts import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webapp.nearness import Near
    from webapp.published import Edition
    from webapp.wishes import Wish

_KEPT: Final = "order of points"
FROM, EVERYTHING = "af", "soeg"
"""What asks for the map of a collection to embed, and its value where that is of all of them."""

_MOST_WAYS_BACK: Final = 3
_MOST_NEAR_MISSES: Final = 6
_PAIRS: Final = 2_048
_SAFE: Final = "!$'()*,/:;?@"
"""What stands in a query as it is (RFC 3986, 3.4), as Werkzeug writes it."""


@dataclass(frozen=True, kw_only=True)
class Chip:
    """One choice in words, with the address of the list without it."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """Rows that belong together: open then, or nobody knows; `name` is "" where none asks."""

    name: str
    rows: list[str]
    start: int


@dataclass(frozen=True, kw_only=True)
class ResultsView:
    """Results on the page of one endpoint (`endpoint`, with its collection where it has one)."""

    results: Results
    endpoint: str

    @property
    def wish(self) -> Wish:
        """What was asked for."""
        return self.results.wish

    @property
    def near(self) -> Near | None:
        """What is to be near."""
        return self.wish.near

    @cached_property
    def action(self) -> str:
        """The address of the list as it is without any wish."""
        return url_for(self.endpoint, **self._route)

    def address(self, wish: Wish) -> str:
        """Return the address of a wish."""
        return _with_query(self.action, wish.parameters())

    @property
    def embedding(self) -> str:
        """The query that asks how to embed the map of this list."""
        what = {FROM: self.results.collection or EVERYTHING}
        return _with_query("", what | self.wish.parameters())

    @property
    def shown_bits(self) -> str:
        """Which points of the page's map are among the results (see `webapp.points`)."""
        if self.results.found == self.results.base:
            return ""
        results = self.results
        key = f"{_KEPT} {results.collection}"
        if key not in results.edition.kept:
            points = points_of(results.edition, results.collection)
            order = [results.index.position[one] for one in points.ids]
            results.edition.kept[key] = np.array(order, dtype=np.intp)
        flags = results.index.flags(results.found)[results.edition.kept[key]]
        # As webapp.points.shown_bits has it, without asking for each of thousands of ids.
        return (
            ""
            if flags.all()
            else b64encode(np.packbits(flags, bitorder="little").tobytes()).decode()
        )

    @property
    def rest_of_base(self) -> int:
        """How many records there are here, whatever is asked for."""
        return self.results.base.bit_count()

    @property
    def first(self) -> int:
        """The number of the first row shown, from 1 on."""
        return self.results.begin + 1

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return min(self.results.begin + PAGE_LENGTH, self.results.total)

    @cached_property
    def chips(self) -> list[Chip]:
        """What is chosen, one by one, each with the way back from it."""
        wish = self.wish
        chips = [
            Chip(
                label=facet.label(code),
                url=self.address(wish.without(facet, code)),
            )
            for facet in FACETS
            for code in wish.chosen.get(facet.name, ())
        ]
        if wish.moment:
            url = self.address(wish.without_all(MOMENT))
            chips.append(Chip(label=moment_in_words(wish.moment), url=url))
        if wish.near:
            url = self.address(wish.without_all(NEAR))
            chips.append(Chip(label=self._near_in_words(wish.near), url=url))
            if wish.near.spot and wish.near.reach_m:
                far = gettext("Inden for %(far)s", far=reach_in_words(wish.near.reach_m))
                chips.append(Chip(label=far, url=self.address(wish.anywhere_near())))
        if wish.query:
            label = gettext("»%(query)s«", query=wish.query)
            chips.append(Chip(label=label, url=self.address(wish.without_all(QUERY))))
        return chips

    @property
    def without_any(self) -> str:
        """The address of the list with nothing chosen."""
        return self.action

    @cached_property
    def parts(self) -> list[Part]:
        """The rows of this page: together, or the open ones before those of which nobody knows."""
        rows, begin = rows_of(self.results), self.results.begin
        if self.wish.moment is None:
            return [Part(name="", rows=rows, start=begin + 1)] if rows else []
        count = max(0, min(len(rows), self.results.count_open - begin))
        parts = [
            Part(name="open", rows=rows[:count], start=begin + 1),
            Part(name="unknown", rows=rows[count:], start=begin + count + 1),
        ]
        return [one for one in parts if one.rows]

    @property
    def tells_count(self) -> bool:
        """Whether it says something how many of how many are shown."""
        results = self.results
        return bool(results.total) and (not self.wish.is_empty or results.total > PAGE_LENGTH)

    @property
    def has_notes(self) -> bool:
        """Whether a place, a time or an unknown word is asked for, of which something is said."""
        return bool(self.wish.unknown or self.wish.moment or self.wish.near)

    @cached_property
    def near_misses(self) -> list[RecordView]:
        """Who has some of what was searched for, the nearest first, where few have all of it."""
        return views(self.results.near_misses[:_MOST_NEAR_MISSES], self.results.edition)

    @property
    def count_unknown(self) -> int:
        """Of how many that are found nobody knows whether they are open then."""
        return self.results.total - self.results.count_open

    @property
    def earlier(self) -> str:
        """The address of the page before, "" on the first."""
        page = self.results.page
        return self.address(self.wish.on_page(page - 1)) if page > 1 else ""

    @property
    def later(self) -> str:
        """The address of the next page, "" on the last."""
        is_last = self.last >= self.results.total
        return "" if is_last else self.address(self.wish.on_page(self.results.page + 1))

    @cached_property
    def ways_back(self) -> list[tuple[str, int, str]]:
        """What to take off where nothing is found: its words, how many come back, the address."""
        ways = self.results.ways_back()[:_MOST_WAYS_BACK]
        return [(self._part_in_words(one.name), one.count, self.address(one.wish)) for one in ways]

    @property
    def days(self) -> list[tuple[str, str, bool]]:
        """The days to choose from: code, name, and whether it is the chosen one."""
        chosen = self.wish.moment.code if self.wish.moment else ""
        days = [(NOW, gettext("Nu")), (TODAY, gettext("I dag")), *weekdays()]
        if self.wish.moment and chosen not in {NOW, TODAY, *DAYS}:
            days.append((chosen, day_in_words(chosen, self.wish.moment.day)))
        return [(code, name, code == chosen) for code, name in days]

    @property
    def reaches(self) -> list[tuple[int, str, bool]]:
        """The distances to choose from: metres, words with a count, whether it is the chosen."""
        counts = dict(self.results.reaches())
        chosen = self.near.reach_m if self.near else None
        return [
            (
                metres,
                f"{reach_in_words(metres)} ({counts[metres]})"
                if metres in counts
                else reach_in_words(metres),
                metres == chosen,
            )
            for metres in REACHES_M
        ]

    @property
    def offers(self) -> list[tuple[str, str]]:
        """Places that may be meant, each with the address of the list near it."""
        near = self.near
        if near is None:
            return []
        return [
            (
                one.label,
                self.address(replace(self.wish, near=replace(near, asked=one.label), page=1)),
            )
            for one in near.offers
        ]

    @property
    def anywhere_near(self) -> str:
        """The address of the list with its place, at any distance."""
        return self.address(self.wish.anywhere_near())

    @property
    def _route(self) -> dict[str, Any]:
        return {"collection": self.results.collection} if self.results.collection else {}

    def _part_in_words(self, name: str) -> str:
        wish = self.wish
        if name == QUERY:
            return wish.query
        if name == MOMENT and wish.moment:
            return moment_in_words(wish.moment)
        if name == NEAR and wish.near:
            return self._near_in_words(wish.near)
        facet = next(one for one in FACETS if one.name == name)
        return f"{title_of(facet)}: {', '.join(map(facet.label, wish.chosen[name]))}"

    def _near_in_words(self, near: Near) -> str:
        if near.spot is None:
            return gettext("Nær %(place)s", place=near.asked)
        return gettext("Nær %(place)s", place=near.label)


def _with_query(path: str, parameters: Mapping[str, Any]) -> str:
    pairs = (
        _pair(name, one)
        for name, value in parameters.items()
        for one in (value if isinstance(value, tuple) else (value,))
    )
    query = "&".join(pairs)
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=_PAIRS)
def _pair(name: str, value: object) -> str:
    """Return a name and its value for an address; a page writes the same ones again and again."""
    return urlencode({name: value}, safe=_SAFE)


def results_view(
    edition: Edition, wish: Wish, *, endpoint: str, collection: str = ""
) -> ResultsView:
    """Return what a wish finds in a collection, or among all, for the page of an endpoint."""
    results = Results(edition=edition, collection=collection, wish=wish)
    return ResultsView(results=results, endpoint=endpoint)
