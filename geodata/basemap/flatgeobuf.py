"""Writes FlatGeobuf files that are too large for memory: in batches, joined at the end.

FlatGeobuf cannot be appended to. So each batch becomes a small file without an index, and at
the end GDAL streams all batches through one virtual layer into the file that stays, with its
index: memory holds one batch, and about 83 bytes per feature for the index (GDAL's figure).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

import numpy as np
import pyogrio
import pyogrio.raw
import shapely

from geodata.crs import UTM32

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from geodata.basemap.classes import Shape

    Fields = Mapping[str, Sequence[Any] | NDArray[Any]]

_GEOMETRY_TYPES: Final[dict[Shape, str]] = {
    "area": "MultiPolygon",
    "line": "LineString",
    "point": "Point",
}
_BATCH: Final = 10_000


def write_batch(path: Path, fields: Fields, geometries: NDArray[Any], shape: Shape) -> None:
    """Write a batch of features in EPSG:25832; text, whole numbers, truths and metres as fields."""
    pyogrio.raw.write(
        path,
        shapely.to_wkb(geometries),
        [_column(values) for values in fields.values()],
        list(fields),
        layer="batch",
        driver="FlatGeobuf",
        geometry_type=_GEOMETRY_TYPES[shape],
        crs=UTM32,
        layer_options={"SPATIAL_INDEX": "NO"},
    )


def join_batches(batches: Sequence[Path], path: Path, shape: Shape) -> None:
    """Write batches of the same fields as one FlatGeobuf with an index (OGRVRTUnionLayer)."""
    kind = _GEOMETRY_TYPES[shape]
    inner = "".join(
        f'<OGRVRTLayer name="batch"><SrcDataSource>{escape(str(one))}</SrcDataSource></OGRVRTLayer>'
        for one in batches
    )
    virtual = batches[0].with_suffix(".vrt")
    virtual.write_text(
        '<OGRVRTDataSource><OGRVRTUnionLayer name="all"><FieldStrategy>FirstLayer'
        f"</FieldStrategy><GeometryType>wkb{kind}</GeometryType>{inner}"
        "</OGRVRTUnionLayer></OGRVRTDataSource>",
        encoding="utf-8",
    )
    with pyogrio.raw.open_arrow(virtual, batch_size=_BATCH) as (meta, stream):
        pyogrio.raw.write_arrow(
            stream,
            path,
            layer=path.name.split(".")[0],
            driver="FlatGeobuf",
            geometry_name=meta["geometry_name"] or "wkb_geometry",
            geometry_type=kind,
            crs=UTM32,
        )


def _column(values: Sequence[Any] | NDArray[Any]) -> NDArray[Any]:
    if isinstance(values, np.ndarray):
        return values
    whole = bool(values) and isinstance(values[0], int)
    return np.array(values, dtype=np.int32 if whole else object)
