"""The ground that the atlas is drawn on: water, green, neighbouring land and stations.

Hand-drawn and generalised, so that a fresh machine shows a city without asking anybody for
tiles. A full basemap of our own comes in place of it (`tfi-atlas basemap`).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import shapely

from geodata.outlines import read_outlines

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One piece of ground or one station, in WGS84 (lon, lat); `kind` says how it is drawn."""

    kind: str
    name: str
    geometry: BaseGeometry
    source: str
    licence: str
    attribution: str


def load_background() -> list[Ground]:
    """Return water, green and land as areas and stations as points, in the order of drawing."""
    data = resources.files("geodata") / "data"
    areas = [
        Ground(
            kind=outline.properties["class"],
            name=outline.name,
            geometry=outline.geometry,
            source=outline.properties["source"],
            licence=outline.properties["licence"],
            attribution=outline.properties["attribution"],
        )
        for outline in read_outlines(data / "background.geojson", "name")
        if outline.geometry is not None
    ]
    rows = csv.DictReader((data / "stations.csv").read_text(encoding="utf-8").splitlines())
    stations = [
        Ground(
            kind=f"station-{row['kind']}",
            name=row["name"],
            geometry=shapely.Point(float(row["lon"]), float(row["lat"])),
            source=row["source"],
            licence="CC BY 4.0",
            attribution="Københavns Kommune, opendata.dk",
        )
        for row in rows
    ]
    return [*areas, *stations]
