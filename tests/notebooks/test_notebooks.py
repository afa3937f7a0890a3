"""Tests that every notebook runs from top to bottom on a real release, and says what is true."""

import re
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from atlas.pipeline import BuildOrder, build

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
def executed(tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    home = tmp_path_factory.mktemp("home")
    build(BuildOrder(home=home, built=datetime(2026, 11, 21, tzinfo=UTC)))
    notebook = read(NOTEBOOKS / "01-projects.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TFI_ATLAS_HOME", str(home))
        NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return notebook


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


def test_a_notebook_is_committed_without_outputs() -> None:
    for path in NOTEBOOKS.glob("*.ipynb"):
        for cell in read(path).cells:
            assert not cell.get("outputs"), path.name
            assert cell.get("execution_count") is None, path.name
