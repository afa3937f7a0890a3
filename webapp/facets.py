"""The facets of a list: what each reads of a record, what its values are called, their order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from atlas.labels import COLLECTIONS, THEMES, vocabulary
from atlas.layers import danish_order
from webapp.languages import current_language
from webapp.texts import gettext
from webapp.words import country_name, language_name, layer_title, place_name, sentence, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.catalogue import Entry

_NOTHING_KNOWN: Final = frozenset({"unknown"})
"""A value that says that nobody knows is none to choose by."""


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One facet: its name in the address, the property it reads, its section of the taxonomy."""

    name: str
    attribute: str
    section: str = ""

    def values_of(self, entry: Entry) -> list[str]:
        """Return the values of a record as the address writes them."""
        stated = entry.properties.get(self.attribute, ())
        values = [str(stated)] if isinstance(stated, str | int) else [str(one) for one in stated]
        found = [one for one in values if one and one not in _NOTHING_KNOWN]
        return [one.lower() for one in found] if self is NATIONALITY else found

    def label(self, code: str) -> str:
        """Return the word for a value in the language of the page."""
        return _label(self, code, current_language())

    def _word(self, code: str) -> str:
        if self.section:
            return term(self.section, code)
        if self is LANGUAGE:
            return sentence(language_name(code))
        if self is NATIONALITY:
            return country_name(code)
        if self is RECORD_TYPE:
            return layer_title(code)
        return place_name(code) if self is DISTRICT and code in COLLECTIONS else code

    def order(self, codes: Iterable[str]) -> list[str]:
        """Return values in the taxonomy's order, years from the newest, or by their words."""
        if self is YEAR:
            return sorted(codes, reverse=True)
        known = self._known()
        if known:
            return sorted(codes, key=lambda one: known.index(one) if one in known else len(known))
        return sorted(codes, key=lambda one: danish_order(self.label(one)))

    def _known(self) -> list[str]:
        if self is THEME:
            return list(THEMES)
        if self is DISTRICT:
            return list(COLLECTIONS)
        return list(vocabulary("da")[self.section]) if self.section else []


THEME: Final = Facet(name="tema", attribute="themes", section="theme")
TARGET_GROUP: Final = Facet(name="maalgruppe", attribute="target_groups", section="target_group")
LANGUAGE: Final = Facet(name="sprog", attribute="languages")
NATIONALITY: Final = Facet(name="nationalitet", attribute="nationalities")
KIND: Final = Facet(name="type", attribute="kind", section="kind")
RECORD_TYPE: Final = Facet(name="art", attribute="record_type")
STATUS: Final = Facet(name="status", attribute="status", section="status")
YEAR: Final = Facet(name="aar", attribute="year")
DISTRICT: Final = Facet(name="distrikt", attribute="districts")

FACETS: Final = (
    *(THEME, TARGET_GROUP, LANGUAGE, NATIONALITY, KIND),
    *(DISTRICT, RECORD_TYPE, STATUS, YEAR),
)
"""Every facet, in the order in which they are shown."""


@lru_cache(maxsize=4096)
def _label(facet: Facet, code: str, _language: str) -> str:
    """Return a word once for a language: a page has a hundred of them."""
    return facet._word(code)  # noqa: SLF001 - its own, kept


def title_of(facet: Facet) -> str:
    """Return a facet's name in the language of the page."""
    return {
        "tema": gettext("Indsatsområder"),
        "maalgruppe": gettext("Målgrupper"),
        "sprog": gettext("Sprog, man kan få hjælp på"),
        "nationalitet": gettext("Især for folk fra"),
        "type": gettext("Type"),
        "art": gettext("Aktør eller projekt"),
        "status": gettext("Status"),
        "aar": gettext("År"),
        "distrikt": gettext("Distrikt"),
    }[facet.name]
