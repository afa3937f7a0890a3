"""GSearch v2 of Klimadatastyrelsen as a geopy geocoder: house numbers of the address register.

Resource `husnummer` of https://api.dataforsyningen.dk/rest/gsearch/v2.0 (source code and
documentation: github.com/SDFIdk/gsearch): a bare JSON array; `geometri` is a MultiPoint in the
CRS that is asked for by `srid`, which the header Content-Crs states; 400 with
{status, message, errors}; 504 after 10 seconds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from geopy.exc import GeocoderParseError

from geodata.addresses import Address
from geodata.crs import UTM32
from geodata.geocoding.adapter import read_json
from geodata.geocoding.positions import Position, crs_code, position
from geodata.geocoding.service import AddressService, Answer, Hit, answers_in, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

SRID: Final = UTM32.partition(":")[2]
MAX_HITS: Final = 20
MAX_STREETS: Final = 100
"""The most that GSearch returns."""


class GSearch(AddressService):
    """Danish house numbers with their access points."""

    source = "Danmarks Adresseregister ved GSearch (Klimadatastyrelsen)"
    default_domain = "api.dataforsyningen.dk"
    path = "/rest/gsearch/v2.0"

    def search(self, asked: Address) -> list[Hit]:
        """Return the house numbers that GSearch takes for the address asked, best first.

        Raises:
            GeopyError: where the service could not answer.
        """
        parameters = {"q": asked.text, "limit": MAX_HITS, "srid": SRID}
        return self._ask(f"{self.path}/husnummer", parameters, _hits)

    def position(self, hit: Hit) -> Position:
        """Return the access point of a house number; it came with the answer.

        Raises:
            GeocoderParseError: where the answer has no point in Denmark.
        """
        geometry = hit.raw.get("geometri")
        coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
        return position(coordinates, hit.crs)

    def streets(self, street: str, postcode: str) -> list[str] | None:
        """Return the streets that GSearch finds for a name, those of the postcode only.

        None where it finds as many as it may return, so that some may be missing.

        Raises:
            GeopyError: where the service could not answer.
        """
        parameters = {"q": street, "limit": MAX_STREETS, "srid": SRID}
        found = self._ask(f"{self.path}/navngivenvej", parameters, _answers)
        if len(found) >= MAX_STREETS:
            return None
        return [text_of(item, "vejnavn") for item in found if postcode in _postcodes(item)]


def _answers(text: str) -> list[Answer]:
    return answers_in(read_json(text))


def _hits(text: str) -> list[Hit]:
    headers: Mapping[str, str] = getattr(text, "headers", {})
    # Without the header it is the CRS that was asked for.
    crs = crs_code(headers.get("content-crs") or UTM32)
    return [_hit(answer, crs) for answer in _answers(text)]


def _hit(answer: Answer, crs: str) -> Hit:
    address = Address(
        street=text_of(answer, "vejnavn"),
        house_number=text_of(answer, "husnummertekst").replace(" ", "").upper(),
        town=text_of(answer, "supplerendebynavn"),
        postcode=text_of(answer, "postnummer"),
        city=text_of(answer, "postnummernavn"),
    )
    if not address.has_house:
        raise GeocoderParseError("svaret er uden vejnavn og husnummer")
    text = text_of(answer, "visningstekst") or address.text
    return Hit(address=address, text=text, raw=answer, crs=crs)


def _postcodes(answer: Answer) -> list[str]:
    """Return the postcodes of a street, which is stated as a list or as one text."""
    stated: Any = answer.get("postnummer")
    return re.findall(
        r"\d{4}", " ".join(map(str, stated)) if isinstance(stated, list) else str(stated)
    )
