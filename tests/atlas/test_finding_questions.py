"""What people ask, and the answers that a person would call right."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from atlas.catalogue import read_catalogue
from atlas.pipeline import BuildOrder, build
from atlas.search import SearchIndex
from tests.actors_of_today import write_actors_of_today

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE: Final = Path(__file__).with_name("finding_questions.toml")
QUESTIONS: Final = tomllib.loads(_FILE.read_text(encoding="utf-8"))["question"]
_EARLY: Final = 5


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, SearchIndex]:
    home = tmp_path_factory.mktemp("questions")
    table = write_actors_of_today(home / "today.csv")
    now = datetime.now(UTC)
    orders = {
        "today": BuildOrder(home=home / "today", built=now, actors=(table,), with_record=False),
        "record": BuildOrder(home=home / "record", built=now),
    }
    found = {}
    for name, order in orders.items():
        release = build(order).release
        found[name] = SearchIndex(read_catalogue(release.read, release.manifest))
    return found


def test_there_are_sixty_questions_in_three_languages() -> None:
    assert len(QUESTIONS) >= 60
    assert sum(not one["asks"].isascii() and "\u0600" <= one["asks"][0] for one in QUESTIONS) >= 8


@pytest.mark.parametrize("question", QUESTIONS, ids=[one["asks"] for one in QUESTIONS])
def test_the_right_answer_comes_first(
    indexes: Mapping[str, SearchIndex], question: dict[str, Any]
) -> None:
    found = indexes[question["home"]].find(question["asks"])
    assert bool(found.records) != question.get("near", False), f"found {found.records[:3]}"
    ids = [one.id for one in (*found.records, *found.near)][:_EARLY]
    if "first" in question:
        assert ids, "nothing was found"
        assert ids[0] in question["first"], f"first were {ids}"
    assert set(question.get("early", ())) <= set(ids), f"first were {ids}"
