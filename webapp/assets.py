"""The built files of the front end, served under names that carry a hash of their content."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, abort, current_app

from webapp.languages import root
from webapp.payloads import FOR_EVER, Payload

if TYPE_CHECKING:
    from flask import Flask

assets = Blueprint("assets", __name__)

_TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "map": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
}
_KEY: Final = "tfi_atlas.assets"


def register_assets(app: Flask) -> None:
    """Serve `webapp/static/` and give the templates `asset(name)` and `modules(name)`.

    `modules` are the addresses of a script and of all that it imports before it runs.

    Raises:
        FileNotFoundError: where the front end is not built.
    """
    folder = resources.files("webapp") / "static"
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        raise FileNotFoundError("webapp/static is not built: run `make setup`.")
    names: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    needed: dict[str, list[str]] = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    app.extensions[_KEY] = {
        built: _payload((folder / built).read_bytes(), built) for built in names.values()
    }
    app.register_blueprint(assets)
    app.jinja_env.globals["asset"] = lambda name: _url(names[name])
    app.jinja_env.globals["modules"] = lambda name: [_url(one) for one in needed[name]]


@assets.get("/static/<name>")
def static(name: str) -> Response:
    """Answer with a built file; its name changes with its content, so it is kept for good."""
    files: dict[str, Payload] = current_app.extensions[_KEY]
    if name not in files:
        abort(404)
    return files[name].response(cache_control=FOR_EVER)


def _url(built: str) -> str:
    return f"{root()}/static/{built}"


def _payload(content: bytes, name: str) -> Payload:
    suffix = name.rpartition(".")[2]
    kind: dict[str, Any] = {"compress": suffix not in {"png", "woff2"}}
    return Payload.of(content, _TYPES.get(suffix, "application/octet-stream"), **kind)
