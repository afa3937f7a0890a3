"""Nominatim, as geopy has it, asked for house numbers in Denmark.

Answers are OpenStreetMap data under ODbL. The public server's policy
(https://operations.osmfoundation.org/policies/nominatim/): at most one request a second, an
honest User-Agent with a contact, attribution, no bulk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geopy.exc import GeocoderParseError, GeopyError
from geopy.geocoders import Nominatim

from geodata.addresses import Address
from geodata.geocoding.adapter import ServiceAdapter
from geodata.geocoding.positions import Position, position
from geodata.geocoding.service import Answer, Hit, answers_in, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_HITS = 10


class NominatimAdapter(ServiceAdapter):
    """Insists on a list: geopy would take `null` or `{}` for an empty one, and so for no result."""

    def get_json(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> Any:  # noqa: ANN401 - what JSON holds
        """Return the list that the service answers; raises as `ServiceAdapter` does."""
        return answers_in(super().get_json(url, timeout=timeout, headers=headers))


class NominatimProvider:
    """geopy's Nominatim as an address provider."""

    source = "© OpenStreetMap-bidragyderne (ODbL) ved Nominatim"

    def __init__(self, **options: Any) -> None:
        """Set Nominatim up; `options` are those of `geopy.geocoders.Nominatim`."""
        self._nominatim = Nominatim(adapter_factory=NominatimAdapter, **options)

    def search(self, asked: Address) -> list[Hit]:
        """Return the places in Denmark that Nominatim takes for the address asked.

        Raises:
            GeopyError: where the service could not answer.
        """
        try:
            found = self._nominatim.geocode(
                asked.text,
                exactly_one=False,
                limit=MAX_HITS,
                addressdetails=True,
                language="da",
                country_codes="dk",
            )
        except GeopyError:
            raise
        except (AttributeError, TypeError, ValueError) as error:
            raise GeocoderParseError("svaret er ikke en liste af steder") from error
        return [_hit(place.raw) for place in found or []]

    def position(self, hit: Hit) -> Position:
        """Return where a place is; it came with the answer.

        Raises:
            GeocoderParseError: where the answer has no point in Denmark.
        """
        try:
            lat, lon = float(hit.raw["lat"]), float(hit.raw["lon"])
        except (KeyError, TypeError, ValueError) as error:
            raise GeocoderParseError("svaret er uden koordinater") from error
        return position([lon, lat], "EPSG:4326")

    def streets(self, street: str, postcode: str) -> None:  # noqa: ARG002 - the protocol's arguments
        """Return None: Nominatim cannot list the streets of a postcode."""
        return


def _hit(raw: Answer) -> Hit:
    stated = raw.get("address")
    parts: Answer = stated if isinstance(stated, dict) else {}
    address = Address(
        street=text_of(parts, "road", "pedestrian", "square", "footway", "path"),
        house_number=text_of(parts, "house_number").replace(" ", "").upper(),
        postcode=text_of(parts, "postcode"),
        city=text_of(parts, "city", "town", "village"),
    )
    return Hit(address=address, text=text_of(raw, "display_name") or address.text, raw=raw)
