"""Releases on disk: the only writer and the only reader of what the atlas publishes.

A release is written whole into a folder that nobody reads, synced, renamed, and only then
pointed at by swapping the symlink `current` in one step (rename(2) is atomic). A reader
therefore sees the old release or the new one, whatever happens in between.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from atlas.errors import DamagedLayerError, NothingPublishedError, ReleaseError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MANIFEST: Final = "manifest.json"
_POINTER: Final = "current"
_HASH_DIGITS: Final = 12


@dataclass(frozen=True, kw_only=True)
class Release:
    """One published release: a folder that never changes, and its manifest."""

    id: str
    folder: Path
    manifest: dict[str, Any]

    def read(self, name: str) -> bytes:
        """Return a file of the release, checked against the manifest's SHA-256.

        Raises:
            DamagedLayerError: where the file is not in the manifest, gone, or changed on disk.
        """
        entry = self.manifest["files"].get(name)
        if entry is None:
            message = f"{name} is not part of release {self.id}."
            raise DamagedLayerError(message)
        try:
            content = (self.folder / name).read_bytes()
        except OSError as fault:
            message = f"{name} of release {self.id} cannot be read ({fault.strerror}); build again."
            raise DamagedLayerError(message) from fault
        if hashlib.sha256(content).hexdigest() != entry["sha256"]:
            message = f"{name} of release {self.id} is damaged on disk; build again or roll back."
            raise DamagedLayerError(message)
        return content

    def layer(self, collection: str, layer: str) -> dict[str, Any]:
        """Return one layer as a GeoJSON FeatureCollection (WGS84, [lon, lat])."""
        content: dict[str, Any] = json.loads(self.read(f"{collection}/{layer}.geojson"))
        return content


class LayerStore:
    """The releases under one atlas home."""

    def __init__(self, home: Path) -> None:
        """Point at an atlas home; the folder is made by the first `publish`."""
        self.home = home
        self.releases = home / "releases"
        self.pointer = home / _POINTER

    def current(self) -> Release:
        """Return the published release.

        Raises:
            NothingPublishedError: where none has been published.
            DamagedLayerError: where its manifest cannot be read.
        """
        try:
            name = self.pointer.readlink().name
        except OSError as fault:
            message = f"Nothing is published under {self.home}: run `tfi-atlas build`."
            raise NothingPublishedError(message) from fault
        return self.release(name)

    def release(self, release_id: str) -> Release:
        """Return a release by its id.

        Raises:
            DamagedLayerError: where it is not there or its manifest cannot be read.
        """
        folder = self.releases / release_id
        try:
            manifest = json.loads((folder / MANIFEST).read_bytes())
        except (OSError, ValueError) as fault:
            message = f"Release {release_id} has no readable manifest; build again or roll back."
            raise DamagedLayerError(message) from fault
        return Release(id=release_id, folder=folder, manifest=manifest)

    def list(self) -> list[str]:
        """Return the ids of all whole releases, oldest first."""
        return sorted(path.parent.name for path in self.releases.glob(f"[0-9]*/{MANIFEST}"))

    def publish(self, files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Release:
        """Write a release whole, then point at it; return it.

        `files` are the release's files by relative name; `manifest` is what to say of them,
        with `built` (UTC, ISO 8601). Each file's size and SHA-256 are added. Publishing
        content that is already there points at it again.

        Raises:
            ReleaseError: where it could not be written; the published release still stands.
        """
        entries = {name: _entry(content) for name, content in sorted(files.items())}
        digest = hashlib.sha256(_to_json(entries)).hexdigest()[:_HASH_DIGITS]
        stamp = manifest["built"].replace("-", "").replace(":", "")
        release_id = f"{stamp}-{digest}"
        whole = {"release": release_id, **manifest, "files": entries}
        try:
            with self._only_writer():
                folder = self.releases / release_id
                if not _is_whole(folder, entries):
                    self._write({**files, MANIFEST: _to_json(whole)}, folder)
                self._point_at(release_id)
        except OSError as fault:
            where = fault.filename or self.home
            message = (
                f"The release could not be written ({fault.strerror}: {where}). "
                "What was published before still stands; make room and build again."
            )
            raise ReleaseError(message) from fault
        return self.release(release_id)

    def rollback(self, release_id: str | None = None) -> Release:
        """Point at an earlier release again: the given one, or the one before the current.

        Raises:
            ReleaseError: where there is no such release.
        """
        current = self.current().id
        earlier = [one for one in self.list() if one < current]
        target = release_id or (earlier[-1] if earlier else None)
        if target is None or target not in self.list():
            message = (
                f"There is no release {target or 'before the current one'}: see `releases list`."
            )
            raise ReleaseError(message)
        with self._only_writer():
            self._point_at(target)
        return self.release(target)

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        self.releases.mkdir(parents=True, exist_ok=True)
        with (self.home / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._sweep()
            yield

    def _sweep(self) -> None:
        """Remove what a killed writer left; only the holder of the lock may."""
        for leftover in [*self.releases.glob(".new-*"), *self.home.glob(".pointer-*")]:
            if leftover.is_dir() and not leftover.is_symlink():
                shutil.rmtree(leftover, ignore_errors=True)
            else:
                leftover.unlink(missing_ok=True)

    def _write(self, files: Mapping[str, bytes], folder: Path) -> None:
        staging = Path(tempfile.mkdtemp(prefix=".new-", dir=self.releases))
        try:
            for name, content in files.items():
                _write_synced(staging / name, content)
            for inner in [staging, *(path for path in staging.rglob("*") if path.is_dir())]:
                inner.chmod(0o755)
                _sync_folder(inner)
            if folder.exists():  # damaged on disk: set aside, swept by the next writer
                folder.rename(staging.with_name(f"{staging.name}-damaged"))
            staging.rename(folder)
            _sync_folder(self.releases)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise

    def _point_at(self, release_id: str) -> None:
        temporary = self.home / f".pointer-{os.getpid()}"
        temporary.unlink(missing_ok=True)
        temporary.symlink_to(Path("releases") / release_id)
        try:
            temporary.replace(self.pointer)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(self.home)


def _entry(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _is_whole(folder: Path, entries: Mapping[str, dict[str, Any]]) -> bool:
    try:
        return (folder / MANIFEST).exists() and all(
            _entry((folder / name).read_bytes()) == entry for name, entry in entries.items()
        )
    except OSError:
        return False


def _to_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _write_synced(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
