"""Tests that the bundled record goes the way of every other file, and comes out whole."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from actors.bundled import bundled_projects, bundled_table, documents
from actors.fields import LIST_SEPARATOR
from actors.records import Project

DATA = Path(__file__).resolve().parents[2] / "actors" / "data"
TODAY = date(2026, 11, 21)


def printed() -> list[dict[str, str]]:
    with (DATA / "projects.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_becomes_a_record_without_a_word_to_say() -> None:
    validated = bundled_projects(TODAY)
    assert (validated.read, len(validated.records)) == (131, 131)
    assert validated.problems == ()


def test_nothing_is_changed_on_the_way() -> None:
    for row, record in zip(printed(), bundled_projects(TODAY).records, strict=True):
        assert isinstance(record, Project)
        assert {
            "id": record.id,
            "name": record.name,
            "name_printed": record.name_printed,
            "name_note": record.name_note,
            "themes": LIST_SEPARATOR.join(record.themes),
            "place": record.place.name,
            "place_note": record.place.note,
            "serves": LIST_SEPARATOR.join(record.serves),
            "status": record.status,
            "year": str(record.year),
            "document": record.provenance.document,
            "document_place": record.provenance.place,
        } == row


def test_every_record_stands_in_a_document_of_the_list() -> None:
    known = documents()
    assert {one.provenance.document for one in bundled_projects(TODAY).records} <= set(known)
    for id_, document in known.items():
        assert document.id == id_
        assert document.title
        assert document.publisher
        assert document.date


def test_there_are_no_bundled_actors() -> None:
    table = bundled_table("actors")
    assert (table.rows, table.problems, table.table) == ((), (), "actors")
