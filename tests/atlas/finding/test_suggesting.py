"""What is suggested while somebody types; over the invented actors of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from atlas.finding.suggesting import Suggestions
from atlas.search import SearchIndex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.catalogue import Catalogue


@pytest.fixture(scope="module")
def suggestions(catalogues: Mapping[str, Catalogue]) -> Suggestions:
    return Suggestions(SearchIndex(catalogues["today"]), catalogues["today"])


@pytest.mark.parametrize(
    ("typed", "language", "text"),
    [
        ("lek", "da", "Lektiehjælp"),
        ("homew", "da", "Lektiehjælp"),
        ("homew", "en", "Homework help"),
        ("واجب", "ar", "المساعدة في الواجبات المدرسية"),
        ("tyrk", "da", "tyrkisk"),
        ("turk", "en", "Turkish"),
        ("sund", "da", "Sundhed og omsorg"),
        ("komp", "da", "Lektiecaféen Kompasset"),
        ("kompaset", "da", "Lektiecaféen Kompasset"),
        ("blaagaards", "da", "Blågården"),
        ("valb", "en", "Valby"),
        ("kvinder tyr", "da", "kvinder tyrkisk"),
        ("lektiehjælp nørre", "da", "lektiehjælp Nørrebro"),
        ("lektiehjælp blågår", "da", "lektiehjælp Blågården"),
        ("tyrkisk rå", "da", "tyrkisk rådgivning"),
        ("women tur", "en", "women Turkish"),
    ],
)
def test_it_is_suggested_first_or_nearly(
    suggestions: Suggestions, typed: str, language: str, text: str
) -> None:
    assert text in [one.text for one in suggestions.suggest(typed, language)][:3]


@pytest.mark.parametrize("typed", ["unge nør", "børn mj", "lektiehjælp bl", "unge tingb"])
def test_no_suggestion_says_a_code(
    suggestions: Suggestions, catalogues: Mapping[str, Catalogue], typed: str
) -> None:
    codes = {code for code, area in catalogues["today"].areas.items() if code != area.place.name}
    last = {one.text.rpartition(" ")[2] for one in suggestions.suggest(typed, "da")}
    assert last
    assert last.isdisjoint(codes)


@pytest.mark.parametrize("typed", ["", "l", "qqqqqq", "xyz klm", "\u202e((("])
def test_nothing_is_suggested_where_nothing_would_be_found(
    suggestions: Suggestions, typed: str
) -> None:
    assert suggestions.suggest(typed, "da") == []


def test_what_nobody_offers_is_not_suggested(suggestions: Suggestions) -> None:
    assert "vietnamesisk" in [one.text for one in suggestions.suggest("vietn", "da")]
    assert suggestions.suggest("islandsk", "da") == []
