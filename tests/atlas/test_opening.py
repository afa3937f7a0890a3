"""Whether a place is open, at the borders where a guess would send somebody to a locked door."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.opening import (
    COPENHAGEN,
    Opening,
    hours_problem,
    is_readable,
    next_change,
    spans_on,
    state_at,
)

OPEN, CLOSED, UNKNOWN = Opening.OPEN, Opening.CLOSED, Opening.UNKNOWN
ADVICE = "Mo-Fr 10:00-16:00; PH off"
"""An advice office; 23 November 2026 is a Monday."""


def clock(text: str) -> datetime:
    """A moment by the clock in Copenhagen."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("hours", "when", "expected"),
    [
        (ADVICE, "2026-11-23 09:59", CLOSED),
        (ADVICE, "2026-11-23 10:00", OPEN),
        (ADVICE, "2026-11-23 15:59", OPEN),
        (ADVICE, "2026-11-23 16:00", CLOSED),
        (ADVICE, "2026-11-21 12:00", CLOSED),
        # Over midnight, into a day that the rule does not name.
        ("Fr-Sa 22:00-03:00", "2026-11-29 02:59", OPEN),
        ("Fr-Sa 22:00-03:00", "2026-11-29 03:00", CLOSED),
        ("Fr-Sa 22:00-27:00", "2026-11-29 02:59", OPEN),
        ("Fr-Sa 22:00-03:00", "2026-11-30 02:00", CLOSED),
        # Danish holidays; Christmas Eve is none, and Store bededag is none from 2024.
        (ADVICE, "2026-12-24 12:00", OPEN),
        (ADVICE + "; Dec 24 off", "2026-12-24 12:00", CLOSED),
        (ADVICE, "2026-12-25 12:00", CLOSED),
        (ADVICE, "2026-04-02 12:00", CLOSED),
        (ADVICE, "2026-05-14 12:00", CLOSED),
        (ADVICE, "2023-05-05 12:00", CLOSED),
        (ADVICE, "2024-04-26 12:00", OPEN),
        (ADVICE, "2026-05-01 12:00", OPEN),
        ("Mo-Fr 10:00-16:00", "2026-12-25 12:00", OPEN),
        ("Mo-Fr 10:00-16:00, PH off", "2026-12-25 12:00", CLOSED),
        # Summer closing.
        ("Mo-Fr 10:00-16:00; Jul 01-31 off", "2026-06-30 12:00", OPEN),
        ("Mo-Fr 10:00-16:00; Jul 01-31 off", "2026-07-01 12:00", CLOSED),
        ("Mo-Fr 10:00-16:00; Jul 01-31 off", "2026-07-31 12:00", CLOSED),
        ("Mo-Fr 10:00-16:00; Jul 01-31 off", "2026-08-03 12:00", OPEN),
        ("Mo-Fr 10:00-16:00; week 28-30 off", "2026-07-06 12:00", CLOSED),
        # School holidays: no source says when, so they decide nothing where they would matter.
        ("Mo-Fr 10:00-16:00; SH off", "2026-11-23 12:00", UNKNOWN),
        ("Mo-Fr 10:00-16:00; SH off", "2026-11-23 20:00", CLOSED),
        ("Mo-Fr 10:00-16:00; PH,SH off", "2026-12-25 12:00", CLOSED),
        ("SH Mo-Fr 10:00-12:00", "2026-11-23 11:00", UNKNOWN),
        ("24/7", "2026-12-25 03:00", OPEN),
        ("off", "2026-11-23 12:00", CLOSED),
        # Only what is closed is stated: the rest is not.
        ("PH off", "2026-11-23 12:00", UNKNOWN),
        ("PH off", "2026-12-25 12:00", CLOSED),
        ("Jul 01-31 off", "2026-11-23 12:00", UNKNOWN),
        ("Mo-Fr 10:00-16:00 off", "2026-11-23 20:00", UNKNOWN),
        # A condition that only its words explain, an open end, a fallback.
        ('Mo-Fr 10:00-16:00 "efter aftale"', "2026-11-23 12:00", UNKNOWN),
        ('Mo-Fr 10:00-16:00 "efter aftale"', "2026-11-23 20:00", CLOSED),
        ('Mo-Fr 10:00-16:00 "a; b | c"', "2026-11-23 20:00", CLOSED),
        ('Mo-Fr 10:00-16:00 open "gratis"', "2026-11-23 12:00", OPEN),
        ('unknown "efter aftale"', "2026-11-23 12:00", UNKNOWN),
        ("Mo-Fr 10:00-16:00 unknown", "2026-11-23 12:00", UNKNOWN),
        ("Mo-Fr 10:00+", "2026-11-23 23:00", UNKNOWN),
        ('Mo-Fr 10:00-18:00 || "ring"', "2026-11-23 12:00", OPEN),
        ('Mo-Fr 10:00-18:00 || "ring"', "2026-11-23 20:00", UNKNOWN),
        # Nothing to tell by.
        ("", "2026-11-23 12:00", UNKNOWN),
        ("   ", "2026-11-23 12:00", UNKNOWN),
        ("by appointment", "2026-11-23 12:00", UNKNOWN),
        ('"by appointment"', "2026-11-23 12:00", UNKNOWN),
        ("garbage", "2026-11-23 12:00", UNKNOWN),
        ("Mo-Fr", "2026-11-23 12:00", UNKNOWN),
        ("Mo-Fr 10:00-16:00; Sa", "2026-11-28 12:00", UNKNOWN),
        ("sunrise-sunset", "2026-11-23 12:00", UNKNOWN),
        ("Mo-Fr 10:00-16:00;" * 40, "2026-11-23 12:00", UNKNOWN),
    ],
)
def test_a_place_is_open_closed_or_nobody_knows(hours: str, when: str, expected: Opening) -> None:
    assert state_at(hours, clock(when)) is expected


