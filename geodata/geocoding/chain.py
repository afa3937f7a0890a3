"""Asks one geocoder after the other, until one knows the place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geodata.errors import GeocodingError
from geodata.geocoding.protocol import Location, PlaceQuery, Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.geocoding.protocol import Geocoder


class Chain:
    """Several geocoders as one; satisfies the `Geocoder` protocol.

    The first answer that may be placed wins: one that is neither a proposal (category C) nor
    of precision `none`. The first proposal is kept for when nobody has more.

    A failure never turns into «no result», and never stands in the way of an answer:

    - where a later geocoder has an answer that may be placed, that is the answer;
    - where none has, the failure is raised, for the geocoder that failed might have known. A
      build catches `GeocodingError` per record, lists the record as unplaced with the message
      as the reason, and goes on.

    `failures` counts by geocoder what failed, also where another one answered in its place, so
    that a build can report it.
    """

    name = "chain"

    def __init__(self, geocoders: Sequence[Geocoder]) -> None:
        """Take the geocoders in the order in which they are asked."""
        self.geocoders = tuple(geocoders)
        self.failures: Counter[str] = Counter()

    def locate(self, query: PlaceQuery) -> Location | None:
        """Return the first location that may be placed, else a proposal, else None.

        Raises:
            GeocodingError: where a geocoder failed and no other could place it. Of the class of
                the first failure, with the messages of all.
        """
        proposal: Location | None = None
        failed: list[GeocodingError] = []
        for geocoder in self.geocoders:
            try:
                location = geocoder.locate(query)
            except GeocodingError as error:
                self.failures[geocoder.name] += 1
                failed.append(error)
                continue
            if location is not None and may_be_placed(location):
                return location
            proposal = proposal or location
        if failed:
            raise type(failed[0])(" ".join(str(error) for error in failed)) from failed[0]
        return proposal


def may_be_placed(location: Location) -> bool:
    """Whether a location says where something is, rather than what a person might consider."""
    return location.category != "C" and location.precision is not Precision.NONE
