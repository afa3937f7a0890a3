"""Opening hours are put into words, or left as they are written."""

from __future__ import annotations

import pytest

from webapp.hours import hours_in_words

TO = "\N{EN DASH}"


def test_days_and_times_are_put_into_words() -> None:
    assert hours_in_words("Mo-Th 10:00-16:00; Fr,Sa 10:00-12:00,13:00-14:30", "da") == [
        (f"mandag{TO}torsdag", f"10:00{TO}16:00"),
        ("fredag, lørdag", f"10:00{TO}12:00, 13:00{TO}14:30"),
    ]
    assert hours_in_words("Su 09:00-24:00", "en") == [("Sunday", f"09:00{TO}24:00")]


@pytest.mark.parametrize(
    "hours",
    ["", "24/7", "Mo 10-16", "Mo-Fr 10:00-16:00; PH off", "Mo-Fr 25:00-26:00", "efter aftale"],
)
def test_what_is_not_understood_is_not_guessed_at(hours: str) -> None:
    assert hours_in_words(hours, "da") is None
