"""Tests of where a record says that it is: degrees and postcodes, at their borders."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actors.findings import Problem
from actors.records import Actor, Project
from actors.validation import Validated

Check = Callable[..., Validated]
Record = Callable[..., Actor | Project]
Found = Callable[..., Problem]

BASE = {"name": "Prøven", "year": "2026"}


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("55,6861", "12,5556"),
        ("55.6861", "12.5556"),
        ("55,6861°", "12,5556 E"),
        ("+55.6861", "12.5556Ø"),
    ],
)
def test_degrees_have_a_comma_or_a_point(record: Record, lat: str, lon: str) -> None:
    place = record({"lat": lat, "lon": lon}).place
    assert (place.lat, place.lon) == (55.6861, 12.5556)


@pytest.mark.parametrize(
    ("lat", "lon", "field", "says"),
    [
        ("55,6", "", "lon", "Længdegraden mangler"),
        ("", "12,5", "lat", "Breddegraden mangler"),
        ("90,1", "12,5", "lat", "over 90 grader"),
        ("55,6", "-180,1", "lat", "over 180 grader"),
    ],
)
def test_a_position_is_whole_and_on_the_globe(
    problem: Found, lat: str, lon: str, field: str, says: str
) -> None:
    found = problem({"lat": lat, "lon": lon})
    assert found.field == field
    assert says in found.wrong


@pytest.mark.parametrize(
    ("lat", "right"),
    [
        ("55,6861, 12,5556", "Skriv 55,6861 under Breddegrad og 12,5556 under Længdegrad."),
        ("55.686.123", "Skriv 55,686123"),
        ("nan", "Skriv grader som et tal"),
        ("1e5", "Skriv grader som et tal"),
        ("55° 41' 10\"", "Skriv grader som et tal"),
    ],
)
def test_a_position_that_is_no_number_says_what_would_be(
    problem: Found, lat: str, right: str
) -> None:
    assert problem({"lat": lat, "lon": "12,5"}).right.startswith(right)


@pytest.mark.parametrize(("lat", "lon"), [("90", "180"), ("-90", "-180"), ("0", "0")])
def test_the_ends_of_the_globe_are_on_it(record: Record, lat: str, lon: str) -> None:
    assert record({"lat": lat, "lon": lon}).place.lat == float(lat)


def test_a_position_is_judged_by_whom_it_is_given_to(check: Check) -> None:
    asked = []

    def judge(*, lat: float, lon: float) -> str:
        asked.append((lat, lon))
        return "" if lat < 60 else "Koordinaterne er meter, ikke grader."

    rows = [
        {**BASE, "name": f"P{lat}", "lat": lat, "lon": "12,5"} for lat in ("55,5", "6175423", "")
    ]
    validated = check(*rows, position_problem=judge)
    assert asked == [(55.5, 12.5), (6175423.0, 12.5)]
    assert [one.wrong for one in validated.problems] == [
        "Koordinaterne er meter, ikke grader.",
        "Breddegraden mangler.",
    ]


@pytest.mark.parametrize(
    ("given", "kept"), [("2200", "2200"), ("0900", "0900"), ("DK-2200", "2200")]
)
def test_a_postcode_has_four_digits(record: Record, given: str, kept: str) -> None:
    assert record({"postcode": given}).place.postcode == kept


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("220", "Skriv fire cifre."),
        ("22000", "Skriv fire cifre."),
        ("22OO", "Skriv fire cifre."),
        ("2200 København N", "Skriv 2200 her og »København N« under By."),
    ],
)
def test_another_postcode_says_what_would_be_right(problem: Found, given: str, right: str) -> None:
    assert problem({"postcode": given}).right == right
