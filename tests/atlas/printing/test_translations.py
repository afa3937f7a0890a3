"""Every language of the printed atlas is whole, and one that is not says what it lacks."""

import tomllib
from importlib import resources

import pytest

from atlas.errors import PrintingError
from atlas.labels import is_translated, vocabulary, word
from atlas.printing.online import SITE_LANGUAGES, page_address
from atlas.printing.translation import CLOSE, OPEN, complete
from atlas.printing.wording import Wording, wording
from atlas.settings import settings_from
from atlas.symbology import LEGEND_WORDS, is_named
from geodata.districts import DISTRICTS, NAMES, Collection
from webapp.languages import LANGUAGES

WORDS = resources.files("atlas.printing") / "words"
BESIDE = "\N{NO-BREAK SPACE}"
TO = "\N{EN DASH}"
"""Between a word and its figure: no line begins with the figure alone."""
PRINTED_IN = sorted(one.name.removesuffix(".toml") for one in WORDS.iterdir())
DANISH = {
    "counts": {"records_one": "1 post", "records_many": "{count} poster"},
    "cover": {"edition": "Udgave {date}"},
}


@pytest.mark.parametrize("language", PRINTED_IN)
def test_a_language_has_every_word(language: str) -> None:
    sections = wording(language).sections
    assert sections.keys() == wording("da").sections.keys()
    for section, words in vocabulary("da").items():
        assert vocabulary(language)[section].keys() == words.keys()
    assert all(is_named(code, language) for code in LEGEND_WORDS)
    assert all(language in NAMES[one] for one in Collection if one not in DISTRICTS)


def test_a_release_prints_in_every_language_there_is() -> None:
    assert sorted(settings_from({}).print_languages) == PRINTED_IN


@pytest.mark.parametrize(
    ("turkish", "told"),
    [
        ('[counts]\nrecords_one="1"\n[cover]\nedition="{date}"', "counts.records_many mangler"),
        (
            '[counts]\nrecords_one="1"\nrecords_many="{count}"\nmany="2"\n[cover]\nedition="{date}"',
            "counts.many findes ikke i da.toml",
        ),
        (
            '[counts]\nrecords_one="1"\nrecords_many="{count}"\n[cover]\nedition="{dato}"',
            r"cover.edition skal bruge {date}",
        ),
    ],
)
def test_what_a_new_language_lacks_is_named_with_its_file(turkish: str, told: str) -> None:
    with pytest.raises(PrintingError, match=rf"words/tr\.toml: {told}\."):
        complete("tr", tomllib.loads(turkish), DANISH)


def test_a_new_language_may_have_more_forms_of_a_counted_word() -> None:
    more = {"counts": DANISH["counts"] | {"records_two": "2"}, "cover": DANISH["cover"]}
    complete("tr", more, DANISH)
    assert Wording(language="tr", sections=more).count("counts.records", 7) == "7 poster"


def test_a_label_that_is_not_translated_is_danish_and_marked_so() -> None:
    new = Wording(language="tr", sections={})
    assert not is_translated("theme", "bolig", "tr")
    assert word("theme", "bolig", "tr") == "Bolig"
    assert word("theme", "unheard-of", "tr") == "unheard-of"
    assert new.term("theme", "bolig") == f"{OPEN}Bolig{CLOSE}"
    assert new.legend("kvarterer") == f"{OPEN}Kvarterer og boligområder{CLOSE}"
    assert wording("en").term("theme", "bolig") == "Housing"


def test_paper_leads_to_pages_that_the_site_has() -> None:
    assert set(SITE_LANGUAGES) == set(LANGUAGES)
    address = "https://atlas.example"
    assert page_address(address, Collection.VALBY, "en") == f"{address}/en/valby/"
    assert page_address(address, Collection.VALBY, "tr") == f"{address}/valby/"


def test_dates_are_those_of_europe() -> None:
    assert wording("en").when("2007-11-14") == "14 November 2007"
    assert wording("da").when("2007-11-14") == "14. november 2007"
    assert wording("ar").when("2007-11-14") == "14 نوفمبر 2007"
    assert wording("ar").period("2007", "2008") == f"من{BESIDE}2007 إلى{BESIDE}2008"
    assert wording("ar").period("2005", "") == f"منذ{BESIDE}2005"
    assert wording("ar").period("", "2009") == f"حتى{BESIDE}2009"
    assert wording("da").period("2007-04", "2007-05") == f"april{TO}maj 2007"
    assert wording("da").period("2007-04", "2008-05") == f"april 2007{TO}maj 2008"
    assert wording("da").period("2005", "") == "fra 2005"
    assert wording("da").period("", "2009") == "til 2009"
