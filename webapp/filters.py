"""What a visitor chose among some rows, read from the address: every choice is a link.

For the short lists of the record's own tables; the lists of records have `webapp.results`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from atlas.labels import THEMES
from webapp.facets import TARGET_GROUP, THEME, Facet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.datastructures import MultiDict

    from atlas.catalogue import Entry

__all__ = [
    "MAX_VALUES",
    "TARGET_GROUP",
    "THEME",
    "Choice",
    "Facet",
    "Selection",
    "asked_for",
    "read_selection",
    "typed",
]

MAX_VALUES: Final = 40
"""More values of one filter than this are not read; no list is as long."""

_JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"

MAX_SHOWN: Final = 40
"""An unknown value is quoted back no longer than this."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One value of a facet as the form shows it."""

    code: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The values that a visitor chose; of each facet any one has to fit, of all facets each.

    `unknown` holds what the address asks for and the atlas does not have.
    """

    chosen: dict[str, tuple[str, ...]]
    facets: tuple[Facet, ...] = (THEME,)
    unknown: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return not any(self.chosen.values())

    def admits(self, entry: Entry, *, but: Facet | None = None) -> bool:
        """Return whether a record fits, looking away from one facet."""
        return all(
            not self.chosen.get(facet.name)
            or not set(self.chosen[facet.name]).isdisjoint(facet.values_of(entry))
            for facet in self.facets
            if facet is not but
        )

    def choices(self, facet: Facet, entries: Iterable[Entry]) -> list[Choice]:
        """Return a facet's values with how many records each would show; none known, none shown."""
        everywhere = list(entries)
        known = {code for entry in everywhere for code in facet.values_of(entry)}
        fitting = [entry for entry in everywhere if self.admits(entry, but=facet)]
        counts = Counter(code for entry in fitting for code in set(facet.values_of(entry)))
        chosen = self.chosen.get(facet.name, ())
        codes = THEMES if facet is THEME and known else facet.order(known)
        return [
            Choice(code=one, label=facet.label(one), count=counts[one], chosen=one in chosen)
            for one in codes
        ]


def asked_for(arguments: MultiDict[str, str], name: str) -> list[str]:
    """Return the values that the address gives a filter, each once, no more than are read."""
    return [one for one in dict.fromkeys(arguments.getlist(name)) if one][:MAX_VALUES]


def typed(arguments: MultiDict[str, str], name: str, longest: int) -> str:
    """Return what somebody typed into a field, in one line and no longer than is read.

    What nobody sees is left out: a sign that turns the direction would turn the words around it
    as well where the page says what was asked for. Persian is not written without its joiners.
    """
    line = " ".join(arguments.get(name, "").split())
    if not line.isprintable():
        line = "".join(one for one in line if one.isprintable() or one in _JOINERS)
    return line[:longest].strip()


def read_selection(
    arguments: MultiDict[str, str], entries: Iterable[Entry], facets: tuple[Facet, ...]
) -> Selection:
    """Return what the address asks for, apart from what no record and no taxonomy has."""
    everywhere = list(entries)
    chosen: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    for facet in facets:
        asked = asked_for(arguments, facet.name)
        known = {code for entry in everywhere for code in facet.values_of(entry)}
        known |= set(THEMES) if facet is THEME else set()
        chosen[facet.name] = tuple(one for one in asked if one in known)
        unknown += [one[:MAX_SHOWN] for one in asked if one not in known]
    return Selection(chosen=chosen, facets=facets, unknown=tuple(unknown))
