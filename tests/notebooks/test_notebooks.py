"""Tests that every notebook runs from top to bottom on a real release, and says what is true."""

import html
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from actors.sheets import SHEETS
from atlas.pipeline import BuildOrder, Built, build

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
PRINTED = {
    "Kultur og fritid": (80, 36),
    "Tryghed": (40, 18),
    "Sundhed og omsorg": (32, 14),
    "Beskæftigelse": (29, 13),
    "Uddannelse": (28, 12),
    "Bolig": (15, 7),
}


def read(path: Path) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    home = tmp_path_factory.mktemp("home")
    return build(BuildOrder(home=home, built=datetime(2026, 11, 21, tzinfo=UTC)))


def run(name: str, built: Built) -> nbformat.NotebookNode:
    notebook = read(NOTEBOOKS / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TFI_ATLAS_HOME", str(built.release.folder.parents[1]))
        NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return notebook


@pytest.fixture(scope="module")
def executed(built: Built) -> nbformat.NotebookNode:
    return run("01-projects.ipynb", built)


@pytest.fixture(scope="module")
def told(built: Built) -> list[str]:
    """What the notebook of the whole record shows, cell by cell."""
    return outputs(run("02-the-record.ipynb", built), "text/html")


def outputs(notebook: nbformat.NotebookNode, kind: str) -> list[str]:
    return [
        output["data"][kind]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if kind in output.get("data", {})
    ]


def test_the_notebook_counts_what_the_report_prints(executed: nbformat.NotebookNode) -> None:
    table = next(text for text in outputs(executed, "text/html") if "Trykt, procent" in text)
    rows = {
        cells[0]: cells[1:]
        for cells in (
            re.findall(r"<td>(.*?)</td>", row) for row in re.findall(r"(?s)<tr>(.*?)</tr>", table)
        )
        if cells
    }
    assert set(rows) == set(PRINTED)
    for theme, (projects, percent) in PRINTED.items():
        counted, printed, share, printed_percent = rows[theme]
        assert int(counted) == int(printed) == projects
        assert int(printed_percent) == percent
        assert abs(float(share) - percent) <= 0.5


def test_the_notebook_shows_a_map_of_every_district(executed: nbformat.NotebookNode) -> None:
    maps = [text for text in outputs(executed, "text/html") if "iframe" in text]
    assert len(maps) == 4
    assert "Mjølnerparken" in maps[0] or "Mj\\u00f8lnerparken" in maps[0]


def rows_of(table: str) -> dict[str, list[str]]:
    """The rows of a shown table: first cell → the others, as plain text."""
    found = {}
    for row in re.findall(r"(?s)<tr.*?>(.*?)</tr>", table):
        cells = [
            html.unescape(one).strip() for one in re.findall(r"(?s)<t[dh][^>]*>(.*?)</t[dh]>", row)
        ]
        if cells:
            found[cells[0]] = cells[1:]
    return found


def shown(told: list[str], heading: str) -> dict[str, list[str]]:
    return rows_of(next(one for one in told if "<table" in one and heading in one))


def figure(told: list[str], label: str) -> str:
    return next(one for one in told if one.startswith("<svg") and label in one)


def test_the_record_is_counted_as_the_release_has_it(told: list[str], built: Built) -> None:
    counted = shown(told, ">Rækker<")
    tables = json.loads(built.release.read("connections.json"))
    for name, rows in tables.items():
        assert counted[SHEETS[name]] == [str(len(rows))]
    assert counted["Aktører"] == [str(built.findings.accounting["actors"].read)]


def test_shares_stand_beside_the_printed_ones(told: list[str]) -> None:
    shares = shown(told, "Trykt, hele byen")
    for theme, (_projects, percent) in PRINTED.items():
        assert int(float(shares[theme][0])) == percent
        assert len(shares[theme]) == 5


def test_sums_are_told_by_type_and_never_added_up(told: list[str], built: Built) -> None:
    money = json.loads(built.release.read("connections.json"))["money"]
    types = {
        "bevilget": "granted",
        "budgetteret": "budgeted",
        "søgt": "applied",
        "ønsket": "wished",
    }
    table = shown(told, "Antal beløb")
    everything = re.sub(r"(?<=[0-9])\.(?=[0-9])", "", " ".join(told))
    for word, code in types.items():
        sums = [
            int(row["amount_dkk"]) for row in money if row["type"] == code and row["amount_dkk"]
        ]
        assert table[word][0] == str(len(sums))
        assert str(sum(sums)) not in everything
    assert set(table) - {"Slags", ""} == set(types)
    assert figure(told, "Trykte beløb").count("<circle") > 400


def test_every_indicator_stands_with_its_criterion(told: list[str], built: Built) -> None:
    indicators = json.loads(built.release.read("connections.json"))["indicators"]
    table = next(one for one in told if "Succeskriterium" in one and "<table" in one)
    for row in indicators:
        assert html.escape(row["criterion"], quote=False) in html.escape(
            html.unescape(table), quote=False
        )
    assert figure(told, "Barometrets").count("<path") >= 15


def test_events_are_told_as_precisely_as_their_dates(told: list[str], built: Built) -> None:
    events = json.loads(built.release.read("connections.json"))["events"]
    table = shown(told, "dag eller måned")
    told_of = {word: int(cells[0]) for word, cells in table.items() if word != "Så præcist"}
    assert sum(told_of.values()) == len(events)
    assert told_of["uden dato"] == sum(not row["date_edtf"] for row in events)


def test_the_network_and_the_plans_show_who_knows_whom(told: list[str]) -> None:
    network = figure(told, "Netværk af")
    assert network.count("<circle") > 200
    assert network.count("<line") > network.count("<circle")
    plans = shown(told, "Aktører indenfor")
    tingbjerg = plans["Helhedsplanen for Tingbjerg"]
    assert tingbjerg[0] == "Tingbjerg (boligområdet)"
    assert int(tingbjerg[2]) > 0
    assert sum("iframe" in one for one in told) == 2


def test_what_is_missing_is_told_with_every_contradiction(told: list[str], built: Built) -> None:
    contradictions = json.loads(built.release.read("connections.json"))["contradictions"]
    table = shown(told, "class='contradictions'")
    assert {row["subject"].strip() for row in contradictions} <= set(table)
    assert "uden punkt på kortet" in figure(told, "ikke siger")


def test_a_notebook_is_committed_without_outputs() -> None:
    for path in NOTEBOOKS.glob("*.ipynb"):
        for cell in read(path).cells:
            assert not cell.get("outputs"), path.name
            assert cell.get("execution_count") is None, path.name
