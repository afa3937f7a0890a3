"""A part of a basemap's store held in memory, for whoever asks for many boxes beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geodata.basemap.classes import BasemapClass
from geodata.basemap.flatgeobuf_reading import read_features
from geodata.basemap.store import COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geodata.basemap.store import BasemapSource, BasemapStore, Box


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """Pieces of one class in columns of the same length; `shapes` are in EPSG:25832 (metres)."""

    id: np.ndarray
    name: np.ndarray
    rank: np.ndarray
    kind: np.ndarray
    source: np.ndarray
    shapes: np.ndarray

    def __len__(self) -> int:
        """Return how many pieces there are."""
        return len(self.shapes)

    def chosen(self, which: np.ndarray) -> Pieces:
        """Return some of the pieces: those of a mask or of a list of positions."""
        return Pieces(**{name: column[which] for name, column in vars(self).items()})


class BasemapPart:
    """What a store holds in a box: each class is read once, when it is first asked for."""

    def __init__(self, store: BasemapStore, around_m: Box) -> None:
        """Look into a store within `around_m` (EPSG:25832); nothing is read yet."""
        self._store = store
        self._around_m = around_m
        self._read: dict[BasemapClass, tuple[Pieces, shapely.STRtree]] = {}

    @property
    def sources(self) -> dict[str, BasemapSource]:
        """Whose the data is, by the key that a piece names its source by."""
        return self._store.sources

    @cached_property
    def reach(self) -> BaseGeometry:
        """How far the basemap goes here (EPSG:25832): beyond it, it does not say what is there.

        Raises:
            BasemapError: as `pieces`.
        """
        land, _ = self._whole(BasemapClass.LAND)
        reach: BaseGeometry = shapely.GeometryCollection(list(land.shapes)).convex_hull
        return reach

    def pieces(self, wanted: BasemapClass, box: Box) -> Pieces:
        """Return the pieces of a class whose own box touches a box (EPSG:25832), in a stable order.

        Raises:
            BasemapError: where a file of the store cannot be read, or is damaged.
        """
        whole, tree = self._whole(wanted)
        return whole.chosen(np.sort(tree.query(shapely.box(*box))))

    def _whole(self, wanted: BasemapClass) -> tuple[Pieces, shapely.STRtree]:
        if wanted not in self._read:
            whole = _joined([_read(one, self._around_m) for one in self._store.files(wanted)])
            self._read[wanted] = whole, shapely.STRtree(whole.shapes)
        return self._read[wanted]


def _read(path: Path, box: Box) -> Pieces:
    found = read_features(path, box)
    columns = {name: found.columns[name] for name in COLUMNS}
    around = shapely.box(*box)
    shapely.prepare(around)
    return Pieces(**columns, shapes=found.shapes).chosen(shapely.intersects(around, found.shapes))


def _joined(parts: list[Pieces]) -> Pieces:
    names = (*COLUMNS, "shapes")
    if not parts:
        return Pieces(**{name: np.empty(0, dtype=object) for name in names})
    return Pieces(**{name: np.concatenate([getattr(one, name) for one in parts]) for name in names})
