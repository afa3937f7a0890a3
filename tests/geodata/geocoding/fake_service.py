"""A service on loopback that answers what a test tells it to, in the documented shapes."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TOKEN = "hemmelig-nøgle"  # noqa: S105 - of a service on loopback


@dataclass(frozen=True)
class Reply:
    """What the service answers; a body that is no text is sent as JSON."""

    body: Any = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    drip_s: float = 0.0

    @property
    def sent(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return text.encode()


@dataclass(frozen=True)
class Asked:
    """A request as the service saw it."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    at: float


class FakeService:
    """An HTTP server with an answer by path, which keeps every request it gets."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._replies: dict[str, list[Reply | Callable[[Asked], Reply]]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.domain = f"127.0.0.1:{self._server.server_port}"

    def answer(self, path: str, *replies: Reply | Callable[[Asked], Reply]) -> None:
        """Answer a path with these, one after the other; the last one stays."""
        self._replies[path] = list(replies)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                service._serve(self)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        return Handler

    def _serve(self, request: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(request.path)
        asked = Asked(
            path=unquote(parts.path),
            query=dict(parse_qsl(parts.query)),
            headers={name.lower(): value for name, value in request.headers.items()},
            at=time.monotonic(),
        )
        self.asked.append(asked)
        queue = self._replies.get(asked.path, [Reply("ingenting", status=404)])
        reply = queue.pop(0) if len(queue) > 1 else queue[0]
        _send(request, reply(asked) if callable(reply) else reply)


def _send(request: BaseHTTPRequestHandler, reply: Reply) -> None:
    time.sleep(reply.delay_s)
    try:
        request.send_response(reply.status)
        for name, value in reply.headers.items():
            request.send_header(name, value)
        if "Content-Length" not in reply.headers:
            request.send_header("Content-Length", str(len(reply.sent)))
        request.end_headers()
        if not reply.drip_s:
            request.wfile.write(reply.sent)
            return
        for byte in reply.sent:
            request.wfile.write(bytes([byte]))
            request.wfile.flush()
            time.sleep(reply.drip_s)
    except ConnectionError:
        """The client has had enough."""
