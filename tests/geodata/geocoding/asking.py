"""What the tests of online services ask, and whom."""

from __future__ import annotations

from geodata.geocoding.gsearch import GSearch
from geodata.geocoding.online import OnlineGeocoder
from geodata.geocoding.protocol import PlaceQuery
from tests.geodata.geocoding.fake_service import TOKEN

STENGADE = PlaceQuery(address="Stengade 50", postcode="2200", city="København N")
NO_SUCH_HOUSE = PlaceQuery(address="Birkegade 14, 2200 København N")


def gsearch_at(domain: str, *, min_delay_s: float = 0.0, timeout: float = 5) -> OnlineGeocoder:
    provider = GSearch(token=TOKEN, domain=domain, scheme="http", timeout=timeout)
    return OnlineGeocoder(provider, name="GSearch", min_delay_s=min_delay_s, error_wait_s=0.01)
