"""What a process of the publishing tests does: publish, read, or suffer.

`python -m tests.atlas.publishing_roles ROLE HOME STORE [NUMBER]`. STORE is `layer_store` or
`naive`; the naive one is there so that the tests can be seen to fail.
"""

import errno
import json
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path

from atlas.errors import ReleaseError
from tests.atlas.publishing import (
    STORES,
    leftovers,
    look,
    published_version,
    release_of,
    snapshot,
    version_by_store,
)


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def publish_for_ever(home: Path, store: str, first: str) -> None:
    """Publish version after version until killed; say that it begins, and each that is done."""
    publisher = STORES[store](home)
    _say("begun")
    for version in count(int(first)):
        publisher.publish(*release_of(version))
        _say(version)


def read_for_ever(home: Path, store: str, least: str) -> None:
    """Read until told that it is enough, and `least` times at least; say what was seen."""
    told = threading.Event()

    def listen() -> None:
        sys.stdin.readline()
        told.set()

    threading.Thread(target=listen, daemon=True).start()
    ways = [published_version, *([version_by_store] if store == "layer_store" else [])]
    seen: set[int] = set()
    faults: list[str] = []
    for reads in count():
        if told.is_set() and reads >= int(least):
            _say({"reads": reads, "versions": len(seen), "faults": faults})
            return
        try:
            seen.add(ways[reads % len(ways)](home))
        except Exception as fault:  # noqa: BLE001 - whatever a reader meets is the finding
            faults.append(repr(fault))


def publish_when_told(home: Path, store: str) -> None:
    """Publish the version that a line names; say what went wrong."""
    publisher = STORES[store](home)
    for line in sys.stdin:
        try:
            publisher.publish(*release_of(int(line)))
            _say([])
        except Exception as fault:  # noqa: BLE001 - whatever a publisher meets is the finding
            _say([repr(fault)])


def die_at_every_step(home: Path, store: str) -> None:
    """Publish version 2 and be killed at its first file operation, then at its second, and so on.

    Begins each time with what `home` held. Says of every death what `current` was after it, and
    whether version 3 could then be published with nothing left over.
    """
    origin = home.with_name(f"{home.name}-origin")
    home.rename(origin)
    seen: list[dict[str, object]] = []
    for step in count(1):
        shutil.copytree(origin, home, symlinks=True)
        child = os.fork()
        if child == 0:
            _die_at(step)
            STORES[store](home).publish(*release_of(2))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        after = look(home) or published_version(home)
        STORES[store](home).publish(*release_of(3))
        seen.append({"after": after, "then": published_version(home), "left": leftovers(home)})
        shutil.rmtree(home)
        if os.WIFEXITED(status):
            break
    _say(seen)


def _die_at(step: int) -> None:
    """Kill this process at its n-th operation on files (PEP 578 tells of each beforehand)."""
    operations = count(1)

    def hook(event: str, _arguments: tuple[object, ...]) -> None:
        touches_files = event == "open" or event.startswith(("os.", "shutil.", "fcntl."))
        if touches_files and next(operations) == step:
            signal.raise_signal(signal.SIGKILL)

    sys.addaudithook(hook)


def fill_the_disk(home: Path, store: str) -> None:
    """Publish ever larger releases on a small disk; say what each failure said and left."""
    publisher = STORES[store](home)
    publisher.publish(*release_of(1))
    before = snapshot(home)
    failures = []
    for size in (60_000, 120_000, 250_000, 500_000):
        try:
            publisher.publish(*release_of(size, size=size))
        except (ReleaseError, OSError) as fault:
            untouched = snapshot(home) == before and not leftovers(home)
            failures.append({"said": str(fault), "untouched": untouched})
        else:
            before = snapshot(home)
    _say({"failures": failures, "full": os.strerror(errno.ENOSPC), "big": os.strerror(errno.EFBIG)})


ROLES: dict[str, Callable[..., None]] = {
    "publish": publish_for_ever,
    "read": read_for_ever,
    "wait": publish_when_told,
    "die": die_at_every_step,
    "fill": fill_the_disk,
}

if __name__ == "__main__":
    _, asked, where, how, *rest = sys.argv
    ROLES[asked](Path(where), how, *rest)
