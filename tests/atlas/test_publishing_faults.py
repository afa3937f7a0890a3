"""Publishing under kills, rivals and full disks: always one whole release, the old or the new.

The same tests in full counts are in `test_publishing_soak`. That they can fail is shown at the
end, on a store that writes in place.
"""

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from atlas.errors import DamagedLayerError
from atlas.layer_store import LayerStore
from tests.atlas.publishing import (
    LAYER_NAMES,
    ROOT,
    NaiveStore,
    build,
    crowd,
    deaths,
    hear,
    leftovers,
    published_version,
    release_of,
    running,
    snapshot,
    tell,
    torment,
)

DAMAGE = "b/y.geojson"
SMALL_DISK = (
    'mount -t tmpfs -o size=1500k tmpfs "$1" '
    '&& exec "$0" -m tests.atlas.publishing_roles fill "$1/home" "$2"'
)
SMALL_FILES = 'ulimit -f 100 && exec "$0" -m tests.atlas.publishing_roles fill "$1/home" "$2"'
NO_MOUNTS = "neither root nor allowed to mount: the file-size limit is tested alone"


def filled(folder: Path, store: str, *command: str) -> dict[str, Any]:
    """What the `fill` role says when a shell command has made room scarce."""
    done = subprocess.run(
        [*command, sys.executable, str(folder), store],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def may_mount() -> bool:
    """Whether a file system can be mounted where nobody else sees it."""
    return (
        shutil.which("unshare") is not None
        and subprocess.run(
            ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
            capture_output=True,
            check=False,
        ).returncode
        == 0
    )


def damage(home: Path) -> Path:
    """Change one byte of one layer of the current release; return the layer's path."""
    path = LayerStore(home).current().folder / DAMAGE
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    return path


def test_readers_see_whole_releases_while_publishers_are_killed(tmp_path: Path) -> None:
    outcome = torment(tmp_path, "layer_store", kills=20, reads=1000, seed=2007)
    assert outcome.faults == []
    assert outcome.kills == 20
    assert outcome.reads >= 1000
    assert outcome.versions > 10, "the readers hardly read while there was publishing"
    store = LayerStore(tmp_path)
    assert all(store.release(one).read(name) for one in store.list() for name in LAYER_NAMES)


def test_a_kill_at_any_file_operation_leaves_the_old_release_or_the_new(tmp_path: Path) -> None:
    home = tmp_path / "home"
    LayerStore(home).publish(*release_of(1))
    seen = deaths(home, "layer_store")
    after = [one["after"] for one in seen]
    assert after == sorted(after)
    assert set(after) == {1, 2}
    assert {(one["then"], *one["left"]) for one in seen} == {(3,)}


def test_a_kill_while_a_damaged_release_is_mended_takes_nothing_more(tmp_path: Path) -> None:
    home = tmp_path / "home"
    LayerStore(home).publish(*release_of(2))
    damage(home)
    seen = deaths(home, "layer_store")
    after = [one["after"] for one in seen]
    assert [one for one in after if one not in (2, [f"not the manifest's: {[DAMAGE]}"])] == []
    assert after[-1] == 2
    assert {(one["then"], *one["left"]) for one in seen} == {(3,)}


def test_eight_publishers_at_once_mix_nothing(tmp_path: Path) -> None:
    assert crowd(tmp_path, "layer_store", publishers=8, rounds=10).faults == []
    store = LayerStore(tmp_path)
    assert len(store.list()) == 80
    assert all(store.release(one).read(name) for one in store.list() for name in LAYER_NAMES)
    assert leftovers(tmp_path) == []


@pytest.mark.skipif(not may_mount(), reason=NO_MOUNTS)
def test_a_full_disk_leaves_the_old_release_as_it_was(tmp_path: Path) -> None:
    shell = ("unshare", "--mount", "sh", "-c", SMALL_DISK)
    said = filled(tmp_path, "layer_store", *shell)
    assert len(said["failures"]) >= 2
    for failure in said["failures"]:
        assert said["full"] in failure["said"]
        assert "står der endnu" in failure["said"]
        assert failure["untouched"]


def test_a_file_size_limit_leaves_the_old_release_as_it_was(tmp_path: Path) -> None:
    said = filled(tmp_path, "layer_store", "sh", "-c", SMALL_FILES)
    assert len(said["failures"]) >= 2
    for failure in said["failures"]:
        assert said["big"] in failure["said"]
        assert failure["untouched"]


def test_the_command_fails_whole_and_gives_the_same_bytes_when_it_does_not(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for seed, home in enumerate((one, other), start=1):
        built = build(home, "--without-pdf", seed=seed)
        assert built.returncode == 0, built.stderr
    before = snapshot(one)
    assert snapshot(other) == before
    assert len(before) > len(LAYER_NAMES)
    failed = build(one, "--without-pdf", seed=1, epoch=1_200_000_000, limit="ulimit -f 16; ")
    assert failed.returncode == 3
    assert os.strerror(errno.EFBIG) in failed.stderr
    assert "står der endnu" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert snapshot(one) == before
    assert leftovers(one) == []


def test_a_damaged_layer_is_refused_alone(tmp_path: Path) -> None:
    release = LayerStore(tmp_path).publish(*release_of(1))
    damage(tmp_path)
    with pytest.raises(DamagedLayerError, match=DAMAGE):
        release.read(DAMAGE)
    assert all(release.read(name) for name in LAYER_NAMES if name != DAMAGE)


def test_the_harness_catches_a_store_that_writes_in_place(tmp_path: Path) -> None:
    tormented = torment(tmp_path / "a", "naive", kills=5, reads=100, seed=2007)
    assert tormented.faults
    rivals = tmp_path / "b"
    NaiveStore(rivals).publish(*release_of(1))
    assert crowd(rivals, "naive", publishers=8, rounds=10).faults
    killed = tmp_path / "c"
    NaiveStore(killed).publish(*release_of(1))
    assert any(one["after"] not in (1, 2) for one in deaths(killed, "naive"))
    filled_up = filled(tmp_path, "naive", "sh", "-c", SMALL_FILES)
    assert not all(failure["untouched"] for failure in filled_up["failures"])


def test_what_is_published_can_be_read_by_anybody(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with running("wait", home, "layer_store") as publisher:  # under umask 022
        tell(publisher, 1)
        assert json.loads(hear(publisher)) == []
    assert published_version(home) == 1
    modes = {
        (path.is_dir(), oct(path.stat().st_mode & 0o777))
        for path in [home, *home.rglob("*")]
        if path.name != ".lock"
    }
    assert modes == {(True, "0o755"), (False, "0o644")}
