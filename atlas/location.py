"""Where each record is: what its source states, then the gazetteer, then configured services.

Nothing is invented: a record whose source names no place has none, and says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.errors import GeocodingError
from geodata.geocoding.chain import may_be_placed
from geodata.geocoding.protocol import Location, PlaceQuery, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from actors.records import Record, StatedPlace
    from geodata.gazetteer import Gazetteer
    from geodata.geocoding.protocol import Geocoder

ALL_OF_THE_CITY: Final = "hele-byen"
_FINEST_FIRST: Final = tuple(Precision)


@dataclass(frozen=True, kw_only=True)
class Located:
    """A record and where it is; `reason` (Danish) says why it has no point, else "".

    `fault` holds what a geocoding service answered when it failed: never read as «no place».
    """

    record: Record
    location: Location
    reason: str = ""
    fault: str = ""


class Locator:
    """Finds where records are: the gazetteer for names first, a geocoder for their addresses."""

    def __init__(self, gazetteer: Gazetteer, addresses: Geocoder | None = None) -> None:
        """Take the gazetteer and, where one is configured, a geocoder for addresses."""
        self._gazetteer = gazetteer
        self._addresses = addresses

    def locate_all(self, records: Iterable[Record]) -> Iterator[Located]:
        """Yield each record with where it is, in the given order."""
        for record in records:
            yield self.locate(record)

    def locate(self, record: Record) -> Located:
        """Return where the record is, at the finest precision that a source supports."""
        place = record.place
        if place.lat is not None and place.lon is not None:
            stated = Location(
                precision=Precision.ADDRESS,
                source=record.provenance.document,
                lat=place.lat,
                lon=place.lon,
            )
            return Located(record=record, location=stated)
        query = PlaceQuery(
            name=place.name, address=place.address, postcode=place.postcode, city=place.city
        )
        named = self._gazetteer.locate(query)
        matched, fault = self._match_address(query) if place.address else (None, "")
        proposal = matched if matched and not may_be_placed(matched) else None
        found = _finest(named, None if proposal else matched)
        if found is None:
            return self._without_a_place(record, proposal, fault)
        reason = "" if found.lat is not None else self._reason_for(found)
        return Located(record=record, location=found, reason=reason, fault=fault)

    def _match_address(self, query: PlaceQuery) -> tuple[Location | None, str]:
        if self._addresses is None:
            return None, ""
        try:
            return self._addresses.locate(query), ""
        except GeocodingError as error:
            return None, str(error)

    def _without_a_place(self, record: Record, proposal: Location | None, fault: str) -> Located:
        if record.serves == (ALL_OF_THE_CITY,) and not record.place.address:
            city = Location(precision=Precision.CITY, source=record.provenance.document)
            return Located(record=record, location=city, reason="Gælder hele byen.")
        nowhere = Location(precision=Precision.NONE, source=record.provenance.document)
        reason = _why_nowhere(record.place, proposal, fault)
        return Located(record=record, location=nowhere, reason=reason, fault=fault)

    def _reason_for(self, found: Location) -> str:
        place = self._gazetteer.places.get(found.place_id or "")
        if place is None or found.precision is Precision.CITY:
            return "Gælder hele byen."
        if found.precision is Precision.NONE:
            return place.note or f"Ingen kilde viser, hvor {place.name} ligger."
        if not place.is_area:
            return f"Kilden nævner kun {place.name}, ikke et bestemt sted."
        return place.note or f"Ingen kilde viser, hvor {place.name} ligger."


def _finest(*locations: Location | None) -> Location | None:
    known = [one for one in locations if one is not None]
    return min(known, key=lambda one: _FINEST_FIRST.index(one.precision), default=None)


def _why_nowhere(place: StatedPlace, proposal: Location | None, fault: str) -> str:
    if proposal is not None:
        return f"Adressen «{place.address}» er usikker. Måske {proposal.matched}? Ret tabellen."
    if fault:
        return f"Adressen «{place.address}» kunne ikke slås op: {fault}"
    if place.address:
        return f"Adressen «{place.address}» er ikke fundet."
    if place.name:
        return f"«{place.name}» står ikke i stednavnelisten."
    return place.note or "Kilden siger ikke, hvor det er."
