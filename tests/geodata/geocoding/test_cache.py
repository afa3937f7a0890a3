"""Tests of the memory: what it keeps and for how long, who may share it, what damage does."""

from __future__ import annotations

import logging
import multiprocessing
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from geodata.errors import GeocoderUnavailableError
from geodata.geocoding.cache import LOCATED_FOR, MISSING_FOR, CachedGeocoder
from geodata.geocoding.protocol import Location, PlaceQuery, Precision

if TYPE_CHECKING:
    from pathlib import Path

STENGADE = PlaceQuery(address="Stengade 50", postcode="2200", city="København N")
PLACED = Location(
    precision=Precision.ADDRESS,
    source="Danmarks Adresseregister",
    lat=55.6873,
    lon=12.554228,
    category="A",
    matched="Stengade 50, 2200 København N",
)
PROPOSAL = Location(precision=Precision.NONE, source="s", category="C", matched="Stengade 5")


class Counting:
    """A geocoder that counts its questions."""

    def __init__(self, answer: Location | Exception | None = PLACED, name: str = "GSearch") -> None:
        self.name = name
        self.answer = answer
        self.questions = 0

    def locate(self, query: PlaceQuery) -> Location | None:
        assert isinstance(query, PlaceQuery)
        self.questions += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Clock:
    """A clock that goes forward when it is told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "geocoding.sqlite"


@pytest.mark.parametrize("answer", [PLACED, PROPOSAL, None])
def test_an_answer_survives_the_process(path: Path, answer: Location | None) -> None:
    assert CachedGeocoder(Counting(answer), path).locate(STENGADE) == answer
    later = Counting(GeocoderUnavailableError("nede"))
    assert CachedGeocoder(later, path).locate(STENGADE) == answer
    assert later.questions == 0


def test_half_a_letter_is_a_key_like_another(path: Path) -> None:
    inner = Counting()
    for _ in range(2):
        assert CachedGeocoder(inner, path).locate(PlaceQuery(address="Sten\ud83d 50")) == PLACED
    assert inner.questions == 1


def test_a_failure_is_never_remembered(path: Path) -> None:
    inner = Counting(GeocoderUnavailableError("nede"))
    cached = CachedGeocoder(inner, path)
    for _ in range(2):
        with pytest.raises(GeocoderUnavailableError):
            cached.locate(STENGADE)
    inner.answer = PLACED
    assert cached.locate(STENGADE) == PLACED
    assert inner.questions == 3


@pytest.mark.parametrize(
    ("answer", "believed_for"),
    [(PLACED, LOCATED_FOR), (PROPOSAL, MISSING_FOR), (None, MISSING_FOR)],
)
def test_an_answer_is_believed_for_a_time(
    path: Path, answer: Location | None, believed_for: timedelta
) -> None:
    clock, inner = Clock(), Counting(answer)
    cached = CachedGeocoder(inner, path, now=clock)
    cached.locate(STENGADE)
    clock.time += believed_for - timedelta(seconds=1)
    cached.locate(STENGADE)
    assert inner.questions == 1
    clock.time += timedelta(seconds=2)
    cached.locate(STENGADE)
    assert inner.questions == 2


def test_what_is_no_longer_believed_is_dropped(path: Path) -> None:
    clock = Clock()
    cached = CachedGeocoder(Counting(None), path, now=clock)
    for number in range(5):
        cached.locate(PlaceQuery(address=f"Stengade {number}"))
    clock.time += MISSING_FOR * 2
    cached.locate(STENGADE)
    assert len(rows(path)) == 1


def test_an_answer_is_kept_with_its_time(path: Path) -> None:
    CachedGeocoder(Counting(), path, now=Clock()).locate(STENGADE)
    ((_, _, stored, expires),) = rows(path)
    assert stored == "2026-11-21T00:00:00+00:00"
    assert datetime.fromisoformat(expires) - datetime.fromisoformat(stored) == LOCATED_FOR


def test_the_same_question_in_other_letters_is_the_same(path: Path) -> None:
    inner = Counting()
    cached = CachedGeocoder(inner, path)
    for address in ("Stengade 50", " STENGADE  50\n", "stengade 50"):
        assert cached.locate(PlaceQuery(address=address)) == PLACED
    assert inner.questions == 1


def test_other_questions_and_other_geocoders_are_others(path: Path) -> None:
    inner = Counting()
    for query in (
        STENGADE,
        PlaceQuery(address="Stengade 5"),
        PlaceQuery(name="Stengade 5"),
        PlaceQuery(address="Stengade 50-52"),
        PlaceQuery(address="Stengade 50 52"),
        PlaceQuery(address="Stengade", postcode="50"),
    ):
        CachedGeocoder(inner, path).locate(query)
    assert inner.questions == 6
    other = Counting(name="Nominatim")
    assert CachedGeocoder(other, path).name == "Nominatim"
    CachedGeocoder(other, path).locate(STENGADE)
    assert other.questions == 1


@pytest.mark.parametrize("damage", [b"dette er ingen database, men en tekst " * 50, b"torn"])
def test_a_damaged_file_is_set_aside_and_said(
    path: Path, caplog: pytest.LogCaptureFixture, damage: bytes
) -> None:
    cached = CachedGeocoder(Counting(), path)
    cached.locate(STENGADE)
    if damage == b"torn":  # a hole in the middle, as after a failing disk
        with path.open("r+b") as file:
            file.seek(100)
            file.write(b"\xff" * (path.stat().st_size - 100))
    else:
        path.write_bytes(damage)
    damaged = path.read_bytes()
    inner = Counting()
    with caplog.at_level(logging.WARNING):
        assert CachedGeocoder(inner, path).locate(STENGADE) == PLACED
    (kept,) = path.parent.glob("*.damaged")
    assert kept.read_bytes() == damaged
    assert kept.name in caplog.text
    assert "lagt til side" in caplog.text
    assert CachedGeocoder(inner, path).locate(STENGADE) == PLACED
    assert inner.questions == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"precision": "hus"}', '{"noget": 1}', "x"])
def test_a_row_that_cannot_be_read_is_asked_for_again(path: Path, text: str) -> None:
    inner = Counting()
    cached = CachedGeocoder(inner, path)
    cached.locate(STENGADE)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE answer_1 SET location = ?", (text,))
    assert cached.locate(STENGADE) == PLACED
    assert cached.locate(STENGADE) == PLACED
    assert inner.questions == 2


def test_where_nothing_can_be_written_the_answers_come_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "fil"
    blocked.write_text("her kan ingen mappe være")
    for path in (blocked / "geocoding.sqlite", tmp_path):
        caplog.clear()
        inner = Counting()
        cached = CachedGeocoder(inner, path)
        for _ in range(3):
            assert cached.locate(STENGADE) == PLACED
        assert inner.questions == 3
        assert caplog.text.count("kan ikke bruges") == 1


def write_many(path: Path, first: int) -> None:
    cached = CachedGeocoder(Counting(), path)
    for number in range(first, first + 20):
        cached.locate(PlaceQuery(address=f"Stengade {number}"))


def test_processes_share_a_file(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_many, args=(path, n * 15)) for n in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert len(rows(path)) == 50  # 0 to 49: the processes overlap
    assert list(path.parent.glob("*.damaged")) == []


def write_until_killed(path: Path) -> None:
    cached = CachedGeocoder(Counting(), path)
    number = 0
    while True:
        cached.locate(PlaceQuery(address=f"Stengade {number}"))
        number += 1


def test_a_process_killed_while_writing_leaves_a_sound_file(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    for _ in range(3):
        writer = context.Process(target=write_until_killed, args=(path,))
        writer.start()
        while writer.is_alive() and not (path.exists() and path.stat().st_size):
            writer.join(0.01)
        writer.join(0.1)
        writer.kill()
        writer.join(30)
    inner = Counting()
    assert CachedGeocoder(inner, path).locate(STENGADE) == PLACED
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert list(path.parent.glob("*.damaged")) == []


def rows(path: Path) -> list[tuple[str, str, str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT key, location, stored, expires FROM answer_1").fetchall()
