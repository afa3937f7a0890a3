"""Tests of the wheel: the four packages with their data and built assets, and nothing else."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("actors", "atlas", "geodata", "webapp")
BUILT = ("atlas/assets", "webapp/static")

# Python without the editable install of this repository: what is missing in the wheel is missing.
OUTSIDE = """
import importlib, json, pkgutil, sys
sys.path[:0] = json.loads(sys.argv[1])
for package in json.loads(sys.argv[2]):
    module = importlib.import_module(package)
    print(module.__file__)
    for found in pkgutil.walk_packages(module.__path__, package + "."):
        print(importlib.import_module(found.name).__file__)
"""


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    """Runs a command of this Python and returns what it printed."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the tree as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "hatchling", "build", "--target", "wheel", "--directory", folder)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel is installed, without what it depends on."""
    folder = tmp_path_factory.mktemp("site")
    run("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", folder, wheel)
    return folder


def carried(wheel: Path) -> set[str]:
    """The files of the wheel, without its metadata."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def sources() -> Iterator[str]:
    """The files of the four packages that git tracks, or would track, without the front end's."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *PACKAGES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if not name.startswith("webapp/frontend/") and (ROOT / name).exists():
            yield name


def built() -> Iterator[str]:
    """The files that the set-up makes: assets, and catalogues where there are translations."""
    for folder in BUILT:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                yield path.relative_to(ROOT).as_posix()
    for path in (ROOT / "webapp" / "translations").rglob("*.po"):
        yield path.relative_to(ROOT).with_suffix(".mo").as_posix()


def test_the_wheel_holds_the_packages_with_data_and_assets_and_nothing_else(wheel: Path) -> None:
    assert carried(wheel) == {*sources(), *built()}


def test_the_assets_it_must_hold_are_named_here_too(wheel: Path) -> None:
    names = carried(wheel)
    with zipfile.ZipFile(wheel) as archive:
        manifest = json.loads(archive.read("webapp/static/manifest.json"))
    assert {"app.js", "first.css", "app.css", "noto-sans-latin-400-normal.woff2"} <= set(manifest)
    assert {f"webapp/static/{name}" for name in manifest.values()} <= names
    assert {
        "atlas/assets/fonts/NotoSans-Regular.ttf",
        "atlas/assets/fonts/NotoSans-Bold.ttf",
        "atlas/assets/fonts/metrics.json",
        "atlas/assets/leaflet/leaflet.js",
        "atlas/assets/leaflet/leaflet.css",
        *(f"{package}/py.typed" for package in PACKAGES),
    } <= names


def test_it_is_never_uploaded_by_mistake(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        assert "Classifier: Private :: Do Not Upload" in archive.read(metadata).decode()


def test_every_module_imports_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    path = json.dumps([str(installed), *sorted(libraries)])
    # -S leaves out the .pth file that puts this repository on the path.
    printed = run("-I", "-S", "-c", OUTSIDE, path, json.dumps(PACKAGES), cwd=tmp_path)
    files = [Path(line) for line in printed.splitlines()]
    assert len(files) >= len(PACKAGES)
    assert all(file.is_relative_to(installed) for file in files), printed


def test_the_command_of_the_wheel_says_its_version(installed: Path, tmp_path: Path) -> None:
    command = installed / "bin" / "tfi-atlas"
    assert "0.1.0" in run(command, "--version", cwd=tmp_path, PYTHONPATH=str(installed))
