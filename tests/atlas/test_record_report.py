"""Tests that docs/data-report.md says what the bundled record holds now."""

import csv
import re
from pathlib import Path

import pytest

from actors.connected import TABLES, Contradiction, Unreadable
from actors.connected_tables import load_table
from atlas.connections import Connections
from atlas.printing.inert import Gap
from atlas.quality import _inert
from atlas.record_report import record_report
from atlas.report_sections import placeless_section, unprintable_section

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs" / "data-report.md"


@pytest.fixture(scope="module")
def now() -> str:
    return record_report()


def test_the_report_in_docs_is_fresh(now: str) -> None:
    fresh = REPORT.is_file() and REPORT.read_text(encoding="utf-8") == now
    assert fresh, "docs/data-report.md does not tell of the record as it is now: run `make report`"


def test_it_counts_every_table(now: str) -> None:
    counted = dict(re.findall(r"(?m)^\| [^|]+ \| (\w+) \| (\d+) \|$", now))
    for kind in TABLES:
        assert int(counted[kind.table]) == len(load_table(kind)), kind.table
    with (ROOT / "actors" / "data" / "actors.csv").open(encoding="utf-8", newline="") as table:
        assert int(counted["actors"]) == len(list(csv.DictReader(table)))


def test_it_lists_every_contradiction_with_both_figures_and_their_places(now: str) -> None:
    for row in load_table(Contradiction):
        both = (row.first_figure, row.first_place, row.second_figure, row.second_place)
        line = next(one for one in now.splitlines() if all(_inert(part) in one for part in both))
        assert row.first_document in line
        assert row.second_document in line
    for what in load_table(Unreadable):
        assert _inert(what.what) in now


def test_every_record_without_a_point_has_its_reason(now: str) -> None:
    sections = re.findall(
        r"(?ms)^## (?:\w+ uden (?:punkt|et sted)).*?: (\d+).*?\n\n(.*?)(?=^## )", now
    )
    assert len(sections) >= 5
    for count, lines in sections:
        told = [one for one in lines.splitlines() if one.startswith("- ")]
        assert len(told) == int(count)
        assert all(re.search(r"\): \S.{9,}", one) for one in told)


def test_it_names_no_clock_and_no_folder_of_a_machine(now: str) -> None:
    assert "Bygget" not in now
    for part in (str(ROOT), str(Path.home()), "/tmp/"):  # noqa: S108 - that it is absent
        assert part not in now


def test_rows_without_a_place_say_whether_the_document_or_the_gazetteer_lacks_it() -> None:
    row = {"document": "proevebilag", "document_place": "nr. 1", "name": "Et |møde|"}
    rows = (
        {**row, "place": "", "place_ids": ""},
        {**row, "place": "Langtbortistan", "place_ids": ""},
        {**row, "place": "Sjælør", "place_ids": "sjaeloer"},
    )
    text = "\n".join(placeless_section(Connections(tables={"events": rows}), _inert))
    assert "2 af 3" in text
    assert "Dokumentet nævner intet sted." in text
    assert "«Langtbortistan» står ikke i stednavnelisten." in text
    assert "Et \\|møde\\|" in text


def test_a_character_that_no_font_has_is_named() -> None:
    gaps = [Gap(where="Klub 🙂 (a-klub)", characters=("🙂",))]
    assert "U+1F642" in "\n".join(unprintable_section(gaps, _inert))
    assert "Ingen." in "\n".join(unprintable_section([], _inert))
