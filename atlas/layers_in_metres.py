"""The layers of a release in EPSG:25832: each shape made once, for many sheets."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import numpy as np
import shapely

from geodata.crs import to_utm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]
Key = tuple[str, str]


class _Feature(Protocol):
    @property
    def geometry(self) -> dict[str, Any] | None: ...


F = TypeVar("F", bound=_Feature)


@dataclass(frozen=True)
class LayersInMetres(Generic[F]):
    """Shapes by collection and layer; each layer is made when it is first asked for."""

    layers: Mapping[Key, Sequence[F]]
    _made: dict[Key, _Layer[F]] = field(default_factory=dict, init=False)

    def all_of(self, key: Key) -> list[tuple[F, BaseGeometry]]:
        """Return every feature of a layer that has a geometry, with it in EPSG:25832."""
        made = self._layer(key)
        return list(zip(made.features, made.shapes.tolist(), strict=True))

    def near(self, key: Key, box: Box) -> list[tuple[F, BaseGeometry]]:
        """Return those whose own box touches a box (west, south, east, north in EPSG:25832)."""
        made = self._layer(key)
        found = np.sort(made.tree.query(shapely.box(*box)))
        return [(made.features[one], made.shapes[one]) for one in found.tolist()]

    def _layer(self, key: Key) -> _Layer[F]:
        if key not in self._made:
            self._made[key] = _made(self.layers.get(key, ()))
        return self._made[key]


@dataclass(frozen=True)
class _Layer(Generic[F]):
    features: list[F]
    shapes: npt.NDArray[np.object_]
    tree: shapely.STRtree


def _made(features: Sequence[F]) -> _Layer[F]:
    drawn = [one for one in features if one.geometry]
    shapes = to_utm(shapely.from_geojson([json.dumps(one.geometry) for one in drawn]))
    return _Layer(drawn, shapes, shapely.STRtree(shapes))
