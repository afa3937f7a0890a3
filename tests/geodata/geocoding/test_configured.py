"""Tests of the geocoders that the settings ask for."""

from __future__ import annotations

import dataclasses
import socket
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from geodata.errors import GeocoderRefusedError
from geodata.geocoding.cache import CachedGeocoder
from geodata.geocoding.configured import GeocodingConfig, geocoders_from, user_agent
from geodata.geocoding.online import OnlineGeocoder
from geodata.geocoding.protocol import PlaceQuery
from tests.geodata.geocoding.fake_service import (
    GSEARCH_HOUSES,
    SEARCH,
    TOKEN,
    Reply,
    find,
    finds,
    gsearch_house,
    look_up,
    nominatim_house,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.geodata.geocoding.fake_service import FakeService

CONTACT = "atlas@example.dk"
AGENT = f"TFI-atlas/{version('tfi-atlas')}"
STENGADE = PlaceQuery(address="Stengade 50, 2200 København N")


def config_for(service: FakeService, cache_path: Path | None = None) -> GeocodingConfig:
    return GeocodingConfig(
        gsearch_token=TOKEN,
        gsearch_domain=service.domain,
        adressevaelger_token=TOKEN,
        adressevaelger_domain=service.domain,
        nominatim_domain=service.domain,
        contact=CONTACT,
        cache_path=cache_path,
        scheme="http",
    )


def test_nothing_configured_is_nobody_and_no_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "socket", None)
    path = tmp_path / "geocoding.sqlite"
    odd = GeocodingConfig(cache_path=path, contact="ø@kommune.dk")
    assert geocoders_from(GeocodingConfig()) == []
    assert geocoders_from(odd) == []
    assert not path.exists()


def test_the_configuration_cannot_be_changed_in_use() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        GeocodingConfig().gsearch_token = TOKEN  # type: ignore[misc]  # what is tested


def test_nothing_is_asked_before_the_first_question(service: FakeService) -> None:
    geocoders_from(config_for(service))
    assert service.asked == []


def test_all_of_them_answer_and_say_who_asks(service: FakeService) -> None:
    service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Stengade 50")]))
    service.answer(SEARCH, Reply(finds(find("Stengade 50"))))
    service.answer("/husnumre/id-Stengade 50", Reply(look_up("Stengade 50")))
    service.answer("/search", Reply([nominatim_house("Stengade 50")]))
    geocoders = geocoders_from(config_for(service))
    assert [geocoder.name for geocoder in geocoders] == ["GSearch", "Adressevælger", "Nominatim"]
    assert all(isinstance(geocoder, OnlineGeocoder) for geocoder in geocoders)
    for geocoder in geocoders:
        location = geocoder.locate(STENGADE)
        assert location is not None
        assert location.lat == pytest.approx(55.6873, abs=1e-6)
    agents = {asked.headers["user-agent"] for asked in service.asked}
    assert agents == {f"{AGENT} (+{CONTACT})"}


def test_answers_are_remembered_between_builds(service: FakeService, tmp_path: Path) -> None:
    service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Stengade 50")]))
    config = config_for(service, tmp_path / "geocoding.sqlite")
    for _ in range(2):
        gsearch = geocoders_from(config)[0]
        assert isinstance(gsearch, CachedGeocoder)
        assert gsearch.locate(STENGADE) is not None
    assert service.paths() == [GSEARCH_HOUSES]


def test_a_proxy_of_the_settings_is_used(service: FakeService) -> None:
    service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Stengade 50")]))
    config = GeocodingConfig(
        gsearch_token=TOKEN,
        gsearch_domain="gsearch.invalid",
        scheme="http",
        proxy=f"http://{service.domain}",
    )
    assert geocoders_from(config)[0].locate(STENGADE) is not None


def test_nominatim_is_not_asked_without_a_contact(service: FakeService) -> None:
    with pytest.raises(GeocoderRefusedError, match="kontakt"):
        geocoders_from(GeocodingConfig(nominatim_domain=service.domain))


def test_who_asks() -> None:
    assert user_agent() == AGENT
    assert user_agent("https://example.dk/atlas") == f"{AGENT} (+https://example.dk/atlas)"


@pytest.mark.parametrize("contact", ["a@b.dk\r\nX-Evil: 1", "ø@kommune.dk", "\x00"])
def test_a_contact_that_cannot_stand_in_a_header_is_refused(contact: str) -> None:
    with pytest.raises(GeocoderRefusedError, match="mailadresse"):
        geocoders_from(GeocodingConfig(gsearch_token=TOKEN, contact=contact))
