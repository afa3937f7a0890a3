"""Opening hours that nobody can tell by are named with what to write, and the row stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actors.validation import Validated
from atlas.opening import hours_problem

Check = Callable[..., Validated]

TO = "\N{EN DASH}"
WRITE_DATES = (
    "Skriv ferien med datoer, f.eks. »Jul 01-31 off«; ellers er det uvist, om der er åbent."
)
BASE = {"name": "Prøven", "year": "2026"}


@pytest.mark.parametrize(
    ("hours", "right"),
    [
        ("ma-fr 10-16", "Mente du »Mo-Fr 10:00-16:00«?"),
        ("Mandag til fredag kl. 10-16", "Mente du »Mo-Fr 10:00-16:00«?"),
        ("man-tors 10.00-16.00, fre 10-14", "Mente du »Mo-Th 10:00-16:00; Fr 10:00-14:00«?"),
        (f"Man {TO} fre: 8:30 {TO} 15", "Mente du »Mo-Fr 08:30-15:00«?"),
        ("mandag og onsdag 9-12; helligdage lukket", "Mente du »Mo,We 09:00-12:00; PH off«?"),
        ("tirsdag 17.30-19.30 og torsdag 10-12", "Mente du »Tu 17:30-19:30; Th 10:00-12:00«?"),
        ("hver dag 10-16", "Mente du »Mo-Su 10:00-16:00«?"),
        ("efter aftale", 'Mente du »unknown "efter aftale"«?'),
        ("Mo-Fr", "Skriv som »Mo-Fr 10:00-16:00; PH off«, eller lad feltet stå tomt."),
        ("når lyset er tændt", "Skriv som »Mo-Fr 10:00-16:00; PH off«, eller lad feltet stå tomt."),
        (
            "Mo-Fr 10:00-16:00; SH off",
            WRITE_DATES,
        ),
    ],
)
def test_a_text_that_says_nothing_is_kept_and_put_right(
    check: Check, hours: str, right: str
) -> None:
    validated = check({**BASE, "opening_hours": hours}, hours_problem=hours_problem)
    (problem,) = validated.problems
    assert (problem.severity, problem.heading) == ("warning", "opening_hours")
    assert problem.right == right
    assert validated.rejections == ()
    assert validated.records[0].opening_hours == hours


@pytest.mark.parametrize("hours", ["", "24/7", "Mo-Fr 10:00-16:00; PH off", 'unknown "ring"'])
def test_hours_that_can_be_told_by_are_let_be(check: Check, hours: str) -> None:
    validated = check({**BASE, "opening_hours": hours}, hours_problem=hours_problem)
    assert validated.problems == ()


def test_a_long_text_is_quoted_in_part(check: Check) -> None:
    validated = check({**BASE, "opening_hours": "åbent " * 40}, hours_problem=hours_problem)
    (problem,) = validated.problems
    assert len(problem.wrong) < 120
    assert problem.wrong.endswith("…« kan ikke læses som åbningstid.")
