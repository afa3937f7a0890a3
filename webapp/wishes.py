"""What a visitor wishes to see, read from the address, and written into one: every state is a link.

`q`, a facet's values, `dag` and `kl`, `naer` and `afstand`, `side`; see `webapp.facets`,
`webapp.moments` and `webapp.nearness`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from atlas.labels import COLLECTIONS, THEMES
from atlas.search import MAX_QUERY_LENGTH
from webapp.facets import DISTRICT, FACETS, RECORD_TYPE, STATUS, THEME, Facet
from webapp.filters import MAX_SHOWN, asked_for, typed
from webapp.moments import TODAY, Moment, read_moment
from webapp.nearness import Near, read_near

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.datastructures import MultiDict

    from webapp.facet_index import FacetIndex

_ALWAYS_KNOWN: Final = {
    THEME.name: frozenset(THEMES),
    DISTRICT.name: frozenset(COLLECTIONS),
    RECORD_TYPE.name: frozenset({"actors", "projects"}),
    STATUS.name: frozenset({"active", "finished", "historical"}),
}
"""Values that are not strange where no record of an edition has them."""

_LAYERS: Final = "lag"
_MAX_LAYERS: Final = 12
_LONGEST_PAGE_NUMBER: Final = 5


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What was asked for. `chosen` has the values of facets by their names in the address.

    `unknown` is what the address asks for and the atlas does not have; `layers` is the map's, and
    passed on.
    """

    query: str = ""
    chosen: Mapping[str, tuple[str, ...]]
    moment: Moment | None = None
    near: Near | None = None
    page: int = 1
    layers: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown as it is."""
        return self.number == 0 and not self.query

    @property
    def number(self) -> int:
        """How many choices are made beside the words that are searched for."""
        values = sum(map(len, self.chosen.values()))
        return values + (self.moment is not None) + (self.near is not None)

    @property
    def is_of_one_visitor(self) -> bool:
        """Whether the answer depends on the minute, or on where somebody is."""
        return self.near is not None or (self.moment is not None and self.moment.is_now)

    def parameters(self) -> dict[str, Any]:
        """Return what stands in the address, in one order, without what is not asked for."""
        moment, near = self.moment, self.near
        values: dict[str, Any] = {
            "q": self.query,
            **self.chosen,
            "dag": moment.code if moment and moment.code != TODAY else "",
            "kl": moment.clock if moment else "",
            "naer": near.asked if near else "",
            "afstand": near.reach_m if near else None,
            _LAYERS: self.layers,
            "side": self.page if self.page > 1 else None,
        }
        if moment and moment.code == TODAY and not moment.clock:
            values["dag"] = TODAY
        return {name: value for name, value in values.items() if value}

    def without(self, facet: Facet, code: str) -> Wish:
        """Return the wish with one value of a facet taken off."""
        rest = tuple(one for one in self.chosen.get(facet.name, ()) if one != code)
        return replace(self, chosen={**self.chosen, facet.name: rest}, page=1)

    def without_all(self, name: str) -> Wish:
        """Return the wish with a facet taken off whole: its name, or `q`, `dag`, `naer`."""
        if name == "q":
            return replace(self, query="", page=1)
        if name == "dag":
            return replace(self, moment=None, page=1)
        if name == "naer":
            return replace(self, near=None, page=1)
        return replace(self, chosen={**self.chosen, name: ()}, page=1)

    def anywhere_near(self) -> Wish:
        """Return the wish with its place, at any distance."""
        near = replace(self.near, reach_m=None) if self.near else None
        return replace(self, near=near, page=1)

    def on_page(self, number: int) -> Wish:
        """Return the wish on another page."""
        return replace(self, page=number)


def read_wish(
    arguments: MultiDict[str, str], index: FacetIndex, facets: tuple[Facet, ...] = FACETS
) -> Wish:
    """Return what the address asks for, apart from what neither records nor words know."""
    chosen: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    for facet in facets:
        asked = asked_for(arguments, facet.name)
        if not asked:
            continue
        known = {*index.values[facet.name], *_ALWAYS_KNOWN.get(facet.name, ())}
        chosen[facet.name] = tuple(one for one in asked if one in known)
        unknown += [one[:MAX_SHOWN] for one in asked if one not in known]
    moment, strange_moment = read_moment(arguments)
    near, strange_reach = read_near(arguments)
    return Wish(
        query=typed(arguments, "q", MAX_QUERY_LENGTH),
        chosen=chosen,
        moment=moment,
        near=near,
        page=_page_number(arguments.get("side", "1")),
        layers=tuple(one[:MAX_SHOWN] for one in asked_for(arguments, _LAYERS)[:_MAX_LAYERS]),
        unknown=(*unknown, *strange_moment, *strange_reach),
    )


def _page_number(asked: str) -> int:
    is_number = asked.isdecimal() and asked.isascii() and len(asked) <= _LONGEST_PAGE_NUMBER
    return max(1, int(asked)) if is_number else 1
