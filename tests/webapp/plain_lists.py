"""The list of results by plain loops: what any combination of choices has to find, and count."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from atlas.freshness import is_confirmed
from atlas.opening import Opening, state_at

if TYPE_CHECKING:
    from datetime import date, datetime

    from atlas.catalogue import Catalogue, Entry

PROPERTIES = {
    "tema": "themes",
    "maalgruppe": "target_groups",
    "sprog": "languages",
    "nationalitet": "nationalities",
    "type": "kind",
    "art": "record_type",
    "status": "status",
    "aar": "year",
    "distrikt": "districts",
}
"""Each facet's name in the address, and the property of a release that it reads."""


def values(entry: Entry, name: str) -> set[str]:
    """The values that a record has for a facet, as the address writes them."""
    stated: Any = entry.properties.get(PROPERTIES[name], [])
    listed = stated if isinstance(stated, list) else [stated]
    found = {str(one) for one in listed} - {"", "unknown"}
    return {one.lower() for one in found} if name == "nationalitet" else found


def metres(lat: float, lon: float, entry: Entry) -> float:
    """How far a record lies from a point (degrees, WGS84), on a sphere; infinite without a point.

    Within 0.5 % of what EPSG:25832 gives in Copenhagen.
    """
    if entry.lat is None or entry.lon is None:
        return math.inf
    north = math.radians(entry.lat - lat) * 6_371_000
    east = math.radians(entry.lon - lon) * 6_371_000 * math.cos(math.radians(lat))
    return math.hypot(north, east)


@dataclass(frozen=True, kw_only=True)
class Plain:
    """A wish, and who fits: any value of a facet, every facet, and not known to be closed."""

    catalogue: Catalogue
    today: date
    collection: str = ""
    chosen: dict[str, list[str]] = field(default_factory=dict)
    when: datetime | None = None
    _found: dict[str, list[Entry]] = field(default_factory=dict)

    def everyone(self) -> list[Entry]:
        """All records of the collection, or all there are."""
        if self.collection:
            return list(self.catalogue.records(self.collection))
        return list(self.catalogue.by_id.values())

    def opening(self, entry: Entry) -> Opening:
        """Whether a record is open then; of history nobody knows."""
        hours = entry.properties.get("opening_hours", "")
        if self.when is None or not is_confirmed(entry.properties, self.today):
            return Opening.UNKNOWN
        return state_at(hours, self.when)

    def fits(self, entry: Entry, but: str = "") -> bool:
        """Whether a record fits, one facet looked away from."""
        if but != "dag" and self.opening(entry) is Opening.CLOSED:
            return False
        return all(
            not codes or values(entry, name) & set(codes)
            for name, codes in self.chosen.items()
            if name != but
        )

    def found(self, but: str = "") -> list[Entry]:
        """Every record that fits."""
        if but not in self._found:
            self._found[but] = [one for one in self.everyone() if self.fits(one, but)]
        return self._found[but]

    def count(self, name: str, code: str) -> int:
        """How many records a value of a facet would show beside the other choices."""
        return sum(code in values(one, name) for one in self.found(but=name))
