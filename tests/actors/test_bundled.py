"""Tests that the bundled record goes the way of every other file, and comes out whole."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from actors.bundled import bundled_projects, bundled_table, documents
from actors.fields import LIST_SEPARATOR
from actors.records import Project
from actors.validation import validate

DATA = Path(__file__).resolve().parents[2] / "actors" / "data"
TODAY = date(2026, 11, 21)


def printed() -> list[dict[str, str]]:
    with (DATA / "projects.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_becomes_a_record_without_a_word_to_say() -> None:
    validated = bundled_projects(TODAY)
    assert validated.read == len(validated.records) > 131
    assert validated.problems == ()
    actors = validate(bundled_table("actors"), today=TODAY)
    assert actors.read == len(actors.records) > 300
    assert actors.problems == ()


def test_the_printed_list_stands_unchanged_under_what_is_added() -> None:
    records = {one.id: one for one in bundled_projects(TODAY).records}
    for row in printed():
        record = records[row["id"]]
        assert isinstance(record, Project)
        assert {
            "name": record.name,
            "name_printed": record.name_printed,
            "name_note": record.name_note,
            "themes": LIST_SEPARATOR.join(record.themes),
            "serves": LIST_SEPARATOR.join(record.serves),
            "status": record.status,
        }.items() <= row.items()
        assert (record.year or 0) >= int(row["year"]), "another chapter may speak of it later"
        assert record.place.name == row["place"] or not row["place"]
        for listing in row["document_place"].split("; "):
            assert listing in record.provenance.place, row["id"]


def test_other_chapters_complete_what_the_list_only_names() -> None:
    records = {one.id: one for one in bundled_projects(TODAY).records}
    assert sum(bool(one.description) for one in records.values()) > 100
    basis = records["p-boligsosciale-indsats-basis-37"]
    assert basis.place.name == "Amager"
    assert "p-ghetto-gourmet" in records


def test_a_record_is_as_young_as_the_last_document_that_it_stands_in() -> None:
    """A reader is told since when nobody has confirmed it: no document later than that may."""
    spoken_of = {one: int(one.rpartition("-")[2]) for one in documents()}
    assert min(spoken_of.values()) == 2007
    actors = validate(bundled_table("actors"), today=TODAY).records
    for record in (*actors, *bundled_projects(TODAY).records):
        cited = [year for one, year in spoken_of.items() if one in record.provenance.place]
        assert (record.year or 0) >= max(cited, default=0), record.id


def test_every_record_stands_in_a_document_of_the_list() -> None:
    known = documents()
    assert {one.provenance.document for one in bundled_projects(TODAY).records} <= set(known)
    for id_, document in known.items():
        assert document.id == id_
        assert document.title
        assert document.publisher
        assert document.date


def test_an_actor_of_which_only_the_name_is_known_is_not_said_to_be_for_everybody() -> None:
    with (DATA / "actors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    nameless = [one for one in rows if "Dokumentet har kun navnet" in one["description"]]
    assert len(nameless) > 40
    assert [one["id"] for one in nameless if "alle" in one["target_groups"].split("|")] == []
    # A reach that no document states stays unstated, though it be easy to guess.
    unplaced = [one for one in nameless if not (one["place"] or one["serves"])]
    assert [one["id"] for one in unplaced if one["tier"] == "city"] == []
