"""Releases: what they hold, their ids, the list, rolling back, and damage on disk."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from atlas.cli import cli
from atlas.errors import (
    AtlasError,
    DamagedLayerError,
    NothingPublishedError,
    ReleaseError,
    exit_code,
)
from atlas.layer_store import MANIFEST, LayerStore, Release
from tests.atlas.publishing import leftovers, snapshot

FILES = {"valby/actors.geojson": '{"navn":"Å"}'.encode(), "report.md": b"# Rapport\n"}
MANIFEST_2007 = {"built": "2007-12-31T22:59:59Z", "sources": [{"title": "Statusrapport"}]}


def publish(home: Path, *, text: str = "", **manifest: Any) -> Release:
    """Publish the invented files, with `text` in the report."""
    files = {**FILES, "report.md": f"# Rapport {text}\n".encode()}
    return LayerStore(home).publish(files, {**MANIFEST_2007, **manifest})


def spoil(path: Path) -> None:
    """Change one byte in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_release_holds_the_files_and_their_checksums(tmp_path: Path) -> None:
    release = LayerStore(tmp_path).publish(FILES, MANIFEST_2007)
    assert {name: release.read(name) for name in FILES} == FILES
    assert release.layer("valby", "actors") == {"navn": "Å"}
    assert release.manifest["sources"] == MANIFEST_2007["sources"]
    assert release.manifest["files"] == {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in FILES.items()
    }
    assert json.loads((release.folder / MANIFEST).read_bytes()) == release.manifest
    assert release.manifest["release"] == release.id == release.folder.name
    assert release.id.startswith("20071231T225959Z-")
    assert (tmp_path / "current").resolve() == release.folder.resolve()


def test_the_pointer_survives_a_home_that_moves(tmp_path: Path) -> None:
    release = publish(tmp_path / "here")
    (tmp_path / "here").rename(tmp_path / "there")
    assert LayerStore(tmp_path / "there").current().id == release.id


def test_nothing_is_published_at_first(tmp_path: Path) -> None:
    store = LayerStore(tmp_path / "home")
    assert store.list() == []
    for look in (store.current, store.current_id, store.rollback):
        with pytest.raises(NothingPublishedError, match="tfi-atlas build"):
            look()
    assert not store.home.exists()


def test_the_same_content_is_the_same_release(tmp_path: Path) -> None:
    first = publish(tmp_path)
    before = snapshot(tmp_path)
    assert publish(tmp_path).id == first.id
    assert snapshot(tmp_path) == before
    assert LayerStore(tmp_path).list() == [first.id]


def test_the_same_input_gives_the_same_bytes_in_any_home_and_order(tmp_path: Path) -> None:
    one = LayerStore(tmp_path / "a").publish(FILES, MANIFEST_2007)
    turned = dict(reversed(FILES.items())), dict(reversed(MANIFEST_2007.items()))
    other = LayerStore(tmp_path / "b").publish(*turned)
    assert one.id == other.id
    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "b")


@pytest.mark.parametrize(
    "change", [{"text": "2"}, {"sources": []}, {"built": "2008-01-01T00:00:00Z"}]
)
def test_whatever_differs_is_another_release(change: dict[str, Any], tmp_path: Path) -> None:
    assert publish(tmp_path).id != publish(tmp_path, **change).id
    assert len(LayerStore(tmp_path).list()) == 2


def test_an_older_release_is_still_read_whole_after_a_new_one(tmp_path: Path) -> None:
    held = publish(tmp_path, text="1")
    publish(tmp_path, text="2")
    assert held.read("report.md") == b"# Rapport 1\n"


def test_the_list_is_in_order_of_age_within_one_build_time_too(tmp_path: Path) -> None:
    ids = [publish(tmp_path, text=str(number)).id for number in range(6)]
    early = publish(tmp_path, built="2006-01-01T00:00:00Z").id
    assert LayerStore(tmp_path).list() == [early, *ids]


def test_rolling_back_goes_one_release_back_at_a_time(tmp_path: Path) -> None:
    ids = [publish(tmp_path, text=str(number)).id for number in range(3)]
    store = LayerStore(tmp_path)
    assert store.rollback().id == ids[1]
    assert store.current().id == ids[1]
    assert store.rollback().id == store.current_id() == ids[0]
    assert store.rollback(ids[2]).id == store.current_id() == ids[2]
    assert store.list() == ids
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("unknown", [None, "20071231T225959Z-000000000000", "..", "../..", ""])
def test_there_is_no_rolling_back_to_nowhere(unknown: str | None, tmp_path: Path) -> None:
    only = publish(tmp_path)
    before = snapshot(tmp_path)
    with pytest.raises(ReleaseError, match="releases list") as caught:
        LayerStore(tmp_path).rollback(unknown)
    assert exit_code(caught.value) == 3
    assert LayerStore(tmp_path).current().id == only.id
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("damaged", ["report.md", MANIFEST])
def test_rolling_back_is_the_cure_for_a_damaged_release(damaged: str, tmp_path: Path) -> None:
    good, bad = publish(tmp_path, text="1"), publish(tmp_path, text="2")
    spoil(bad.folder / damaged)
    assert LayerStore(tmp_path).rollback().id == good.id
    assert LayerStore(tmp_path).current().read("report.md") == b"# Rapport 1\n"


