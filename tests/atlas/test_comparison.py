"""What is new in a release, compared with the one before it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from atlas.catalogue import read_catalogue
from atlas.comparison import compare, release_before
from atlas.layer_store import LayerStore, Release

if TYPE_CHECKING:
    from pathlib import Path


def publish(home: Path, built: str, names: dict[str, str]) -> Release:
    """Publishes actors of these ids and names, in two folders each."""
    files = {}
    for collection in ("noerrebro", "hele-byen"):
        features = [_feature(one, name, collection, built) for one, name in names.items()]
        layer = {"type": "FeatureCollection", "bbox": [0, 0, 1, 1], "features": features}
        files[f"{collection}/actors.geojson"] = json.dumps(layer).encode()
    layers: dict[str, Any] = {"noerrebro/actors": {}, "hele-byen/actors": {}}
    return LayerStore(home).publish(files, {"built": built, "layers": layers, "sources": []})


def _feature(record_id: str, name: str, collection: str, built: str) -> dict[str, Any]:
    properties = {"id": record_id, "name": name, "home": "noerrebro", "district": collection}
    properties["assured_date"] = built[:10]
    return {"type": "Feature", "id": record_id, "geometry": None, "properties": properties}


def test_new_changed_and_gone_are_told_apart(tmp_path: Path) -> None:
    before = publish(tmp_path, "2026-01-01T00:00:00Z", {"a": "A", "b": "B", "c": "C"})
    now = publish(tmp_path, "2026-02-01T00:00:00Z", {"b": "B", "c": "C, nyt navn", "d": "D"})
    store = LayerStore(tmp_path)
    assert release_before(store, now) == before
    found = compare(read_catalogue(now.read, now.manifest), before)
    assert found is not None
    assert (set(found.new), set(found.changed), found.gone) == ({"d"}, {"c"}, 1)
    assert (found.before, found.built) == (before.id, "2026-01-01T00:00:00Z")


def test_the_first_release_has_none_before_it(tmp_path: Path) -> None:
    first = publish(tmp_path, "2026-01-01T00:00:00Z", {"a": "A"})
    publish(tmp_path, "2026-02-01T00:00:00Z", {"a": "A"})
    assert release_before(LayerStore(tmp_path), first) is None


def test_a_damaged_one_is_passed_over_or_compared_with_not_at_all(tmp_path: Path) -> None:
    oldest = publish(tmp_path, "2026-01-01T00:00:00Z", {"a": "A"})
    damaged = publish(tmp_path, "2026-02-01T00:00:00Z", {"a": "A"})
    now = publish(tmp_path, "2026-03-01T00:00:00Z", {"a": "A"})
    (damaged.folder / "manifest.json").write_text("{}")
    assert release_before(LayerStore(tmp_path), now) == oldest
    (oldest.folder / "noerrebro" / "actors.geojson").write_text("{}")
    assert compare(read_catalogue(now.read, now.manifest), oldest) is None
