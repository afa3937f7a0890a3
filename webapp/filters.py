"""What a visitor chose, read from the address: every choice is a link."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from atlas.labels import THEMES, vocabulary
from atlas.layers import danish_order
from webapp.words import language_name, layer_title, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.datastructures import MultiDict

    from atlas.catalogue import Entry

MAX_VALUES: Final = 40
"""More values of one filter than this are not read; no list is as long."""

_TYPE: Final = "record_type"
_MAX_SHOWN: Final = 40
"""An unknown value is quoted back no longer than this."""


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One filter: its name in the address, the property it reads, its section of the taxonomy."""

    name: str
    attribute: str
    section: str

    def values_of(self, entry: Entry) -> list[str]:
        """Return the values of a record."""
        stated = entry.properties.get(self.attribute, ())
        return [stated] if isinstance(stated, str) else list(stated)

    def label(self, code: str) -> str:
        """Return the word for a value in the language of the page."""
        if self.attribute == _TYPE:
            return layer_title(code)
        return term(self.section, code) if self.section else language_name(code)

    def order(self, codes: Iterable[str]) -> list[str]:
        """Return values in the taxonomy's order, or by their words."""
        if not self.section:
            return sorted(codes, key=lambda code: danish_order(self.label(code)))
        known = list(THEMES) if self.section == "theme" else list(vocabulary("da")[self.section])
        return sorted(codes, key=lambda code: known.index(code) if code in known else len(known))


THEME: Final = Facet(name="tema", attribute="themes", section="theme")
TARGET_GROUP: Final = Facet(name="maalgruppe", attribute="target_groups", section="target_group")
LANGUAGE: Final = Facet(name="sprog", attribute="languages", section="")
RECORD_TYPE: Final = Facet(name="art", attribute=_TYPE, section="")
FACETS: Final = (RECORD_TYPE, THEME, TARGET_GROUP, LANGUAGE)


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
            for facet in FACETS
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


def read_selection(
    arguments: MultiDict[str, str], entries: Iterable[Entry], facets: tuple[Facet, ...] = FACETS
) -> Selection:
    """Return what the address asks for, apart from what no record and no taxonomy has."""
    everywhere = list(entries)
    chosen: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    for facet in facets:
        asked = [one for one in dict.fromkeys(arguments.getlist(facet.name)) if one][:MAX_VALUES]
        known = {code for entry in everywhere for code in facet.values_of(entry)}
        known |= set(THEMES) if facet is THEME else set()
        chosen[facet.name] = tuple(one for one in asked if one in known)
        unknown += [one[:_MAX_SHOWN] for one in asked if one not in known]
    return Selection(chosen=chosen, unknown=tuple(unknown))
