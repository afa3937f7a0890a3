"""Tests of Nominatim, as geopy has it, behind our own door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from geopy.exc import GeocoderInsufficientPrivileges, GeocoderParseError

from geodata.addresses import Address, parse_address
from geodata.geocoding.nominatim import NominatimProvider
from tests.geodata.geocoding.fake_service import LAT_LON, Reply, nominatim_house

if TYPE_CHECKING:
    from tests.geodata.geocoding.fake_service import FakeService

ASKED = parse_address("Stengade 50, 2200 København N")
AGENT = "TFI-atlas/test (+atlas@example.dk)"


@pytest.fixture
def nominatim(service: FakeService) -> NominatimProvider:
    return NominatimProvider(domain=service.domain, scheme="http", timeout=5, user_agent=AGENT)


def test_a_house_with_its_point(service: FakeService, nominatim: NominatimProvider) -> None:
    service.answer("/search", Reply([nominatim_house("Stengade 50")]))
    (hit,) = nominatim.search(ASKED)
    assert hit.address == Address(
        street="Stengade", house_number="50", postcode="2200", city="København"
    )
    assert nominatim.position(hit) == pytest.approx(LAT_LON["Stengade 50"])
    (asked,) = service.asked
    assert asked.headers["user-agent"] == AGENT
    assert (asked.query["q"], asked.query["countrycodes"]) == (ASKED.text, "dk")


def test_an_empty_list_is_nothing_found(service: FakeService, nominatim: NominatimProvider) -> None:
    service.answer("/search", Reply([]))
    assert nominatim.search(ASKED) == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "{}",
        '{"error": "Unable to geocode"}',
        '{"error": {"code": 500, "message": "intern fejl"}}',
        "<html>",
        '["Stengade"]',
        '[{"display_name": "Stengade", "lat": "nord", "lon": "øst"}]',
        '[{"lat": "55.6873", "lon": "12.554228"}]',
        '[{"display_name": "Stengade", "lat": "NaN", "lon": "12.554228"}]',
    ],
)
def test_what_geopy_would_take_for_nothing_found_is_a_failure(
    service: FakeService, nominatim: NominatimProvider, body: str
) -> None:
    service.answer("/search", Reply(body))
    with pytest.raises(GeocoderParseError):
        nominatim.search(ASKED)


@pytest.mark.parametrize(
    "changes",
    [
        {"lat": "0", "lon": "0"},
        {"lat": "12.554228", "lon": "55.6873"},
        {"lat": "48.85", "lon": "2.35"},
        {"lat": None, "lon": None},
    ],
)
def test_no_point_in_denmark_is_no_point(
    service: FakeService, nominatim: NominatimProvider, changes: dict[str, str]
) -> None:
    service.answer("/search", Reply([nominatim_house("Stengade 50", **changes)]))
    with pytest.raises(GeocoderParseError):
        nominatim.position(nominatim.search(ASKED)[0])


def test_a_place_that_is_no_house_names_none(
    service: FakeService, nominatim: NominatimProvider
) -> None:
    street = nominatim_house("Stengade 50", address={"road": "Stengade", "postcode": "2200"})
    service.answer("/search", Reply([street, nominatim_house("Stengade 50", address=None)]))
    assert [hit.address.has_house for hit in nominatim.search(ASKED)] == [False, False]


def test_a_refusal_is_said(service: FakeService, nominatim: NominatimProvider) -> None:
    service.answer("/search", Reply("Access blocked", status=403))
    with pytest.raises(GeocoderInsufficientPrivileges):
        nominatim.search(ASKED)


def test_the_streets_of_a_postcode_are_not_known(nominatim: NominatimProvider) -> None:
    assert nominatim.streets("Stengad", "2200") is None  # type: ignore[func-returns-value]  # so
