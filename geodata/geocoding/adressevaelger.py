"""Adressevælger of Klimadatastyrelsen as a geopy geocoder: first a search, then one look-up.

https://adressevaelger.dk: `/husnumre/soeg` answers {status: "ok" or "fejl", beskrivelse, fund},
each find with type, id and titel and without coordinates; `/husnumre/{id}` has them in EPSG:25832,
under `adgangspunkt.koordinater` {x, y} or `geometri.coordinates`: both are read. A comma must be
followed by a blank, and the text have at most 73 characters (the publisher's documentation).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from geopy.exc import GeocoderParseError, GeocoderQueryError

from geodata.addresses import Address, parse_address
from geodata.crs import UTM32
from geodata.geocoding.adapter import read_json
from geodata.geocoding.positions import Position, crs_code, position
from geodata.geocoding.service import AddressService, Answer, Hit, answers_in, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TEXT: Final = 73
MAX_HITS: Final = 20
MAX_STREETS: Final = 200
"""The most that Adressevælger returns."""

SAME_POINT_DEGREES: Final = 1e-5
"""About a metre: two statements of one access point differ by rounding only."""


class Adressevaelger(AddressService):
    """Danish house numbers by phonetic search, with their access points."""

    source = "Danmarks Adresseregister ved Adressevælger (Klimadatastyrelsen)"
    default_domain = "adressevaelger.dk"

    def search(self, asked: Address) -> list[Hit]:
        """Return what Adressevælger takes for the address asked: house numbers, or streets.

        Raises:
            GeopyError: where the service could not answer, or the text is too long for it.
        """
        text = asked.text
        if len(text) > MAX_TEXT:
            text = f"{asked.street} {asked.house_number}, {asked.postcode}".strip(" ,")
        return [_hit(find) for find in self._finds(text, MAX_HITS)]

    def position(self, hit: Hit) -> Position:
        """Look the access point of a house number up; one request.

        Raises:
            GeopyError: where the service could not answer, or with no point in Denmark.
        """
        identifier = text_of(hit.raw, "husnummerId") or _id_of_house(hit.raw)
        if not identifier:
            raise GeocoderParseError("svaret er uden husnummer at slå op")
        body = self._ask(f"/husnumre/{quote(identifier, safe='')}", {}, self._checked)
        house = body.get("husnummer", body)
        if not isinstance(house, Mapping):
            raise GeocoderParseError("opslaget er uden husnummer")
        if text_of(house, "id_lokalid", "id") not in {"", identifier}:
            raise GeocoderParseError("opslaget svarer om et andet husnummer")
        return _access_point(house)

    def streets(self, street: str, postcode: str) -> list[str] | None:
        """Return the streets that Adressevælger finds for a name, those of the postcode only.

        None where it finds as many as it may return, so that some may be missing.

        Raises:
            GeopyError: where the service could not answer.
        """
        finds = self._finds(f"{street}, {postcode}", MAX_STREETS)
        if len(finds) >= MAX_STREETS:
            return None
        found = [parse_address(text_of(find, "titel")) for find in finds]
        return [address.street for address in found if address.postcode == postcode]

    def _finds(self, text: str, most: int) -> list[Answer]:
        if len(text) > MAX_TEXT:
            message = f"adressen er længere end {MAX_TEXT} tegn"
            raise GeocoderQueryError(message)
        body = self._ask("/husnumre/soeg", {"tekst": text, "maksimum": most}, self._checked)
        return answers_in(body.get("fund"))

    def _checked(self, text: str) -> Answer:
        body = read_json(text)
        if not isinstance(body, Mapping):
            raise GeocoderParseError("svaret er ikke et objekt")
        status = text_of(body, "status")
        if status == "fejl":
            said = self._without_token(text_of(body, "beskrivelse"))
            raise GeocoderQueryError(said or "fejl uden beskrivelse")
        if status not in {"ok", ""}:
            raise GeocoderParseError("svaret har en status, vi ikke kender")
        return body


def _hit(find: Answer) -> Hit:
    title = text_of(find, "titel")
    if not title:
        raise GeocoderParseError("svaret er uden titel")
    return Hit(address=parse_address(title), text=title, raw=find)


def _id_of_house(find: Answer) -> str:
    return text_of(find, "id") if text_of(find, "type") == "husnummer" else ""


def _access_point(house: Answer) -> Position:
    """Return the access point, wherever it is stated; both statements must then agree."""
    points = [position(coordinates, crs) for coordinates, crs in _stated(house)]
    if not points:
        raise GeocoderParseError("opslaget er uden koordinater")
    for point in points[1:]:
        if max(abs(a - b) for a, b in zip(point, points[0], strict=True)) > SAME_POINT_DEGREES:
            raise GeocoderParseError("opslaget har to forskellige koordinater")
    return points[0]


def _stated(house: Answer) -> Iterator[tuple[Any, str]]:
    """Yield every pair of coordinates in a look-up, with its CRS."""
    access = house.get("adgangspunkt")
    for holder in (access, house):
        if not isinstance(holder, Mapping):
            continue
        pair = holder.get("koordinater")
        if isinstance(pair, Mapping):
            yield [pair.get("x"), pair.get("y")], UTM32
        geometry = holder.get("geometri")
        if isinstance(geometry, Mapping):
            yield geometry.get("coordinates"), _crs(geometry)


def _crs(geometry: Answer) -> str:
    match geometry.get("crs"):
        case None:
            return UTM32
        case {"properties": {"name": str(name)}}:
            return crs_code(name)
    raise GeocoderParseError("svaret er i et koordinatsystem, vi ikke kender")
