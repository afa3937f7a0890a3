"""Where few have all that was searched for, who has some of it stands apart, and is not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.webapp.result_lists import every_row, get, total

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.webapp.markup import Page

FEW = "lektiehjælp nørrebro arabisk"
MANY, NONE = "rådgivning", "lektiehjælp tyrkisk"


def near_misses(page: Page) -> list[str]:
    """The ids of who comes close, in the order of the page."""
    inside = [
        one.attributes["href"]
        for one in page.all("a")
        if any(parent.attributes.get("class") == "near-misses" for parent in one.parents)
    ]
    return [link.rpartition("/")[2] for link in inside]


def test_few_full_answers_are_followed_by_who_has_some_of_it(client_of_today: FlaskClient) -> None:
    page = get(client_of_today, f"/soeg?q={FEW}")
    in_full = every_row(client_of_today, f"/soeg?q={FEW}")
    assert 0 < len(in_full) == total(page) < 5
    close = near_misses(page)
    assert close
    assert not set(close) & set(in_full)


@pytest.mark.parametrize("query", [MANY, NONE, ""])
def test_nobody_stands_apart_where_many_fit_or_none(
    client_of_today: FlaskClient, query: str
) -> None:
    assert near_misses(get(client_of_today, f"/soeg?q={query}")) == []


def test_who_comes_close_fits_all_else_that_is_wished_for(client_of_today: FlaskClient) -> None:
    wished = "sprog=ar&maalgruppe=boern"
    close = near_misses(get(client_of_today, f"/soeg?q={FEW}&{wished}"))
    fitting = every_row(client_of_today, f"/soeg?{wished}")
    assert close
    assert set(close) <= set(fitting)
