"""Serves the website by gunicorn, configured here and nowhere else."""

from __future__ import annotations

import gc
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from atlas.errors import AtlasError
from atlas.labels import DISTRICT_CODES
from webapp.published import edition, watch
from webapp.records import url_of
from webapp.result_rows import make_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

THREADS: Final = 4

WATCH_S: Final = 1.0
"""How often a worker looks for a new release, so that it is read before somebody asks for it."""

SWITCH_S: Final = 0.001
"""How long a thread of a worker may keep the others waiting (Python's own is five times as long).

A tile that is ready in a tenth of a millisecond then does not wait out a page that takes ten.
"""

FIRST_ASKED: Final = ("/", *(f"/{code}/" for code in DISTRICT_CODES), "/soeg?q=a")
"""What is asked once before the site listens, so that no visitor waits for what is made once."""

ASKED_AGAIN: Final = (
    *("/soeg?q=hvem", "/soeg?q=hvor&del=resultater", "/soeg?q=klub&tema=bolig&side=2"),
    *(f"/{code}/?tema=bolig" for code in DISTRICT_CODES),
)
"""What each worker asks itself before it answers others: memory that is shared until somebody reads
it is copied then, and the first visitors would wait for that."""

_OPTIONS: Final[dict[str, Any]] = {
    "worker_class": "gthread",
    "threads": THREADS,
    "timeout": 30,
    "graceful_timeout": 10,
    "keepalive": 5,
    # The longest address of the site is a search with every filter, about 1,500 bytes.
    "limit_request_line": 4094,
    "limit_request_fields": 60,
    "limit_request_field_size": 8190,
    "loglevel": "warning",
    # Who asked for what is nobody's business: no access log (GDPR, art. 5, data minimisation).
    "accesslog": None,
}


class Server(BaseApplication):  # type: ignore[misc] # it has no types
    """The website behind gunicorn; `on_ready` is called once it listens."""

    def __init__(self, app: Flask, host: str, port: int, on_ready: Callable[[], None]) -> None:
        """Take an application and the address to listen at."""
        self._app = app
        literal = f"[{host}]" if ":" in host else host
        self._options = {
            **_OPTIONS,
            "bind": [f"{literal}:{port}"],
            "workers": app.config["SITE"].workers,
            "when_ready": lambda _arbiter: on_ready(),
            "post_worker_init": self.start_worker,
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn its settings; it reads no file and no arguments."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def prepare(self) -> None:
        """Make what is made once, before the workers are: they share it, and no visitor waits."""
        visitor = self._app.test_client()
        for path in (*FIRST_ASKED, *self._make_rows()):
            visitor.get(path)
        gc.collect()
        gc.freeze()  # so that counting references does not copy what the workers share

    def _make_rows(self) -> list[str]:
        """Make every row of the lists; return the address of one record of each kind."""
        with suppress(AtlasError), self._app.test_request_context():  # told to who asks for a page
            here = edition()
            make_rows(here)
            kinds = {one.layer: one for one in here.catalogue.by_id.values()}
            return [url_of(one) for one in kinds.values()]
        return []

    def start_worker(self, _worker: object) -> None:
        """Make a worker ready before it answers anybody; gunicorn calls it in each of them."""
        sys.setswitchinterval(SWITCH_S)
        visitor = self._app.test_client()
        for path in ASKED_AGAIN:
            visitor.get(path, headers={"Accept-Encoding": "gzip"})
        threading.Thread(target=watch, args=(self._app, WATCH_S), daemon=True).start()

    def load(self) -> Flask:
        """Return the application, made before the workers are."""
        return self._app
