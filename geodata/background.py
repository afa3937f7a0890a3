"""The ground that the atlas is drawn on: sea and land, water, green, railways, streets and names.

Hand-drawn and generalised, so that a fresh machine shows a city without asking anybody for
tiles. A full basemap of our own comes in place of it (`tfi-atlas basemap`).
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import shapely

from geodata.errors import OutlineError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from shapely.geometry.base import BaseGeometry

KINDS: Final = (
    *("water", "land-neighbour", "land", "green", "cemetery", "lake"),
    *("street-3", "street-2", "street-1", "rail", "s-train", "metro"),
    *("station-regional", "station-s", "station-metro"),
    *("label-water", "label-park", "label-neighbourhood"),
)
"""Every kind of ground, in the order of drawing: what comes later lies on top.

`water` is the sea, drawn whole beneath the land, so that a coast is an edge of land. `street-1` are
motorways and ring roads, `street-2` radial streets, `street-3` a district's own main streets.
"""

FILES: Final = ("background.geojson", "background_osm.geojson")
"""What is drawn after open data, and apart from it what is OpenStreetMap's, under ODbL 1.0."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One piece of ground in WGS84 (lon, lat): an area, a line or a point.

    `kind` is one of `KINDS` and says how it is drawn. `rank` says how early, from 1 (on every map)
    to 4 (only close by); a name of a lower rank goes before one of a higher. `method` says in
    Danish how the piece was drawn.
    """

    id: str
    kind: str
    name: str
    rank: int
    geometry: BaseGeometry
    method: str
    source: str
    licence: str
    attribution: str


def load_background() -> list[Ground]:
    """Return the project's own sea, land, water, green, lines, stations and names, read once.

    Raises:
        OutlineError: see `read_background`.
    """
    return list(_background())


@cache
def _background() -> tuple[Ground, ...]:
    return tuple(read_background(resources.files("geodata") / "data"))


def read_background(folder: Traversable) -> list[Ground]:
    """Return the ground that a folder's `FILES` and `stations.csv` hold, in the order of drawing.

    Raises:
        OutlineError: where a piece has no valid geometry, or a kind that nobody draws.
    """
    pieces = [piece for file in FILES for piece in _drawn(folder / file)]
    return sorted([*pieces, *_stations(folder / "stations.csv")], key=_order)


def _order(piece: Ground) -> int:
    if piece.kind not in KINDS:
        message = f"»{piece.id}« er »{piece.kind}«. Giv den en af disse: {', '.join(KINDS)}."
        raise OutlineError(message)
    return KINDS.index(piece.kind)


def _drawn(path: Traversable) -> list[Ground]:
    """Return a file's pieces; read in one go, for it holds hundreds that this project drew."""
    text = path.read_text(encoding="utf-8")
    stated = [one["properties"] for one in json.loads(text)["features"]]
    shapes = shapely.get_parts(shapely.from_geojson(text))
    if len(shapes) != len(stated) or not shapely.is_valid(shapes).all():
        message = f"{path.name} har et stykke uden gyldig geometri. Tegn det igen."
        raise OutlineError(message)
    return [
        _piece(one, kind=one["class"], geometry=shape)
        for one, shape in zip(stated, shapes, strict=True)
    ]


def _stations(path: Traversable) -> list[Ground]:
    return [
        _piece(
            row,
            kind=f"station-{row['kind']}",
            geometry=shapely.Point(float(row["lon"]), float(row["lat"])),
        )
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]


def _piece(stated: dict[str, Any], *, kind: str, geometry: BaseGeometry) -> Ground:
    return Ground(
        id=stated["id"],
        kind=kind,
        name=stated["name"],
        rank=int(stated["rank"]),
        geometry=geometry,
        method=stated["method"],
        source=stated["source"],
        licence=stated["licence"],
        attribution=stated["attribution"],
    )
