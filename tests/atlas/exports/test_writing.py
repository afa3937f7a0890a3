"""Tests that an export is on the disk whole or not at all, and of the command that makes it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from atlas.cli import cli
from atlas.errors import ExportError
from atlas.exports.writing import STAGING, write_files
from atlas.layer_store import LayerStore, Release

ROOT = Path(__file__).resolve().parents[3]
SIZE = 300_000
WRITER = """
import importlib.util, os, resource, signal, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("writing", "atlas/exports/writing.py")
writing = importlib.util.module_from_spec(spec)  # without the package, which takes seconds to load
spec.loader.exec_module(writing)
where, folder = sys.argv[1], Path(sys.argv[2])
if where == "in the middle of a file":
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
else:
    rename, renamed = Path.replace, []
    def replace(self, target):
        if renamed:
            os.kill(os.getpid(), signal.SIGKILL)
        renamed.append(target)
        return rename(self, target)
    Path.replace = replace
writing.write_files(folder, {f"csv/{n}.csv": b"2" * 300_000 for n in range(4)})
"""

Run = Callable[..., Result]


def visible(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file() and STAGING not in one.parts]


@pytest.mark.parametrize(
    ("where", "death", "renewed"),
    [
        ("in the middle of a file", signal.SIGXFSZ, 0),
        ("between two files", signal.SIGKILL, 1),
    ],
)
def test_a_killed_export_leaves_no_half_file(
    where: str, death: signal.Signals, renewed: int, tmp_path: Path
) -> None:
    write_files(tmp_path, {f"csv/{number}.csv": b"1" * SIZE for number in range(4)})
    command = [sys.executable, "-c", WRITER, where, str(tmp_path)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -death
    contents = [one.read_bytes() for one in visible(tmp_path)]
    assert sorted(contents) == [b"1" * SIZE] * (4 - renewed) + [b"2" * SIZE] * renewed
    assert (tmp_path / STAGING).exists()
    write_files(tmp_path, {"csv/0.csv": b"ny"})  # what the killed one left is swept
    assert not (tmp_path / STAGING).exists()
    assert (tmp_path / "csv" / "0.csv").read_bytes() == b"ny"


def test_a_full_disk_leaves_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"a.csv": b"gammel"})

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="plads"):
        write_files(tmp_path, {"a.csv": b"ny"})
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_bytes() == b"gammel"


@pytest.fixture
def run(hostile: Release) -> Run:
    environment = {"TFI_ATLAS_HOME": str(hostile.folder.parents[1]), "TFI_ATLAS_REFERENCE": ""}

    def call(*arguments: str | Path) -> Result:
        return CliRunner(env=environment).invoke(cli, ["export", *map(str, arguments)])

    return call


def test_the_command_writes_all_four_formats(run: Run, tmp_path: Path) -> None:
    result = run("-o", tmp_path)
    assert result.exit_code == 0, result.output
    assert "LAES-MIG.md" in result.output
    endings = {one.suffix for one in visible(tmp_path)}
    assert endings == {".csv", ".json", ".xlsx", ".geojson", ".gpkg", ".md"}


def test_formats_and_collections_narrow_it(run: Run, hostile: Release, tmp_path: Path) -> None:
    result = run("noerrebro", "--format", "xlsx", "--release", hostile.id, "-o", tmp_path)
    assert result.exit_code == 0, result.output
    assert {one.name for one in visible(tmp_path)} == {"LAES-MIG.md", "tfi-atlas-noerrebro.xlsx"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("atlantis",), 2),
        (("--format", "docx"), 2),
        (("--release", "20000101T000000Z-0"), 3),
    ],
)
def test_what_cannot_be_done_says_so(
    run: Run, arguments: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    result = run(*arguments, "-o", tmp_path / "ud")
    assert result.exit_code == code
    assert "Traceback" not in result.output
    assert not (tmp_path / "ud").exists()


def test_a_folder_that_is_a_file_is_refused_kindly(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ud").write_text("min fil")
    assert run("-o", tmp_path / "ud").exit_code == 2
    assert (tmp_path / "ud").read_text() == "min fil"


def test_a_release_without_its_records_says_to_build_again(
    hostile: Release, tmp_path: Path
) -> None:
    files = {name: hostile.read(name) for name in hostile.manifest["files"]}
    del files["records.json"]
    said = {k: v for k, v in hostile.manifest.items() if k not in {"files", "release"}}
    LayerStore(tmp_path / "home").publish(files, said)
    environment = {"TFI_ATLAS_HOME": str(tmp_path / "home")}
    result = CliRunner(env=environment).invoke(cli, ["export", "-o", str(tmp_path / "ud")])
    assert result.exit_code == 3
    assert "tfi-atlas build" in result.output
