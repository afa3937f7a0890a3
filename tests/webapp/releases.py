"""Releases made for a test out of real ones, with every text in them changed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from atlas.layer_store import LayerStore, Release

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CODES = {
    *("id", "home", "district", "districts", "status", "record_type", "themes", "kind"),
    *("target_groups", "languages", "precision", "category", "place_id", "areas", "assured_date"),
    *("list_year", "year", "membership", "outline_status"),
}
"""Properties that hold codes, which validation keeps to a list."""


def published_with(
    home: Path, original: Path, change: Callable[[str], str], **more: str
) -> Release:
    """Publishes under `home` a copy of what `original` shows, every text changed.

    `more` goes into the manifest; `built` there makes it a release of another time.
    """
    release = LayerStore(original).current()
    files = {name: release.read(name) for name in release.manifest["files"]}
    for name in [one for one in files if one.endswith(".geojson")]:
        layer = json.loads(files[name])
        for feature in layer["features"]:
            feature["properties"] = _changed(feature["properties"], change)
        files[name] = json.dumps(layer, ensure_ascii=False).encode()
    return published(home, files, {**release.manifest, **more})


def published(home: Path, files: dict[str, bytes], manifest: dict[str, Any]) -> Release:
    """Publishes files with a manifest whose counts and checksums fit them."""
    layers = {
        name.removesuffix(".geojson"): {
            "count": len(json.loads(content)["features"]),
            "bbox": json.loads(content)["bbox"],
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        for name, content in files.items()
        if name.endswith(".geojson")
    }
    kept = {key: value for key, value in manifest.items() if key not in {"files", "release"}}
    return LayerStore(home).publish(files, {**kept, "layers": layers})


def _changed(value: Any, change: Callable[[str], str], name: str = "") -> Any:  # noqa: ANN401 - JSON
    if name in CODES:
        return value
    if isinstance(value, dict):
        return {key: _changed(inner, change, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_changed(inner, change) for inner in value]
    return change(value) if isinstance(value, str) else value
