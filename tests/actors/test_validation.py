"""Tests of the law of validation: every row is a record or a rejection, with all its problems."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.fields import FIELDS
from actors.readers import Heading, Row, Table, read_table
from actors.records import Actor, Contact, Project, Provenance, StatedPlace
from actors.validation import Validated, validate

Make = Callable[..., Path]
Check = Callable[..., Validated]

TODAY = date(2026, 11, 21)
BASE = {"name": "Prøven", "year": "2026"}

HOSTILE = st.sampled_from(
    [
        *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "${7*7}", "{{7*7}}"),
        *("</script>", "javascript:alert(1)", "=cmd|' /C calc'!A0", "\u202egnp.exe", "\ud800"),
        *(
            "' OR 1=1 --",
            "%00",
            "../../etc/passwd",
            "#N/A",
            "\x00",
            "\ufffe",
            "\U0001d56c",
            "😀" * 50,
        ),
    ]
)
TEXT = st.text(st.characters(codec=None), max_size=40) | HOSTILE


def table_of(rows: list[dict[str, str]], table: str = "actors") -> Table:
    """A table as a reader could have made it, of any text at all."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return Table(
        file="liste.csv",
        table=table,
        rows=tuple(
            Row(file="liste.csv", line=number, values=row) for number, row in enumerate(rows, 2)
        ),
        headings=tuple(
            Heading(column=number, text=name, field=name) for number, name in enumerate(names)
        ),
        heading_line=1,
        line_word="linje",
    )


