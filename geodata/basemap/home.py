"""The basemaps under one atlas home: each written whole beside the others, then pointed at.

`basemaps/<hash>/` never changes; its name is the hash of its content. `basemaps/current` points
at the one in use, and is swapped in one step (rename(2)): a reader sees the old or the new one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from geodata.errors import BasemapError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FOLDER: Final = "basemaps"
POINTER: Final = "current"
_HASH_DIGITS: Final = 12


def current_basemap(home: Path) -> Path | None:
    """Return the folder of the basemap in use under an atlas home, or None where there is none."""
    basemaps = home / FOLDER
    try:
        folder = basemaps / (basemaps / POINTER).readlink()
    except OSError:
        return None
    return folder if folder.is_dir() else None


def publish_basemap(home: Path, fill: Callable[[Path], None]) -> Path:
    """Let `fill` write a basemap into an empty folder, then point at it; return its folder.

    Where `fill` raises, or is killed, the basemap before stays in use; what it left is removed,
    now or by the next build. The same content is the same folder.

    Raises:
        BasemapError: where the disk refuses, or another build is under way.
    """
    basemaps = home / FOLDER
    with _only_writer(basemaps):
        staging = basemaps / ".new"
        staging.mkdir()
        fill(staging)
        folder = basemaps / _digest(staging)
        if folder.exists():
            shutil.rmtree(folder)  # the same content, perhaps damaged since
        _sync(staging)
        staging.rename(folder)
        pointer = basemaps / ".new-pointer"
        pointer.symlink_to(folder.name)
        pointer.replace(basemaps / POINTER)
        _sync_one(basemaps)
    return folder


@contextmanager
def _only_writer(basemaps: Path) -> Iterator[None]:
    try:
        basemaps.mkdir(parents=True, exist_ok=True)
        with (basemaps / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as fault:
                message = (
                    "Et andet baggrundskort er ved at blive bygget her; vent, til det er klar."
                )
                raise BasemapError(message) from fault
            _sweep(basemaps)  # what a killed build left
            try:
                yield
            finally:
                _sweep(basemaps)
    except OSError as fault:
        message = (
            f"Baggrundskortet kunne ikke skrives ({fault.strerror}: {fault.filename or basemaps}). "
            "Det forrige står der endnu. Skaf plads eller adgang, og prøv igen."
        )
        raise BasemapError(message) from fault


def _sweep(basemaps: Path) -> None:
    shutil.rmtree(basemaps / ".new", ignore_errors=True)
    (basemaps / ".new-pointer").unlink(missing_ok=True)


def _digest(folder: Path) -> str:
    """Return the hash of every file's name and content."""
    whole = hashlib.sha256()
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        with path.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        whole.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return whole.hexdigest()[:_HASH_DIGITS]


def _sync(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        _sync_one(path)


def _sync_one(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
