"""Opening hours are put into words, or left as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.actors_of_today import ACTORS
from webapp.config import SiteConfig
from webapp.factory import create_app
from webapp.hours import HoursLine, hours_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

TO = "\N{EN DASH}"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A site without a release: words need nothing but a language."""
    home: Path = tmp_path_factory.mktemp("nothing")
    return create_app(SiteConfig(home=home))


@pytest.fixture
def in_danish(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


@pytest.mark.usefixtures("in_danish")
@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ("Mo-Th 10:00-16:00", [(f"mandag{TO}torsdag", f"10.00{TO}16.00")]),
        (
            "Fr,Sa 10:00-12:00,13:00-14:30; PH off",
            [("fredag, lørdag", f"10.00{TO}12.00, 13.00{TO}14.30"), ("helligdage", "lukket")],
        ),
        ("Su 09:00-24:00", [("søndag", f"09.00{TO}00.00")]),
        ("24/7", [("alle dage", "hele døgnet")]),
        ("Jul-Aug off", [(f"juli{TO}august", "lukket")]),
        ("Dec 20-Jan 05 off", [(f"20. december{TO}5. januar", "lukket")]),
        ("Dec 24-26 off", [(f"24. december{TO}26. december", "lukket")]),
        ("May-Sep: Su 10:00-13:00", [(f"maj{TO}september, søndag", f"10.00{TO}13.00")]),
        ("Sa-Su,PH 10:00-16:00", [(f"lørdag{TO}søndag, helligdage", f"10.00{TO}16.00")]),
        ("Sa[1] 10:00-13:00", [("den første lørdag i måneden", f"10.00{TO}13.00")]),
        ("Su[-1] closed", [("den sidste søndag i måneden", "lukket")]),
    ],
)
def test_rules_are_put_into_words(hours: str, told: list[tuple[str, str]]) -> None:
    assert hours_in_words(hours) == [HoursLine(when=when, times=times) for when, times in told]


@pytest.mark.usefixtures("in_danish")
def test_what_a_source_adds_stands_in_its_own_words() -> None:
    (maybe,) = hours_in_words('Mo 16:00-18:00 unknown "ring først"') or []
    assert (maybe.times, maybe.comment) == (f"måske 16.00{TO}18.00", "ring først")
    (agreed,) = hours_in_words('"efter aftale"') or []
    assert (agreed.when, agreed.times, agreed.comment) == ("alle dage", "", "efter aftale")


def test_they_are_told_in_the_language_of_the_page(app: Flask) -> None:
    with app.test_request_context("/", environ_overrides={"tfi_atlas.language": "en"}):
        lines = hours_in_words("Mo-Fr 15:00-18:00; Jul off; PH off") or []
    assert [(one.when, one.times) for one in lines] == [
        (f"Monday{TO}Friday", f"15:00{TO}18:00"),
        ("July", "closed"),
        ("public holidays", "closed"),
    ]


@pytest.mark.usefixtures("in_danish")
@pytest.mark.parametrize(
    "hours",
    [
        "",
        "Mo 10-16",
        "Mo-Fr 25:00-26:00",
        "efter aftale",
        "Mo",
        "Jun 31 off",
        "sunrise-sunset",
        "Mo 10:00+",
        "week 1-10 Mo 10:00-12:00",
        "Mo 10:00-12:00 || unknown",
        "SH off",
        '"uden ende',
    ],
)
def test_what_is_not_understood_is_not_guessed_at(hours: str) -> None:
    assert hours_in_words(hours) is None


@pytest.mark.usefixtures("in_danish")
def test_the_tables_of_today_are_understood_but_for_plain_danish() -> None:
    left = {one["opening_hours"] for one in ACTORS if not hours_in_words(one["opening_hours"])}
    assert left == {"", "mandag til torsdag kl. 10-14"}
