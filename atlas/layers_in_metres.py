"""The layers of a release in EPSG:25832: each shape made once, for many sheets."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geodata.crs import to_utm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

    from atlas.catalogue import Entry

Box = tuple[float, float, float, float]
Key = tuple[str, str]


@dataclass(frozen=True)
class LayersInMetres:
    """Shapes by collection and layer; each layer is made when it is first asked for."""

    layers: Mapping[Key, Sequence[Entry]]
    _made: dict[Key, _Layer] = field(default_factory=dict, init=False)

    def all_of(self, key: Key) -> list[tuple[Entry, BaseGeometry]]:
        """Return every entry of a layer that has a geometry, with it in EPSG:25832."""
        made = self._layer(key)
        return list(zip(made.entries, made.shapes.tolist(), strict=True))

    def near(self, key: Key, box: Box) -> list[tuple[Entry, BaseGeometry]]:
        """Return those whose own box touches a box (west, south, east, north in EPSG:25832)."""
        made = self._layer(key)
        found = np.sort(made.tree.query(shapely.box(*box)))
        return [(made.entries[one], made.shapes[one]) for one in found.tolist()]

    def _layer(self, key: Key) -> _Layer:
        if key not in self._made:
            self._made[key] = _Layer.of(self.layers.get(key, ()))
        return self._made[key]


@dataclass(frozen=True)
class _Layer:
    entries: list[Entry]
    shapes: npt.NDArray[np.object_]
    tree: shapely.STRtree

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> _Layer:
        drawn = [one for one in entries if one.geometry]
        shapes = np.empty(len(drawn), dtype=object)
        shapes[:] = [to_utm(shapely.from_geojson(json.dumps(one.geometry))) for one in drawn]
        return cls(drawn, shapes, shapely.STRtree(shapes))
