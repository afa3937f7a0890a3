"""The pieces of the city's map, read with `json` and `csv` alone: no reader hides a fault."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from pyproj import Transformer

from geodata.background import FILES

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Feature = dict[str, Any]

TO_UTM: Final = Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True)
DATA: Final = Path(__file__).resolve().parents[2] / "geodata" / "data"


def features(file: str) -> list[Feature]:
    found: list[Feature] = json.loads((DATA / file).read_text(encoding="utf-8"))["features"]
    return found


def stations() -> list[dict[str, str]]:
    with (DATA / "stations.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


ALL: Final = [feature for file in FILES for feature in features(file)]


def to_utm(geometry: BaseGeometry) -> BaseGeometry:
    """Returns a WGS84 geometry (lon, lat) in EPSG:25832, without the project's own code."""
    return shapely.transform(geometry, lambda at: np.column_stack(TO_UTM.transform(*at.T)))


def drawn(feature: Feature) -> BaseGeometry:
    return shapely.from_geojson(json.dumps(feature["geometry"]))


def of_kind(*kinds: str) -> list[Feature]:
    return [one for one in ALL if one["properties"]["class"] in kinds]


@cache
def metric_union(*kinds: str) -> BaseGeometry:
    return shapely.union_all([to_utm(drawn(one)) for one in of_kind(*kinds)])
