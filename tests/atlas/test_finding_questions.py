"""What people ask, and the answers that a person would call right."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from atlas.search import SearchIndex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.catalogue import Catalogue

_FILE: Final = Path(__file__).with_name("finding_questions.toml")
QUESTIONS: Final = tomllib.loads(_FILE.read_text(encoding="utf-8"))["question"]
_EARLY: Final = 5


@pytest.fixture(scope="module")
def indexes(catalogues: Mapping[str, Catalogue]) -> Mapping[str, SearchIndex]:
    return {name: SearchIndex(catalogue) for name, catalogue in catalogues.items()}


def test_there_are_sixty_questions_in_three_languages() -> None:
    assert len(QUESTIONS) >= 60
    assert sum(not one["asks"].isascii() and one["asks"][0] >= "\u0600" for one in QUESTIONS) >= 8


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
