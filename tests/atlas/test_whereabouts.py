"""Tests of finding where a visitor means, with a register of addresses and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from atlas.whereabouts import Whereabouts
from geodata.addresses.building import build_register
from geodata.basemap.build import BasemapOrder, build_store
from geodata.basemap.home import publish_basemap
from geodata.geocoding.protocol import Precision
from tests.geodata.addresses.address_tables import DAR, write, write_own
from tests.geodata.basemap.building import SmallExtract

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Whereabouts:
    """A home with a register of a few streets."""
    home = tmp_path_factory.mktemp("known")
    build_register(home, [write_own(home)])
    return Whereabouts(home)


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> Whereabouts:
    """A home without one."""
    return Whereabouts(tmp_path_factory.mktemp("unknown"))


@pytest.mark.parametrize(
    ("asked", "label", "precision"),
    [
        ("Blågårds Plads 4", "Blågårds Plads 4, 2200 København N", Precision.ADDRESS),
        ("blaagaards  plads 4", "Blågårds Plads 4, 2200 København N", Precision.ADDRESS),
        ("Blågards Plads 4, 3. tv", "Blågårds Plads 4, 2200 København N", Precision.ADDRESS),
        ("Strandvejen 8, 2100", "Strandvejen 8, 2100 København Ø", Precision.ADDRESS),
        ("Blågårds Plads 6", "ved Blågårds Plads 4, 2200 København N", Precision.STREET),
        ("Blågårds Plads", "Blågårds Plads, 2200 København N", Precision.STREET),
        ("Tibirkegad", "Tibirkegade, 2200 København N", Precision.STREET),
        ("Mjølnerparken", "Mjølnerparken", Precision.ESTATE),
        ("mjoelnerpaken", "Mjølnerparken", Precision.ESTATE),
    ],
)
def test_what_is_meant_is_found(
    known: Whereabouts, asked: str, label: str, precision: Precision
) -> None:
    found = known.find(asked)
    assert found is not None
    assert (found.label, found.precision) == (label, precision)
    assert found.source


@pytest.mark.parametrize(
    "asked", ["", " ", "Tingbjerg", "xqz", "Strandvejen 8, 9999 Ukendt", "a" * 900]
)
def test_what_has_no_place_is_not_guessed_at(unknown: Whereabouts, asked: str) -> None:
    assert unknown.find(asked) is None


def test_without_a_register_the_gazetteer_answers(unknown: Whereabouts) -> None:
    found = unknown.find("Nørrebrogade 44, 2200 København N")
    assert found is not None
    assert (found.label, found.precision) == ("Nørrebrogade", Precision.STREET)


@pytest.mark.parametrize("asked", ["55.6861,12.5556", " 55.6861 , 12.5556 ", "55.6861;12.5556"])
def test_degrees_are_taken_as_they_are(unknown: Whereabouts, asked: str) -> None:
    found = unknown.find(asked)
    assert found is not None
    assert (found.lat, found.lon, found.source) == (55.6861, 12.5556, "")


@pytest.mark.parametrize(
    "asked", ["12.5556,55.6861", "56.15,10.2", "0,0", "-55.6861,12.5556", "99,999"]
)
def test_degrees_elsewhere_are_not(unknown: Whereabouts, asked: str) -> None:
    assert unknown.find(asked) is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("blågårds p", "Blågårds Plads, 2200 København N"),
        ("Blågårds Plads 2", "Blågårds Plads 2, 2200 København N"),
        ("mjøl", "Mjølnerparken"),
        ("nørrebroga", "Nørrebrogade"),
        ("tibirkegsde", "Tibirkegade, 2200 København N"),
    ],
)
def test_suggestions_begin_like_what_is_typed(known: Whereabouts, typed: str, first: str) -> None:
    labels = [one.label for one in known.suggest(typed)]
    assert labels[0] == first
    assert len(labels) == len(set(labels)) <= 8


def test_a_suggestion_is_found_by_its_label(known: Whereabouts) -> None:
    for typed in ("bl", "no", "s", "Blågårds Plads 2"):
        for spot in known.suggest(typed):
            assert known.find(spot.label) == spot


def test_a_new_register_is_noticed(tmp_path: Path) -> None:
    whereabouts = Whereabouts(tmp_path)
    before = whereabouts.find("Rantzausgade 4, 2200")
    assert before is None or before.precision is not Precision.ADDRESS
    build_register(tmp_path, [write(tmp_path / "dar.csv", DAR)])
    found = whereabouts.find("Rantzausgade 4, 2200")
    assert found is not None
    assert found.label == "Rantzausgade 4, 2200 København N"


def test_a_damaged_register_leaves_the_places(tmp_path: Path) -> None:
    (tmp_path / "addresses.sqlite").write_bytes(b"damaged" * 300)
    found = Whereabouts(tmp_path).find("Mjølnerparken")
    assert found is not None


def test_streets_of_the_basemap_fill_in(tmp_path: Path) -> None:
    extract = SmallExtract()
    ends = [extract.node(number, x, 1.0) for number, x in ((1, 0.0), (2, 4.0))]
    extract.way(9, *ends, highway="residential", name="Prøvestræde")
    origin = extract.write(tmp_path / "small.osm")
    order = BasemapOrder(origin=origin, mapping=None, say=lambda _stage, _share: None)

    def fill(folder: Path) -> None:
        build_store(order, folder)

    publish_basemap(tmp_path, fill)
    found = Whereabouts(tmp_path).find("Prøvestræde 7")
    assert found is not None
    assert (found.label, found.precision) == ("Prøvestræde", Precision.STREET)
    assert [found.lat, found.lon] == pytest.approx([55.691, 12.552], abs=1e-4)
    assert "ODbL" in found.source
