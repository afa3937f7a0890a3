"""Visitors who each ask for many different pages, as one process: `python -m bench.asking …`.

`python -m bench.asking PORT SECONDS VISITORS`: reads a JSON list of paths from the first line of
its input, says «ready», waits for a line, asks for so long, then says as JSON how many milliseconds
each answer took (`times`) and what went wrong (`faults`). The visitors share the list, so that no
path is asked for twice until all have been; each has a connection of its own.
"""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time
from itertools import cycle
from typing import Final

_TIMEOUT_S: Final = 60


def main(port: int, seconds: float, visitors: int) -> None:
    """Wait for the start, ask, and say what each answer took."""
    paths = cycle(json.loads(sys.stdin.readline()))  # in C, so that threads may share it
    times: list[float] = []
    faults: list[str] = []
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + seconds

    def visit() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT_S)
        while time.monotonic() < end:
            _ask(connection, next(paths), times, faults)

    threads = [threading.Thread(target=visit) for _ in range(visitors)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    print(json.dumps({"times": times, "faults": faults}), flush=True)


def _ask(
    connection: http.client.HTTPConnection, path: str, times: list[float], faults: list[str]
) -> None:
    begun = time.perf_counter()
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as fault:
        connection.close()
        faults.append(f"{path}: {type(fault).__name__}")
        return
    times.append((time.perf_counter() - begun) * 1000)
    if answer.status != http.client.OK:
        faults.append(f"{path}: {answer.status}")


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
