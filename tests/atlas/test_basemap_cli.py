"""Tests of `tfi-atlas basemap build` as a person meets it: words, exit codes, what is in use."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from atlas.cli import cli
from geodata.basemap.home import current_basemap
from geodata.basemap.store import open_store
from tests.geodata.basemap.building import SmallExtract

Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(home: Path) -> Run:
    environment = {"TFI_ATLAS_HOME": str(home), "TFI_ATLAS_REFERENCE": ""}

    def call(*arguments: str | Path) -> Result:
        return CliRunner(env=environment).invoke(
            cli, ["basemap", "build", *[str(one) for one in arguments]]
        )

    return call


def town(path: Path, corner: tuple[float, float] = (12.55, 55.69)) -> Path:
    """A town of two streets that meet, and a house."""
    extract = SmallExtract(corner=corner)
    crossing = extract.node(1, 0, 0)
    extract.way(1, extract.node(2, -2, 0), crossing, highway="primary", name="Opdigtet Gade")
    extract.way(2, crossing, extract.node(3, 0, 2), 99, highway="residential")
    extract.square(3, 1, 1, 0.2, building="yes")
    return extract.write(path)


def test_a_basemap_is_built_used_and_accounted_for(run: Run, home: Path, tmp_path: Path) -> None:
    result = run("--from", town(tmp_path / "town.osm"))
    assert result.exit_code == 0, result.output
    folder = current_basemap(home)
    assert folder is not None
    assert str(folder) in result.output
    assert "Læst: 4 stykker, på kortet: 4, udeladt: 0" in result.output
    assert "1 linjer, der mangler punkter (skåret over)" in result.output
    assert (folder / "basemap.pmtiles").stat().st_size > 0
    assert "© OpenStreetMap contributors" in {
        one.attribution for one in open_store(folder).sources.values()
    }
    assert "Hvad nettet mangler" in (folder / "graph" / "README.txt").read_text(encoding="utf-8")


def test_another_country_is_a_finding_and_in_use(run: Run, home: Path, tmp_path: Path) -> None:
    result = run("--from", town(tmp_path / "malta.osm", corner=(14.51, 35.90)))
    assert result.exit_code == 1, result.output
    assert "Intet på kortet ligger i København" in result.output
    assert current_basemap(home) is not None


@pytest.mark.parametrize("content", ["", "<osm", "<osm version='0.6'></osm>"])
def test_what_is_no_map_is_wrong_use_and_leaves_the_one_before(
    content: str, run: Run, home: Path, tmp_path: Path
) -> None:
    run("--from", town(tmp_path / "town.osm"))
    before = current_basemap(home)
    (tmp_path / "bad.osm").write_text(content, encoding="utf-8")
    result = run("--from", tmp_path / "bad.osm")
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert current_basemap(home) == before


def test_wrong_use_is_said(run: Run, tmp_path: Path) -> None:
    assert run("--from", tmp_path / "nowhere.osm").exit_code == 2
    result = run("--from", tmp_path)
    assert result.exit_code == 2
    assert "--mapping" in result.output
    mapping = tmp_path / "mapping.toml"
    mapping.write_text("", encoding="utf-8")
    assert run("--from", town(tmp_path / "town.osm"), "--mapping", mapping).exit_code == 2
