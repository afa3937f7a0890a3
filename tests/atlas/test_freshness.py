"""What nobody has confirmed for 24 months is history."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.freshness import is_confirmed


@pytest.mark.parametrize(
    ("assured", "today", "confirmed"),
    [
        ("2026-11-21", date(2026, 11, 21), True),
        ("2024-11-21", date(2026, 11, 21), True),
        ("2024-11-20", date(2026, 11, 21), False),
        ("2022-02-28", date(2024, 2, 29), True),
        ("2022-02-27", date(2024, 2, 29), False),
        (None, date(2026, 11, 21), False),
    ],
)
def test_a_record_is_trusted_for_24_months(
    assured: str | None, today: date, *, confirmed: bool
) -> None:
    assert is_confirmed({"assured_date": assured, "year": 2026}, today) is confirmed


def test_a_year_alone_confirms_nothing() -> None:
    assert not is_confirmed({"year": 2026}, date(2026, 1, 1))
