"""Serves the website by gunicorn, configured here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

WORKERS: Final = 2
THREADS: Final = 4

_OPTIONS: Final[dict[str, Any]] = {
    "worker_class": "gthread",
    "workers": WORKERS,
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
            "when_ready": lambda _arbiter: on_ready(),
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn its settings; it reads no file and no arguments."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application, made before the workers are."""
        return self._app