@given(
    rows=st.lists(
        st.dictionaries(st.sampled_from([one.name for one in FIELDS]), TEXT, min_size=1), max_size=8
    ),
    kind=st.sampled_from(["actors", "projects"]),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_at_all_becomes_a_record_or_a_rejection(
    rows: list[dict[str, str]], kind: str
) -> None:
    validated = validate(table_of(rows, kind), today=TODAY)
    assert validated.read == len(rows) == len(validated.records) + len(validated.rejections)
    ids = [record.id for record in validated.records]
    assert len(set(ids)) == len(ids)
    for rejection in validated.rejections:
        assert any(one.severity == "error" for one in rejection.problems)
    assert all(one.severity == "warning" for one in validated.warnings)
    for record in validated.records:
        assert record.name
        assert record.contact.website.lower().startswith(("", "http://", "https://"))
        assert (record.place.lat is None) == (record.place.lon is None)
        str(record).encode()  # no half characters


def test_a_full_actor(check: Check) -> None:
    validated = check(
        {
            "Id": "a-proeven",
            "Navn": "Læsecaféen Prøven",
            "Andre navne": "Prøven|Caféen",
            "Type": "forening",
            "Beskrivelse": "Lektiehjælp hver mandag.",
            "Indsatsområder": "Uddannelse",
            "Målgrupper": "unge",
            "Sprog": "dansk, somali",
            "Status": "I gang",
            "Sted": "Prøvebyen",
            "Bemærkning til stedet": "står på døren",
            "Adresse": "Prøvevej 1",
            "Postnr.": "2500",
            "By": "Valby",
            "Breddegrad": "55,66",
            "Længdegrad": "12,5",
            "Dækker": "valby",
            "Åbningstider": "Mo 10:00-12:00",
            "Tlf.": "33663366",
            "E-mail": "kontakt@example.dk",
            "Hjemmeside": "https://example.dk/",
            "År": "2026",
            "Bekræftet": "1-10-2026",
            "Dokument": "prøveliste",
            "Sted i dokumentet": "side 1",
        }
    )
    assert validated.problems == ()
    assert validated.records == (
        Actor(
            id="a-proeven",
            name="Læsecaféen Prøven",
            provenance=Provenance(document="prøveliste", place="side 1"),
            year=2026,
            alternate_names=("Prøven", "Caféen"),
            description="Lektiehjælp hver mandag.",
            themes=("uddannelse",),
            target_groups=("unge",),
            languages=("da", "so"),
            status="active",
            place=StatedPlace(
                name="Prøvebyen",
                note="står på døren",
                address="Prøvevej 1",
                postcode="2500",
                city="Valby",
                lat=55.66,
                lon=12.5,
            ),
            serves=("valby",),
            contact=Contact(
                email="kontakt@example.dk", phone="33 66 33 66", website="https://example.dk/"
            ),
            opening_hours="Mo 10:00-12:00",
            assured_date=date(2026, 10, 1),
            kind="forening",
        ),
    )


def test_a_bare_project(check: Check) -> None:
    validated = check({"name": "Prøven"}, table="projects", default_document="prøveliste")
    assert validated.records == (
        Project(
            id="p-proeven",
            name="Prøven",
            provenance=Provenance(document="prøveliste", place="række 2"),
            year=None,
        ),
    )


def test_without_any_document_the_file_is_it(check: Check) -> None:
    assert check(BASE).records[0].provenance == Provenance(document="liste.csv", place="række 2")


def test_every_problem_of_a_row_is_told_in_the_order_of_its_cells(check: Check) -> None:
    bad = {
        "themes": "trafik",
        "kind": "bil",
        "postcode": "1",
        "lat": "x",
        "lon": "x",
        "phone": "1",
        "name": "",
        "email": "x",
        "website": "x y",
        "year": "7",
        "assured_date": "i går",
        "languages": "qqqq",
        "status": "qqqq",
        "id": "Æ",
    }
    validated = check(bad)
    (rejection,) = validated.rejections
    assert [one.field for one in rejection.problems] == list(bad)
    assert rejection.name == "(uden navn)"
    assert {one.line for one in rejection.problems} == {2}
    assert {one.file for one in rejection.problems} == {"liste.csv"}
    for one in rejection.problems:
        assert (one.heading, one.value) == (one.field, bad[one.field])


def test_a_rejected_row_keeps_its_warnings_to_itself(check: Check) -> None:
    validated = check({"name": "", "website": "example.dk"})
    assert validated.warnings == ()
    assert {one.severity for one in validated.rejections[0].problems} == {"error", "warning"}


def test_the_problems_that_the_reader_found_reject_the_row(make_csv: Make) -> None:
    table = read_table(make_csv(content="Navn,År\nPrøven, den gode,2026\n"), "actors")
    validated = validate(table, today=TODAY)
    assert "3 felter" in validated.rejections[0].problems[0].wrong


def test_headings_that_are_not_known_are_told_of_once(make_csv: Make) -> None:
    content = "Navn;År;Adrese;Projektholder;Skostørrelse;\nA;2026;x;x;x;løs\nB;2026;x;x;x;\n"
    table = read_table(make_csv(content=content), "actors")
    validated = validate(table, today=TODAY)
    assert len(validated.records) == 2
    assert [(one.line, one.heading, one.right) for one in validated.file_warnings] == [
        (1, "Adrese", "Mente du »Adresse«?"),
        (1, "Projektholder", "Den hører til en liste over projekter."),
        (1, "Skostørrelse", "Den kan blive stående; atlasset bruger den ikke."),
        (1, "", "Den kan blive stående; atlasset bruger den ikke."),
    ]
    assert validated.row_warnings == ()


def test_the_same_file_gives_the_same_finding(check: Check) -> None:
    rows = [{**BASE, "themes": "trafik"}, {**BASE, "name": "B"}, {**BASE, "name": "B"}]
    assert check(*rows) == check(*rows)


ROWS: list[dict[str, Any]] = [
    {"Navn": "Læsecaféen Prøven", "Indsatsområder": "bolig|tryghed", "Postnummer": "2500"},
    {"Navn": "Åen, ærligt talt", "Breddegrad": "55.66", "Længdegrad": "12.5"},
    {"Navn": "To\nlinjer", "Beskrivelse": "en\nto", "Postnummer": "9999999"},
]


def test_every_kind_of_file_gives_the_same_records(
    make_csv: Make, make_xlsx: Make, make_geojson: Make
) -> None:
    headings = [*dict.fromkeys(name for row in ROWS for name in row), "År"]
    cells = [headings, *([{**row, "År": "2026"}.get(name) for name in headings] for row in ROWS)]
    files = [
        *(
            make_csv(cells, name=f"{encoding}{number}.csv", encoding=encoding, delimiter=delimiter)
            for encoding in ("utf-8", "utf-8-sig", "cp1252")
            for number, delimiter in enumerate(";,\t")
        ),
        make_xlsx(cells),
        make_geojson([in_geojson(row) for row in ROWS]),
    ]
    found = [validate(read_table(path, "actors"), today=TODAY) for path in files]
    told = [without_lines(one) for one in found]
    assert all(one == told[0] for one in told)
    assert len(found[0].records) == 2


def in_geojson(row: dict[str, Any]) -> dict[str, Any]:
    """A row as a feature: its position as a point, its year as a number."""
    kept = {name: text for name, text in row.items() if name not in {"Breddegrad", "Længdegrad"}}
    lon, lat = row.get("Længdegrad"), row.get("Breddegrad")
    point = {"type": "Point", "coordinates": [float(lon), float(lat)]} if lon and lat else None
    return {"type": "Feature", "geometry": point, "properties": {**kept, "År": 2026}}


def without_lines(validated: Validated) -> object:
    """What was found, but for the file and the lines, which differ from kind to kind."""
    return (
        [(one.id, one.name, one.themes, one.place, one.description) for one in validated.records],
        [
            (one.name, [(p.field, p.value, p.wrong, p.right) for p in one.problems])
            for one in validated.rejections
        ],
        [(one.field, one.wrong) for one in validated.warnings],
    )


@pytest.mark.parametrize("line_word", ["linje", "række", "objekt"])
def test_another_line_is_called_what_the_file_calls_it(
    make_csv: Make, make_xlsx: Make, make_geojson: Make, line_word: str
) -> None:
    cells = [["Navn", "Id"], ["A", "1"], ["B", "1"]]
    features = [
        {"type": "Feature", "geometry": None, "properties": {"Navn": name, "Id": "1"}}
        for name in "AB"
    ]
    path = {
        "linje": lambda: make_csv(cells),
        "række": lambda: make_xlsx(cells),
        "objekt": lambda: make_geojson(features),
    }[line_word]()
    (rejection,) = validate(read_table(path, "actors"), today=TODAY).rejections
    assert f"{line_word} {1 if line_word == 'objekt' else 2}." in str(rejection.problems)
