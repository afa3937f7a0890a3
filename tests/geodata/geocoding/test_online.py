"""Tests of what an online service's answer becomes: a location, a proposal, None or an error."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from geodata.errors import (
    GeocoderGoneError,
    GeocoderRefusedError,
    GeocoderUnavailableError,
    GeocodingError,
)
from geodata.geocoding.adressevaelger import Adressevaelger
from geodata.geocoding.gsearch import GSearch
from geodata.geocoding.nominatim import NominatimProvider
from geodata.geocoding.online import MAX_RETRIES, PATIENCE, OnlineGeocoder
from geodata.geocoding.protocol import Location, PlaceQuery, Precision
from tests.geodata.geocoding.fake_service import (
    GSEARCH_HOUSES,
    GSEARCH_STREETS,
    LAT_LON,
    SEARCH,
    TOKEN,
    Reply,
    find,
    finds,
    gsearch_house,
    gsearch_streets,
    look_up,
    nominatim_house,
)

if TYPE_CHECKING:
    from tests.geodata.geocoding.fake_service import FakeService

STENGADE = PlaceQuery(address="Stengade 50", postcode="2200", city="København N")
NO_SUCH_HOUSE = PlaceQuery(address="Birkegade 14, 2200 København N")


def gsearch_at(domain: str, *, min_delay_s: float = 0.0, timeout: float = 5) -> OnlineGeocoder:
    provider = GSearch(token=TOKEN, domain=domain, scheme="http", timeout=timeout)
    return OnlineGeocoder(provider, name="GSearch", min_delay_s=min_delay_s, error_wait_s=0.01)


@pytest.fixture
def geocoder(service: FakeService) -> OnlineGeocoder:
    return gsearch_at(service.domain)


def assert_proposal(location: Location | None, matched: str) -> None:
    """A proposal is seen by a person, and nothing in it can be put on a map."""
    assert location is not None
    assert (location.category, location.precision) == ("C", Precision.NONE)
    assert (location.lat, location.lon) == (None, None)
    assert location.matched == matched


class TestMatches:
    def test_an_exact_address_is_placed(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Stengade 50")]))
        location = geocoder.locate(STENGADE)
        assert location is not None
        assert (location.lat, location.lon) == pytest.approx(LAT_LON["Stengade 50"], abs=1e-6)
        assert location == Location(
            precision=Precision.ADDRESS,
            source="Danmarks Adresseregister ved GSearch (Klimadatastyrelsen)",
            lat=location.lat,
            lon=location.lon,
            category="A",
            matched="Stengade 50, 2200 København N",
        )
        assert service.paths() == [GSEARCH_HOUSES]

    def test_the_best_answer_wins_wherever_it_stands(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        others = [gsearch_house("Thorsgade 1"), gsearch_house("Stengade 5")]
        service.answer(GSEARCH_HOUSES, Reply([*others, gsearch_house("Stengade 50")]))
        location = geocoder.locate(STENGADE)
        assert location is not None
        assert location.matched == "Stengade 50, 2200 København N"

    def test_a_missing_city_is_a_b_without_another_question(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Stengade 50")]))
        location = geocoder.locate(PlaceQuery(address="Stengade 50", postcode="2200"))
        assert location is not None
        assert location.category == "B"
        assert service.paths() == [GSEARCH_HOUSES]

    def test_the_wrong_street_that_b_guards_against(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        """No Birkegade 14: the service shows Tibirkegade 14, and nothing else, instead."""
        service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Tibirkegade 14")]))
        service.answer(GSEARCH_STREETS, Reply(gsearch_streets("Tibirkegade", "Birkegade")))
        location = geocoder.locate(NO_SUCH_HOUSE)
        assert_proposal(location, "Tibirkegade 14, 2200 København N")

    def test_the_street_asked_may_be_among_the_answers_themselves(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        answers = [gsearch_house("Tibirkegade 14"), gsearch_house("Birkegade 10")]
        service.answer(GSEARCH_HOUSES, Reply(answers))
        service.answer(GSEARCH_STREETS, Reply(gsearch_streets("Tibirkegade")))
        assert_proposal(geocoder.locate(NO_SUCH_HOUSE), "Birkegade 10, 2200 København N")

    def test_a_misspelt_street_that_is_the_closest_is_placed(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Tibirkegade 14")]))
        service.answer(GSEARCH_STREETS, Reply(gsearch_streets("Tibirkegade", "Birkegade")))
        location = geocoder.locate(PlaceQuery(address="Tibirkegde 14, 2200 København N"))
        assert location is not None
        assert (location.category, location.precision) == ("B", Precision.ADDRESS)

    def test_a_closer_street_in_another_postcode_does_not_count(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        elsewhere = gsearch_house("Tibirkegde 9", postnummer="4000", postnummernavn="Roskilde")
        service.answer(GSEARCH_HOUSES, Reply([elsewhere, gsearch_house("Tibirkegade 14")]))
        far = gsearch_streets("Tibirkegde", postcode="4000")
        service.answer(GSEARCH_STREETS, Reply([*gsearch_streets("Tibirkegade"), *far]))
        location = geocoder.locate(PlaceQuery(address="Tibirkegde 14, 2200 København N"))
        assert location is not None
        assert location.category == "B"

    @pytest.mark.parametrize("count", [0, 100])
    def test_streets_that_cannot_be_known_make_a_c(
        self, service: FakeService, geocoder: OnlineGeocoder, count: int
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Tibirkegade 14")]))
        service.answer(GSEARCH_STREETS, Reply(gsearch_streets("Tibirkegade") * count))
        query = PlaceQuery(address="Tibirkegde 14, 2200 København N")
        assert_proposal(geocoder.locate(query), "Tibirkegade 14, 2200 København N")

    def test_a_misspelt_street_without_a_postcode_is_a_c(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Tibirkegade 14")]))
        query = PlaceQuery(address="Tibirkegde 14, København N")
        assert_proposal(geocoder.locate(query), "Tibirkegade 14, 2200 København N")
        assert service.paths() == [GSEARCH_HOUSES]

    def test_streets_that_could_not_be_asked_for_are_a_failure(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Tibirkegade 14")]))
        service.answer(GSEARCH_STREETS, Reply(status=503))
        with pytest.raises(GeocoderUnavailableError):
            geocoder.locate(NO_SUCH_HOUSE)

    def test_a_house_number_that_does_not_exist_is_a_proposal(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Stengade 50")]))
        query = PlaceQuery(address="Stengade 5000, 2200 København N")
        assert geocoder.locate(query) is None  # 5000 is no house number at all
        query = PlaceQuery(address="Stengade 500, 2200 København N")
        assert_proposal(geocoder.locate(query), "Stengade 50, 2200 København N")

    def test_two_addresses_that_match_alike_are_a_proposal(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        towns = [gsearch_house("Stengade 50", supplerendebynavn=town) for town in ("Nord", "Syd")]
        service.answer(GSEARCH_HOUSES, Reply(towns))
        assert_proposal(geocoder.locate(STENGADE), "Stengade 50, 2200 København N")

    def test_one_address_twice_is_one_address(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Stengade 50")] * 2))
        location = geocoder.locate(STENGADE)
        assert location is not None
        assert location.category == "A"

    def test_a_range_of_numbers_is_a_proposal(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Stengade 50")]))
        query = PlaceQuery(address="Stengade 50-52, 2200 København N")
        assert_proposal(geocoder.locate(query), "Stengade 50, 2200 København N")

    def test_half_a_letter_is_asked_for_with_a_question_mark(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply([]))
        assert geocoder.locate(PlaceQuery(address="Sten\ud83dgade 50, 2200 København N")) is None
        assert service.asked[0].query["q"] == "Sten?gade 50, 2200 København N"

    def test_an_empty_answer_is_none(self, service: FakeService, geocoder: OnlineGeocoder) -> None:
        service.answer(GSEARCH_HOUSES, Reply([]))
        assert geocoder.locate(STENGADE) is None

    @pytest.mark.parametrize(
        "query",
        [
            PlaceQuery(),
            PlaceQuery(name="Mjølnerparken", postcode="2200", city="København N"),
            PlaceQuery(address="Blågårds Plads", postcode="2200"),
            PlaceQuery(address="2200 København N"),
        ],
    )
    def test_what_names_no_house_is_not_asked(
        self, service: FakeService, geocoder: OnlineGeocoder, query: PlaceQuery
    ) -> None:
        assert geocoder.locate(query) is None
        assert service.asked == []


class TestServices:
    def test_adressevaelger_is_looked_up_only_for_what_is_placed(
        self, service: FakeService
    ) -> None:
        provider = Adressevaelger(token=TOKEN, domain=service.domain, scheme="http", timeout=5)
        geocoder = OnlineGeocoder(provider, name="Adressevælger", min_delay_s=0)
        service.answer(SEARCH, Reply(finds(find("Thorsgade 1"), find("Stengade 50"))))
        service.answer("/husnumre/id-Stengade 50", Reply(look_up("Stengade 50")))
        location = geocoder.locate(STENGADE)
        assert location is not None
        assert (location.lat, location.lon) == pytest.approx(LAT_LON["Stengade 50"], abs=1e-6)
        assert service.paths() == [SEARCH, "/husnumre/id-Stengade 50"]
        service.asked.clear()
        query = PlaceQuery(address="Stengade 51, 2200 København N")
        assert_proposal(geocoder.locate(query), "Stengade 50, 2200 København N")
        assert service.paths() == [SEARCH]

    def test_nominatim_knows_no_streets_so_a_misspelt_one_is_a_proposal(
        self, service: FakeService
    ) -> None:
        provider = NominatimProvider(domain=service.domain, scheme="http", user_agent="TFI-atlas")
        geocoder = OnlineGeocoder(provider, name="Nominatim", min_delay_s=0)
        found = nominatim_house("Stengade 50")
        service.answer("/search", Reply([found]))
        location = geocoder.locate(STENGADE)
        assert location is not None
        assert (location.category, location.lat) == ("B", LAT_LON["Stengade 50"][0])
        assert "OpenStreetMap" in location.source
        query = PlaceQuery(address="Stengad 50, 2200 København N")
        assert_proposal(geocoder.locate(query), found["display_name"])


class TestFailures:
    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            (301, GeocoderRefusedError),
            (302, GeocoderUnavailableError),
            (400, GeocoderRefusedError),
            (401, GeocoderRefusedError),
            (402, GeocoderRefusedError),
            (403, GeocoderRefusedError),
            (404, GeocoderRefusedError),
            (407, GeocoderRefusedError),
            (408, GeocoderUnavailableError),
            (410, GeocoderGoneError),
            (413, GeocoderRefusedError),
            (418, GeocoderUnavailableError),
            (429, GeocoderUnavailableError),
            (500, GeocoderUnavailableError),
            (502, GeocoderUnavailableError),
            (503, GeocoderUnavailableError),
            (504, GeocoderUnavailableError),
        ],
    )
    def test_every_status_is_an_error_that_says_what_to_do(
        self,
        service: FakeService,
        geocoder: OnlineGeocoder,
        status: int,
        expected: type[GeocodingError],
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply("[]", status=status))
        with pytest.raises(GeocodingError) as caught:
            geocoder.locate(STENGADE)
        assert type(caught.value) is expected
        assert "GSearch" in str(caught.value)
        assert TOKEN not in str(caught.value)

    @pytest.mark.parametrize("body", ["", "null", "{}", "<html>", "[{}]"])
    def test_a_malformed_answer_is_an_error(
        self, service: FakeService, geocoder: OnlineGeocoder, body: str
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply(body))
        with pytest.raises(GeocoderUnavailableError, match="ikke kan bruges"):
            geocoder.locate(STENGADE)

    def test_a_point_that_is_not_in_denmark_is_an_error(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        abroad = {"type": "MultiPoint", "coordinates": [[0.0, 0.0]]}
        service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Stengade 50", geometri=abroad)]))
        with pytest.raises(GeocoderUnavailableError):
            geocoder.locate(STENGADE)

    def test_a_slow_answer_is_an_error(self, service: FakeService) -> None:
        service.answer(GSEARCH_HOUSES, Reply([gsearch_house("Stengade 50")], delay_s=1))
        with pytest.raises(GeocoderUnavailableError, match="i tide"):
            gsearch_at(service.domain, timeout=0.1).locate(STENGADE)

    def test_a_host_that_does_not_exist_is_gone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def look_up_host(*_: object, **__: object) -> None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", look_up_host)
        with pytest.raises(GeocoderGoneError, match="indstillingerne"):
            gsearch_at("api.dataforsyningen.invalid").locate(STENGADE)

    def test_what_a_service_says_is_short_and_on_one_line(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        said = {"message": "fejl\r\n\x1b[31m" + "x" * 5000}
        service.answer(GSEARCH_HOUSES, Reply(said, status=400))
        with pytest.raises(GeocoderRefusedError) as caught:
            geocoder.locate(STENGADE)
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 400

    def test_what_may_pass_is_tried_again(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        answered = Reply([gsearch_house("Stengade 50")])
        service.answer(GSEARCH_HOUSES, Reply(status=503), Reply(status=502), answered)
        assert geocoder.locate(STENGADE) is not None
        assert len(service.asked) == 1 + MAX_RETRIES

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
    def test_a_refusal_is_not_repeated(
        self, service: FakeService, geocoder: OnlineGeocoder, status: int
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply(status=status))
        with pytest.raises(GeocodingError):
            geocoder.locate(STENGADE)
        assert len(service.asked) == 1

    @pytest.mark.parametrize("status", [401, 402, 403, 404, 410])
    def test_a_service_that_will_not_have_us_is_left_alone(
        self, service: FakeService, geocoder: OnlineGeocoder, status: int
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply(status=status))
        with pytest.raises(GeocodingError) as first:
            geocoder.locate(STENGADE)
        with pytest.raises(type(first.value)) as second:
            geocoder.locate(NO_SUCH_HOUSE)
        assert str(second.value) == str(first.value)
        assert len(service.asked) == 1

    def test_one_bad_request_does_not_close_the_service(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply(status=400), Reply([gsearch_house("Stengade 50")]))
        with pytest.raises(GeocoderRefusedError):
            geocoder.locate(NO_SUCH_HOUSE)
        assert geocoder.locate(STENGADE) is not None

    def test_patience_ends_after_questions_in_a_row(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        service.answer(GSEARCH_HOUSES, Reply(status=500))
        for _ in range(PATIENCE + 3):
            with pytest.raises(GeocoderUnavailableError):
                geocoder.locate(STENGADE)
        assert len(service.asked) == PATIENCE * (1 + MAX_RETRIES)

    def test_an_answer_renews_the_patience(
        self, service: FakeService, geocoder: OnlineGeocoder
    ) -> None:
        for _ in range(PATIENCE + 1):
            service.answer(GSEARCH_HOUSES, Reply("intet JSON"))
            with pytest.raises(GeocoderUnavailableError):
                geocoder.locate(STENGADE)
            service.answer(GSEARCH_HOUSES, Reply([]))
            assert geocoder.locate(STENGADE) is None


class TestRate:
    """The service's own clock tells; a loaded machine makes gaps longer, hardly ever shorter."""

    def test_requests_keep_their_distance(self, service: FakeService) -> None:
        service.answer(GSEARCH_HOUSES, Reply([]))
        geocoder = gsearch_at(service.domain, min_delay_s=0.2)
        for _ in range(4):
            geocoder.locate(STENGADE)
        assert service.asked[-1].at - service.asked[0].at >= 3 * 0.2 - 0.1

    def test_the_parts_of_one_question_keep_it_too(self, service: FakeService) -> None:
        provider = Adressevaelger(token=TOKEN, domain=service.domain, scheme="http", timeout=5)
        geocoder = OnlineGeocoder(provider, name="Adressevælger", min_delay_s=0.3)
        service.answer(SEARCH, Reply(finds(find("Stengade 50"))))
        service.answer("/husnumre/id-Stengade 50", Reply(look_up("Stengade 50")))
        geocoder.locate(STENGADE)
        (gap,) = (after.at - before.at for before, after in pairwise(service.asked))
        assert gap >= 0.2

    def test_threads_share_the_distance(self, service: FakeService) -> None:
        service.answer(GSEARCH_HOUSES, Reply([]))
        geocoder = gsearch_at(service.domain, min_delay_s=0.2)
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(geocoder.locate, [STENGADE] * 4)) == [None] * 4
        moments = sorted(asked.at for asked in service.asked)
        assert moments[-1] - moments[0] >= 3 * 0.2 - 0.1
