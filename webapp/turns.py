"""One at a time, in the order of coming."""

from __future__ import annotations

from collections import deque
from threading import Lock


class Turns:
    """A lock that is handed to whoever has waited longest (`threading.Lock` to anybody)."""

    def __init__(self) -> None:
        """Begin with nobody's turn."""
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._taken = False

    def take(self) -> None:
        """Wait for the turn."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()

    def leave(self) -> None:
        """Hand the turn to the next."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
