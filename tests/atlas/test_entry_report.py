"""Tests of the rule of entry over the whole record, and of its section in the report."""

from datetime import date

import pytest

from actors.bundled import bundled_projects, bundled_table
from actors.entry_rule import Finding, Outcome
from actors.records import Actor, Project, Provenance
from actors.validation import validate
from atlas.connections import Connections, bundled_connections
from atlas.entry_report import EntryRule, entry_section

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Finding, Finding, Finding]]:
    actors = validate(bundled_table("actors"), today=TODAY).records
    rule = EntryRule(
        bundled_connections(),
        [(one.id, one.kind, one.tier) for one in actors if isinstance(one, Actor)],
    )
    records = bundled_projects(TODAY).records
    return {one.id: rule.check(one) for one in records if isinstance(one, Project)}


def test_every_project_of_bilag_3_has_the_lists_word_where_its_own_is_missing(
    found: dict[str, tuple[Finding, Finding, Finding]],
) -> None:
    listed = {row.values["id"] for row in bundled_table("projects").rows[:131]}
    for identifier in listed:
        for one in found[identifier]:
            assert one.of_all is (one.outcome is Outcome.NOT_STATED), identifier
    assert not any(one.of_all for key in found.keys() - listed for one in found[key])


def test_a_projects_money_may_stand_with_another_face_of_the_same_effort(
    found: dict[str, tuple[Finding, Finding, Finding]],
) -> None:
    budget, payer, limit = found["p-jobhjoernet"]
    assert (budget.outcome, budget.printed) == (Outcome.MET, "Ca. 200.000 kr.")
    assert (payer.outcome, limit.outcome) == (Outcome.NOT_STATED, Outcome.NOT_STATED)


def test_an_application_never_proves_a_budget(
    found: dict[str, tuple[Finding, Finding, Finding]],
) -> None:
    assert found["p-sprogporten"][0].outcome is Outcome.NOT_STATED
    for three in found.values():
        assert {one.sum_type for one in three} <= {"", "granted", "budgeted"}


def test_the_report_counts_each_project_once_and_names_who_does_not_meet_the_rule() -> None:
    source = Provenance(document="proevebilag", place="nr. 1")
    projects = [
        Project(id=f"p-{n}", name=f"Prøve {n}", year=2007, provenance=source, end="2008" * (n == 1))
        for n in (1, 2, 3)
    ]
    money = {
        "for_id": "p-2",
        "amount_dkk": "40000",
        "as_printed": "40.000",
        "type": "granted",
        "gross_net": "gross",
        "year": "2007",
        "period": "",
        "condition": "",
        "by": "",
        "shared_with": "",
        "document": "proevebilag",
        "document_place": "tabel 1",
    }
    section = "\n".join(entry_section(projects, Connections(tables={"money": (money,)}), str))
    assert "| Budget over 50.000 kr. | 0 | 1 | 2 | 0 |" in section
    assert "| Afgrænset i tid | 1 | 0 | 2 | 0 |" in section
    assert (
        "- Prøve 2: ikke opfyldt, Budget over 50.000 kr.: 40.000 (proevebilag, tabel 1)" in section
    )
    assert "Intet projekt" not in section
