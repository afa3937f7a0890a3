"""Tests that an export reads back as the same records, field by field."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.fields import FIELDS, fields_of
from actors.readers import read_table
from actors.readers.table import Heading, Row, Table
from actors.records import Record
from actors.tabular import row_of
from actors.validation import validate
from atlas.exports import Content, csv_of, xlsx_of
from atlas.exports.csv_file import csv_bytes
from atlas.exports.tables import Table as Exported
from atlas.exports.workbook import workbook_bytes
from atlas.layer_store import Release
from atlas.pipeline import KINDS, BuildOrder, Built, build
from atlas.record_rows import RECORDS_FILE
from tests.atlas.exports.conftest import BUILT, Export

TODAY = date(2026, 11, 21)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(content: Content, folder: Path) -> dict[str, Path]:
    paths = {kind: folder / f"{kind}.csv" for kind in KINDS}
    for kind, path in paths.items():
        path.write_bytes(csv_of(content, kind))
    return paths


def write_xlsx(content: Content, folder: Path) -> dict[str, Path]:
    path = folder / "export.xlsx"
    path.write_bytes(xlsx_of(content))
    return dict.fromkeys(KINDS, path)


def built_of(paths: dict[str, Path], home: Path) -> Built:
    return build(
        BuildOrder(
            home=home,
            built=BUILT,
            actors=(paths["actors"],),
            projects=(paths["projects"],),
            with_record=False,
        )
    )


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
@pytest.mark.parametrize("which", ["record", "hostile"])
def test_an_export_reads_back_as_the_same_records(
    which: str,
    write: Callable[[Content, Path], dict[str, Path]],
    export: Export,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    release: Release = request.getfixturevalue(which)
    again = built_of(write(export(release), tmp_path), tmp_path / "home")
    assert again.release.read(RECORDS_FILE) == release.read(RECORDS_FILE)
    assert again.release.manifest["accounting"] == release.manifest["accounting"]
    for layer in release.manifest["layers"]:
        if layer.endswith(("/actors", "/projects")):
            assert again.release.layer(*layer.split("/")) == release.layer(*layer.split("/"))
    for kind in KINDS:  # the other sheets are its own, and nobody need be told of them
        assert not again.findings.validated[kind][0].table.problems


def test_a_sheet_that_is_not_the_atlas_own_is_still_told_of(
    hostile: Release, export: Export, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(export(hostile))))
    sheet = book.create_sheet("Mine egne", 0)
    sheet.append(["Navn", "År"])
    sheet.append(["Opdigtet Klub", 2026])
    book.save(tmp_path / "mere.xlsx")
    table = read_table(tmp_path / "mere.xlsx", "actors")
    assert len(table.rows) > 20
    assert ["Mine egne" in one.wrong for one in table.problems] == [True]


def test_no_cell_of_an_export_is_a_formula(hostile: Release, export: Export) -> None:
    content = export(hostile)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(content)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert len(cells) > 1000
    for cell in cells:
        assert cell.data_type != "f", cell
        assert not str(cell.value).startswith(FORMULA_STARTS), cell
    for table in content.flat:
        lines = csv_of(content, table.name).decode("utf-8-sig")
        for row in csv.reader(io.StringIO(lines, newline=""), delimiter=";"):
            assert not any(cell.startswith(FORMULA_STARTS) for cell in row), row


def records(table: Table) -> tuple[Record, ...]:
    return validate(table, today=TODAY).records


def table_of(kind: str, cells: dict[str, str]) -> Table:
    names = [one.name for one in fields_of(kind)]
    values = {name: cells[name].strip() for name in names if cells.get(name, "").strip()}
    return Table(
        file="proeve.csv",
        table=kind,
        rows=(Row(file="proeve.csv", line=2, values=values),),
        headings=tuple(Heading(column=n, text=x, field=x) for n, x in enumerate(names)),
        heading_line=1,
        line_word="række",
    )


NASTY = st.text(
    st.sampled_from("=+-@'\t\r\n|;,\" aæø1.%<{\u202e\u200b\ufeff\u2028ﬁ"), min_size=1, max_size=12
)
CODES = {
    "themes": st.sampled_from(["bolig", "sundhed-og-omsorg|bolig", "Kultur og fritid, tryghed"]),
    "target_groups": st.sampled_from(["unge", "kvinder|maend"]),
    "languages": st.sampled_from(["da", "arabisk|so", ""]),
    "kind": st.sampled_from(["forening", "raad-og-udvalg", ""]),
    "tier": st.sampled_from(["local", ""]),
    "gender": st.sampled_from(["kvinder", ""]),
    "status": st.sampled_from(["active", "unknown", ""]),
    "goals": st.sampled_from(["a|g", ""]),
    "aftermath": st.sampled_from(["anchored", ""]),
    "age_from": st.sampled_from(["0", "18", ""]),
    "age_to": st.sampled_from(["99", ""]),
    "postcode": st.sampled_from(["2200", "DK-2450", ""]),
    "lat": st.floats(-89, 89).map(lambda one: f"{one:.14f}"),
    "lon": st.floats(-179, 179).map(lambda one: f"{one:.14f}"),
    "start": st.sampled_from(["2007", "februar 2007", "2007-21", "31-12-2006", ""]),
    "end": st.sampled_from(["2009~", "201X", ""]),
    "year": st.sampled_from(["2007", ""]),
    "assured_date": st.sampled_from(["2026-10-01", "31/12 2008", "1900-01-15", ""]),
    "phone": st.sampled_from(["33663366", "+45 33 66 33 66", ""]),
    "email": st.sampled_from(["post@example.dk", ""]),
    "website": st.sampled_from(["https://example.dk/=1", ""]),
    "id": st.sampled_from(["a-x", "p-1"]),
}
CELLS = st.fixed_dictionaries({one.name: CODES.get(one.name, NASTY) for one in FIELDS})


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(kind=st.sampled_from(KINDS), cells=CELLS)
def test_any_record_survives_both_formats(
    kind: str, cells: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = records(table_of(kind, {**cells, "name": f"Navn {cells['name']}"}))
    exported = Exported(
        name=kind,
        columns=tuple(one.name for one in fields_of(kind)),
        rows=tuple(map(row_of, before)),
    )
    folder = tmp_path_factory.getbasetemp()
    files: dict[str, Any] = {
        "liste.csv": csv_bytes(exported),
        "liste.xlsx": workbook_bytes([], [exported], datetime(2026, 1, 1, tzinfo=UTC)),
    }
    for name, content in files.items():
        if before:
            (folder / name).write_bytes(content)
            assert records(read_table(folder / name, kind)) == before
