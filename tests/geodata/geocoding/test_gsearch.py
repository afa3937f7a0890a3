"""Tests of GSearch v2 against a service in its documented shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderTimedOut,
)

from geodata.addresses import Address, parse_address
from geodata.geocoding.gsearch import MAX_STREETS, GSearch
from tests.geodata.geocoding.fake_service import (
    GSEARCH_HOUSES,
    GSEARCH_STREETS,
    LAT_LON,
    TOKEN,
    UTM,
    Reply,
    gsearch_house,
    gsearch_streets,
)

if TYPE_CHECKING:
    from tests.geodata.geocoding.fake_service import FakeService

STENGADE = "Stengade 50, 2200 København N"
ASKED = parse_address(STENGADE)


@pytest.fixture
def gsearch(service: FakeService) -> GSearch:
    return GSearch(
        token=TOKEN, domain=service.domain, scheme="http", timeout=5, user_agent="TFI-atlas/test"
    )


def houses(*answers: Any, crs: str | None = "EPSG:25832") -> Reply:
    return Reply(list(answers), headers={"Content-Crs": crs} if crs is not None else {})


def geometry(*coordinates: Any) -> dict[str, Any]:
    return {"geometri": {"type": "MultiPoint", "coordinates": list(coordinates)}}


def test_it_asks_as_documented(service: FakeService, gsearch: GSearch) -> None:
    service.answer(GSEARCH_HOUSES, houses())
    assert gsearch.search(ASKED) == []
    asked = service.asked[0]
    assert asked.query == {"q": STENGADE, "limit": "20", "srid": "25832", "token": TOKEN}
    assert asked.headers["user-agent"] == "TFI-atlas/test"


def test_by_default_it_asks_the_publisher_by_https() -> None:
    gsearch = GSearch(token=TOKEN)
    assert (gsearch.scheme, gsearch.domain) == ("https", "api.dataforsyningen.dk")


def test_a_house_with_its_point(service: FakeService, gsearch: GSearch) -> None:
    service.answer(GSEARCH_HOUSES, houses(gsearch_house("Stengade 50")))
    (hit,) = gsearch.search(ASKED)
    assert hit.address == ASKED
    assert hit.text == STENGADE
    assert gsearch.position(hit) == pytest.approx(LAT_LON["Stengade 50"], abs=1e-6)
    assert len(service.asked) == 1


def test_every_part_of_an_address_is_read(service: FakeService, gsearch: GSearch) -> None:
    answer = gsearch_house("Stengade 50", husnummertekst="50 a", supplerendebynavn="Nr Bjert")
    service.answer(GSEARCH_HOUSES, houses(answer))
    assert gsearch.search(ASKED)[0].address == Address(
        street="Stengade",
        house_number="50A",
        town="Nr Bjert",
        postcode="2200",
        city="København N",
    )


@pytest.mark.parametrize(
    "stated",
    [
        "EPSG:25832",
        "<http://www.opengis.net/def/crs/EPSG/0/25832>",
        "urn:ogc:def:crs:EPSG::25832",
        None,  # not stated: the CRS that was asked for
    ],
)
def test_the_crs_that_was_asked_for(
    service: FakeService, gsearch: GSearch, stated: str | None
) -> None:
    service.answer(GSEARCH_HOUSES, houses(gsearch_house("Stengade 50"), crs=stated))
    (hit,) = gsearch.search(ASKED)
    assert gsearch.position(hit) == pytest.approx(LAT_LON["Stengade 50"], abs=1e-6)


@pytest.mark.parametrize(
    ("stated", "x", "y"),
    [
        ("EPSG:4326", 12.554228, 55.6873),
        ("<http://www.opengis.net/def/crs/OGC/1.3/CRS84>", 12.554228, 55.6873),
        ("EPSG:25833", 346250.22, 6173988.95),
    ],
)
def test_another_crs_is_transformed(
    service: FakeService, gsearch: GSearch, stated: str, x: float, y: float
) -> None:
    answer = gsearch_house("Stengade 50", **geometry([x, y]))
    service.answer(GSEARCH_HOUSES, houses(answer, crs=stated))
    (hit,) = gsearch.search(ASKED)
    assert gsearch.position(hit) == pytest.approx(LAT_LON["Stengade 50"], abs=1e-6)


@pytest.mark.parametrize("stated", ["EPSG:999999", "noget andet", "+proj=utm +zone=32", "25832"])
def test_a_crs_that_is_not_known_is_refused(
    service: FakeService, gsearch: GSearch, stated: str
) -> None:
    service.answer(GSEARCH_HOUSES, houses(gsearch_house("Stengade 50"), crs=stated))
    with pytest.raises(GeocoderParseError):
        gsearch.search(ASKED)


def test_a_crs_that_the_header_misstates_is_refused(service: FakeService, gsearch: GSearch) -> None:
    """Zone 33's metres taken for zone 32's would be a point in the North Sea."""
    answer = gsearch_house("Stengade 50", **geometry([346250.22, 6173988.95]))
    service.answer(GSEARCH_HOUSES, houses(answer))
    (hit,) = gsearch.search(ASKED)
    with pytest.raises(GeocoderParseError, match="uden for Danmark"):
        gsearch.position(hit)


@pytest.mark.parametrize(
    "geometri",
    [
        None,
        [],
        {},
        {"type": "MultiPoint", "coordinates": []},
        {"type": "MultiPoint", "coordinates": [[]]},
        {"type": "MultiPoint", "coordinates": [[723403.69]]},
        {"type": "MultiPoint", "coordinates": [["723403.69", "6177004.16"]]},
        {"type": "MultiPoint", "coordinates": [[None, None]]},
        {"type": "MultiPoint", "coordinates": [[0, 0]]},
        {"type": "MultiPoint", "coordinates": [[float("nan"), 6177004.16]]},
        {"type": "MultiPoint", "coordinates": [[1e400, 6177004.16]]},
        {"type": "MultiPoint", "coordinates": [[10**400, 6177004]]},
        {"type": "MultiPoint", "coordinates": [[6177004.16, 723403.69]]},
        {"type": "MultiPoint", "coordinates": [[12.554228, 55.6873]]},
        {"type": "MultiPoint", "coordinates": "723403.69 6177004.16"},
    ],
)
def test_no_point_in_denmark_is_no_point(
    service: FakeService, gsearch: GSearch, geometri: object
) -> None:
    service.answer(GSEARCH_HOUSES, houses(gsearch_house("Stengade 50", geometri=geometri)))
    (hit,) = gsearch.search(ASKED)
    with pytest.raises(GeocoderParseError):
        gsearch.position(hit)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "{}",
        '{"status": "OK"}',
        "<!doctype html><title>Vedligehold</title>",
        '["Stengade 50"]',
        "[{}]",
        '[{"vejnavn": "Stengade"}]',
        '[{"vejnavn": ["Stengade"], "husnummertekst": "50"}]',
        "[" * 50_000,
        b"\xff\xfe",
    ],
)
def test_a_malformed_body_is_a_failure_and_never_an_empty_list(
    service: FakeService, gsearch: GSearch, body: str | bytes
) -> None:
    service.answer(GSEARCH_HOUSES, Reply(body))
    with pytest.raises(GeocoderParseError):
        gsearch.search(ASKED)


def test_a_400_says_what_the_service_said_without_the_token(
    service: FakeService, gsearch: GSearch
) -> None:
    said = {"status": "BAD_REQUEST", "message": f"q er tom (token={TOKEN})", "errors": ["q"]}
    service.answer(GSEARCH_HOUSES, Reply(said, status=400))
    with pytest.raises(GeocoderQueryError, match="q er tom") as caught:
        gsearch.search(ASKED)
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("body", ["", "[]", "{}", "<html>", '{"message": {}}'])
def test_a_400_without_a_message_is_still_one(
    service: FakeService, gsearch: GSearch, body: str
) -> None:
    service.answer(GSEARCH_HOUSES, Reply(body, status=400))
    with pytest.raises(GeocoderQueryError, match="400"):
        gsearch.search(ASKED)


def test_a_504_is_a_time_out(service: FakeService, gsearch: GSearch) -> None:
    service.answer(GSEARCH_HOUSES, Reply("upstream request timeout", status=504))
    with pytest.raises(GeocoderTimedOut):
        gsearch.search(ASKED)


def test_a_wrong_token_is_said(service: FakeService, gsearch: GSearch) -> None:
    service.answer(GSEARCH_HOUSES, Reply("Unauthorized", status=401))
    with pytest.raises(GeocoderAuthenticationFailure):
        gsearch.search(ASKED)


@pytest.mark.parametrize("postcode", ["2200", "2100, 2200", ["2100", "2200"], 2200])
def test_the_streets_of_a_postcode(
    service: FakeService, gsearch: GSearch, postcode: object
) -> None:
    here = {"vejnavn": "Stengade", "postnummer": postcode}
    service.answer(GSEARCH_STREETS, Reply([here, *gsearch_streets("Stenvej", postcode="4000")]))
    assert gsearch.streets("Stengad", "2200") == ["Stengade"]
    assert service.asked[0].query["q"] == "Stengad"


def test_as_many_streets_as_may_be_returned_are_not_all(
    service: FakeService, gsearch: GSearch
) -> None:
    names = [f"Stengade {number}" for number in range(MAX_STREETS)]
    service.answer(GSEARCH_STREETS, Reply(gsearch_streets(*names)))
    assert gsearch.streets("Stengad", "2200") is None


def test_it_is_a_geopy_geocoder(service: FakeService, gsearch: GSearch) -> None:
    service.answer(
        GSEARCH_HOUSES, houses(gsearch_house("Stengade 50"), gsearch_house("Thorsgade 1"))
    )
    place = gsearch.geocode(STENGADE)
    assert place is not None
    assert place.address == STENGADE
    assert (place.latitude, place.longitude) == pytest.approx(LAT_LON["Stengade 50"], abs=1e-6)
    assert place.raw["geometri"]["coordinates"] == [list(UTM["Stengade 50"])]
    assert len(gsearch.geocode(STENGADE, exactly_one=False) or []) == 2
    service.answer(GSEARCH_HOUSES, houses())
    assert gsearch.geocode(STENGADE) is None
    assert gsearch.geocode(STENGADE, exactly_one=False) is None
    with pytest.raises(ConfigurationError):
        GSearch(token=TOKEN, scheme="ftp")
