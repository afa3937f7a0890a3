"""Publishing a basemap: whole or not at all, whatever ends the writing."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from geodata.basemap.home import current_basemap, publish_basemap
from geodata.basemap.store import open_store
from geodata.errors import BasemapError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WRITES_FOR_EVER = """
import sys, time
from pathlib import Path
from geodata.basemap.home import publish_basemap

def fill(folder):
    (folder / "half.fgb").write_bytes(b"half")
    print("writing", flush=True)
    time.sleep(60)

publish_basemap(Path(sys.argv[1]), fill)
"""


def write(content: str) -> Callable[[Path], None]:
    """A basemap of one file."""

    def fill(folder: Path) -> None:
        (folder / "map.txt").write_text(content)

    return fill


def test_a_basemap_is_named_by_its_content(tmp_path: Path) -> None:
    assert current_basemap(tmp_path) is None
    one = publish_basemap(tmp_path, write("one"))
    assert current_basemap(tmp_path) == one
    other = publish_basemap(tmp_path, write("other"))
    assert other.name != one.name
    assert current_basemap(tmp_path) == other
    assert publish_basemap(tmp_path, write("one")) == one
    assert current_basemap(tmp_path) == one


def test_a_builder_killed_midway_leaves_the_one_before(tmp_path: Path) -> None:
    before = publish_basemap(tmp_path, write("before"))
    with subprocess.Popen(
        [sys.executable, "-c", WRITES_FOR_EVER, tmp_path], stdout=subprocess.PIPE, text=True
    ) as builder:
        assert builder.stdout
        assert builder.stdout.readline() == "writing\n"
        with pytest.raises(BasemapError, match="ved at blive bygget"):
            publish_basemap(tmp_path, write("meanwhile"))
        builder.kill()
    assert (tmp_path / "basemaps" / ".new" / "half.fgb").exists()
    assert current_basemap(tmp_path) == before
    after = publish_basemap(tmp_path, write("after"))
    assert current_basemap(tmp_path) == after
    assert [one.name for one in after.iterdir()] == ["map.txt"]
    assert not (tmp_path / "basemaps" / ".new").exists()


def test_a_disk_that_refuses_is_said_and_changes_nothing(tmp_path: Path) -> None:
    before = publish_basemap(tmp_path, write("before"))

    def full(_folder: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(BasemapError, match="Det forrige står der endnu"):
        publish_basemap(tmp_path, full)
    assert current_basemap(tmp_path) == before
    assert not (tmp_path / "basemaps" / ".new").exists()


def test_a_folder_without_a_basemap_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BasemapError, match="basemap build"):
        open_store(tmp_path)
    (tmp_path / "sources.json").write_text('{"a": 1}')
    (tmp_path / "report.json").write_text("{}")
    with pytest.raises(BasemapError, match="basemap build"):
        open_store(tmp_path)
