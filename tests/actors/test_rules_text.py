"""Tests of names, ids and plain text: lengths, invisible signs, letters that were lost."""

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


@pytest.mark.parametrize("name", ["", "   ", "---", "\u200b", "#N/A"])
def test_a_name_is_needed(check: Check, name: str) -> None:
    validated = check({**BASE, "name": name, "city": "Ærø"})
    (rejection,) = validated.rejections
    assert any(one.field == "name" and one.severity == "error" for one in rejection.problems)


@pytest.mark.parametrize(("field", "most"), [("name", 300), ("description", 4000), ("id", 80)])
def test_a_text_has_a_length(check: Check, field: str, most: int) -> None:
    good = check({**BASE, field: "a" * most})
    assert good.rejections == ()
    (bad,) = check({**BASE, field: "a" * (most + 1)}).rejections
    assert [(one.field, one.wrong) for one in bad.problems] == [
        (field, f"Teksten er på {most + 1} tegn.")
    ]


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\x07", "\x1b", "\u200b", "\ufeff", "\u00ad"])
def test_signs_that_nobody_sees_are_taken_out_and_told_of(check: Check, sign: str) -> None:
    validated = check({**BASE, "description": f"før{sign}efter"})
    assert validated.records[0].description == "førefter"
    (warning,) = validated.warnings
    assert f"U+{ord(sign):04X}" in warning.wrong


def test_text_is_kept_composed_and_in_its_lines(record: Record) -> None:
    made = record({"name": "Cafe\u0301en\npå a\u030aen", "description": "to\r\nlinjer"})
    assert made.name == "Caféen på åen"
    assert made.description == "to\nlinjer"


@pytest.mark.parametrize("field", ["name", "city", "themes", "lat", "year", "email"])
@pytest.mark.parametrize("given", ["#N/A", "#REFERENCE!", "#værdi!", "#FORMEL!"])
def test_the_spreadsheets_own_errors_are_no_text(check: Check, field: str, given: str) -> None:
    (rejection,) = check({**BASE, field: given}).rejections
    assert rejection.problems[0].field == field


def test_letters_that_were_lost_on_the_way_are_pointed_at(check: Check) -> None:
    validated = check(
        {**BASE, "city": "K\u00c3\u00b8ge"}, {**BASE, "name": "B", "city": "K\ufffdge"}
    )
    twice, lost = validated.warnings
    assert twice.right == "Skriv »Køge«."
    assert "gået tabt" in lost.wrong


@pytest.mark.parametrize("given", ["12", "a-b-c", "p-prøven".replace("ø", "oe")])
def test_an_id_is_kept(record: Record, given: str) -> None:
    assert record({"id": given}).id == given


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("A 12", "Skriv »a-12«."),
        ("a_b", "Skriv »a-b«."),
        ("blågård", "Skriv »blaagaard«."),
        ("-a", "Skriv »a«."),
        ("../x", "Skriv »x«."),
        ("—", "Slet det, så laver atlasset et."),
    ],
)
def test_an_id_that_cannot_stand_in_an_address_is_refused(
    problem: Found, given: str, right: str
) -> None:
    assert problem({"id": given}).right == right
