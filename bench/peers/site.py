"""Two other ways to answer a request, behind the same gunicorn with the same settings.

`python -m bench.peers.site HOME FOLDER PORT`: `/finished/N` hands out answer N of a folder as it
is; `/per-request/COLLECTION` reads the layer with geopandas and writes list and GeoJSON anew.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import geopandas
from flask import Flask, Response

from webapp.config import SiteConfig
from webapp.server import SWITCH_S, Server


class PeerServer(Server):
    """The same gunicorn; its workers have no pages to make ready, and no release to wait for."""

    def start_worker(self, _worker: object) -> None:
        """Let threads take turns as often as the site's."""
        sys.setswitchinterval(SWITCH_S)


def create_peer(home: Path, folder: Path) -> Flask:
    """Return the application; finished answers are read once, layers at every request."""
    app = Flask(__name__, static_folder=None)
    app.config["SITE"] = SiteConfig(home=home)
    finished = {
        int(path.stem): (path.with_suffix("").read_bytes(), json.loads(path.read_text()))
        for path in folder.glob("*.json")
    }

    @app.get("/finished/<int:number>")
    def hand_out(number: int) -> Response:
        content, headers = finished[number]
        return Response(content, headers={name: text for name, text in headers.items() if text})

    @app.get("/per-request/<collection>")
    def work_out(collection: str) -> str:
        frame = geopandas.read_file(home / "current" / collection / "projects.geojson")
        table = frame.drop(columns="geometry").to_html()
        points = frame.to_json(default=list)
        return f"<!doctype html><title>{collection}</title>{table}<script>{points}</script>"

    return app


if __name__ == "__main__":
    _, release, answers, port = sys.argv
    peer = create_peer(Path(release), Path(answers))
    PeerServer(peer, "127.0.0.1", int(port), lambda: None).run()
