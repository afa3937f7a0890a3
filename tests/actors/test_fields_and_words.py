"""Tests of the columns' names, and of words as a person compares them."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest

from actors.fields import FIELDS, MARK_HEADINGS, field_named, fields_of
from actors.languages import language_code, language_names, nearest_language
from actors.spreadsheet_text import neutralise, restore
from actors.taxonomy import ActorKind, Status, TargetGroup, Theme, label, vocabulary
from actors.visible import visible
from actors.words import fold, nearest, slug

VOCABULARIES = sorted(
    one.name.removesuffix(".toml")
    for one in (resources.files("actors") / "data" / "vocabulary").iterdir()
)


@pytest.mark.parametrize("table", ["actors", "projects"])
def test_no_heading_means_two_fields(table: str) -> None:
    spelled = Counter(
        folded
        for field in fields_of(table)
        for folded in {fold(one) for one in (field.name, field.heading, *field.other_headings)}
    )
    spelled.update(fold(one) for one in MARK_HEADINGS)
    assert [one for one, count in spelled.items() if count > 1] == []


def test_every_field_says_what_it_means_and_is_found_by_its_name() -> None:
    for field in FIELDS:
        assert field.meaning.endswith(".")
        assert field_named(field.name) is field


@pytest.mark.parametrize("language", VOCABULARIES)
def test_every_code_has_a_word_and_no_word_has_two_codes(language: str) -> None:
    for section, codes in {
        "theme": Theme,
        "status": Status,
        "kind": ActorKind,
        "target_group": TargetGroup,
    }.items():
        words = vocabulary(language)[section]
        assert list(words) == [str(code) for code in codes]
        assert len({fold(word) for word in words.values()}) == len(words)
        assert all(label(section, code, language) for code in words)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Blågård", "blaagaard", "BLÅGÅRD", "bla\u030aga\u030ard"),
        ("Kultur og fritid", "kultur-og-fritid", "Kultur & fritid", "KULTUR OG  FRITID"),
        ("Ørestad", "oerestad"),
        ("E-mail", "e mail", "email"),
        ("Postnr.", "postnr"),
    ],
)
def test_two_spellings_of_a_word_are_one(spellings: tuple[str, ...]) -> None:
    assert len({fold(one) for one in spellings}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café Ærø på Åen", "cafe-aeroe-paa-aaen"),
        ("  Læs & lær!  ", "laes-laer"),
        ("a\u030a", "aa"),
        ("مقهى", ""),
    ],
)
def test_a_slug_is_small_latin_letters(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_the_nearest_word_is_offered_only_when_it_is_near() -> None:
    assert nearest("Adrese", ["Adresse", "Navn"]) == "Adresse"
    assert nearest("Skostørrelse", ["Adresse", "Navn"]) == ""


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_what_looks_like_a_formula_is_made_harmless_and_restored(sign: str) -> None:
    for text in (f"{sign}1", f"'{sign}1", f"''{sign}"):
        written = neutralise(text)
        assert written.startswith("'")
        assert restore(written) == text


def test_an_apostrophe_that_guards_nothing_stays() -> None:
    assert neutralise("'s-Hertogenbosch") == restore("'s-Hertogenbosch") == "'s-Hertogenbosch"


def test_invisible_signs_are_taken_out_and_named() -> None:
    assert visible("a\u202eb\u200bc\x1bd") == ("abcd", "\u202e\u200b\x1b")
    assert visible("a\ud800\ufffeb") == ("ab", "\ud800\ufffe")
    assert visible("to\u00a0ord\r\nlinje") == ("to ord\nlinje", "")
    assert visible("e\u0301") == ("\u00e9", "")


def test_signs_that_persian_and_arabic_need_are_kept() -> None:
    text = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\u200f"
    assert visible(text) == (text, "")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        *(("da", "da"), ("dan", "da"), ("Dansk", "da"), ("danish", "da")),
        *(("somali", "so"), ("SOM", "so"), ("arabisk", "ar"), ("ara", "ar"), ("farsi", "fa")),
        *(("dari", "prs"), ("prs", "prs"), ("kurmanji", "kmr"), ("sorani", "ckb"), ("ku", "ku")),
        *(("tegnsprog", "dsl"), ("dansk tegnsprog", "dsl"), ("bosnisk", "bs"), ("tyrkisk", "tr")),
        *(("xyz", ""), ("und", ""), ("mul", ""), ("de_AT", ""), ("", "")),
    ],
)
def test_a_language_is_found_by_code_and_by_name(given: str, code: str) -> None:
    assert language_code(given) == code


def test_every_language_is_found_by_its_own_code_and_has_a_danish_name() -> None:
    for code, name in language_names().items():
        assert language_code(code) == code
        assert language_code(name), name


def test_a_misspelled_language_gets_a_suggestion() -> None:
    assert nearest_language("tyrkiks") == "tyrkisk"
    assert language_names("en")["dsl"] == "Danish Sign Language"
