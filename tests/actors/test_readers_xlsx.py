"""Tests of reading XLSX as people's spreadsheets have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from actors.errors import UnreadableFileError
from actors.readers import Table, read_table

Make = Callable[..., Path]

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: str) -> str:
    """The XML of a sheet, with a heading Navn in A1 and By in B1."""
    heading = '<row r="1">' + inline("A1", "Navn") + inline("B1", "By") + "</row>"
    return f'<worksheet xmlns="{NAMESPACE}"><sheetData>{heading}{rows}</sheetData></worksheet>'


def inline(cell: str, text: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>'


def values(table: Table) -> list[dict[str, str]]:
    return [dict(row.values) for row in table.rows]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Ærø", "Ærø"),
        (2200, "2200"),
        (2200.0, "2200"),
        (55.6861, "55.6861"),
        (0.1 + 0.2, "0.3"),
        (4533663366, "4533663366"),
        (0.00001, "0.00001"),
        (1e20, "100000000000000000000"),
        (True, "ja"),
        (False, "nej"),
        (datetime(2008, 12, 31), "2008-12-31"),  # noqa: DTZ001 - a spreadsheet knows no zones
        (date(2008, 12, 31), "2008-12-31"),
        (datetime(2008, 12, 31, 9, 30), "2008-12-31 09:30"),  # noqa: DTZ001 - nor here
        (time(9, 30), "09:30"),
        ("#N/A", "#N/A"),
        ("to\nlinjer", "to\nlinjer"),
    ],
)
def test_a_cell_is_the_text_that_a_person_would_have_typed(
    make_xlsx: Make, cell: object, text: str
) -> None:
    table = read_table(make_xlsx([["Navn", "Beskrivelse"], ["Prøven", cell]]), "actors")
    assert table.rows[0].values["description"] == text


def test_a_row_is_the_one_the_spreadsheet_shows(make_xlsx: Make) -> None:
    rows = [["Aktører"], [], ["Navn", "By"], ["En"], [None, " "], [None, "Ærø"]]
    table = read_table(make_xlsx(rows), "actors")
    assert table.heading_line == 3
    assert table.line_word == "række"
    assert [(row.line, dict(row.values)) for row in table.rows] == [
        (4, {"name": "En"}),
        (6, {"city": "Ærø"}),
    ]


def test_rows_that_the_file_leaves_out_are_counted(make_raw_xlsx: Make) -> None:
    path = make_raw_xlsx(sheet(f'<row r="7">{inline("A7", "Prøven")}</row>'))
    assert [row.line for row in read_table(path, "actors").rows] == [7]


def test_the_first_sheet_with_headings_is_read_and_the_others_are_told_of(make_xlsx: Make) -> None:
    sheets = {
        "Læs mig": [["Sådan bruges listen"], ["Skriv en række for hver"]],
        "Liste": [["Navn", "By"], ["Prøven", "Ærø"]],
        "Gammel": [["Navn", "By"], ["Anden", "Fanø"]],
    }
    table = read_table(make_xlsx(sheets=sheets), "actors")
    assert values(table) == [{"name": "Prøven", "city": "Ærø"}]
    assert [(one.severity, one.value) for one in table.problems] == [("warning", "Gammel")]


def test_a_formula_gives_the_value_it_last_had(make_raw_xlsx: Make) -> None:
    cells = '<c r="B2" t="str"><f>A2&amp;"!"</f><v>Prøven!</v></c>'
    path = make_raw_xlsx(sheet(f'<row r="2">{inline("A2", "Prøven")}{cells}</row>'))
    assert values(read_table(path, "actors")) == [{"name": "Prøven", "city": "Prøven!"}]


def test_a_formula_that_gave_no_text_is_blank(make_raw_xlsx: Make) -> None:
    cells = '<c r="B2" t="str"><f>IF(A2="","x","")</f><v></v></c>'
    path = make_raw_xlsx(sheet(f'<row r="2">{inline("A2", "Prøven")}{cells}</row>'))
    assert values(read_table(path, "actors")) == [{"name": "Prøven"}]


@pytest.mark.parametrize("formula", ["=1+1", ArrayFormula("B2", "=SUM(A1:A2)")])
def test_a_formula_without_a_value_is_not_taken_for_blank(make_xlsx: Make, formula: object) -> None:
    table = read_table(make_xlsx([["Navn", "By"], ["Prøven", formula]]), "actors")
    assert values(table) == [{"name": "Prøven", "city": "#FORMEL!"}]


def test_error_cells_keep_the_words_of_the_spreadsheet(make_raw_xlsx: Make) -> None:
    cells = '<c r="B2" t="e"><v>#REF!</v></c>'
    path = make_raw_xlsx(sheet(f'<row r="2">{inline("A2", "Prøven")}{cells}</row>'))
    assert values(read_table(path, "actors")) == [{"name": "Prøven", "city": "#REF!"}]


def test_a_blank_cell_far_down_is_passed_over(make_raw_xlsx: Make) -> None:
    rows = f'<row r="2">{inline("A2", "Prøven")}</row><row r="90000"><c r="A90000" s="0"/></row>'
    assert values(read_table(make_raw_xlsx(sheet(rows)), "actors")) == [{"name": "Prøven"}]


def test_a_size_that_is_not_true_is_not_believed(make_raw_xlsx: Make) -> None:
    row = f'<row r="2">{inline("A2", "Prøven")}{inline("B2", "Ærø")}</row>'
    for size in ("A1", "A1:XFD1048576"):
        xml = sheet(row).replace("<sheetData>", f'<dimension ref="{size}"/><sheetData>')
        table = read_table(make_raw_xlsx(xml), "actors")
        assert values(table) == [{"name": "Prøven", "city": "Ærø"}]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([], "er tom"),
        ([[None, " "]], "er tom"),
        ([["Navn", "By"]], "ingen rækker"),
        ([["Navn", "By"], [None, "  "]], "ingen rækker"),
        ([["Navn", "navn"], ["a", "b"]], "»Navn« (A) og »navn« (B)"),
        ([["By", "Adresse"], ["a", "b"]], "mangler kolonnen »Navn«"),
        ([["Farve"], ["a"]], "ingen kendte overskrifter"),
    ],
)
def test_what_is_no_table_says_what_to_do(
    make_xlsx: Make, rows: list[list[Any]], says: str
) -> None:
    with pytest.raises(UnreadableFileError, match=r"»liste\.xlsx«") as raised:
        read_table(make_xlsx(rows), "actors")
    assert says in str(raised.value)


def test_a_damaged_workbook_says_what_to_do(make_xlsx: Make, tmp_path: Path) -> None:
    whole = make_xlsx([["Navn"], ["Prøven"]]).read_bytes()
    for damaged in (whole[: len(whole) // 2], b"PK\x03\x04" + b"x" * 99, whole[:200] + whole[400:]):
        (tmp_path / "skadet.xlsx").write_bytes(damaged)
        with pytest.raises(UnreadableFileError, match="beskadiget eller ikke et Excel-ark"):
            read_table(tmp_path / "skadet.xlsx", "actors")


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_part_that_makes_no_sense_says_what_to_do(make_raw_xlsx: Make, part: str) -> None:
    for content in (b"<broken", b"<other/>", b"\xff\xfe"):
        with pytest.raises(UnreadableFileError, match=r"»liste\.xlsx«"):
            read_table(make_raw_xlsx(parts={part: content}), "actors")


def test_a_workbook_with_macros_is_read_and_they_are_not(make_xlsx: Make) -> None:
    path = make_xlsx([["Navn"], ["Prøven"]], name="liste.xlsm")
    assert values(read_table(path, "actors")) == [{"name": "Prøven"}]


def test_a_pretty_workbook_is_read(tmp_path: Path) -> None:
    """Merged titles, colours, filters, comments and hyperlinks, as consultants' lists have them."""
    book = Workbook()
    page = book.worksheets[0]
    page.merge_cells("A1:C1")
    page["A1"] = "Aktører i Prøvebyen"
    for column, text in zip("ABC", ("Navn", "Hjemmeside", "Bekræftet"), strict=True):
        page[f"{column}2"] = text
    page["A3"], page["B3"], page["C3"] = "Prøven", "example.dk", date(2026, 1, 31)
    page["B3"].hyperlink = "https://example.dk/"
    page["C3"].number_format = "dd-mm-yyyy"
    page.auto_filter.ref = "A2:C3"
    book.save(tmp_path / "p.xlsx")
    assert load_workbook(tmp_path / "p.xlsx").active is not None
    (row,) = read_table(tmp_path / "p.xlsx", "actors").rows
    assert (row.line, row.values["assured_date"]) == (3, "2026-01-31")
