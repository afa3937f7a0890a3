"""Tests that a build places by the home's own register, and names whose addresses they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from atlas.cli import cli
from atlas.layer_store import LayerStore
from tests.geodata.addresses.address_tables import DAR, OWN, write

if TYPE_CHECKING:
    from pathlib import Path

ACTORS = """navn,adresse,postnummer
Prøvehuset ved pladsen,Blågårds Plads 4,2200
Prøvehuset uden dør,Blågårds Plads 6,2200
Prøvehuset et sted,Ukendtvej 4,2200
"""


def run(home: Path, *arguments: str | Path) -> str:
    environment = {"TFI_ATLAS_HOME": str(home), "TFI_ATLAS_REFERENCE": ""}
    done = CliRunner().invoke(cli, [str(one) for one in arguments], env=environment)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_build_places_by_the_register_and_names_it(tmp_path: Path) -> None:
    # Known by its name among the sources of the project: OpenStreetMap's, under ODbL.
    osm = write(tmp_path / "adresser_kbh_osm_2011_2019.csv", OWN)
    dar = write(tmp_path / "dar.csv", DAR)
    said = run(tmp_path, "addresses", "build", "--from", osm, "--from", dar)
    assert "15 rækker læst = 9 taget med + 6 udeladt" in said
    assert "ODbL 1.0" in said
    table = write(tmp_path / "actors.csv", ACTORS)
    run(tmp_path, "build", "--without-record", "--without-pdf", "--actors", table)
    release = LayerStore(tmp_path).current()
    found = {
        one["properties"]["name"]: one
        for code in ("noerrebro", "hele-byen")
        for one in release.layer(code, "actors")["features"]
    }
    door, street = found["Prøvehuset ved pladsen"], found["Prøvehuset uden dør"]
    assert door["geometry"]["coordinates"] == [12.5576, 55.6866]
    assert door["properties"]["location"]["precision"] == "address"
    assert street["properties"]["location"]["precision"] == "street"
    assert "ODbL" in door["properties"]["location"]["source"]
    assert found["Prøvehuset et sted"]["geometry"] is None
    licences = {one["title"]: one["licence"] for one in release.manifest["sources"]}
    assert licences["OpenStreetMap, adressepunkter 2019 og 2017"] == "ODbL 1.0"
    assert not any("Adresseregister" in title for title in licences), "nothing is placed by it"
    assert "OpenStreetMap" in release.layer("noerrebro", "actors")["attribution"]
