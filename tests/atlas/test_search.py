"""What a person types is found, whatever the spelling; over the bundled record."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from atlas.finding.questions import MAX_WORDS
from atlas.layers import danish_order
from atlas.search import MAX_NEAR_MISSES, SearchIndex, query_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.catalogue import Catalogue, Entry


@pytest.fixture(scope="module")
def catalogue(catalogues: Mapping[str, Catalogue]) -> Catalogue:
    return catalogues["record"]


@pytest.fixture(scope="module")
def index(catalogue: Catalogue) -> SearchIndex:
    return SearchIndex(catalogue)


def names(found: list[Entry]) -> list[str]:
    return [one.name for one in found]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Drengeklubben i Blågården", "Drengeklubben i Blågården"),
        ("drengeklubben blaagaarden", "Drengeklubben i Blågården"),
        ("drengeklubben BLAGARDEN", "Drengeklubben i Blågården"),
        ("drengklubben", "Drengeklubben i Blågården"),
        ("blåga\u030arden dreng", "Drengeklubben i Blågården"),
        ("aeldres trivsel", "Ældres trivsel lokalt i Mjølnerparken"),
        ("mjölnerparken kvinde", "Kvindeklubben i Mjølnerparken"),
        ("kvindeklub mjolnerparken", "Kvindeklubben i Mjølnerparken"),
        ("FAKTI", "FAKTI's"),
    ],
)
def test_a_name_is_found_in_any_spelling(index: SearchIndex, query: str, name: str) -> None:
    assert any(name in one for one in names(index.records(query))[:3]), names(index.records(query))


@pytest.mark.parametrize(
    ("query", "table", "row_id"),
    [
        ("jobpatrulje", "initiatives", "i-jobpatruljer"),
        ("helhedsplan mjolnerparken", "plans", "h-helhedsplan-mjoelnerparken"),
        ("future city games", "events", "e-future-city-games-voldparken"),
        ("fødselsdag mjølnerparken", "events", "e-mjoelnerparkens-21-aars-foedselsdag"),
    ],
)
def test_plans_initiatives_and_events_are_found(
    index: SearchIndex, query: str, table: str, row_id: str
) -> None:
    assert (table, row_id) in [(one.layer, one.id) for one in index.rows(query)[:3]]
    assert row_id not in {one.id for one in (*index.records(query), *index.areas(query))}


def test_a_place_finds_what_belongs_to_it(index: SearchIndex) -> None:
    found = {one.id for one in index.records("Mjølnerparken")}
    belongs = {
        one.id for one in index._entries if "mjoelnerparken" in one.properties.get("areas", ())
    }
    assert len(belongs) >= 4
    assert belongs <= found


@pytest.mark.parametrize("query", ["Sundhed", "health", "sundhed og omsorg"])
def test_a_theme_is_found_by_its_word_in_either_language(
    index: SearchIndex, catalogue: Catalogue, query: str
) -> None:
    found = {one.id for one in index.records(query)}
    themed = {
        one.id
        for one in catalogue.by_id.values()
        if "sundhed-og-omsorg" in one.properties["themes"]
    }
    assert len(themed) >= 32
    assert themed <= found


def test_every_word_has_to_be_found(index: SearchIndex) -> None:
    both = index.records("klub nørrebro")
    assert both
    assert {one.id for one in both} <= {one.id for one in index.records("klub")}
    lacking = index.find("klub qqqqqq")
    assert lacking.records == ()
    assert not lacking.with_all_words
    assert lacking.missed == ("qqqqqq",)
    assert index.find("klub på Ørkenåen").missed == ("Ørkenåen",)
    assert "klub" in lacking.near[0].name.lower()
    assert index.records("qqqqqq") == []


def test_the_closest_name_comes_first(index: SearchIndex) -> None:
    assert index.records("Mjølnerparken kvindeklubben")[0].name == "Kvindeklubben i Mjølnerparken"
    named, *_rest = index.records("bolig")
    assert "bolig" in named.name.lower()


def test_what_is_confirmed_comes_before_history_that_fits_as_well(
    catalogues: Mapping[str, Catalogue],
) -> None:
    today = SearchIndex(catalogues["today"])
    now = datetime.now(UTC).date()
    stale = "a-gammel-lektiecafe"
    answers = today.find("2300", now).records
    ids = [one.id for one in answers]
    assert ids.index(stale) == len(ids) - 1 > 5
    # When nobody has confirmed any of them for two years, the order of names decides.
    later = today.find("2300", now + timedelta(days=900)).records
    assert [one.id for one in later].index(stale) < len(ids) - 1
    assert [one.name for one in later] == sorted((one.name for one in answers), key=danish_order)


def test_what_was_meant_is_told(catalogues: Mapping[str, Catalogue]) -> None:
    today = SearchIndex(catalogues["today"])
    understood = today.find("homework help for women who speak Turkish, Nørrebro").understood
    assert understood == (
        ("need", "lektiehjaelp"),
        ("target_group", "kvinder"),
        ("language", "tr"),
        ("place", "noerrebro"),
    )


def test_near_misses_put_what_is_asked_for_before_where(
    catalogues: Mapping[str, Catalogue],
) -> None:
    found = SearchIndex(catalogues["today"]).find("svømning Tingbjerg")
    assert not found.with_all_words
    assert found.near[0].id == "a-svoemmehold-boelgen"
    assert len(found.near) <= MAX_NEAR_MISSES


@pytest.mark.parametrize(
    "query",
    [
        "(" * 120,
        "[a-z]+*?{9999}\\",
        "\u202e\u2066\u0000lektie\u0000",
        "\ufdfa" * 120,
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "a b c d e f g h i j k l m n o p",
        "l\u0301" * 60,
        "😀 lektiehjælp 😀",
        "x" * 100_000,
    ],
)
def test_hostile_questions_are_answered_quickly(index: SearchIndex, query: str) -> None:
    begin = time.process_time()
    found = index.find(query)
    index.areas(query)
    index.rows(query)
    assert time.process_time() - begin < 0.25
    assert len(found.near) <= MAX_NEAR_MISSES


def test_controls_and_pictures_hide_no_word(index: SearchIndex) -> None:
    plain = index.find("lektiehjælp").records
    assert plain
    assert index.find("\u202elektie\u00adhjælp\u202c").records == plain
    assert index.find("😀 lektiehjælp 😀").records == plain


def test_areas_are_found_by_their_other_names(index: SearchIndex) -> None:
    assert index.areas("blågårds plads")[0].id == "blaagaarden"
    assert index.areas("akasieparken")[0].id == "akacieparken"


@pytest.mark.parametrize("query", ["", "  ", "!!! ---", "\u0000", "%%%"])
def test_a_query_without_words_finds_nothing(index: SearchIndex, query: str) -> None:
    assert index.records(query) == []


def test_short_words_are_not_guessed_at(index: SearchIndex) -> None:
    assert "Kvindeklubben i Mjølnerparken" not in names(index.records("xi"))
    assert index.records("99999") == []


def test_a_long_query_stays_cheap(index: SearchIndex) -> None:
    begin = time.perf_counter()
    index.records("integrationsprojekt " * 5000)
    assert time.perf_counter() - begin < 0.5
    assert len(query_words("a " * 5000)) == MAX_WORDS