def test_the_command_lists_releases_though_the_current_one_is_damaged(tmp_path: Path) -> None:
    good, bad = publish(tmp_path, text="1"), publish(tmp_path, text="2")
    spoil(bad.folder / MANIFEST)
    listed = CliRunner(env={"TFI_ATLAS_HOME": str(tmp_path)}).invoke(cli, ["releases", "list"])
    assert listed.exit_code == 0, listed.output
    assert listed.output.splitlines() == [f"  {good.id}", f"* {bad.id}"]


def test_rolling_back_works_where_the_current_release_is_gone(tmp_path: Path) -> None:
    good, bad = publish(tmp_path, text="1"), publish(tmp_path, text="2")
    bad.folder.rename(tmp_path / "lost")
    assert LayerStore(tmp_path).rollback().id == good.id


@pytest.mark.parametrize("damaged", ["report.md", MANIFEST])
def test_nobody_is_rolled_back_to_a_damaged_release(damaged: str, tmp_path: Path) -> None:
    bad, good = publish(tmp_path, text="1"), publish(tmp_path, text="2")
    spoil(bad.folder / damaged)
    with pytest.raises(DamagedLayerError):
        LayerStore(tmp_path).rollback()
    assert LayerStore(tmp_path).current().id == good.id


def test_a_damaged_file_is_refused_alone(tmp_path: Path) -> None:
    release = publish(tmp_path)
    spoil(release.folder / "report.md")
    with pytest.raises(DamagedLayerError, match=r"report\.md.*tfi-atlas build, eller gå tilbage"):
        release.read("report.md")
    assert release.layer("valby", "actors") == {"navn": "Å"}


@pytest.mark.parametrize("how", ["gone", "a folder", "unknown"])
def test_a_file_that_cannot_be_read_is_named(how: str, tmp_path: Path) -> None:
    release = publish(tmp_path)
    (release.folder / "report.md").unlink()
    if how == "a folder":
        (release.folder / "report.md").mkdir()
    name = "valby/projects.geojson" if how == "unknown" else "report.md"
    with pytest.raises(DamagedLayerError, match=name):
        release.read(name)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"null", b"[]", b"{}", b'{"files": {}}', b"\xff\xfe", b"[" * 100_000]
)
def test_a_damaged_manifest_is_an_error_of_the_atlas(content: bytes, tmp_path: Path) -> None:
    release = publish(tmp_path)
    (release.folder / MANIFEST).write_bytes(content)
    with pytest.raises(DamagedLayerError, match="manifest"):
        LayerStore(tmp_path).current()


def test_a_manifest_that_was_tampered_with_is_noticed(tmp_path: Path) -> None:
    release = publish(tmp_path)
    manifest = release.folder / MANIFEST
    manifest.write_text(manifest.read_text().replace("Statusrapport", "Statusrapporx"))
    with pytest.raises(DamagedLayerError, match="manifest"):
        LayerStore(tmp_path).current()


@pytest.mark.parametrize("how", ["spoilt", "gone", "manifest", "folder gone"])
def test_publishing_again_mends_a_damaged_release(how: str, tmp_path: Path) -> None:
    release = publish(tmp_path)
    before = snapshot(tmp_path)
    layer = release.folder / "valby" / "actors.geojson"
    if how == "spoilt":
        spoil(layer)
    elif how == "manifest":
        spoil(release.folder / MANIFEST)
    else:
        layer.unlink()
    if how == "folder gone":
        layer.parent.rmdir()
    assert snapshot(tmp_path) != before
    assert publish(tmp_path).id == release.id
    assert snapshot(tmp_path) == before
    assert leftovers(tmp_path) == []


def test_what_a_killed_writer_left_is_swept_by_the_next(tmp_path: Path) -> None:
    publish(tmp_path, text="1")
    (tmp_path / "releases" / ".new" / "valby").mkdir(parents=True)
    (tmp_path / "releases" / ".new" / "valby" / "actors.geojson").write_bytes(b"{")
    (tmp_path / "releases" / ".new-file").write_bytes(b"{")
    (tmp_path / ".new-pointer").symlink_to("releases/nowhere")
    assert len(LayerStore(tmp_path).list()) == 1
    publish(tmp_path, text="2")
    assert leftovers(tmp_path) == []


def test_a_home_that_cannot_be_written_is_an_error_with_advice(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, no folder")
    with pytest.raises(ReleaseError, match="står der endnu") as caught:
        publish(tmp_path / "home")
    assert isinstance(caught.value, AtlasError)
    assert exit_code(caught.value) == 3


def test_a_failure_while_pointing_leaves_the_old_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = publish(tmp_path, text="1")

    def refuse(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ReleaseError, match=os.strerror(28)):
        publish(tmp_path, text="2")
    assert LayerStore(tmp_path).current().id == old.id
    assert leftovers(tmp_path) == []