def test_the_clock_is_copenhagens_wherever_the_moment_is_told_from() -> None:
    assert state_at(ADVICE, datetime(2026, 11, 23, 9, tzinfo=UTC)) is OPEN
    assert state_at(ADVICE, datetime(2026, 7, 6, 8, tzinfo=UTC)) is OPEN
    assert state_at(ADVICE, datetime(2026, 11, 23, 8, 59, tzinfo=UTC)) is CLOSED
    with pytest.raises(ValueError, match="zone"):
        state_at(ADVICE, datetime(2026, 11, 23, 9))  # noqa: DTZ001 - what is refused


def test_the_nights_that_change_the_clock_are_told() -> None:
    night = "Sa-Su 22:00-04:00"
    # 02:30 does not exist on 29 March 2026; the moment is 03:30 by summer time.
    assert state_at(night, clock("2026-03-29 02:30")) is OPEN
    assert next_change(night, clock("2026-03-28 23:00")) == clock("2026-03-29 04:00")
    assert next_change(night, clock("2026-10-24 23:00")) == clock("2026-10-25 04:00")
    # The hour that comes twice: open both times.
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=COPENHAGEN)
    assert state_at(night, twice) is state_at(night, twice.replace(fold=1)) is OPEN
    # An opening at an hour that is left out is moved on, not lost.
    change = next_change("Su 02:30-05:00", clock("2026-03-28 12:00"))
    assert change == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_the_next_change_is_told_where_the_state_is_known() -> None:
    assert next_change(ADVICE, clock("2026-11-23 12:00")) == clock("2026-11-23 16:00")
    assert next_change(ADVICE, clock("2026-12-23 17:00")) == clock("2026-12-24 10:00")
    assert next_change(ADVICE, clock("2026-12-24 17:00")) == clock("2026-12-28 10:00")
    assert next_change("24/7", clock("2026-11-23 12:00")) is None
    assert next_change("garbage", clock("2026-11-23 12:00")) is None
    assert next_change('Mo-Fr 10:00-16:00 "ring"', clock("2026-11-23 12:00")) is None


def test_the_day_is_told_in_spans() -> None:
    monday = date(2026, 11, 23)
    assert spans_on("Mo 10:00-12:00,13:00-16:00", monday) == [
        (time(10), time(12)),
        (time(13), time(16)),
    ]
    assert spans_on("Mo 22:00-02:00", monday) == [(time(22), time(2))]
    assert spans_on("Mo 22:00-02:00", date(2026, 11, 24)) == []
    assert spans_on("24/7", monday) == [(time(), time())]
    assert spans_on("Mo-Su 00:00-24:00; Tu off", monday) == [(time(), time())]
    assert spans_on("Mo 00:00-06:00", monday) == [(time(), time(6))]
    assert spans_on(ADVICE, date(2026, 12, 25)) == []
    assert spans_on("Mo-Fr 10:00-16:00; SH off", monday) is None
    assert spans_on("garbage", monday) is None


@pytest.mark.parametrize(
    ("hours", "problem"),
    [
        (ADVICE, ""),
        ("24/7", ""),
        ('unknown "efter aftale"', ""),
        ("ma-fr 10-16", "notation"),
        ("by appointment", "notation"),
        ('"by appointment"', "notation"),
        ("Mo-Fr 25:00-26:00", "notation"),
        ("Mo-Fr", "no_clock"),
        ("open", "no_clock"),
        ("Mo-Fr 10:00-16:00; SH off", "school_holidays"),
        ('Mo-Fr 10:00-16:00 "ikke SH"', ""),
    ],
)
def test_what_cannot_be_told_by_is_named(hours: str, problem: str) -> None:
    assert hours_problem(hours) == problem
    assert is_readable(hours) is (problem in {"", "school_holidays"})


_SIGNS = 'MoTuWeThFrSaSuPHJul0123456789:-,;+|/"[] offopenunknown\x00æ'
_NOTATION = st.text(alphabet=_SIGNS, max_size=60)


@given(hours=st.one_of(st.text(max_size=40), _NOTATION), minutes=st.integers(0, 600_000))
def test_no_text_does_harm_and_a_change_changes_something(hours: str, minutes: int) -> None:
    when = clock("2026-01-01 00:00") + timedelta(minutes=minutes)
    state, change = state_at(hours, when), next_change(hours, when)
    assert change is None or (change > when and state is not UNKNOWN)
    spans_on(hours, when.date())
