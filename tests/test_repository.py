"""Tests of the repository: locks without a host, no path of a machine, files that hold."""

import json
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent

# In parts, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.\-/:}])/(?:work|root|tmp|home)" + r"/\w")
REFERENCE_FOLDER = "shared" + "/reference"


def tracked() -> list[str]:
    """The files of the repository, by their path from its root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, str]]:
    """Name and content of every tracked file that is text."""
    for name in tracked():
        content = (ROOT / name).read_bytes()
        if b"\0" not in content:
            yield name, content.decode("utf-8")


def make_targets() -> set[str]:
    """The targets that `make help` lists."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):.*## ", makefile, flags=re.MULTILINE))


@pytest.fixture
def project() -> dict[str, Any]:
    """The `project` table of pyproject.toml."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert isinstance(table, dict)
    return table


def pins() -> dict[str, str]:
    """Each package of the Python lock, with the lines that pin it."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=\w)", lock, flags=re.MULTILINE)[1:]
    return {entry.partition("==")[0]: entry for entry in entries}


def test_the_python_lock_is_hashed_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert not re.search(r"^\s*-(?!-hash=)", lock, flags=re.MULTILINE)  # no option, so no index
    assert [name for name, entry in pins().items() if "--hash=sha256:" not in entry] == []


def test_the_python_lock_answers_the_project_file(project: dict[str, Any]) -> None:
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *chain.from_iterable(extras)]
    names = {re.split(r"[<>=~ ;\[]", requirement)[0].lower() for requirement in wanted}
    assert names <= set(pins()), "run `make lock`"


def test_the_npm_lock_is_hashed_and_names_no_host() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert len(packages) > 5
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


def test_npm_runs_no_script_of_a_package() -> None:
    settings = (ROOT / ".npmrc").read_text(encoding="utf-8").split()
    assert {"ignore-scripts=true", "omit-lockfile-registry-resolved=true"} <= set(settings)


def test_no_file_holds_a_path_of_a_machine() -> None:
    assert [name for name, text in texts() if MACHINE_PATH.search(text)] == []


@pytest.mark.parametrize("folder", ["work", "root", "tmp", "home"])
def test_a_path_of_a_machine_is_seen(folder: str) -> None:
    assert MACHINE_PATH.search(f'open("/{folder}/x.csv")')
    assert not MACHINE_PATH.search(f"https://example.org/{folder}/x.csv")


def test_only_the_ci_script_names_the_reference_folder() -> None:
    assert [name for name, text in texts() if REFERENCE_FOLDER in text] == [".ci/run"]


def test_the_ci_script_runs_every_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make test"


def test_the_built_folders_are_not_tracked() -> None:
    built = ("atlas/assets/", "webapp/static/", "node_modules/", "var/", ".venv/")
    assert [name for name in tracked() if name.startswith(built) or name.endswith(".mo")] == []


def test_every_make_target_in_the_documents_exists() -> None:
    documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    named = {
        target
        for document in documents
        for target in re.findall(r"\bmake ([a-z]+)\b(?=[^`\n]*`|   )", document.read_text("utf-8"))
    }
    assert {"serve", "test"} <= named
    assert named <= make_targets()


def test_every_link_of_the_readme_leads_somewhere() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", readme) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.fixture
def publiccode() -> dict[str, Any]:
    """The project's entry for catalogues of public software."""
    parsed = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert isinstance(parsed, dict)
    return parsed


def test_publiccode_has_what_version_0_4_of_the_standard_asks(publiccode: dict[str, Any]) -> None:
    assert publiccode["publiccodeYmlVersion"] == "0.4"
    for key in ("name", "url", "releaseDate", "platforms", "categories"):
        assert publiccode[key], key
    assert publiccode["developmentStatus"] in {
        *("concept", "development", "beta", "stable", "obsolete"),
    }
    assert publiccode["softwareType"].startswith("standalone/")
    assert publiccode["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert publiccode["maintenance"]["contacts"][0]["name"]
    assert publiccode["localisation"]["localisationReady"] is True


def test_publiccode_describes_the_project_in_each_language(publiccode: dict[str, Any]) -> None:
    assert set(publiccode["description"]) == {"da", "en"}
    for text in publiccode["description"].values():
        assert 0 < len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]


def test_publiccode_agrees_with_the_project_file(
    publiccode: dict[str, Any], project: dict[str, Any]
) -> None:
    assert publiccode["softwareVersion"] == project["version"]
    assert publiccode["legal"]["license"] == project["license"]
