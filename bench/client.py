"""One visitor who asks for the same page again and again, as a process of its own.

`python -m bench.client PORT PATH SECONDS [RANGE …]`: says «ready», waits for a line, asks for so
long, then says how long each answer took, in milliseconds, as a JSON list. With ranges ("0-99") it
asks for these pieces of the file in turn.
"""

from __future__ import annotations

import http.client
import json
import sys
import time
from itertools import cycle
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_WARMING_UP: Final = 5


def ask(connection: http.client.HTTPConnection, path: str, piece: str = "") -> float:
    """Return the milliseconds from a request to the last byte of its answer.

    Raises:
        RuntimeError: where the answer is not 200, or not 206 to who asks for a piece.
    """
    stated = {"Range": f"bytes={piece}"} if piece else {}
    begun = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", **stated})
    answer = connection.getresponse()
    answer.read()
    taken = time.perf_counter() - begun
    if answer.status != (http.client.PARTIAL_CONTENT if piece else http.client.OK):
        raise RuntimeError(f"{path} answered {answer.status}.")
    return taken * 1000


def main(port: int, path: str, seconds: float, ranges: Sequence[str] = ()) -> None:
    """Warm up, wait for the start, ask, and say what each answer took."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    pieces = cycle(ranges or ("",))
    for _ in range(_WARMING_UP):
        ask(connection, path, next(pieces))
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + seconds
    taken = []
    while time.monotonic() < end:
        taken.append(ask(connection, path, next(pieces)))
    print(json.dumps(taken), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), sys.argv[4:])
