"""Tests of asking several geocoders: who wins, what is kept, and what failures become."""

from __future__ import annotations

import pytest

from geodata.errors import GeocoderGoneError, GeocoderUnavailableError, GeocodingError
from geodata.geocoding.chain import Chain
from geodata.geocoding.protocol import Geocoder, Location, PlaceQuery, Precision

QUERY = PlaceQuery(address="Stengade 50, 2200 København N")
ADDRESS = Location(precision=Precision.ADDRESS, source="s", lat=55.7, lon=12.5, category="A")
ESTATE = Location(precision=Precision.ESTATE, source="s", lat=55.7, lon=12.5)
DISTRICT = Location(precision=Precision.DISTRICT, source="s", collection="valby")
NOWHERE = Location(precision=Precision.NONE, source="s")
PROPOSAL = Location(precision=Precision.NONE, source="s", category="C", matched="Stengade 5")
OTHER_PROPOSAL = Location(precision=Precision.NONE, source="s", category="C", matched="Stengade 6")
POINTED_PROPOSAL = Location(
    precision=Precision.ADDRESS, source="s", lat=55.7, lon=12.5, category="C"
)
AWAY = GeocoderUnavailableError("GSearch kan ikke nås.")
GONE = GeocoderGoneError("Adressevælger er lukket.")


class Says:
    """A geocoder that always says the same, or always fails in the same way."""

    def __init__(self, answer: Location | GeocodingError | None, name: str = "en") -> None:
        self.name = name
        self.answer = answer
        self.questions = 0

    def locate(self, query: PlaceQuery) -> Location | None:
        assert query is QUERY
        self.questions += 1
        if isinstance(self.answer, GeocodingError):
            raise self.answer
        return self.answer


def test_it_is_itself_a_geocoder() -> None:
    inner: Geocoder = Chain([Says(ADDRESS)])
    assert Chain([inner]).locate(QUERY) is ADDRESS


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], None),
        ([None, None], None),
        ([ADDRESS, ESTATE], ADDRESS),
        ([ESTATE, ADDRESS], ESTATE),
        ([None, DISTRICT], DISTRICT),
        ([NOWHERE, ADDRESS], ADDRESS),
        ([PROPOSAL, ADDRESS], ADDRESS),
        ([POINTED_PROPOSAL, ESTATE], ESTATE),
        ([PROPOSAL, OTHER_PROPOSAL, None], PROPOSAL),
        ([AWAY, ADDRESS], ADDRESS),
        ([PROPOSAL, AWAY, ADDRESS], ADDRESS),
        ([ADDRESS, AWAY], ADDRESS),
    ],
)
def test_the_first_that_may_be_placed_wins(
    answers: list[Location | GeocodingError | None], expected: Location | None
) -> None:
    assert Chain([Says(answer) for answer in answers]).locate(QUERY) is expected


def test_nobody_is_asked_after_an_answer() -> None:
    late = Says(ADDRESS)
    Chain([Says(ESTATE), late]).locate(QUERY)
    assert late.questions == 0


@pytest.mark.parametrize("others", [[], [None], [PROPOSAL], [PROPOSAL, None]])
def test_a_failure_is_never_no_result(others: list[Location | None]) -> None:
    for place in range(len(others) + 1):
        says: list[Geocoder] = [Says(answer) for answer in others]
        says.insert(place, Says(AWAY))
        with pytest.raises(GeocoderUnavailableError, match=r"GSearch kan ikke nås\."):
            Chain(says).locate(QUERY)


def test_several_failures_are_all_told_in_the_class_of_the_first() -> None:
    with pytest.raises(GeocoderGoneError, match=r"lukket.*kan ikke nås"):
        Chain([Says(GONE), Says(None), Says(AWAY)]).locate(QUERY)


def test_failures_are_counted_where_another_answered() -> None:
    chain = Chain([Says(AWAY, "GSearch"), Says(ADDRESS)])
    for _ in range(3):
        chain.locate(QUERY)
    assert chain.failures == {"GSearch": 3}


def test_a_fault_in_the_code_is_not_hidden() -> None:
    class Broken(Says):
        def locate(self, query: PlaceQuery) -> Location | None:
            raise ZeroDivisionError(query.address)

    with pytest.raises(ZeroDivisionError):
        Chain([Broken(None), Says(ADDRESS)]).locate(QUERY)
