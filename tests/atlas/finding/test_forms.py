"""Two spellings, inflections or scripts of one word are equal; other words stay others."""

from __future__ import annotations

import pytest

from atlas.finding.arabic import without_prefixes
from atlas.finding.forms import readings_of, stem, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Blågårds Plads", "BLAAGAARDS  plads"),
        ("Nørrebro", "noerrebro"),
        ("ældre", "aeldre"),
        ("bla\u030agaard", "blågård"),
        ("Wisła", "wisla"),
        ("İzmir ılık", "izmir ilik"),  # noqa: RUF001 - the Turkish letter is meant
        ("café", "cafe"),
        ("مَدْرَسَة", "مدرسه"),
        ("إسكان أطفال آباء", "اسكان اطفال اباء"),
        ("مســـاعدة", "مساعدة"),
        ("فارسی", "فارسي"),
        ("kvin\u00adder", "kvinder"),
        ("\u202ekvinder\u202c", "kvinder"),
    ],
)
def test_spellings_of_one_word_are_equal(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("lektiehjælpen", "lektiehjælp"), ("kvinders", "kvinde"), ("klubben", "klub")),
        *(("skoler", "skole"), ("boligernes", "bolig"), ("biblioteket", "bibliotek")),
        *(("jobs", "job"), ("schools", "school"), ("mødrene", "mødre")),
        *(("المدرسة", "مدرسة"), ("والنساء", "نساء"), ("للنساء", "نساء"), ("واجبات", "الواجب")),
    ],
)
def test_inflections_have_one_stem(one: str, other: str) -> None:
    assert stem(*words_of(one)) == stem(*words_of(other))


@pytest.mark.parametrize(
    ("one", "other"), [("mor", "mord"), ("bolig", "bold"), ("2200", "2201"), ("سكن", "سكر")]
)
def test_other_words_stay_others(one: str, other: str) -> None:
    assert stem(*words_of(one)) != stem(*words_of(other))


def test_short_words_are_not_cut_away() -> None:
    assert [stem(one) for one in ("en", "es", "hus", "te")] == ["en", "es", "hus", "te"]


def test_danish_letters_are_read_in_two_ways() -> None:
    assert set(readings_of("Nørrebro")) == {("noerrebro",), ("norrebro",)}
    assert readings_of("  ...  ") == ()


def test_an_arabic_word_may_hide_behind_a_preposition() -> None:
    assert without_prefixes("بدراجة") == ("دراجة",)
    assert without_prefixes("bord") == ()


@pytest.mark.parametrize("text", ["\x00\x01\x02", "(((*+?[^", "\u202e\u2066\ufeff", "", " \t\n"])
def test_what_is_no_word_is_none(text: str) -> None:
    assert words_of(text) == []
