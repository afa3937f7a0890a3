"""Tests of the marked workbook: the person's own rows, unchanged, with everything found in them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from actors import marked_workbook
from actors.fields import FIELDS, MARK_HEADINGS
from actors.marked_workbook import write_marked_workbook
from actors.readers import Heading, Row, Table, read_table
from actors.readers.workbook_shape import MAX_ELEMENTS_ELSEWHERE
from actors.validation import Validated, validate

Make = Callable[..., Path]
Check = Callable[..., Validated]

TODAY = date(2026, 11, 21)
BASE = {"Navn": "Prøven", "År": "2026"}
LIVE = ("=", "+", "-", "@", "\t", "\r")


def sheets_of(path: Path) -> tuple[Worksheet, Worksheet]:
    book = load_workbook(path)
    overview, rows = book.worksheets
    return overview, rows


def column(sheet: Worksheet, heading: str) -> int:
    return [cell.value for cell in sheet[1]].index(heading) + 1


@pytest.fixture
def marked(tmp_path: Path) -> Callable[[Validated], tuple[Worksheet, Worksheet]]:
    """The two sheets of the marked workbook of a finding."""

    def write(validated: Validated) -> tuple[Worksheet, Worksheet]:
        write_marked_workbook(validated, tmp_path / "mærket.xlsx")
        return sheets_of(tmp_path / "mærket.xlsx")

    return write


Marked = Callable[[Validated], tuple[Worksheet, Worksheet]]


def test_the_rows_stand_in_their_order_under_danish_headings(check: Check, marked: Marked) -> None:
    _overview, rows = marked(
        check(
            {"name": "B", "years": "x", "postcode": "2500", "year": "2026"},
            {"name": "A", "years": "y", "postcode": "1", "year": "2026"},
        )
    )
    assert rows.title == "Aktører"
    assert [[cell.value for cell in row] for row in rows] == [
        [*MARK_HEADINGS, "Navn", "years", "Postnummer", "År"],
        [None, 2, "B", "x", "2500", "2026"],
        [
            "postcode: »1« er ikke et dansk postnummer. Skriv fire cifre.",
            *(3, "A", "y", "1", "2026"),
        ],
    ]


def test_a_cell_to_mend_is_coloured_and_says_why(check: Check, marked: Marked) -> None:
    _overview, rows = marked(
        check(
            {**BASE, "Postnr": "1", "E-mail": "bo@gmail.com"},
            {"Navn": "Bo", "Postnr": "2500", "E-mail": "bo.hansen@gmail.com", "År": ""},
        )
    )
    bad = rows.cell(2, column(rows, "Postnummer"))
    pointed_at = rows.cell(3, column(rows, "E-mail"))
    good = rows.cell(3, column(rows, "Postnummer"))
    assert bad.comment is not None
    assert bad.comment.text == "»1« er ikke et dansk postnummer. Skriv fire cifre."
    assert len({cell.fill.start_color.rgb for cell in (bad, pointed_at, good)}) == 3
    assert good.comment is None
    # The first column has the colour of the gravest.
    assert rows.cell(2, 1).fill.start_color.rgb == bad.fill.start_color.rgb
    assert rows.cell(3, 1).fill.start_color.rgb == pointed_at.fill.start_color.rgb
    words = str(rows.cell(2, 1).value).split("\n")
    assert [line.split(":")[0] for line in words] == ["Postnr", "E-mail"]


def test_the_overview_says_what_was_found_and_what_to_do(check: Check, marked: Marked) -> None:
    overview, _rows = marked(check(BASE, {**BASE, "Navn": ""}))
    text = "\n".join(str(cell.value) for row in overview for cell in row if cell.value)
    assert "liste.csv" in text
    assert "2 rækker læst: 1 i orden, 1 skal rettes." in text
    assert "Ret 1 række i filen" in text
    assert "Linje 3\nNavn: Navnet mangler." in text


def test_it_is_read_back_as_it_was(check: Check, tmp_path: Path) -> None:
    first = check(
        {**BASE, "Tlf": "+45 33663366", "Kontakt": "Bo", "Beskrivelse": "en\nto"},
        {**BASE, "Navn": "=1+1", "Tlf": "x", "Kontakt": "@Bo", "Beskrivelse": "-"},
    )
    write_marked_workbook(first, tmp_path / "mærket.xlsx")
    table = read_table(tmp_path / "mærket.xlsx", "actors")
    again = validate(table, today=TODAY)
    assert [row.values for row in table.rows] == [row.values for row in first.table.rows]
    assert [list(row.other.values()) for row in table.rows] == [["Bo"], ["@Bo"]]
    assert [one.text for one in table.unknown_headings] == ["Kontakt"]
    assert table.problems == ()
    assert [one.id for one in again.records] == [one.id for one in first.records]
    # And so as often as one likes.
    write_marked_workbook(again, tmp_path / "igen.xlsx")
    twice = read_table(tmp_path / "igen.xlsx", "actors")
    assert [row.values for row in twice.rows] == [row.values for row in table.rows]


@given(
    texts=st.lists(
        st.text(st.characters(codec=None), max_size=30)
        | st.sampled_from(["=cmd|' /C calc'!A0", "'=1", "''=1", "+1", "-1", "@x", "'", "\t=1"]),
        min_size=1,
        max_size=5,
    )
)
@settings(deadline=None, max_examples=40)
def test_no_text_becomes_a_formula_or_breaks_the_file(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("mærket") / "mærket.xlsx"
    headings = tuple(
        Heading(column=number, text=text, field=field)
        for number, (text, field) in enumerate([("Navn", "name"), ("=x", ""), ("Mail", "email")])
    )
    rows = tuple(
        Row(file="=x.csv", line=line, values={"name": text, "email": text}, other={1: text})
        for line, text in enumerate(texts, 2)
    )
    table = Table(
        file="=x.csv",
        table="actors",
        rows=rows,
        headings=headings,
        heading_line=1,
        line_word="linje",
    )
    write_marked_workbook(validate(table, today=TODAY), path)
    cells: list[Any] = [cell for sheet in sheets_of(path) for row in sheet for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if str(cell.value).startswith(LIVE)]


def test_every_field_is_found_again_under_its_danish_heading(
    make_csv: Make, tmp_path: Path
) -> None:
    for kind in ("actors", "projects"):
        names = [one.name for one in FIELDS if kind in one.tables]
        first = read_table(make_csv([names, [f"x{name}" for name in names]]), kind)
        write_marked_workbook(validate(first, today=TODAY), tmp_path / "mærket.xlsx")
        again = read_table(tmp_path / "mærket.xlsx", kind)
        assert again.rows[0].values == first.rows[0].values
        assert again.unknown_headings == ()


def test_very_many_problems_do_not_make_it_unreadable(
    make_csv: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A comment is about eight elements of XML, of which the reader bears so many."""
    assert marked_workbook.MAX_COMMENTS * 10 < MAX_ELEMENTS_ELSEWHERE
    monkeypatch.setattr(marked_workbook, "MAX_COMMENTS", 20)
    rows = [["Navn", "Postnr"], *([f"A{number}", "1"] for number in range(30))]
    validated = validate(read_table(make_csv(rows), "actors"), today=TODAY)
    write_marked_workbook(validated, tmp_path / "mærket.xlsx")
    cells = [cell for row in sheets_of(tmp_path / "mærket.xlsx")[1] for cell in row]
    assert len([cell for cell in cells if cell.comment]) == 20
    assert len(read_table(tmp_path / "mærket.xlsx", "actors").rows) == 30


WRITE = """
import resource, signal, sys
from datetime import date
from pathlib import Path
from actors.marked_workbook import write_marked_workbook
from actors.readers import read_table
from actors.validation import validate
validated = validate(read_table(Path(sys.argv[1]), "actors"), today=date(2026, 11, 21))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
try:
    write_marked_workbook(validated, Path(sys.argv[2]))
except OSError as error:
    print(error.strerror)
"""


def test_a_full_disk_leaves_the_old_file_and_nothing_else(make_csv: Make, tmp_path: Path) -> None:
    path = make_csv([["Navn"], ["Prøven"]])
    target = tmp_path / "ud" / "mærket.xlsx"
    target.parent.mkdir()
    target.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(path), str(target)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "File too large"
    assert target.read_bytes() == b"old"
    assert [one.name for one in target.parent.iterdir()] == ["mærket.xlsx"]


def test_whoever_has_the_old_file_open_keeps_it_whole(check: Check, tmp_path: Path) -> None:
    target = tmp_path / "mærket.xlsx"
    target.write_bytes(b"old")
    with target.open("rb") as reader:
        write_marked_workbook(check(BASE), target)
        assert reader.read() == b"old"
    assert target.read_bytes().startswith(b"PK")
