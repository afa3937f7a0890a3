"""Tests of the local register of addresses: what it takes, what it answers, how it is replaced."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas
import pytest
from shapely import Point

from geodata.addresses.building import THERE_ALREADY, build_register
from geodata.addresses.geocoder import RegisterDoors, RegisterStreets
from geodata.addresses.register import FILE, Register, current_register
from geodata.errors import AddressInputError, AddressRegisterError
from geodata.geocoding.protocol import Location, PlaceQuery, Precision
from tests.geodata.addresses.address_tables import DAR, OWN, write, write_own

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESS_FILE = "adresser_kbh_osm_2011_2019.csv"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    home = tmp_path_factory.mktemp("addresses")
    build_register(home, [write_own(home)])
    return opened(home)


def opened(home: Path) -> Register:
    found = current_register(home)
    assert found is not None
    return found


def doors(register: Register, address: str, postcode: str = "2200") -> Location | None:
    return RegisterDoors(register).locate(PlaceQuery(address=address, postcode=postcode))


def streets(register: Register, address: str, postcode: str = "2200") -> Location | None:
    return RegisterStreets(register).locate(PlaceQuery(address=address, postcode=postcode))


def test_every_row_is_kept_or_refused_with_a_reason(tmp_path: Path) -> None:
    tally = build_register(tmp_path, [write_own(tmp_path)])["egne.csv"]
    assert tally.read == OWN.count("\n") - 1
    assert tally.kept + sum(tally.refused.values()) == tally.read
    assert tally.refused == {
        "må ikke udgives (CC BY-SA 2.0)": 1,
        THERE_ALREADY: 1,
        "husnummeret er ikke ét nummer": 1,
        "postnummeret er ikke fire cifre": 1,
        "intet punkt i Danmark": 1,
        "intet vejnavn, der kan læses": 1,
    }


AT_A_DOOR = [
    ("Blågårds Plads 4", "B", 55.6866, "Blågårds Plads 4"),
    ("Blågårds Plads 4, 2200 København N", "A", 55.6866, "Blågårds Plads 4"),
    ("BLAAGAARDS PLADS 20b, 3. tv", "B", 55.6869, "Blågårds Plads 20B"),
    ("Blågads Plads 4", "B", 55.6866, "Blågårds Plads 4"),
    ("Birkegade 3", "B", 55.69, "Birkegade 3"),
]
"""A door as people write it: category, lat and what it is called."""

BESIDE_A_MISSING_DOOR = [
    ("Blågårds Plads 6", None, 55.6866, "ved Blågårds Plads 4"),
    ("Blågårds Plads 20", None, 55.6869, "ved Blågårds Plads 20B"),
    ("Blågårds Plads 99", None, 55.6866, "Blågårds Plads"),
    ("Blågårds Plads", None, 55.6866, "Blågårds Plads"),
]
"""The neighbour or the street, told beside a door that the register lacks."""


@pytest.mark.parametrize(
    ("locate", "precision", "asked", "category", "lat", "name"),
    [
        *((doors, Precision.ADDRESS, *one) for one in AT_A_DOOR),
        *((streets, Precision.STREET, *one) for one in BESIDE_A_MISSING_DOOR),
    ],
)
def test_a_door_is_found_and_its_neighbour_or_street_beside_a_missing_one(
    register: Register,
    locate: Callable[[Register, str], Location | None],
    precision: Precision,
    asked: str,
    category: str | None,
    lat: float,
    name: str,
) -> None:
    found = locate(register, asked)
    assert found is not None
    assert (found.precision, found.category, found.lat) == (precision, category, lat)
    assert found.matched == f"{name}, 2200 København N"
    assert "ikke oplyst" in found.source


@pytest.mark.parametrize(
    ("asked", "postcode", "might_be"),
    [
        ("Strandvejen 8", "", "Strandvejen 8"),
        ("Blågårds Plads 4, i gården", "2200", "Blågårds Plads 4"),
    ],
)
def test_what_is_uncertain_is_proposed_and_not_placed(
    register: Register, asked: str, postcode: str, might_be: str
) -> None:
    found = doors(register, asked, postcode)
    assert found is not None
    assert (found.category, found.point, found.precision) == ("C", None, Precision.NONE)
    assert found.matched.startswith(might_be)


@pytest.mark.parametrize("asked", ["Blågårds Plads 6", "Xyzvej 4", "Blågårds Plads", ""])
def test_a_door_that_is_not_there_is_not_found(register: Register, asked: str) -> None:
    assert doors(register, asked) is None


@pytest.mark.parametrize(
    ("asked", "postcode"), [("Blågads Plads 6", "2200"), ("Blågårds Plads 6", "2300"), ("x", "")]
)
def test_no_other_street_is_guessed_at(register: Register, asked: str, postcode: str) -> None:
    assert streets(register, asked, postcode) is None


def test_tables_of_the_national_register_are_read_and_named(tmp_path: Path) -> None:
    build_register(tmp_path, [write(tmp_path / "adgangsadresser.csv", DAR)])
    found = doors(opened(tmp_path), "Rantzausgade 4")
    assert found is not None
    assert (found.lat, found.lon) == (55.685432, 12.552959)
    assert "Klimadatastyrelsen" in found.source


@pytest.mark.parametrize("name", ["adresser.geojson", "adresser.gpkg"])
def test_points_are_read_in_the_system_they_are_in(tmp_path: Path, name: str) -> None:
    columns = {"addr:street": ["Stengade"], "addr:housenumber": ["50"], "addr:postcode": ["2200"]}
    frame = geopandas.GeoDataFrame(columns, geometry=[Point(12.55, 55.69)], crs="EPSG:4326")
    frame.to_crs("EPSG:25832" if name.endswith("gpkg") else "EPSG:4326").to_file(tmp_path / name)
    build_register(tmp_path, [tmp_path / name])
    found = doors(opened(tmp_path), "Stengade 50")
    assert found is not None
    assert [found.lat, found.lon] == pytest.approx([55.69, 12.55])


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("tom.csv", "", "tom"),
        ("andet.csv", "navn;alder\nA;3\n", "street/vejnavn"),
        ("ubrugelig.csv", OWN.splitlines()[0] + "\n,,,,,,\n", "Ingen række"),
        ("ikke.geojson", "{}", "ingen tabel"),
        ("flader.geojson", json.dumps({"type": "FeatureCollection", "features": []}), "punkter"),
    ],
)
def test_what_is_no_table_of_addresses_is_refused_and_the_old_register_stays(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    build_register(tmp_path, [write_own(tmp_path)])
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(AddressInputError, match=words):
        build_register(tmp_path, [write(tmp_path / name, text)])
    assert (tmp_path / FILE).read_bytes() == before
    assert [one.name for one in tmp_path.glob(".*")] == []


def test_the_same_tables_make_the_same_bytes(tmp_path: Path) -> None:
    table = write_own(tmp_path)
    for home in ("a", "b"):
        build_register(tmp_path / home, [table])
    assert (tmp_path / "a" / FILE).read_bytes() == (tmp_path / "b" / FILE).read_bytes()


def test_of_two_tables_the_first_one_s_point_counts(tmp_path: Path) -> None:
    first = write(tmp_path / "a.csv", OWN.replace("55.6866", "55.6868"))
    build_register(tmp_path, [first, write_own(tmp_path), write(tmp_path / "c.csv", DAR)])
    register = opened(tmp_path)
    found = doors(register, "Blågårds Plads 4")
    assert found is not None
    assert found.lat == 55.6868
    assert [one.rows_kept for one in register.sources.values()] == [9, 0, 1]


def test_a_file_that_is_no_register_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 200)
    with pytest.raises(AddressRegisterError, match="addresses build"):
        current_register(tmp_path)
    assert current_register(tmp_path / "elsewhere") is None


def test_the_reference_s_addresses_are_found_again(tmp_path: Path) -> None:
    folder = os.environ.get("TFI_ATLAS_REFERENCE")
    if not folder:
        pytest.skip("TFI_ATLAS_REFERENCE names no folder of addresses.")
    tally = build_register(tmp_path, [Path(folder) / ADDRESS_FILE])[ADDRESS_FILE]
    assert tally.read == tally.kept + sum(tally.refused.values())
    assert tally.refused["må ikke udgives (CC BY-SA 2.0)"] > 1900
    found = doors(opened(tmp_path), "Blågårds Plads 10")
    assert found is not None
    assert (found.lat, found.lon) == (55.686726, 12.557247)
    assert "ODbL" in found.source
