"""Writes the files of an export so that nobody ever finds half of one."""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from atlas.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

STAGING: Final = ".ny-eksport"


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files by relative name into a folder, each in one step; return their paths.

    All are written and synced aside first. What a killed export left aside, the next one removes.

    Raises:
        ExportError: where they could not be written; each file there is whole, old or new.
    """
    staging = folder / STAGING
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _only_writer(folder):
            shutil.rmtree(staging, ignore_errors=True)
            try:
                for name, content in files.items():
                    _write_synced(staging / name, content)
                return [_put(staging / name, folder / name) for name in files]
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except OSError as fault:
        raise ExportError(
            f"Eksporten kunne ikke skrives i {folder} ({fault.strerror}). Ingen fil er skrevet"
            " halvt. Luk filerne i andre programmer, tjek, at der er plads og adgang, og prøv igen."
        ) from fault


@contextmanager
def _only_writer(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write_synced(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _put(finished: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return finished.replace(target)
