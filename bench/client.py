"""One visitor who asks for the same page again and again, as a process of its own.

`python -m bench.client PORT PATH SECONDS`: says «ready», waits for a line, asks for so long, then
says how long each answer took, in milliseconds, as a JSON list.
"""

from __future__ import annotations

import http.client
import json
import sys
import time
from typing import Final

_WARMING_UP: Final = 5


def ask(connection: http.client.HTTPConnection, path: str) -> float:
    """Return the milliseconds from a request to the last byte of its answer.

    Raises:
        RuntimeError: where the answer is not 200.
    """
    begun = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    taken = time.perf_counter() - begun
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path} answered {answer.status}.")
    return taken * 1000


def main(port: int, path: str, seconds: float) -> None:
    """Warm up, wait for the start, ask, and say what each answer took."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _ in range(_WARMING_UP):
        ask(connection, path)
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + seconds
    taken = []
    while time.monotonic() < end:
        taken.append(ask(connection, path))
    print(json.dumps(taken), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
