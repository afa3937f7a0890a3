"""What is new in a release: records that the one before it did not have, or told otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from atlas.catalogue import RECORD_LAYERS
from atlas.errors import AtlasError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.catalogue import Catalogue
    from atlas.layer_store import LayerStore, Release

_NO_NEWS: Final = frozenset({"district", "assured_date", "year"})
"""The folder that a feature lies in, and when somebody last looked: that corrects nothing."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What changed since an earlier release: ids of records, and how many are there no longer.

    `before` is the earlier release's id, and `built` when it was made (UTC, ISO 8601).
    """

    before: str
    built: str
    new: frozenset[str]
    changed: frozenset[str]
    gone: int


def release_before(store: LayerStore, release: Release) -> Release | None:
    """Return the release that was made before one, or None where it is the first or none is left.

    One whose manifest cannot be read is passed over.
    """
    known = store.list()
    earlier = known[: known.index(release.id)] if release.id in known else []
    for one in reversed(earlier):
        try:
            return store.release(one)
        except AtlasError:
            continue
    return None


def compare(now: Catalogue, before: Release) -> Comparison | None:
    """Return what a release's records have changed since an earlier one, None if that is damaged.

    Where it lies and what it says make a record a changed one; that it was confirmed anew does not.
    """
    try:
        then = _records_of(before)
    except (AtlasError, ValueError, KeyError, TypeError):
        return None
    here = {one.id: _told(one.geometry, one.properties) for one in now.by_id.values()}
    both = here.keys() & then.keys()
    return Comparison(
        before=before.id,
        built=str(before.manifest["built"]),
        new=frozenset(here.keys() - then.keys()),
        changed=frozenset(one for one in both if here[one] != then[one]),
        gone=len(then.keys() - here.keys()),
    )


def _records_of(release: Release) -> dict[str, Any]:
    """Return what a release says of each record, by id."""
    found: dict[str, Any] = {}
    for name in release.manifest["layers"]:
        collection, _slash, layer = name.partition("/")
        if layer in RECORD_LAYERS:
            for one in release.layer(collection, layer)["features"]:
                found[one["id"]] = _told(one["geometry"], one["properties"])
    return found


def _told(geometry: Mapping[str, Any] | None, properties: Mapping[str, Any]) -> Any:  # noqa: ANN401 - GeoJSON
    own = {name: value for name, value in properties.items() if name not in _NO_NEWS}
    return geometry, own
