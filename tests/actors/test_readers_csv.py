"""Tests of reading CSV as people's programs write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actors.errors import UnreadableFileError
from actors.readers import limits, read_table
from actors.readers.csv_file import DELIMITERS

Make = Callable[..., Path]
Cells = tuple[str, str, str]

# No byte of these in cp1252 can be taken for UTF-8.
DANISH = st.text("abcxyzæøåÆØÅ 0123456789.,;:|/-+='\"()\t\n\r@", max_size=30)
ANY = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30) | DANISH


def tidy(text: str) -> str:
    """What a cell is after reading: LF, no blanks around, no mark against formulas."""
    plain = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    live = plain.lstrip("'").startswith(("=", "+", "-", "@", "\t"))
    return plain[1:] if plain.startswith("'") and live else plain


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_every_encoding_delimiter_and_line_end_gives_the_same(
    make_csv: Make, encoding: str, delimiter: str, line_end: str
) -> None:
    path = make_csv(
        [["Navn", "By"], ["Læsecaféen Prøven, øst", "Ærø;by"], ["Åen", ""]],
        encoding=encoding,
        delimiter=delimiter,
        line_end=line_end,
    )
    table = read_table(path, "actors")
    assert [dict(row.values) for row in table.rows] == [
        {"name": "Læsecaféen Prøven, øst", "city": "Ærø;by"},
        {"name": "Åen"},
    ]
    assert [row.line for row in table.rows] == [2, 3]
    assert (table.file, table.table, table.line_word) == ("liste.csv", "actors", "linje")


@given(
    rows=st.lists(st.tuples(ANY, ANY, ANY), max_size=6),
    delimiter=st.sampled_from(DELIMITERS),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(deadline=None)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Cells], delimiter: str, encoding: str
) -> None:
    round_trip(tmp_path_factory.mktemp("csv"), rows, delimiter, encoding)


@given(rows=st.lists(st.tuples(DANISH, DANISH, DANISH)), delimiter=st.sampled_from(DELIMITERS))
@settings(deadline=None)
def test_what_is_written_in_cp1252_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Cells], delimiter: str
) -> None:
    round_trip(tmp_path_factory.mktemp("csv"), rows, delimiter, "cp1252")


def round_trip(folder: Path, rows: list[Cells], delimiter: str, encoding: str) -> None:
    """Writes rows in a dialect and an encoding, and finds them again."""
    kept = [("Prøven", "", ""), *(row for row in rows if any(map(tidy, row)))]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([("Navn", "Beskrivelse", "By"), *kept])
    path = folder / "liste.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    table = read_table(path, "actors")
    expected = [
        {
            name: tidy(cell)
            for name, cell in zip(("name", "description", "city"), row, strict=True)
            if tidy(cell)
        }
        for row in kept
    ]
    assert [dict(row.values) for row in table.rows] == expected
    assert all(row.problems == () for row in table.rows)


@pytest.mark.parametrize(
    "heading", ["Indsatsområder", "indsatsområde", " TEMAER ", "themes", "Indsats-omraader", "tema"]
)
def test_headings_are_understood_as_people_write_them(make_csv: Make, heading: str) -> None:
    table = read_table(make_csv([["navn", heading], ["Prøven", "bolig"]]), "actors")
    assert table.rows[0].values["themes"] == "bolig"
    assert table.heading_of("themes") == heading.strip()


def test_a_line_is_the_one_the_editor_shows(make_csv: Make) -> None:
    content = (
        'Navn;Beskrivelse\nEn;"to\nlinjer\nog en til"\n\nTo;kort\n;\n'
        '"Tre\r\nog";"a ""b"" c"\nFire;d'
    )
    rows = read_table(make_csv(content=content), "actors").rows
    assert [(row.line, row.values["name"]) for row in rows] == [
        (2, "En"),
        (6, "To"),
        (8, "Tre\nog"),
        (10, "Fire"),
    ]
    assert rows[0].values["description"] == "to\nlinjer\nog en til"
    assert rows[2].values["description"] == 'a "b" c'


def test_headings_may_stand_below_a_title_and_the_title_is_told_of(make_csv: Make) -> None:
    content = "Aktører i Prøvebyen\nStatus;2026\n\nNavn;By;Status\nPrøven;Ærø;active\n"
    table = read_table(make_csv(content=content), "actors")
    assert table.heading_line == 4
    assert [row.line for row in table.rows] == [5]
    (told,) = table.problems
    assert told.severity == "warning"
    assert told.value == "Aktører i Prøvebyen Status 2026"


def test_nothing_of_a_row_is_lost(make_csv: Make) -> None:
    content = "Navn;Kontaktperson;;By\nPrøven;Bo;løs;Ærø\n"
    table = read_table(make_csv(content=content), "actors")
    assert dict(table.rows[0].other) == {1: "Bo", 2: "løs"}
    assert [one.text for one in table.unknown_headings] == ["Kontaktperson", ""]


def test_a_row_that_has_slipped_is_a_problem(make_csv: Make) -> None:
    content = "Navn,By\nPrøven, den gode,Ærø\n"
    (row,) = read_table(make_csv(content=content), "actors").rows
    assert [one.severity for one in row.problems] == ["error"]
    assert "3 felter" in row.problems[0].wrong
    assert "2 overskrifter" in row.problems[0].wrong


def test_blank_cells_beyond_the_headings_are_no_problem(make_csv: Make) -> None:
    (row,) = read_table(make_csv(content="Navn;By\nPrøven;Ærø;;;\n"), "actors").rows
    assert row.problems == ()


@pytest.mark.parametrize("first", ["sep=,", '"sep=,"', "sep=,,,"])
def test_excels_own_first_line_names_the_delimiter(make_csv: Make, first: str) -> None:
    content = f"{first}\r\nNavn,By\r\nPrøven,Ærø\r\n"
    table = read_table(make_csv(content=content), "actors")
    assert dict(table.rows[0].values) == {"name": "Prøven", "city": "Ærø"}
    assert table.rows[0].line == 3


def test_one_column_is_not_cut_at_commas(make_csv: Make) -> None:
    rows = read_table(make_csv(content="Navn\nPrøven, den gode\nB\n"), "actors").rows
    assert [row.values["name"] for row in rows] == ["Prøven, den gode", "B"]


def test_marks_against_formulas_are_taken_off_again(make_csv: Make) -> None:
    (row,) = read_table(make_csv([["Navn", "Tlf"], ["Prøven", "'+45 33663366"]]), "actors").rows
    assert row.values["phone"] == "+45 33663366"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "er tom"),
        (b" \n\r\n\t ; ;\n", "er tom"),
        (b"  \n\n\t\n", "er tom"),
        ("\ufeff".encode(), "er tom"),
        (b"Navn;By\n", "ingen rækker"),
        (b"Navn;By\n;\n ; \n", "ingen rækker"),
        (b"Navn;By\nPr\0ven;b\n", "nul-tegn"),
        (b"Navn;navn\na;b\n", "betyder det samme"),
        (b"Navn;Titel\na;b\n", "betyder det samme"),
        (b"Nvn;By;Adresse\na;b;c\n", "mangler kolonnen »Navn«"),
        (b"Skostr;Farve\na;b\n", "ingen kendte overskrifter"),
        (b'Navn;By\n"Pr\xc3\xb8ven;b\n', "citationstegn"),
        (b'Navn;By\n"Pr\xc3\xb8v"en;b\n', "citationstegn"),
        ("Navn;By\nPrøven;Ærø\n".encode() + b"\xe6\n", "tegnsæt"),
        ("Navn\nGraasten\nRødovre\n".encode("mac-roman"), "ældre tegnsæt"),
        ("Navn\nRødovre på åen\n".encode("cp850"), "tegnsæt"),
        ("Navn\nPrøven".encode("cp1252") + b"\x81\n", "ikke kan læses som dansk"),
        (b"PK\x03\x04rest", ".xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "gamle Excel-format"),
    ],
)
def test_what_is_no_table_says_what_to_do(make_csv: Make, content: bytes, says: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"»liste\.csv«") as raised:
        read_table(make_csv(content=content), "actors")
    assert says in str(raised.value)
    assert str(raised.value).endswith((".", "?"))


def test_a_missing_name_column_is_recognised_by_its_likeness(make_csv: Make) -> None:
    with pytest.raises(UnreadableFileError, match="»Navne« ligner: kald den »Navn«"):
        read_table(make_csv(content="Navne;By;Adresse\na;b;c\n"), "actors")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("liste.xls", "gem det som Excel-projektmappe"),
        ("liste.ods", "gem det som Excel-projektmappe"),
        ("liste.pdf", "CSV"),
        ("liste", "CSV"),
        ("liste.xlsx", "endelsen .csv"),
    ],
)
def test_a_wrong_ending_says_what_to_do(make_csv: Make, name: str, says: str) -> None:
    with pytest.raises(UnreadableFileError) as raised:
        read_table(make_csv(content="Navn\nPrøven\n", name=name), "actors")
    assert says in str(raised.value)


def test_a_file_that_is_not_there_and_a_folder_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "mappe.csv").mkdir()
    for name in ("mangler.csv", "mappe.csv"):
        with pytest.raises(UnreadableFileError, match="findes ikke som fil"):
            read_table(tmp_path / name, "actors")


def test_an_unknown_table_is_the_callers_mistake(make_csv: Make) -> None:
    with pytest.raises(ValueError, match="'people' is no table"):
        read_table(make_csv(content="Navn\nPrøven\n"), "people")


@pytest.mark.parametrize(
    ("name", "most", "content", "says"),
    [
        ("MAX_ROWS", 2, "Navn\na\nb\n", ""),
        ("MAX_ROWS", 2, "Navn\na\nb\nc\n", "flere end 2 rækker"),
        ("MAX_COLUMNS", 2, "Navn;By\na;b\n", ""),
        ("MAX_COLUMNS", 2, "Navn;By;x\na;b\n", "flere end 2 kolonner"),
        ("MAX_CELLS", 4, "Navn;By\na;b\n", ""),
        ("MAX_CELLS", 4, "Navn;By\na;b\nc\n", "flere end 4 celler"),
        ("MAX_CELL_CHARACTERS", 5, "Navn;By\nabcde;b\n", ""),
        ("MAX_CELL_CHARACTERS", 5, "Navn;By\nabcdef;b\n", "over 5 tegn"),
        ("MAX_SECONDS", -1.0, "Navn;By\na;b\n", "på et minut"),
    ],
)
def test_each_limit_holds_at_its_border(
    make_csv: Make,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    most: float,
    content: str,
    says: str,
) -> None:
    monkeypatch.setattr(limits, name, most)
    path = make_csv(content=content)
    if not says:
        assert read_table(path, "actors").rows
        return
    with pytest.raises(UnreadableFileError, match=says):
        read_table(path, "actors")
