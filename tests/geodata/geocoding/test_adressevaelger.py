"""Tests of Adressevælger against a service in its documented shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from geopy.exc import GeocoderParseError, GeocoderQueryError

from geodata.addresses import parse_address
from geodata.geocoding.adapter import ServiceMovedError
from geodata.geocoding.adressevaelger import MAX_STREETS, MAX_TEXT, Adressevaelger
from tests.geodata.geocoding.fake_service import (
    LAT_LON,
    SEARCH,
    TOKEN,
    UTM,
    Reply,
    find,
    finds,
    look_up,
)

if TYPE_CHECKING:
    from geodata.geocoding.service import Hit
    from tests.geodata.geocoding.fake_service import FakeService

STENGADE = "Stengade 50, 2200 København N"
ASKED = parse_address(STENGADE)
LOOK_UP = "/husnumre/id-Stengade 50"
EASTING, NORTHING = UTM["Stengade 50"]


@pytest.fixture
def adressevaelger(service: FakeService) -> Adressevaelger:
    return Adressevaelger(token=TOKEN, domain=service.domain, scheme="http", timeout=5)


@pytest.fixture
def hit(service: FakeService, adressevaelger: Adressevaelger) -> Hit:
    service.answer(SEARCH, Reply(finds(find("Stengade 50"))))
    (hit,) = adressevaelger.search(ASKED)
    return hit


def test_it_asks_as_documented(service: FakeService, adressevaelger: Adressevaelger) -> None:
    service.answer(SEARCH, Reply(finds()))
    assert adressevaelger.search(ASKED) == []
    assert service.asked[0].query == {"tekst": STENGADE, "maksimum": "20", "token": TOKEN}


def test_first_a_search_then_one_look_up(
    service: FakeService, adressevaelger: Adressevaelger, hit: Hit
) -> None:
    assert (hit.address, hit.text) == (ASKED, STENGADE)
    service.answer(LOOK_UP, Reply(look_up("Stengade 50")))
    point = adressevaelger.position(hit)
    assert point == pytest.approx(LAT_LON["Stengade 50"], abs=1e-6)
    assert service.paths() == [SEARCH, LOOK_UP]
    assert service.asked[1].query == {"token": TOKEN}


@pytest.mark.parametrize(
    "access",
    [
        {"koordinater": {"x": EASTING, "y": NORTHING}},
        {"geometri": {"type": "Point", "coordinates": [EASTING, NORTHING]}},
        {"geometri": {"type": "MultiPoint", "coordinates": [[EASTING, NORTHING]]}},
        {
            "geometri": {
                "crs": {"type": "name", "properties": {"name": "EPSG:4326"}},
                "coordinates": [12.554228, 55.6873],
            }
        },
    ],
)
@pytest.mark.parametrize("flat", [True, False])
def test_either_key_of_the_coordinates_is_read(
    service: FakeService,
    adressevaelger: Adressevaelger,
    hit: Hit,
    access: dict[str, Any],
    flat: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    house: dict[str, Any] = {"adgangspunkt": access}
    service.answer(LOOK_UP, Reply(house if flat else {"status": "ok", "husnummer": house}))
    assert adressevaelger.position(hit) == pytest.approx(LAT_LON["Stengade 50"], abs=1e-6)


def test_coordinates_of_the_house_itself_are_read(
    service: FakeService, adressevaelger: Adressevaelger, hit: Hit
) -> None:
    geometry = {"type": "Point", "coordinates": [EASTING, NORTHING]}
    service.answer(LOOK_UP, Reply({"status": "ok", "husnummer": {"geometri": geometry}}))
    assert adressevaelger.position(hit) == pytest.approx(LAT_LON["Stengade 50"], abs=1e-6)


@pytest.mark.parametrize(
    "changes",
    [
        {"adgangspunkt": None},
        {"adgangspunkt": {}},
        {"adgangspunkt": {"koordinater": {}}},
        {"adgangspunkt": {"koordinater": {"x": EASTING}}},
        {"adgangspunkt": {"koordinater": {"x": NORTHING, "y": EASTING}}},
        {"adgangspunkt": {"koordinater": {"x": 12.554228, "y": 55.6873}}},
        {"adgangspunkt": {"geometri": {"crs": "ukendt", "coordinates": [EASTING, NORTHING]}}},
        {
            "adgangspunkt": {
                "koordinater": {"x": EASTING, "y": NORTHING},
                "geometri": {"coordinates": [EASTING + 50, NORTHING]},
            }
        },
        {"id_lokalid": "id-Thorsgade 1"},
    ],
    ids=["none", "empty", "no-x", "no-y", "swapped", "degrees", "crs", "contradiction", "other"],
)
def test_a_look_up_that_does_not_say_where_is_a_failure(
    service: FakeService, adressevaelger: Adressevaelger, hit: Hit, changes: dict[str, Any]
) -> None:
    service.answer(LOOK_UP, Reply(look_up("Stengade 50", **changes)))
    with pytest.raises(GeocoderParseError):
        adressevaelger.position(hit)


@pytest.mark.parametrize("body", ["", "null", "[]", '{"status": "ok", "husnummer": []}', "<html>"])
def test_a_malformed_look_up_is_a_failure(
    service: FakeService, adressevaelger: Adressevaelger, hit: Hit, body: str
) -> None:
    service.answer(LOOK_UP, Reply(body))
    with pytest.raises(GeocoderParseError):
        adressevaelger.position(hit)


def test_a_house_that_is_gone_since_the_search_is_a_failure(
    service: FakeService, adressevaelger: Adressevaelger, hit: Hit
) -> None:
    service.answer(LOOK_UP, Reply(status=404))
    with pytest.raises(ServiceMovedError):
        adressevaelger.position(hit)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"status": "ok"}',
        '{"status": "ok", "fund": null}',
        '{"status": "ok", "fund": {}}',
        '{"status": "ok", "fund": ["Stengade 50"]}',
        '{"status": "ok", "fund": [{"type": "husnummer"}]}',
        '{"status": "måske", "fund": []}',
        "<html>",
    ],
)
def test_a_malformed_search_is_a_failure_and_never_an_empty_list(
    service: FakeService, adressevaelger: Adressevaelger, body: str
) -> None:
    service.answer(SEARCH, Reply(body))
    with pytest.raises(GeocoderParseError):
        adressevaelger.search(ASKED)


def test_what_the_service_says_is_wrong_is_repeated_without_the_token(
    service: FakeService, adressevaelger: Adressevaelger
) -> None:
    said = {"status": "fejl", "beskrivelse": f"Ukendt token {TOKEN}", "fund": []}
    service.answer(SEARCH, Reply(said))
    with pytest.raises(GeocoderQueryError, match="Ukendt token") as caught:
        adressevaelger.search(ASKED)
    assert TOKEN not in str(caught.value)


def test_a_long_address_is_asked_without_its_city(
    service: FakeService, adressevaelger: Adressevaelger
) -> None:
    service.answer(SEARCH, Reply(finds()))
    street = "Haveforeningen Havebyen Mozart"
    city = "København SV " * 4
    adressevaelger.search(parse_address(f"{street} 12, 3. tv, 2450 {city}"))
    assert service.asked[0].query["tekst"] == f"{street} 12, 2450"


def test_what_is_too_long_even_so_is_not_asked(
    service: FakeService, adressevaelger: Adressevaelger
) -> None:
    with pytest.raises(GeocoderQueryError, match=str(MAX_TEXT)):
        adressevaelger.search(parse_address(f"{'x' * MAX_TEXT} 12, 2450 København SV"))
    assert service.asked == []


def test_streets_among_the_finds_name_no_house(
    service: FakeService, adressevaelger: Adressevaelger
) -> None:
    street = {
        "type": "navngivenvejpostnummer",
        "id": "v-1",
        "titel": "Stengade 2200 København N",
        "vejnavn": "Stengade",
    }
    service.answer(SEARCH, Reply(finds(street)))
    (hit,) = adressevaelger.search(ASKED)
    assert (hit.address.street, hit.address.has_house) == ("Stengade", False)
    with pytest.raises(GeocoderParseError):
        adressevaelger.position(hit)


def test_the_house_of_an_address_is_looked_up(
    service: FakeService, adressevaelger: Adressevaelger
) -> None:
    address = find("Stengade 50", type="adresse", id="a-1", husnummerId="id-Stengade 50")
    service.answer(SEARCH, Reply(finds(address)))
    service.answer(LOOK_UP, Reply(look_up("Stengade 50")))
    (hit,) = adressevaelger.search(ASKED)
    assert adressevaelger.position(hit) == pytest.approx(LAT_LON["Stengade 50"], abs=1e-6)


def test_an_id_stays_inside_its_path(service: FakeService, adressevaelger: Adressevaelger) -> None:
    service.answer(SEARCH, Reply(finds(find("Stengade 50", id="../adresser/1?x=#"))))
    (hit,) = adressevaelger.search(ASKED)
    with pytest.raises(ServiceMovedError):
        adressevaelger.position(hit)
    assert service.asked[1].path == "/husnumre/../adresser/1?x=#"  # one segment, unquoted here
    assert service.asked[1].query == {"token": TOKEN}


def test_the_streets_of_a_postcode(service: FakeService, adressevaelger: Adressevaelger) -> None:
    found = [
        {"type": "navngivenvejpostnummer", "titel": "Stengade 2200 København N"},
        {"type": "navngivenvejpostnummer", "titel": "Stenvej 4000 Roskilde"},
        find("Thorsgade 1"),
    ]
    service.answer(SEARCH, Reply(finds(*found)))
    assert adressevaelger.streets("Stengad", "2200") == ["Stengade", "Thorsgade"]
    assert service.asked[0].query["tekst"] == "Stengad, 2200"
    service.answer(SEARCH, Reply(finds(*[find("Stengade 50")] * MAX_STREETS)))
    assert adressevaelger.streets("Stengad", "2200") is None


def test_it_is_a_geopy_geocoder(service: FakeService, adressevaelger: Adressevaelger) -> None:
    service.answer(SEARCH, Reply(finds(find("Stengade 50"), find("Thorsgade 1"))))
    service.answer(LOOK_UP, Reply(look_up("Stengade 50")))
    place = adressevaelger.geocode(STENGADE)
    assert place is not None
    assert (place.latitude, place.longitude) == pytest.approx(LAT_LON["Stengade 50"], abs=1e-6)
    assert service.paths() == [SEARCH, LOOK_UP]
