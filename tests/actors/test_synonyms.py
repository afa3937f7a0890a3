"""What people say has a meaning that the atlas knows, in every language that has a file."""

from __future__ import annotations

import pytest

from actors.languages import language_names
from actors.needs import NEEDS
from actors.synonyms import need_name, synonyms, vocabulary_languages
from actors.taxonomy import ActorKind, TargetGroup, Theme, vocabulary

CODES = {
    "theme": {one.value for one in Theme},
    "target_group": {one.value for one in TargetGroup},
    "kind": {one.value for one in ActorKind},
    "need": set(NEEDS),
    "language": set(language_names()),
}


@pytest.mark.parametrize("language", vocabulary_languages())
def test_every_synonym_stands_for_something_known(language: str) -> None:
    terms = synonyms(language).terms
    for section, known in CODES.items():
        assert set(terms[section]) <= known, section
    assert all(len(code) == 2 and code.islower() for code in terms["nationality"])
    words = [one for codes in terms.values() for said in codes.values() for one in said]
    assert all(one.strip("?* ") for one in words)


@pytest.mark.parametrize("language", ["da", "en", "ar"])
def test_the_interface_languages_have_words_for_every_need(language: str) -> None:
    assert set(synonyms(language).terms["need"]) == set(NEEDS)
    assert set(synonyms(language).terms["theme"]) == CODES["theme"]
    assert set(synonyms(language).terms["target_group"]) == CODES["target_group"]
    assert synonyms(language).silent


@pytest.mark.parametrize("language", ["da", "en", "ar"])
def test_a_need_is_shown_by_a_word_that_can_be_read(language: str) -> None:
    names = [need_name(code, language) for code in NEEDS]
    assert len(set(names)) == len(names)
    assert not [one for one in names if {"?", "*"} & set(one)]


def test_a_language_without_words_has_the_danish_ones() -> None:
    assert need_name("lektiehjaelp", "xx") == "Lektiehjælp"
    assert need_name("lektiehjaelp", "en") == "Homework help"


def test_synonyms_are_no_section_of_the_words_that_are_shown() -> None:
    assert "synonyms" not in vocabulary("da")
