"""Opening hours as a reader says them, and untouched where they hold more than the book can say."""

import pytest

from atlas.printing.hours import hours_in_words
from atlas.printing.wording import wording


@pytest.mark.parametrize(
    ("language", "written", "told"),
    [
        (
            "da",
            "Mo-Th 12:00-18:00; PH off",
            "mandag~torsdag 12.00~18.00; helligdage lukket",
        ),
        ("da", 'Tu, Fr 09:30-11:00 "kun kvinder"', "tirsdag, fredag 09.30~11.00 kun kvinder"),
        ("da", "Th 09:30-12:00; Jul off", "torsdag 09.30~12.00; juli lukket"),
        ("da", 'Mo 16:00-18:00 unknown "ring først"', "mandag måske 16.00~18.00 ring først"),
        ("da", "Jul 1-Aug 10 off", "1. juli~10. august lukket"),
        ("da", "24/7", "hele døgnet"),
        ("da", '"efter aftale"', "efter aftale"),
        ("en", "Sa 10:00-14:00,15:00-17:00", "Saturday 10:00~14:00, 15:00~17:00"),
        ("da", "Mo[1] 10:00-12:00", "Mo[1] 10:00-12:00"),
        ("da", "mandag til torsdag 10-16", "mandag til torsdag 10-16"),
        ("da", "Mo-Fr", "Mo-Fr"),
        ("da", "", ""),
    ],
)
def test_hours_are_told_in_words_or_left_as_written(language: str, written: str, told: str) -> None:
    assert hours_in_words(written, wording(language)) == told.replace("~", "\N{EN DASH}")
