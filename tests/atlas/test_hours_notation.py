"""Opening hours taken apart, and left alone where they hold more than is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.hours_notation import HoursRule, SomeDays, rules_of

PLAIN = HoursRule(
    season=(), days=(), times=(), is_always=False, is_closed=False, is_vague=False, comment=""
)


def test_a_rule_is_taken_apart() -> None:
    rules = rules_of('Jun 1-31: Mo-We,PH 09:00-12:00, 13:00-24:00 unknown "ring først"')
    assert rules is None  # June has thirty days
    (rule,) = rules_of('Jun 1-30: Mo-We,PH 09:00-12:00, 13:00-24:00 unknown "ring først"') or []
    assert rule.season == ((6, 1), (6, 30))
    assert rule.days == (SomeDays(weekdays=(0, 2)), SomeDays())
    assert rule.times == (("09:00", "12:00"), ("13:00", "24:00"))
    assert (rule.is_vague, rule.is_closed, rule.comment) == (True, False, "ring først")


@pytest.mark.parametrize(
    ("hours", "days"), [("Th[1] 10:00-11:00", (3, 1)), ("Su[-1] 10:00-11:00", (6, -1))]
)
def test_the_first_and_the_last_of_a_month_are_told_apart(
    hours: str, days: tuple[int, int]
) -> None:
    (rule,) = rules_of(hours) or []
    assert rule.days == (SomeDays(weekdays=(days[0],), nth=days[1]),)


def test_rules_keep_their_order_and_say_when_they_close() -> None:
    found = rules_of("24/7; PH off")
    assert found is not None
    assert [(one.is_always, one.is_closed) for one in found] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    "hours", ["", ";", "Mo", "sunrise-sunset", "Mo 10:00+", "SH Mo 10:00-12:00", "25:00-26:00", "x"]
)
def test_what_holds_more_is_left_alone(hours: str) -> None:
    assert rules_of(hours) is None


def test_a_comment_alone_is_a_rule() -> None:
    (rule,) = rules_of('"efter aftale"') or []
    assert rule == replace(PLAIN, comment="efter aftale")
