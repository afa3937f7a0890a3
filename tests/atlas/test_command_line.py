"""Tests that the command line starts without the libraries of a build, and offers the same."""

from __future__ import annotations

import subprocess
import sys

import pytest

from atlas import cli, exports, pipeline, printing_cli
from atlas.printing import variants

HEAVY = (
    "flask",
    "geopandas",
    "geopy",
    "gunicorn",
    "numpy",
    "openpyxl",
    "pandas",
    "shapely",
    "typst",
)


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["releases", "list"]])
def test_no_heavy_library_is_waited_for(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "webapp.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"TFI_ATLAS_HOME": "does-not-exist"},
    )
    names = (line.rpartition("|")[2].strip() for line in done.stderr.splitlines())
    imported = {name.partition(".")[0] for name in names}

    assert "click" in imported
    assert imported.isdisjoint(HEAVY)


def test_what_is_offered_is_what_there_is() -> None:
    assert cli.KINDS == pipeline.KINDS
    assert tuple(exports.FORMATS) == cli.FORMATS
    assert tuple(variants.VARIANTS) == printing_cli.VARIANTS
