"""Tests of the words of fixed lists: themes, target groups, kinds, statuses, languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actors.findings import Problem
from actors.records import Actor, Project
from actors.validation import Validated

Check = Callable[..., Validated]
Record = Callable[..., Actor | Project]
Found = Callable[..., Problem]

BASE = {"name": "Prøven", "year": "2026"}


@pytest.mark.parametrize(
    ("field", "given", "codes"),
    [
        ("themes", "bolig", ("bolig",)),
        ("themes", "Bolig|Housing|BOLIG", ("bolig",)),
        ("themes", "kultur og fritid, Sundhed & omsorg", ("kultur-og-fritid", "sundhed-og-omsorg")),
        (
            "themes",
            "beskæftigelse; uddannelse\ntryghed",
            ("beskaeftigelse", "uddannelse", "tryghed"),
        ),
        ("themes", " , ;", ()),
        ("target_groups", "unge og kvinder", ("unge", "kvinder")),
        ("target_groups", "Børn/unge + Ældre", ("boern", "unge", "aeldre")),
        ("languages", "dansk, ar | Somali;eng", ("da", "ar", "so", "en")),
        ("languages", "arabisk og engelsk", ("ar", "en")),
        ("nationalities", "Somalia|tr; pakistansk, Turkey", ("SO", "TR", "PK")),
        ("nationalities", "irakisk og iransk", ("IQ", "IR")),
        ("nationalities", "Palæstina|Palaestina|Kosovo", ("PS", "XK")),
    ],
)
def test_words_of_a_list_become_codes(
    record: Record, field: str, given: str, codes: tuple[str, ...]
) -> None:
    assert getattr(record({field: given}), field) == codes


@pytest.mark.parametrize(
    ("field", "given", "right"),
    [
        ("themes", "Udannelse", "Mente du »Uddannelse«?"),
        ("themes", "kulturogfritd", "Mente du »Kultur og fritid«?"),
        ("themes", "Trafik", "Vælg blandt: Beskæftigelse, Uddannelse, "),
        ("target_groups", "kvindr", "Mente du »Kvinder«?"),
        ("kind", "foreningg", "Mente du »Forening«?"),
        ("status", "aktive", "Mente du »I gang«?"),
        ("languages", "tyrkiks", "Mente du »tyrkisk«?"),
        ("languages", "qqqqqqq", "Skriv sprogets danske navn eller dets kode."),
        ("nationalities", "Somalja", "Mente du »Somalia«?"),
        ("nationalities", "EU", "Skriv landets danske navn eller dets kode."),
    ],
)
def test_a_word_that_is_not_known_gets_a_suggestion(
    problem: Found, field: str, given: str, right: str
) -> None:
    found = problem({field: given})
    assert (found.field, found.value, found.severity) == (field, given, "error")
    assert found.right.startswith(right)
    assert given in found.wrong


def test_every_unknown_word_of_a_cell_is_named(check: Check) -> None:
    validated = check({**BASE, "themes": "bolig, trafik, motion"})
    assert [one.wrong.split("«")[0] for one in validated.problems] == ["»trafik", "»motion"]


@pytest.mark.parametrize(
    ("given", "code"),
    [("I gang", "active"), ("finished", "finished"), ("HISTORISK", "historical"), ("", "unknown")],
)
def test_a_status_is_a_code_or_a_word(record: Record, given: str, code: str) -> None:
    assert record({"status": given}).status == code


def test_names_may_hold_commas_and_lists_of_them_do_not_end_there(record: Record) -> None:
    row = {"alternate_names": "Prøven, den gode|Prøvehuset", "partners": "A, B; C\nD"}
    made = record(row, table="projects")
    assert isinstance(made, Project)
    assert made.alternate_names == ("Prøven, den gode", "Prøvehuset")
    assert made.partners == ("A, B", "C", "D")
    assert record({"serves": "valby, Prøvebyen"}).serves == ("valby", "Prøvebyen")
