"""The online geocoders that the settings ask for; none, and no network, where they ask for none."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from geodata.errors import GeocoderRefusedError
from geodata.geocoding.adressevaelger import Adressevaelger
from geodata.geocoding.cache import CachedGeocoder
from geodata.geocoding.gsearch import GSearch
from geodata.geocoding.nominatim import NominatimProvider
from geodata.geocoding.online import OnlineGeocoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.geocoding.protocol import Geocoder

TIMEOUT_S: Final = 12.0
"""Longer than the 10 seconds after which GSearch itself gives up (504)."""

KDS_DELAY_S: Final = 0.1
"""Between two requests to Klimadatastyrelsen, who states no limit."""

NOMINATIM_DELAY_S: Final = 1.1
"""The policy of the public server is at most one request a second."""


@dataclass(frozen=True, kw_only=True)
class GeocodingConfig:
    """Which online geocoders are asked, and how; by default none.

    A service is asked where its token is given (Nominatim: its domain). `contact` is a mail
    address or web page that the operator of a service can turn to; it goes into the
    User-Agent, and Nominatim demands it. `proxy` is `http://host:port` where the network
    needs one. `cache_path` is the file that remembers answers, None for no memory.
    """

    gsearch_token: str = ""
    gsearch_domain: str = GSearch.default_domain
    adressevaelger_token: str = ""
    adressevaelger_domain: str = Adressevaelger.default_domain
    nominatim_domain: str = ""
    contact: str = ""
    cache_path: Path | None = None
    scheme: str = "https"
    proxy: str = ""
    timeout_s: float = TIMEOUT_S


def geocoders_from(config: GeocodingConfig) -> list[Geocoder]:
    """Return the geocoders of a configuration, in the order in which they are to be asked.

    Klimadatastyrelsen's own come first. Nothing is asked before `locate`.

    Raises:
        GeocoderRefusedError: where the configuration is not one that a service would accept.
    """
    geocoders: list[Geocoder] = list(_online(config))
    if config.cache_path is None:
        return geocoders
    return [CachedGeocoder(geocoder, config.cache_path) for geocoder in geocoders]


def user_agent(contact: str = "") -> str:
    """Return who asks: `TFI-atlas/0.1.0 (+contact)`.

    Raises:
        GeocoderRefusedError: where the contact cannot stand in a header.
    """
    agent = f"TFI-atlas/{version('tfi-atlas')}"
    if not contact:
        return agent
    if not (contact.isascii() and contact.isprintable()):
        message = "Kontakten i indstillingerne må kun have almindelige tegn: skriv en mailadresse."
        raise GeocoderRefusedError(message)
    return f"{agent} (+{contact})"


def _online(config: GeocodingConfig) -> Iterator[Geocoder]:
    if config.gsearch_token:
        gsearch = GSearch(
            token=config.gsearch_token, domain=config.gsearch_domain, **_options(config)
        )
        yield OnlineGeocoder(gsearch, name="GSearch", min_delay_s=KDS_DELAY_S)
    if config.adressevaelger_token:
        adressevaelger = Adressevaelger(
            token=config.adressevaelger_token,
            domain=config.adressevaelger_domain,
            **_options(config),
        )
        yield OnlineGeocoder(adressevaelger, name="Adressevælger", min_delay_s=KDS_DELAY_S)
    if config.nominatim_domain:
        if not config.contact:
            message = "Nominatim kræver en kontakt: skriv en mailadresse i indstillingerne."
            raise GeocoderRefusedError(message)
        nominatim = NominatimProvider(domain=config.nominatim_domain, **_options(config))
        yield OnlineGeocoder(nominatim, name="Nominatim", min_delay_s=NOMINATIM_DELAY_S)


def _options(config: GeocodingConfig) -> dict[str, Any]:
    """Return what every geocoder of geopy takes."""
    return {
        "scheme": config.scheme,
        "timeout": config.timeout_s,
        "proxies": {"http": config.proxy, "https": config.proxy} if config.proxy else {},
        "user_agent": user_agent(config.contact),
    }
