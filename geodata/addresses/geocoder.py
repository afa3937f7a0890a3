"""The local register as two geocoders: one for doors, asked first, and one for streets, asked last.

Between them the online services are asked, so that a street never stands in the way of a door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.addresses.matching import match_category
from geodata.addresses.parsing import parse_address
from geodata.geocoding.protocol import Location, PlaceQuery, Precision

if TYPE_CHECKING:
    from geodata.addresses.address import Address
    from geodata.addresses.matching import Category
    from geodata.addresses.register import Door, Register, Street

MAX_NUMBERS_APART: Final = 10
"""So far a neighbour may be from the number asked; beyond, the middle of the street is told."""


class Near(NamedTuple):
    """A point (degrees, WGS84) that stands for a door, in words what it is, and whose."""

    lat: float
    lon: float
    words: str
    source: str


class _OfRegister:
    """A geocoder that asks the register."""

    def __init__(self, register: Register) -> None:
        """Take the register that is asked."""
        self._register = register


class RegisterDoors(_OfRegister):
    """Places an address whose door the register has; satisfies the `Geocoder` protocol.

    An A or B (see `match_category`) is a location of precision `address`; of a C the best is a
    proposal, which places nothing. None where the register knows no such street or number.
    """

    name = "register"

    def locate(self, query: PlaceQuery) -> Location | None:
        """Return where the door of a query is, a proposal, or None.

        Raises:
            AddressRegisterError: where the register's file cannot be read.
        """
        asked = parse_address(query.address, query.postcode, query.city)
        if not asked.has_house:
            return None
        found = self.doors(asked)
        if not found:
            return None
        door, category = self._choose(asked, found)
        source = self._register.sources[door.source].words
        if category == "C":
            return Location(
                precision=Precision.NONE, source=source, category="C", matched=door.address.text
            )
        return Location(
            precision=Precision.ADDRESS,
            source=source,
            lat=door.lat,
            lon=door.lon,
            category=category,
            matched=door.address.text,
        )

    def doors(self, asked: Address) -> list[Door]:
        """Return the doors of the number asked, in the street asked or one much like it."""
        streets = self._register.named(asked.street, asked.postcode)
        streets = streets or self._register.alike(asked.street, asked.postcode)
        found = (self._register.door(street, asked.house_number) for street in streets)
        return [door for door in found if door is not None]

    def _choose(self, asked: Address, doors: list[Door]) -> tuple[Door, Category]:
        """Return the best door and its category; two that fit alike make a C."""
        near = self._register.names_near(asked.postcode)
        for wanted in ("A", "B"):
            fits = [one for one in doors if match_category(asked, one.address, near) == wanted]
            if fits:
                return fits[0], wanted if len(fits) == 1 else "C"
        return doors[0], "C"


class RegisterStreets(_OfRegister):
    """Places an address by its street, where the register lacks the door; a `Geocoder`.

    Only a street of exactly the name asked, in the postcode or city asked, is one: a number that
    does not exist is no reason to guess at another street. The point is that of the neighbouring
    door, or of the door in the street's middle; the precision is `street`, and `matched` says
    which it is.
    """

    name = "register-streets"

    def locate(self, query: PlaceQuery) -> Location | None:
        """Return where the street of a query is, or None.

        Raises:
            AddressRegisterError: where the register's file cannot be read.
        """
        asked = parse_address(query.address, query.postcode, query.city)
        if not asked.street or not (asked.postcode or asked.city):
            return None
        streets = self._register.named(asked.street, asked.postcode, asked.city)
        if len(streets) != 1:
            return None
        near = nearby(self._register, streets[0], asked.house_number)
        return Location(
            precision=Precision.STREET,
            source=near.source,
            lat=near.lat,
            lon=near.lon,
            matched=near.words,
        )


def nearby(register: Register, street: Street, house_number: str) -> Near:
    """Return what there is of a number that a street lacks: a neighbour, or the street's middle."""
    door = register.nearest_door(street, house_number) if house_number else None
    if door is not None and abs(door.number - _number(house_number)) <= MAX_NUMBERS_APART:
        source = register.sources[door.source].words
        return Near(door.lat, door.lon, f"ved {door.address.text}", source)
    return Near(street.lat, street.lon, street.text, register.sources_of(street))


def _number(house_number: str) -> int:
    return int("".join(filter(str.isdigit, house_number)))
