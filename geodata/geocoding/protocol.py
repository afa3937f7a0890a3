"""What every geocoder is asked and answers, whatever stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import shapely


class Precision(StrEnum):
    """How exactly a location is known, from a door to nothing at all."""

    ADDRESS = "address"
    STREET = "street"
    ESTATE = "estate"
    NEIGHBOURHOOD = "neighbourhood"
    DISTRICT = "district"
    CITY = "city"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class PlaceQuery:
    """What a source says of a place; every part may be missing."""

    name: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""


@dataclass(frozen=True, kw_only=True)
class Location:
    """Where something is, how exactly that is known, and who says so.

    `lat` and `lon` are degrees in WGS84, both None where the precision is `district`,
    `city` or `none`. `category` is the match quality of an address (A, B or C as DAWA's
    datavask defined them), None where no address was matched. `place_id` names the place of
    the gazetteer; `collection` a membership that a document states, which beats geometry.
    A category C is a proposal for a person: `atlas.location` never places by it. It has
    precision `none` and no point, and `matched` is the address that it might be.
    """

    precision: Precision
    source: str
    lat: float | None = None
    lon: float | None = None
    category: str | None = None
    place_id: str | None = None
    collection: str | None = None
    matched: str = ""

    @property
    def point(self) -> shapely.Point | None:
        """The position as a WGS84 point (lon, lat), or None where there is none."""
        if self.lat is None or self.lon is None:
            return None
        return shapely.Point(self.lon, self.lat)


class Geocoder(Protocol):
    """Anything that can say where a place is."""

    name: str

    def locate(self, query: PlaceQuery) -> Location | None:
        """Return the location, or None where this geocoder does not know the place.

        Raises:
            GeocodingError: where it could not find out; never reported as None.
        """
        ...
