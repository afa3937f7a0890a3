"""Pages are made one at a time, first come first served; a fault leaves the turn to the next."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from webapp import create_app
from webapp.config import SiteConfig
from webapp.pages import search
from webapp.results_view import results_view
from webapp.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.testing import FlaskClient

PATIENCE_S = 20


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that another thread brings about."""
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.001)


def in_threads(tasks: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=one, daemon=True) for one in tasks]
    for one in threads:
        one.start()
    for one in threads:
        one.join(PATIENCE_S)
        assert not one.is_alive()


def test_the_turn_goes_to_whoever_has_waited_longest() -> None:
    turns = Turns()
    order: list[int] = []
    turns.take()

    def visit(number: int) -> None:
        turns.take()
        order.append(number)
        turns.leave()

    threads = []
    for number in range(8):
        threads.append(threading.Thread(target=visit, args=(number,), daemon=True))
        threads[-1].start()
        until(lambda: len(turns._waiting) == len(threads))
    turns.leave()
    for one in threads:
        one.join(PATIENCE_S)
    assert order == list(range(8))
    assert len(turns._waiting) == 0


def test_only_one_has_the_turn() -> None:
    turns = Turns()
    inside: list[int] = []
    most: list[int] = []

    def visit() -> None:
        for _ in range(200):
            turns.take()
            inside.append(1)
            most.append(len(inside))
            time.sleep(0)
            inside.pop()
            turns.leave()

    in_threads([visit] * 4)
    assert set(most) == {1}
    assert len(most) == 4 * 200


@pytest.fixture
def visitor(home_of_today: Path) -> FlaskClient:
    """A visitor of a website of his own, so that no page of it is made yet."""
    return create_app(SiteConfig(home=home_of_today)).test_client()


def test_a_page_that_cannot_be_made_leaves_the_turn(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any, **__: Any) -> str:
        raise RuntimeError("a fault within")

    with monkeypatch.context() as broken:
        broken.setattr(search, "results_view", fails)
        assert visitor.get("/soeg?q=first").status_code == 500
    answers: list[int] = []
    in_threads([lambda: answers.append(visitor.get("/soeg?q=second").status_code)])
    assert answers == [200]


def test_one_page_asked_for_by_many_at_once_is_made_once(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    real = results_view

    def counted(*told: Any, **named: Any) -> object:
        made.append(1)
        time.sleep(0.2)
        return real(*told, **named)

    monkeypatch.setattr(search, "results_view", counted)
    bodies: list[bytes] = []
    application = visitor.application

    def visit() -> None:
        bodies.append(application.test_client().get("/soeg?q=klub").data)

    in_threads([visit] * 6)
    assert len(made) == 1
    assert len(bodies) == 6
    assert len(set(bodies)) == 1


def test_what_is_ready_does_not_wait_for_a_turn(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert visitor.get("/soeg?q=ready").status_code == 200
    begun, go_on, real = threading.Event(), threading.Event(), results_view

    def slow(*told: Any, **named: Any) -> object:
        begun.set()
        assert go_on.wait(PATIENCE_S)
        return real(*told, **named)

    monkeypatch.setattr(search, "results_view", slow)
    application = visitor.application
    answers: list[int] = []
    making = threading.Thread(
        target=lambda: answers.append(application.test_client().get("/soeg?q=slow").status_code)
    )
    making.start()
    assert begun.wait(PATIENCE_S)
    for path in ("/soeg?q=ready", "/healthz", "/lag/hele-byen/actors.geojson"):
        assert application.test_client().get(path).status_code == 200, path
    go_on.set()
    making.join(PATIENCE_S)
    assert answers == [200]
