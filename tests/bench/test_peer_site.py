"""The peer that answers are measured against: it starts, and hands out what it was given."""

from __future__ import annotations

import json
import sys
import urllib.request
from typing import TYPE_CHECKING

from bench.processes import free_port, serving

if TYPE_CHECKING:
    from pathlib import Path


def test_the_peer_hands_out_finished_answers(tmp_path: Path) -> None:
    (tmp_path / "0").write_bytes(b"finished")
    (tmp_path / "0.json").write_text(json.dumps({"X-Peer": "yes", "ETag": None}), encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "bench.peers.site", str(tmp_path), str(tmp_path), str(port)]
    with (
        serving(command, port, "/finished/0"),
        urllib.request.urlopen(f"http://127.0.0.1:{port}/finished/0", timeout=30) as answer,
    ):
        assert (answer.read(), answer.headers["X-Peer"]) == (b"finished", "yes")
