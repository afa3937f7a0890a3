"""Phrases mean what people mean by them, in every language at once."""

from __future__ import annotations

import pytest

from atlas.finding.forms import words_of
from atlas.finding.phrases import Concept, Phrasebook, phrasebook


@pytest.fixture(scope="module")
def book() -> Phrasebook:
    return phrasebook(
        places={"blaagaarden": ("Blågården", "Blågårds Plads")},
        languages={"tr", "so", "fa", "prs"},
        nationalities={"so"},
    )


@pytest.mark.parametrize(
    ("text", "section", "code"),
    [
        ("lektiehjælpen", "need", "lektiehjaelp"),
        ("lektiecafé", "need", "lektiehjaelp"),
        ("help with homework", "need", "lektiehjaelp"),
        ("الواجبات المدرسية", "need", "lektiehjaelp"),
        ("Kultur og fritid", "theme", "kultur-og-fritid"),
        ("kultur fritid", "theme", "kultur-og-fritid"),
        ("health and care", "theme", "sundhed-og-omsorg"),
        ("kvinder", "target_group", "kvinder"),
        ("النساء", "target_group", "kvinder"),
        ("biblioteker", "kind", "bibliotek"),
        ("tyrkisk", "language", "tr"),
        ("Turkish", "language", "tr"),
        ("Türkçe", "language", "tr"),
        ("التركية", "language", "tr"),
        ("farsi", "language", "fa"),
        ("Somalia", "nationality", "so"),
        ("Blaagaards plads", "place", "blaagaarden"),
        ("Hele byen", "place", "hele-byen"),
        ("نوربرو", "place", "noerrebro"),
    ],
)
def test_a_phrase_means(book: Phrasebook, text: str, section: str, code: str) -> None:
    assert Concept(section, code) in book.meaning(words_of(text))


def test_what_means_nothing_means_nothing(book: Phrasebook) -> None:
    assert book.meaning(["qqqqqq"]) == {}
    assert book.meaning(["lektier", "qqqqqq"]) == {}


def test_a_text_says_its_needs_but_not_what_only_questions_mean(book: Phrasebook) -> None:
    said = book.said_in(words_of("Frivillige hjælper med lektier, og vi har en syværksted"))
    assert Concept("need", "lektiehjaelp") in said
    assert Concept("need", "bliv-frivillig") not in said
    assert Concept("need", "bliv-frivillig") in book.meaning(["frivillige"])


def test_a_compound_of_whom_and_what_has_two_halves(book: Phrasebook) -> None:
    first, second = book.halves("kvindesvoemning")
    assert Concept("target_group", "kvinder") in first
    assert Concept("need", "svoemning") in second
    assert book.halves("lektiecafe") == ()


def test_a_word_not_typed_out_is_completed(book: Phrasebook) -> None:
    assert Concept("language", "tr") in book.completions("tyrk")
    assert book.completions("t") == {}


def test_a_slip_is_corrected_to_what_is_known(book: Phrasebook) -> None:
    assert book.meaning([book.corrected("svomning")]) == book.meaning(["svoemning"])
    assert book.corrected("qqqqqq") == ""
