"""A date on a page is never more exact than the document has it."""

from __future__ import annotations

import csv
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from atlas.edtf import order_of
from webapp.config import SiteConfig
from webapp.dates import date_in_words, machine_date, year_of
from webapp.factory import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    home: Path = tmp_path_factory.mktemp("nothing")
    return create_app(SiteConfig(home=home))


@pytest.fixture
def danish(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


@pytest.fixture
def english(app: Flask) -> Iterator[None]:
    with app.test_request_context("/", environ_overrides={"tfi_atlas.language": "en"}):
        yield


@pytest.mark.usefixtures("danish")
@pytest.mark.parametrize(
    ("edtf", "printed", "words"),
    [
        ("2008-06-29", "den 29. juni 2008", "29. juni 2008"),
        ("2008-09", "i september måned", "september 2008"),
        ("2008", "", "2008"),
        ("2008-11~", "i midten af november", "midten af november 2008"),
        ("2009-06~", "medio 2009", "midten af 2009"),
        ("2006-12~", "ultimo 2006", "slutningen af 2006"),
        ("2007-01~", "primo januar", "begyndelsen af januar 2007"),
        ("2008-11~", "", "omkring november 2008"),
        ("2005~", "", "omkring 2005"),
        ("2007-21", "foråret", "foråret 2007"),
        ("2008-23", "efteråret (2008)", "efteråret 2008"),
        ("2006-12/..", "", "fra december 2006"),
        ("../2007-12-15", "", "til 15. december 2007"),
        ("../2007-08~", "i slutningen af sommeren 2007", "til omkring august 2007"),
        ("2007/2008", "", "2007\N{EN DASH}2008"),
        ("2007-02/2007-03", "", "februar\N{EN DASH}marts 2007"),
        ("", "", "ingen dato trykt"),
        ("2007-13", "", "2007-13"),
        ("2007-02-30", "", "2007-02-30"),
        ("<b>", "", "<b>"),
    ],
)
def test_fuzzy_stays_fuzzy_in_danish(edtf: str, printed: str, words: str) -> None:
    assert date_in_words(edtf, printed) == words


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("edtf", "printed", "words"),
    [
        ("2008-06-29", "", "29 June 2008"),
        ("2008-11~", "i midten af november", "mid-November 2008"),
        ("2006-12~", "ultimo 2006", "the end of 2006"),
        ("2007-21", "", "spring 2007"),
        ("../2007-12-15", "", "until 15 December 2007"),
        ("", "", "no date printed"),
    ],
)
def test_and_in_english(edtf: str, printed: str, words: str) -> None:
    assert date_in_words(edtf, printed) == words


def test_only_a_certain_date_is_given_to_machines() -> None:
    assert machine_date("2008-06-29") == "2008-06-29"
    assert machine_date("2008-06") == "2008-06"
    for uncertain in ("2008-06~", "2007-21", "2007/2008", "2006-12/..", "", "tirsdag"):
        assert machine_date(uncertain) == ""


def test_what_is_less_exact_comes_after_what_is_more() -> None:
    dates = ["", "2008", "2008-06", "2008-06-29", "2007-21", "2007-03-30", "../2007-12-15"]
    assert sorted(dates, key=order_of) == [
        *("2007-03-30", "2007-21", "../2007-12-15", "2008-06-29", "2008-06", "2008", ""),
    ]
    assert [year_of(one) for one in ("../2007-12", "2006/2007", "")] == [2007, 2006, None]


@pytest.mark.usefixtures("danish")
def test_every_date_of_the_record_reads_as_words() -> None:
    file = resources.files("actors") / "data" / "events.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) > 100
    for row in rows:
        words = date_in_words(row["date_edtf"], row["date_printed"])
        assert not set(words) & set("~?/%"), row
