"""Releases on disk: the only writer and the only reader of what the atlas publishes.

A release is written whole into a folder that nobody reads, synced, renamed, and only then
pointed at by swapping the symlink `current` in one step (rename(2) is atomic). A reader
therefore sees the old release or the new one, whatever happens in between. The id of a release
ends in the hash of its manifest, and the manifest holds the hash of every file: damage shows.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from atlas.errors import DamagedLayerError, NothingPublishedError, ReleaseError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MANIFEST: Final = "manifest.json"
_BUILD_OR_GO_BACK: Final = "Kør tfi-atlas build, eller gå tilbage med tfi-atlas releases rollback."
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
            message = f"Udgivelsen {self.id} har ikke »{name}«. Kør tfi-atlas build."
            raise DamagedLayerError(message)
        try:
            content = (self.folder / name).read_bytes()
        except OSError as fault:
            message = (
                f"»{name}« i udgivelsen {self.id} kan ikke læses ({fault.strerror})."
                " Kør tfi-atlas build."
            )
            raise DamagedLayerError(message) from fault
        if hashlib.sha256(content).hexdigest() != entry["sha256"]:
            message = (
                f"»{name}« i udgivelsen {self.id} er beskadiget på disken. {_BUILD_OR_GO_BACK}"
            )
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
        self._staging = self.releases / ".new"
        self._new_file = self.releases / ".new-file"
        self._new_pointer = home / ".new-pointer"

    def current_id(self) -> str:
        """Return the id of the published release, whatever state its files are in.

        Raises:
            NothingPublishedError: where none has been published.
        """
        try:
            return self.pointer.readlink().name
        except OSError as fault:
            message = f"Der er intet udgivet under {self.home}. Kør tfi-atlas build."
            raise NothingPublishedError(message) from fault

    def current(self) -> Release:
        """Return the published release.

        Raises:
            NothingPublishedError: where none has been published.
            DamagedLayerError: where its manifest cannot be read.
        """
        return self.release(self.current_id())

    def release(self, release_id: str) -> Release:
        """Return a release by its id.

        Raises:
            DamagedLayerError: where it is not there, or its manifest is not what was written.
        """
        folder = self.releases / release_id
        try:
            manifest = json.loads((folder / MANIFEST).read_bytes())
        except (OSError, ValueError, RecursionError):
            manifest = None
        if not isinstance(manifest, dict) or not release_id.endswith(f"-{_digest(manifest)}"):
            message = f"Udgivelsen {release_id} har intet læsbart manifest. {_BUILD_OR_GO_BACK}"
            raise DamagedLayerError(message)
        return Release(id=release_id, folder=folder, manifest=manifest)

    def list(self) -> list[str]:
        """Return the ids of all releases, oldest first; of one build time, as they were written."""
        folders = (path.parent for path in self.releases.glob(f"[0-9]*/{MANIFEST}"))
        by_age = sorted(folders, key=lambda one: (one.name.split("-")[0], one.stat().st_mtime_ns))
        return [folder.name for folder in by_age]

    def publish(self, files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Release:
        """Write a release whole, then point at it; return it.

        `files` are the release's files by relative name; `manifest` is what to say of them,
        with `built` (UTC, ISO 8601). Each file's size and SHA-256 are added. Publishing what is
        already there mends what was damaged of it, and points at it again.

        Raises:
            ReleaseError: where it could not be written; the published release still stands.
        """
        entries = {name: _entry(content) for name, content in files.items()}
        said = json.loads(_to_json({**manifest, "files": entries}))
        stamp = said["built"].replace("-", "").replace(":", "")
        release_id = f"{stamp}-{_digest(said)}"
        whole = {**files, MANIFEST: _to_json({**said, "release": release_id})}
        folder = self.releases / release_id
        with self._only_writer():
            if folder.exists():
                self._mend(whole, folder)
            else:
                self._write(whole, folder)
            self._point_at(release_id)
        return self.release(release_id)

    def rollback(self, release_id: str | None = None) -> Release:
        """Point at another release again: the given one, or the one before the current.

        Raises:
            ReleaseError: where there is no such release, or it could not be pointed at.
            DamagedLayerError: where that release is damaged; the current one still stands.
        """
        current, known = self.current_id(), self.list()
        earlier = known[: known.index(current)] if current in known else known
        target = release_id or (earlier[-1] if earlier else None)
        if target not in known:
            wanted = f"udgivelse {target}" if target else "tidligere udgivelse at gå tilbage til"
            message = f"Der er ingen {wanted}. Se dem, der er, med tfi-atlas releases list."
            raise ReleaseError(message)
        release = self.release(target)
        for name in release.manifest["files"]:
            release.read(name)
        with self._only_writer():
            self._point_at(target)
        return release

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        """Hold the lock; turn what the disk refuses into advice, and leave nothing half-made."""
        try:
            self.releases.mkdir(parents=True, exist_ok=True)
            with (self.home / ".lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                self._sweep()  # what a killed writer left
                try:
                    yield
                finally:
                    self._sweep()
        except OSError as fault:
            where = fault.filename or self.home
            message = (
                f"Udgivelsen kunne ikke skrives ({fault.strerror}: {where})."
                " Den forrige står der endnu. Skaf plads på disken, og prøv igen."
            )
            raise ReleaseError(message) from fault

    def _sweep(self) -> None:
        """Remove what is half-made; only the holder of the lock may."""
        shutil.rmtree(self._staging, ignore_errors=True)
        self._new_file.unlink(missing_ok=True)
        self._new_pointer.unlink(missing_ok=True)

    def _write(self, files: Mapping[str, bytes], folder: Path) -> None:
        self._staging.mkdir()
        for name, content in files.items():
            _write_synced(self._staging / name, content)
        for inner in [self._staging, *filter(Path.is_dir, self._staging.rglob("*"))]:
            _sync_folder(inner)
        self._staging.rename(folder)
        _sync_folder(self.releases)

    def _mend(self, files: Mapping[str, bytes], folder: Path) -> None:
        """Replace the damaged files of a release one by one, so that its readers lose nothing."""
        for name, content in files.items():
            path = folder / name
            if not _holds(path, content):
                path.parent.mkdir(parents=True, exist_ok=True)
                _write_synced(self._new_file, content)
                self._new_file.replace(path)
                _sync_folder(path.parent)

    def _point_at(self, release_id: str) -> None:
        self._new_pointer.symlink_to(Path("releases") / release_id)
        self._new_pointer.replace(self.pointer)
        _sync_folder(self.home)


def _entry(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _digest(manifest: Mapping[str, Any]) -> str:
    """Return the hash of a manifest that a release's id ends in; the id itself is left out."""
    said = {name: value for name, value in manifest.items() if name != "release"}
    return hashlib.sha256(_to_json(said)).hexdigest()[:_HASH_DIGITS]


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
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
