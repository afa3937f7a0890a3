"""Tests of Projektbanken's rule of entry: what counts as stated, and what never does."""

import pytest

from actors.entry_rule import (
    LIST_PLACE,
    RULE_DOCUMENT,
    RULE_PLACE,
    Finding,
    Outcome,
    check,
    is_municipal,
)
from actors.records import Project, Provenance

OURS = {"a-forvaltning"}
ELSEWHERE = Provenance(document="proevebilag", place="nr. 1")
LISTED = Provenance(document=RULE_DOCUMENT, place="Bilag 3, Boligprojekter nr. 2")


def project(
    provenance: Provenance = ELSEWHERE, *, end: str = "", aftermath: str = "", result: str = ""
) -> Project:
    """An invented project."""
    return Project(
        id="p-1",
        name="Opdigtet",
        year=2007,
        provenance=provenance,
        start="2005",
        end=end,
        aftermath=aftermath,
        result=result,
    )


def sum_of(kroner: int, **said: str) -> dict[str, str]:
    """A budgeted sum of one year, as a row of the table of money."""
    return {
        "for_id": "p-1",
        "amount_dkk": str(kroner),
        "as_printed": f"{kroner} kr.",
        "type": "budgeted",
        "gross_net": "",
        "year": "2007",
        "period": "",
        "condition": "",
        "by": "",
        "shared_with": "",
        "document": "proevebilag",
        "document_place": "tabel 1",
        **said,
    }


def found(*sums: dict[str, str], of: Project | None = None) -> tuple[Finding, Finding, Finding]:
    """What the rule finds of a project with these sums."""
    return check(of or project(), sums, OURS)


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        (sum_of(50_001), Outcome.MET),
        (sum_of(50_001, type="granted"), Outcome.MET),
        (sum_of(50_001, gross_net="net"), Outcome.MET),
        (sum_of(50_000), Outcome.NOT_STATED),
        (sum_of(50_000, gross_net="net"), Outcome.NOT_STATED),
        (sum_of(50_000, gross_net="gross"), Outcome.NOT_MET),
        (sum_of(900_000, type="applied"), Outcome.NOT_STATED),
        (sum_of(900_000, type="wished"), Outcome.NOT_STATED),
        (sum_of(900_000, condition="afhænger af ansøgte midler"), Outcome.NOT_STATED),
        (sum_of(900_000, year="2007-2010"), Outcome.NOT_STATED),
        (sum_of(900_000, for_id="p-1|p-2"), Outcome.NOT_STATED),
        (sum_of(900_000, shared_with="a-anden"), Outcome.NOT_STATED),
        (sum_of(0, gross_net="gross"), Outcome.NOT_STATED),
    ],
)
def test_only_a_typed_sum_of_one_year_for_the_project_alone_tells_of_its_budget(
    row: dict[str, str], outcome: Outcome
) -> None:
    assert found(row)[0].outcome is outcome


def test_a_sum_above_the_limit_decides_before_a_smaller_gross_one() -> None:
    budget = found(sum_of(20_000, gross_net="gross"), sum_of(60_000))[0]
    assert (budget.outcome, budget.printed, budget.place) == (Outcome.MET, "60000 kr.", "tabel 1")


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ([sum_of(1_000, by="a-forvaltning")], Outcome.MET),
        ([sum_of(1_000, by="a-fond|a-forvaltning")], Outcome.MET),
        ([sum_of(1_000, gross_net="net")], Outcome.MET),
        ([sum_of(1_000, by="a-fond")], Outcome.NOT_STATED),
        ([sum_of(1_000, by="a-forvaltning", type="applied")], Outcome.NOT_STATED),
        ([sum_of(0, gross_net="net"), sum_of(9, gross_net="gross")], Outcome.NOT_MET),
        ([sum_of(0, gross_net="net"), sum_of(0, gross_net="gross")], Outcome.NOT_STATED),
        (
            [sum_of(0, gross_net="net"), sum_of(9, gross_net="gross", year="2008")],
            Outcome.NOT_STATED,
        ),
    ],
)
def test_the_municipality_pays_where_it_is_named_or_the_sum_is_net(
    rows: list[dict[str, str]], outcome: Outcome
) -> None:
    assert found(*rows)[1].outcome is outcome


def test_a_project_with_an_end_or_closed_is_limited_and_one_paid_for_good_is_not() -> None:
    for_good = sum_of(1, as_printed="fast støtte årligt")
    assert found(of=project(end="2009"))[2].printed == "2009"
    assert found(of=project(end="2009"))[2].outcome is Outcome.MET
    assert found(of=project(aftermath="closed", result="Afsluttet."))[2].printed == "Afsluttet."
    assert found(of=project(aftermath="running"))[2].outcome is Outcome.NOT_STATED
    assert found(for_good)[2].outcome is Outcome.NOT_MET
    assert found(for_good, of=project(end="2009"))[2].outcome is Outcome.MET


def test_what_is_said_of_the_whole_list_stands_beside_and_decides_nothing() -> None:
    listed, other = found(of=project(LISTED)), found()
    assert [one.outcome for one in listed] == [Outcome.NOT_STATED] * 3
    assert [one.of_all for one in listed] == [True] * 3
    assert [one.place for one in listed] == [LIST_PLACE, LIST_PLACE, RULE_PLACE]
    assert not any(one.of_all or one.document for one in other)
    stated = found(sum_of(60_000), of=project(LISTED))[0]
    assert not stated.of_all


def test_another_municipality_does_not_pay_for_this_one() -> None:
    assert is_municipal("kommunal-enhed", "authority")
    assert is_municipal("raad-og-udvalg", "city")
    assert not is_municipal("kommunal-enhed", "outside")
    assert not is_municipal("fond", "city")
