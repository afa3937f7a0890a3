"""Tests of what an online service's answer becomes: a location, a proposal or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.errors import GeocoderUnavailableError
from geodata.geocoding.adressevaelger import Adressevaelger
from geodata.geocoding.nominatim import NominatimProvider
from geodata.geocoding.online import OnlineGeocoder
from geodata.geocoding.protocol import Location, PlaceQuery, Precision
from tests.geodata.geocoding.asking import NO_SUCH_HOUSE, STENGADE
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
