from collections.abc import Callable

import pytest

from actors.records import Project, StatedPlace
from atlas.location import Locator
from geodata.errors import GeocoderUnavailableError
from geodata.gazetteer import Gazetteer
from geodata.geocoding.protocol import Location, PlaceQuery, Precision

MakeProject = Callable[..., Project]


class FixedGeocoder:
    """Answers every address alike; outside this machine is where the real one would be."""

    name = "prøvetjeneste"

    def __init__(self, answer: Location | Exception | None) -> None:
        self._answer = answer
        self.asked: list[PlaceQuery] = []

    def locate(self, query: PlaceQuery) -> Location | None:
        self.asked.append(query)
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


def address(category: str) -> Location:
    return Location(
        precision=Precision.ADDRESS,
        source="prøvetjeneste",
        lat=55.6,
        lon=12.5,
        category=category,
        matched="Prøvevej 1, 2200 København N",
    )


AT_A_DOOR = StatedPlace(name="gaarden", address="Prøvevej 1", postcode="2200")


def test_a_named_estate_gets_a_point_inside_its_outline(
    make_project: MakeProject, gazetteer: Gazetteer
) -> None:
    found = Locator(gazetteer).locate(make_project(place="Gaarden")).location
    assert found.precision is Precision.ESTATE
    outline = gazetteer.places["gaarden"].outline
    assert outline is not None
    assert found.point is not None
    assert outline.contains(found.point)


def test_a_stated_position_is_taken_as_it_is(
    make_project: MakeProject, gazetteer: Gazetteer
) -> None:
    stated = StatedPlace(name="gaarden", lat=55.7, lon=12.55)
    found = Locator(gazetteer).locate(make_project(place=stated)).location
    assert (found.lat, found.lon, found.precision) == (55.7, 12.55, Precision.ADDRESS)
    assert found.source == "proevebilag"
    assert found.category is None


@pytest.mark.parametrize(
    ("place", "precision", "reason"),
    [
        ("Valby", Precision.DISTRICT, "Kilden nævner kun Valby, ikke et bestemt sted."),
        ("Ukendtgaarden", Precision.DISTRICT, "Ingen kilde viser omridset."),
        ("Koebenhavn", Precision.CITY, "Gælder hele byen."),
        ("Langtbortistan", Precision.NONE, "«Langtbortistan» står ikke i stednavnelisten."),
        ("", Precision.NONE, "Kilden siger ikke, hvor det er."),
    ],
)
def test_what_has_no_point_says_why(
    make_project: MakeProject, gazetteer: Gazetteer, place: str, precision: Precision, reason: str
) -> None:
    located = Locator(gazetteer).locate(make_project(place=place))
    assert located.location.precision is precision
    assert located.location.point is None
    assert located.reason == reason


def test_an_address_is_finer_than_the_estate_it_stands_in(
    make_project: MakeProject, gazetteer: Gazetteer
) -> None:
    geocoder = FixedGeocoder(address("A"))
    found = Locator(gazetteer, geocoder).locate(make_project(place=AT_A_DOOR)).location
    assert (found.precision, found.category) == (Precision.ADDRESS, "A")
    assert geocoder.asked[0].address == "Prøvevej 1"


def test_a_proposal_is_never_a_placement(make_project: MakeProject, gazetteer: Gazetteer) -> None:
    locator = Locator(gazetteer, FixedGeocoder(address("C")))
    assert locator.locate(make_project(place=AT_A_DOOR)).location.precision is Precision.ESTATE
    alone = locator.locate(make_project(place=StatedPlace(address="Prøvevej 1")))
    assert alone.location.precision is Precision.NONE
    assert "Måske Prøvevej 1, 2200 København N?" in alone.reason


def test_a_failing_service_is_a_fault_and_not_an_unknown_address(
    make_project: MakeProject, gazetteer: Gazetteer
) -> None:
    down = FixedGeocoder(GeocoderUnavailableError("Tjenesten svarer ikke; prøv igen."))
    lost = Locator(gazetteer, down).locate(make_project(place=StatedPlace(address="Prøvevej 1")))
    assert lost.fault == "Tjenesten svarer ikke; prøv igen."
    assert "kunne ikke slås op" in lost.reason
    at_estate = Locator(gazetteer, down).locate(make_project(place=AT_A_DOOR))
    assert at_estate.location.precision is Precision.ESTATE
    assert at_estate.fault


def test_no_service_is_asked_for_a_record_without_an_address(
    make_project: MakeProject, gazetteer: Gazetteer
) -> None:
    geocoder = FixedGeocoder(AssertionError("asked"))
    records: list[Project] = [make_project(place="gaarden"), make_project(place="")]
    assert len(list(Locator(gazetteer, geocoder).locate_all(records))) == 2
