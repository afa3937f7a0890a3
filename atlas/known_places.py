"""What an atlas home knows by name: doors, streets, places, and the streets of its basemap.

The gazetteer's places come before streets of the same name, those before what a place is also
called, and the basemap's streets last: they fill in where the home has no register.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from atlas.basemap import print_store
from geodata.addresses import parse_address
from geodata.addresses.geocoder import nearby
from geodata.addresses.register import Register, current_register
from geodata.basemap.classes import BasemapClass
from geodata.crs import to_wgs84
from geodata.errors import GeodataError
from geodata.geocoding.protocol import PlaceQuery, Precision
from geodata.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from geodata.addresses import Address
    from geodata.addresses.register import Door, Street
    from geodata.gazetteer import Gazetteer

_LOG: Final = logging.getLogger(__name__)
_HOUSE_BEGUN: Final = re.compile(
    r"(?P<street>.*[^\W\d_].*?)[ ,]+(?P<number>\d{1,3}\s?[a-zæøå]?)", re.IGNORECASE
)
_SHORTEST_WITH_A_SLIP: Final = 4
_SHORTEST_WITH_TWO_SLIPS: Final = 8


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place that was found: `lat`, `lon` in degrees (WGS84), and how exactly it is known.

    `source` says whose knowledge it is, with licence, to be named beside what it is used for;
    "" where the visitor stated the degrees.
    """

    label: str
    lat: float
    lon: float
    precision: Precision
    source: str = ""


class KnownPlaces:
    """What one state of an atlas home knows; read when first asked for."""

    def __init__(self, home: Path, gazetteer: Gazetteer) -> None:
        """Take an atlas home and the named places of the atlas."""
        self._home = home
        self._gazetteer = gazetteer

    def find(self, text: str) -> Spot | None:
        """Return what a text names, letter by letter first, then with a slip or two."""
        asked = parse_address(text)
        return (
            self._door(asked)
            or self._by_name.get(fold(text))
            or self._street(asked, self._exactly(asked))
            or self._by_name.get(fold(asked.street))
            or self._by_name.get(self._closest(fold(text)))
            or self._by_name.get(self._closest(fold(asked.street)))
        )

    def suggest(self, text: str, limit: int) -> list[Spot]:
        """Return what begins like a text, then what has a word that does, then what is close."""
        begun = _HOUSE_BEGUN.fullmatch(text)
        if begun and (doors := list(self._doors(begun["street"], begun["number"], limit))):
            return doors
        wanted = fold(text)
        inside = (spot for name, spot in self._by_name.items() if f" {wanted}" in name)
        found = _once((*self._beginning(wanted), *inside), limit)
        if not found and (spot := self._by_name.get(self._closest(wanted))):
            found = [spot]
        return found

    @cached_property
    def _register(self) -> Register | None:
        try:
            return current_register(self._home)
        except GeodataError as fault:
            _LOG.error("Addresses are not looked up: %s", fault)
            return None

    @cached_property
    def _by_name(self) -> dict[str, Spot]:
        """Every named place and street by its folded name; "" is none of them."""
        places = [(place, self._place(place.name)) for place in self._gazetteer.places.values()]
        found = {fold(place.name): spot for place, spot in places if spot is not None}
        for name, street in self._register_streets():
            found.setdefault(name, street)
        for place, spot in places:
            if spot is not None:
                for name in place.aliases:
                    found.setdefault(fold(name), spot)
        return dict(_basemap_streets(self._home, found)) | found

    @cached_property
    def _names(self) -> list[str]:
        return sorted(self._by_name)

    def _beginning(self, wanted: str) -> Iterator[Spot]:
        for name in self._names[bisect_left(self._names, wanted) :]:
            if not name.startswith(wanted):
                return
            yield self._by_name[name]

    def _closest(self, wanted: str) -> str:
        """Return the one known name that is a slip or two away, "" where none or several are."""
        if len(wanted) < _SHORTEST_WITH_A_SLIP:
            return ""
        slips = 2 if len(wanted) >= _SHORTEST_WITH_TWO_SLIPS else 1
        close = process.extract(
            wanted, self._names, scorer=OSA.distance, score_cutoff=slips, limit=2
        )
        clear = len(close) == 1 or (len(close) > 1 and close[0][1] < close[1][1])
        return str(close[0][0]) if clear else ""

    def _place(self, name: str) -> Spot | None:
        found = self._gazetteer.locate(PlaceQuery(name=name))
        if found is None or found.lat is None or found.lon is None:
            return None
        return _spot(name, (found.lat, found.lon), found.precision, found.source)

    def _register_streets(self) -> Iterator[tuple[str, Spot]]:
        """Yield each street by its name, and by name, postcode and city; the longest first."""
        register = self._register
        if register is None:
            return
        for street in sorted(register.streets, key=lambda one: -one.houses):
            point = (street.lat, street.lon)
            spot = _spot(street.text, point, Precision.STREET, register.sources_of(street))
            yield street.folded, spot
            yield fold(street.text), spot

    def _exactly(self, asked: Address) -> Sequence[Street]:
        """Return the streets of just that name, the longest first; in the city asked, if any is."""
        if self._register is None:
            return ()
        found = self._register.named(asked.street, asked.postcode, asked.city)
        found = found or self._register.named(asked.street, asked.postcode)
        return sorted(found, key=lambda one: -one.houses)

    def _door(self, asked: Address) -> Spot | None:
        """Return the door of an address, in a street of that name or one a few letters away."""
        register = self._register
        if register is None or not asked.has_house:
            return None
        streets = self._exactly(asked) or register.alike(asked.street, asked.postcode)
        doors = (register.door(street, asked.house_number) for street in streets)
        door = next(filter(None, doors), None)
        return self._at(door) if door else None

    def _street(self, asked: Address, streets: Sequence[Street]) -> Spot | None:
        """Return where an address without its door is: by a neighbour, or amid the street."""
        if self._register is None or not streets:
            return None
        near = nearby(self._register, streets[0], asked.house_number)
        return _spot(near.words, (near.lat, near.lon), Precision.STREET, near.source)

    def _doors(self, street: str, number: str, limit: int) -> Iterator[Spot]:
        """Yield the doors of a street whose number begins so."""
        register = self._register
        if register is None:
            return
        named = self._exactly(parse_address(street)) or register.alike(street)
        for one in named[:1]:
            yield from map(self._at, register.doors(one, number.replace(" ", ""), limit))

    def _at(self, door: Door) -> Spot:
        source = self._register.sources[door.source].words if self._register else ""
        return _spot(door.address.text, (door.lat, door.lon), Precision.ADDRESS, source)


