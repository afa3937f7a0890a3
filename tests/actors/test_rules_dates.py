"""Tests of years, days and dates that are only as precise as their source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from actors.findings import Problem
from actors.records import Actor, Project
from actors.validation import Validated

Check = Callable[..., Validated]
Record = Callable[..., Actor | Project]
Found = Callable[..., Problem]

BASE = {"name": "Prøven", "year": "2026"}


@pytest.mark.parametrize(("given", "year"), [("1900", 1900), ("2027", 2027), ("2007,0", 2007)])
def test_a_year_is_between_1900_and_the_next(record: Record, given: str, year: int) -> None:
    assert record({"year": given}).year == year


@pytest.mark.parametrize("given", ["1899", "2028", "07", "2007-08", "i fjor", "2007 ca."])
def test_another_year_is_refused(problem: Found, given: str) -> None:
    assert "mellem 1900 og 2027" in problem({"year": given}).wrong


def test_a_date_in_place_of_a_year_is_understood_and_refused(problem: Found) -> None:
    assert problem({"year": "31-12-2008"}).right == "Skriv 2008."


def test_the_year_is_the_confirmations_where_the_row_gives_none(record: Record) -> None:
    assert record({"year": "", "assured_date": "2026-10-01"}).year == 2026
    assert record({"year": "2007", "assured_date": "2026-10-01"}).year == 2007


def test_no_year_is_invented(problem: Found, check: Check) -> None:
    assert problem({"year": ""}).severity == "warning"
    assert check({"name": "Prøven"}).records[0].year is None


@pytest.mark.parametrize(
    "given",
    [
        *("2008-12-31", "31-12-2008", "31.12.2008", "31/12 2008", "31/12/2008", "31. 12. 2008"),
        *("31. december 2008", "den 31. dec. 2008", "31 DECEMBER 2008"),
        *("2008-12-31T00:00:00", "2008-12-31 09:30", "2008-12-31T09:30:00Z"),
    ],
)
def test_a_day_is_iso_or_danish(record: Record, given: str) -> None:
    assert record({"assured_date": given}).assured_date == date(2008, 12, 31)


def test_today_is_the_last_day_that_can_be_confirmed(record: Record, problem: Found) -> None:
    assert record({"assured_date": "21-11-2026"}).assured_date == date(2026, 11, 21)
    assert "fremtiden" in problem({"assured_date": "22-11-2026"}).wrong


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("31-12-08", "Skriv årstallet helt ud: 31-12-2008."),
        ("12/31/2008", "Skriv dagen først: 31-12-2008."),
        ("30-02-2008", "Skriv hele datoen, for eksempel 31-12-2008."),
        ("2008", "Skriv hele datoen, for eksempel 31-12-2008."),
        ("39813", "Skriv hele datoen, for eksempel 31-12-2008."),
        ("31. quintember 2008", "Skriv hele datoen, for eksempel 31-12-2008."),
        ("31-12-1899", "Tjek årstallet."),
    ],
)
def test_another_day_says_what_would_be_right(problem: Found, given: str, right: str) -> None:
    assert problem({"assured_date": given}).right == right


@pytest.mark.parametrize(
    ("given", "edtf"),
    [
        *((same, same) for same in ("2007", "2007-02", "2007-02-28", "2007~", "2007-02?", "2007%")),
        *((same, same) for same in ("200X", "20XX", "2007-XX", "2007-02-XX", "2007-21")),
        *(("28-02-2007", "2007-02-28"), ("28/2 2007", "2007-02-28"), ("2/2007", "2007-02")),
        *(("februar 2007", "2007-02"), ("Feb. 2007", "2007-02"), ("efterår 2007", "2007-23")),
        *(("ca. 2007", "2007~"), ("omkring 2007", "2007~"), ("2007-02-28 00:00", "2007-02-28")),
    ],
)
def test_a_start_is_as_precise_as_it_is_known(record: Record, given: str, edtf: str) -> None:
    made = record({"start": given}, table="projects")
    assert isinstance(made, Project)
    assert made.start == edtf


@pytest.mark.parametrize(
    "given",
    [
        *("2007-13", "2007-00", "2007-02-30", "2007-25", "2007-21-01", "2007-XX-01", "200X-02"),
        *("1899", "2101", "07", "løbende", "2007/2009", "28-02-07", "februar", "2007X", "0000"),
    ],
)
def test_another_start_is_refused(problem: Found, given: str) -> None:
    assert problem({"start": given}, table="projects").field == "start"


@pytest.mark.parametrize(
    ("start", "end", "good"),
    [
        ("2007", "2007", True),
        ("2007-02", "2007", True),
        ("2007-12-31", "2007-12", True),
        ("200X", "2001", True),
        ("2007-21", "2007-04", True),
        ("2008", "2007-12-31", False),
        ("2007-03", "2007-02", False),
    ],
)
def test_an_end_is_not_before_the_start(check: Check, start: str, end: str, *, good: bool) -> None:
    validated = check({**BASE, "start": start, "end": end}, table="projects")
    assert [one.field for one in validated.problems] == ([] if good else ["end"])
