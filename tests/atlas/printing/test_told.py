"""Tests that the books tell of efforts, events, tasks and figures, as the documents have them."""

import re
from collections.abc import Mapping

import pytest

from atlas.connections import Connections
from atlas.labels import COLLECTIONS
from atlas.printing import print_collections
from atlas.printing.entries import name_of
from atlas.printing.told import tales
from atlas.printing.translation import OPEN
from atlas.printing.wording import danish_figures, wording
from geodata.districts import Collection
from tests.atlas.printing.catalogues import (
    BUILT,
    bundled,
    catalogue_of,
    project,
)
from tests.atlas.printing.reading import Printed, squeezed

TABLES = ("area_figures", "initiatives", "events", "tasks")


def unhyphenated(text: str) -> str:
    """Text without the hyphens that end a line, or stand in a name."""
    return text.replace("-", "")


@pytest.mark.parametrize("code", COLLECTIONS)
def test_every_row_of_a_collection_stands_in_its_book(
    record_books: Mapping[str, Printed], code: str
) -> None:
    connections = bundled().connections
    text = record_books[code].flowing
    for table in TABLES:
        for row in connections.in_collection(table, code):
            name = row.get("name") or row.get("title") or row["area"]
            assert unhyphenated(squeezed(name)) in text, row
            told = row.get("figure") or row.get("activity") or row.get("description", "")
            assert unhyphenated(squeezed(told)) in text, row


def test_the_barometer_stands_in_the_book_of_the_whole_city_alone(
    record_books: Mapping[str, Printed],
) -> None:
    indicators = bundled().connections.rows("indicators")
    assert len(indicators) > 30
    text = record_books["hele-byen"].flowing
    assert all(unhyphenated(squeezed(one["name"])) in text for one in indicators)
    assert "Integrationsbarometret" not in record_books["tingbjerg"].text


def test_figures_stand_row_by_row_as_printed_under_their_area() -> None:
    rows = bundled().connections.in_collection("area_figures", "hele-byen")
    [told] = [one for one in tales(bundled(), Collection.WHOLE_CITY, wording("da"))
              if one.title == "Tal"]  # fmt: skip
    found = [
        (area.name, one.what, one.printed, one.year)
        for area in told.items
        for part in area.parts
        for one in part.figures
    ]
    keys = ("area", "figure", "as_printed", "year")
    assert sorted(found) == sorted(tuple(row[key] for key in keys) for row in rows)
    assert all(part.source and not part.facts for area in told.items for part in area.parts)
    for area in told.items:
        sources = [part.source for part in area.parts if part.figures[0].year == "2008"]
        assert len(sources) == len(set(sources)), area.name


def test_the_atlas_writes_a_measurement_with_a_comma_beside_its_unit() -> None:
    for language, sign in (("da", ""), ("ar", OPEN)):
        [told] = [
            one
            for one in tales(bundled(), Collection.WHOLE_CITY, wording(language))
            if one.title == wording(language).say("told.indicators")
        ]
        facts = [one for item in told.items for part in item.parts for one in part.facts]
        assert any(f"{sign}54,40\N{NO-BREAK SPACE}procent" in one for one in facts)
        assert any(f"{sign}4.627\N{NO-BREAK SPACE}boliger" in one for one in facts)


@pytest.mark.parametrize(
    ("given", "danish"),
    [("54.40", "54,40"), ("4627", "4.627"), ("29", "29"), ("ca. 40", "ca. 40"), ("1.", "1.")],
)
def test_only_a_plain_number_is_written_as_danish_writes_it(given: str, danish: str) -> None:
    assert danish_figures(given) == danish


def test_what_was_planned_is_told_from_what_took_place(record_books: Mapping[str, Printed]) -> None:
    told = tales(bundled(), Collection("noerrebro"), wording("da"))
    [events] = [one for one in told if one.title == "Hvad der skete"]
    birthday = next(one for one in events.items if "21 års fødselsdag" in one.name)
    assert birthday.parts[0].facts[0] == "29. juni 2008"
    assert "29. juni 2008" in record_books["noerrebro"].text
    stated = {row["name"]: row["planned_or_held"] for row in bundled().connections.rows("events")}
    for one in events.items:
        is_planned = any(part.facts[0].endswith(", planlagt") for part in one.parts)
        assert is_planned == (stated[one.name] == "planned"), one.name