def _spot(label: str, point: tuple[float, float], precision: Precision, source: str) -> Spot:
    """Return a spot at a point (lat, lon)."""
    lat, lon = point
    return Spot(label=label, lat=lat, lon=lon, precision=precision, source=source)


def _once(spots: Iterable[Spot], limit: int) -> list[Spot]:
    """Return the first of the spots; a street that is known twice, or in two postcodes, once."""
    found: dict[str, Spot] = {}
    for spot in spots:
        found.setdefault(fold(spot.label.partition(",")[0]), spot)
        if len(found) == limit:
            break
    return list(found.values())


def _basemap_streets(home: Path, known: dict[str, Spot]) -> Iterator[tuple[str, Spot]]:
    """Yield the streets of the basemap in use by their folded names, each at its longest line."""
    store = print_store(home)
    if store is None:
        return
    longest: dict[str, tuple[float, Spot]] = {}
    for one in store.features(BasemapClass.STREET_NAME):
        folded, length = fold(one.name), one.geometry.length
        if folded in known or length <= longest.get(folded, (0.0,))[0]:
            continue
        point = to_wgs84(one.geometry.interpolate(0.5, normalized=True)).representative_point()
        credit = store.sources[one.source]
        source = f"{credit.title} ({credit.attribution}, {credit.licence})"
        longest[folded] = length, _spot(one.name, (point.y, point.x), Precision.STREET, source)
    yield from ((folded, spot) for folded, (_, spot) in longest.items())
