"""Invented releases, a naive store, and the torments that a store of releases must stand.

The publishers and readers are processes of their own (`publishing_roles`): a kill -9 or seven
rivals cannot be played within one process.
"""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from atlas.layer_store import MANIFEST, LayerStore

ROOT = Path(__file__).resolve().parents[2]
LAYER_NAMES = [f"{folder}/{layer}.geojson" for folder in ("a", "b") for layer in ("x", "y", "z")]
PATIENCE_S = 120


class Publisher(Protocol):
    """What both stores do."""

    def publish(self, files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> object:
        """Publish these files under this manifest."""


class NaiveStore:
    """Writes the published files in place, one after the other: what `gdf.to_file` does."""

    def __init__(self, home: Path) -> None:
        self.current = home / "current"

    def publish(self, files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> None:
        """Write every file where its readers read it."""
        entries = {name: {"sha256": _sha256(content)} for name, content in files.items()}
        whole = json.dumps({**manifest, "files": entries}).encode()
        for name, content in {**files, MANIFEST: whole}.items():
            path = self.current / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


STORES: dict[str, Callable[[Path], Publisher]] = {"layer_store": LayerStore, "naive": NaiveStore}


class MixedError(AssertionError):
    """What is published is no whole release."""


def release_of(version: int, *, size: int = 30_000) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Files and manifest of an invented release; each file says which version it belongs to."""
    built = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(version))
    files = {
        name: json.dumps({"version": version, "name": name, "fill": "æ" * (size // 6)}).encode()
        for name in LAYER_NAMES
    }
    return files, {"built": built, "version": version}


def published_version(home: Path) -> int:
    """Version of the one whole release that `current` shows, checked without the store's help.

    Raises:
        MixedError: where a file lacks, is another than the manifest's, or of another version.
    """
    try:
        folder = (home / "current").resolve(strict=True)
        manifest = json.loads((folder / MANIFEST).read_bytes())
        contents = {name: (folder / name).read_bytes() for name in manifest["files"]}
    except (OSError, ValueError) as fault:
        raise MixedError(f"unreadable: {fault!r}") from fault
    changed = [
        name
        for name, content in contents.items()
        if _sha256(content) != manifest["files"][name]["sha256"]
    ]
    if changed:
        raise MixedError(f"not the manifest's: {changed}")
    versions = {json.loads(content)["version"] for content in contents.values()}
    if versions != {manifest["version"]} or sorted(contents) != sorted(LAYER_NAMES):
        raise MixedError(f"mixed of {versions}, {len(contents)} files")
    return int(manifest["version"])


def version_by_store(home: Path) -> int:
    """Version of the current release as the store's own readers see it, every file read."""
    release = LayerStore(home).current()
    versions = {json.loads(release.read(name))["version"] for name in release.manifest["files"]}
    if versions != {release.manifest["version"]}:
        raise MixedError(f"mixed of {versions}")
    return int(release.manifest["version"])


@dataclass
class Outcome:
    """What happened to the readers, and to the release, while publishers were killed."""

    kills: int = 0
    reads: int = 0
    versions: int = 0
    faults: list[str] = field(default_factory=list)


@contextmanager
def running(role: str, home: Path, store: str, *more: object) -> Iterator[subprocess.Popen[str]]:
    """A process in a role, which talks by lines; at the end it is killed with -9."""
    command = [sys.executable, "-m", "tests.atlas.publishing_roles", role, str(home), store]
    with subprocess.Popen(
        [*command, *map(str, more)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        umask=0o022,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def hear(process: subprocess.Popen[str]) -> str:
    """Return the next line of a process, which is killed where it stays silent for too long."""
    assert process.stdout is not None
    timer = threading.Timer(PATIENCE_S, process.kill)
    timer.start()
    try:
        line = process.stdout.readline()
    finally:
        timer.cancel()
    assert line, f"a process of the test ended with {process.wait()} and said nothing"
    return line


def tell(process: subprocess.Popen[str], line: object) -> None:
    """Send a line to a process."""
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def torment(home: Path, store: str, *, kills: int, reads: int, seed: int) -> Outcome:
    """Kill publishers at random moments while two readers read; after each, look for yourself."""
    chance = random.Random(seed)  # noqa: S311 - a moment to kill, not a secret
    STORES[store](home).publish(*release_of(1))
    outcome = Outcome()
    versions = count(2, step=1000)
    with ExitStack() as at_the_end:
        readers = [
            at_the_end.enter_context(running("read", home, store, reads // 2)) for _ in range(2)
        ]
        for _ in range(kills):
            with running("publish", home, store, next(versions)) as publisher:
                hear(publisher)  # that it begins
                begun = time.monotonic()
                hear(publisher)  # that one release is out: now the pace is known
                time.sleep(chance.uniform(0, 3 * (time.monotonic() - begun)))
            outcome.kills += publisher.returncode == -signal.SIGKILL
            outcome.faults += look(home)
        last = at_the_end.enter_context(running("publish", home, store, next(versions)))
        for _ in range(20):
            hear(last)
        for reader in readers:
            tell(reader, "enough")
            seen = json.loads(hear(reader))
            outcome.reads += seen["reads"]
            outcome.versions += seen["versions"]
            outcome.faults += seen["faults"]
    outcome.faults += look(home)
    return outcome


def crowd(home: Path, store: str, *, publishers: int, rounds: int) -> Outcome:
    """Let several publishers publish at the same moment, again and again."""
    outcome = Outcome()
    with ExitStack() as at_the_end:
        rivals = [at_the_end.enter_context(running("wait", home, store)) for _ in range(publishers)]
        for round_number in range(1, rounds + 1):
            for number, rival in enumerate(rivals):
                tell(rival, round_number * 100 + number)
            for rival in rivals:
                outcome.faults += json.loads(hear(rival))
            outcome.faults += look(home)
    return outcome


def deaths(home: Path, store: str) -> list[dict[str, Any]]:
    """What a publisher of version 2 left, for each file operation that it was killed at."""
    with running("die", home, store) as process:
        seen: list[dict[str, Any]] = json.loads(hear(process))
    return seen


def build(
    home: Path, *options: str, seed: int, epoch: int = 1_199_000_000, limit: str = ""
) -> subprocess.CompletedProcess[str]:
    """Build the bundled record by the command line, with an order of sets of its own."""
    command = f'{limit}exec "$0" -m webapp.cli build "$@"'
    order = {"PYTHONHASHSEED": str(seed), "SOURCE_DATE_EPOCH": str(epoch)}
    return subprocess.run(
        ["sh", "-c", command, sys.executable, "--out", str(home), *options],
        cwd=ROOT,
        env=os.environ | order,
        capture_output=True,
        text=True,
        check=False,
    )


def snapshot(home: Path) -> dict[str, str]:
    """Every file and link under a folder, with what it holds."""
    return {
        str(path.relative_to(home)): str(path.readlink())
        if path.is_symlink()
        else _sha256(path.read_bytes())
        for path in sorted(home.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def leftovers(home: Path) -> list[str]:
    """Folders and files that belong to no release, are no pointer and no lock."""
    known = {"current", "releases", ".lock"}
    strange = [path.name for path in home.iterdir() if path.name not in known]
    releases = home / "releases"
    return strange + [path.name for path in releases.glob("*") if not path.name[0].isdigit()]


def look(home: Path) -> list[str]:
    """What is wrong with what is published, or nothing."""
    try:
        published_version(home)
    except MixedError as fault:
        return [str(fault)]
    return []


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