@pytest.mark.parametrize(
    ("edtf", "danish", "english"),
    [
        ("", "", ""),
        ("2008", "2008", "2008"),
        ("2008-11~", "ca. november 2008", "about November 2008"),
        ("2008-23", "efteråret 2008", "autumn 2008"),
        ("2007/2010", "2007\N{EN DASH}2010", "2007\N{EN DASH}2010"),
        ("2006-12/..", "fra december 2006", "from December 2006"),
        ("../2008-06-01", "til 1. juni 2008", "until 1 June 2008"),
        ("2008-13", "2008-13", "2008-13"),
        ("sent på året", "sent på året", "sent på året"),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(edtf: str, danish: str, english: str) -> None:
    assert wording("da").when(edtf) == danish
    assert wording("en").when(edtf).replace("1. June", "1 June") == english


def test_seasons_stand_among_the_months_that_they_begin_in() -> None:
    dates = ("2006-01", "2006-21", "2006-05-02", "2006-22", "2006-23", "2006-10", "2006-24", "2007")
    blank = dict.fromkeys(bundled().connections.rows("events")[0], "")
    rows = tuple(
        {**blank, "id": f"e-{number}", "name": date, "date_edtf": date, "collections": "hele-byen"}
        for number, date in enumerate(reversed(dates))
    )
    catalogue = catalogue_of([project(1, "")], Connections(tables={"events": rows}))
    [tale] = tales(catalogue, Collection.WHOLE_CITY, wording("da"))
    assert tuple(one.name for one in tale.items) == dates


def test_hostile_text_in_a_row_is_set_as_text() -> None:
    hostile = '#eval("1+1") $x$ *fed* `kode` <mærke> \\\\ {{ 7*7 }} \u202e\x07'
    row = {
        "id": "e-1", "name": hostile, "kind": "moede", "date_edtf": hostile,
        "date_printed": hostile, "place": "Tingbjerg", "participants": hostile,
        "planned_or_held": "held", "organiser_id": "", "organiser_name": hostile, "theme": "",
        "document": "d", "document_place": hostile,
    }  # fmt: skip
    catalogue = catalogue_of([project(1, "Tingbjerg")], Connections(tables={"events": (row,)}))
    files = print_collections(catalogue, ["tingbjerg"], built=BUILT)
    text = Printed(files["pdf/tingbjerg.pdf"]).squeezed
    assert squeezed('#eval("1+1") $x$ *fed* `kode` <mærke>') in text


def test_a_figure_stands_in_one_piece_where_a_column_ends() -> None:
    """What a figure is of never goes on in the next column, away from the figure."""
    row = bundled().connections.in_collection("area_figures", "hele-byen")[0]
    what = [f"begyndelse-{n:02d} {'ord ' * 27}ende-{n:02d}" for n in range(60)]
    rows = tuple({**row, "figure": one, "as_printed": "1"} for one in what)
    catalogue = catalogue_of([project(1, "Tingbjerg")], Connections(tables={"area_figures": rows}))
    files = print_collections(catalogue, ["hele-byen"], built=BUILT, scale=100_000)
    printed, found = Printed(files["pdf/hele-byen.pdf"]), 0
    for page in range(1, len(printed.pages) + 1):
        heights = {
            mark: one.y
            for one in printed.pieces(page)
            for mark in re.findall(r"\w+-\d\d", one.text)
        }
        for begun in (mark for mark in heights if mark.startswith("begyndelse")):
            assert heights[begun.replace("begyndelse", "ende")] < heights[begun]
            found += 1
    assert found == len(what)
    goes_on = squeezed(f"{row['area']} (fortsat)")
    assert printed.squeezed.count(goes_on) >= 2, "each further column says whose they are"


@pytest.mark.parametrize("language", ["da", "en", "ar"])
def test_a_table_that_ends_where_it_began_does_not_go_on(language: str) -> None:
    row = bundled().connections.in_collection("area_figures", "hele-byen")[0]
    rows = tuple(
        {**row, "area": f"Sted{number}", "figure": "beboere", "as_printed": f"{number}"}
        for number in range(8)
    )
    catalogue = catalogue_of([project(1, "Tingbjerg")], Connections(tables={"area_figures": rows}))
    files = print_collections(
        catalogue, ["hele-byen"], built=BUILT, scale=100_000, languages=(language,)
    )
    (content,) = files.values()
    text = Printed(content).squeezed
    assert [text.count(f"Sted{number}") for number in range(8)] == [1] * 8


def test_a_book_without_a_record_tells_nothing_and_says_no_empty_heading() -> None:
    catalogue = catalogue_of([project(1, "Tingbjerg")])
    assert tales(catalogue, Collection("tingbjerg"), wording("da")) == ()
    files = print_collections(catalogue, ["tingbjerg"], built=BUILT)
    assert "Det fortæller dokumenterne" not in Printed(files["pdf/tingbjerg.pdf"]).text
    assert name_of(catalogue.records("tingbjerg")[0]) in Printed(files["pdf/tingbjerg.pdf"]).text


def test_an_amount_ends_no_sentence(record_books: Mapping[str, Printed]) -> None:
    book = record_books["hele-byen"]
    told = " ".join(" ".join(book.pages).split())
    assert "0,2 mio. kr. · Status dengang" in told
    assert "kr. Status dengang" not in told
