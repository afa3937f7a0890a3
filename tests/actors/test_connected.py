"""Tests that every table of the record is whole: ids, documents, codes and the printed counts."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from actors.bundled import bundled_table, documents
from actors.connected import (
    TABLES,
    Contradiction,
    Goal,
    Grant,
    Indicator,
    IndicatorValue,
    Relation,
    StaffYears,
    Tabled,
    TaskCount,
)
from actors.connected_tables import load_table
from actors.errors import UnreadableFileError

RELATIONS = {
    *("holder", "partner", "funder", "steering", "part-of", "same-as", "not-same-as"),
    *("evaluator", "served-by"),
}


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.table)
def test_every_row_names_its_document_and_has_an_id_of_its_own(kind: type[Tabled]) -> None:
    rows = [asdict(row) for row in load_table(kind)]
    known = set(documents())
    for row in rows:
        for column in row:
            if column.endswith("document") and row[column]:
                assert set(row[column].split("|")) <= known, row
                assert row[column.replace("document", "place")] if column != "document" else True
        if "document" in row:
            assert row["document"], row
            assert row["document_place"], row
    if rows and "id" in rows[0]:
        assert len({row["id"] for row in rows}) == len(rows)
    assert len(rows) > 5


def test_money_is_typed_so_that_an_application_is_no_grant() -> None:
    for sum_ in load_table(Grant):
        assert sum_.type in {"granted", "budgeted", "applied", "wished"}, sum_.id
        assert sum_.gross_net in {"", "gross", "net"}, sum_.id
        assert sum_.amount_dkk.lstrip("-").isdecimal(), sum_.id
        assert sum_.as_printed, sum_.id


def test_every_relation_has_two_ends_and_a_reason() -> None:
    for one in load_table(Relation):
        assert one.relation in RELATIONS, one.id
        assert one.from_id or one.from_name, one.id
        assert one.to_id or one.to_name, one.id
        assert one.reason, one.id


def test_the_barometer_has_its_31_indicators_and_one_later_addition() -> None:
    indicators = load_table(Indicator)
    assert len(indicators) == 32
    ids = {one.id for one in indicators}
    assert {one.indicator_id for one in load_table(IndicatorValue)} <= ids
    assert [goal.letter for goal in load_table(Goal)] == list("abcdefg")
    assert "64" in load_table(Goal)[0].revision


def test_the_tasks_of_tfi_are_counted_as_printed() -> None:
    counts = load_table(TaskCount)

    def total(year: str, kind: str) -> set[int]:
        return {int(one.count) for one in counts if (one.year, one.type) == (year, kind)}

    assert {4, 6} <= total("2008", "requisition")
    assert {29, 18, 30} <= total("2008", "consultation")
    assert 28 in total("2010", "requisition")
    assert 145 in total("2010", "consultation")


def test_the_staff_years_of_tfi_add_up_to_its_four_consultants() -> None:
    for year in ("2008", "2011"):
        stated = [one for one in load_table(StaffYears) if one.year == year]
        parts = [float(one.staff_years) for one in stated if one.challenge != "i-alt"]
        whole = [float(one.staff_years) for one in stated if one.challenge == "i-alt"]
        assert len(parts) > 2
        assert [sum(parts)] == whole == [4]


def test_a_contradiction_shows_both_figures() -> None:
    for one in load_table(Contradiction):
        assert one.first_figure, one.id
        assert one.second_figure, one.id


def test_no_private_person_has_a_contact_in_the_record() -> None:
    for row in bundled_table("actors").rows:
        assert not row.values.get("email"), row.values["id"]
        assert not row.values.get("phone"), row.values["id"]


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "goals.csv").write_text("letter,name\na,Beskæftigelse\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="kolonnerne passer ikke"):
        load_table(Goal, tmp_path)


def test_a_sum_says_when_apart_from_what_it_hangs_on() -> None:
    grants = load_table(Grant)
    assert all(re.fullmatch(r"(\d{4}/(\d{4}|\.\.))?", one.period) for one in grants)
    # An application that a budget hangs on stands beside the sum, never in its date.
    hanging = [one for one in grants if "ansøgt" in one.condition]
    assert len(hanging) > 15
    assert {one.type for one in hanging} <= {"budgeted", "applied"}
