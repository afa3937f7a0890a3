"""The tables as one GeoPackage: layers with styles for QGIS, and tables without geometry.

Every layer carries its licence and attribution as metadata; `layer_styles` holds its QML and SLD,
where QGIS looks for the style of a layer that it opens.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geopandas
import pandas as pd
import pyogrio
import shapely

from atlas.exports.headings import number_of
from atlas.exports.styles import LINES, qml_of, sld_of
from atlas.symbology import AREA_STYLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shapely.geometry.base import BaseGeometry

    from atlas.exports.tables import Table

MEDIA_TYPE: Final = "application/geopackage+sqlite3"

_DRIVER: Final = "GPKG"
_CRS: Final = "EPSG:4326"
_STYLES: Final = "layer_styles"
_NOW: Final = "OGR_CURRENT_DATE"
"""GDAL's own switch for the time that a GeoPackage says it was changed."""


def geopackage_bytes(tables: Sequence[Table], about: dict[str, str], built: datetime) -> bytes:
    """Return a GeoPackage (EPSG:4326, lon before lat as its standard has it).

    `about` is said of the whole file as metadata; `built` (UTC) stands where GeoPackage asks for a
    time, so that the same tables give the same bytes.
    """
    stamp = built.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    pyogrio.set_gdal_config_options({_NOW: stamp})
    try:
        with tempfile.TemporaryDirectory(prefix="tfi-atlas-") as folder:
            path = Path(folder) / "export.gpkg"
            layers = [layer for table in tables for layer in _layers(table)]
            for layer in layers:
                _write(layer, path, about)
            _write_styles([one for one in layers if one.shapes], path, stamp)
            with closing(sqlite3.connect(path)) as database:
                database.execute("VACUUM")
            return path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options({_NOW: None})


@dataclass(frozen=True, kw_only=True)
class _Layer:
    """One layer of the file: a table's rows with shapes of one type, or without any."""

    name: str
    table: Table
    shapes: list[BaseGeometry | None] | None = None
    geometry_type: str | None = None


def _layers(table: Table) -> list[_Layer]:
    """Return the layers of a table: a GeoPackage layer holds one type, so streets get their own."""
    if table.geometries is None:
        return [_Layer(name=table.name, table=table)]
    shapes = [shapely.geometry.shape(one) if one else None for one in table.geometries]
    if table.name not in AREA_STYLES:
        return [_Layer(name=table.name, table=table, shapes=shapes, geometry_type="Point")]
    lines = [_of_dimension(one, 1) for one in shapes]
    kept = [number for number, one in enumerate(lines) if one]
    areas = [
        number for number, one in enumerate(lines) if not one or _of_dimension(shapes[number], 2)
    ]
    return [
        _Layer(
            name=table.name,
            table=_rows_of(table, areas),
            shapes=[_of_dimension(shapes[number], 2) for number in areas],
            geometry_type="MultiPolygon",
        ),
        *(
            [
                _Layer(
                    name=f"{table.name}{LINES}",
                    table=_rows_of(table, kept),
                    shapes=[lines[number] for number in kept],
                    geometry_type="MultiLineString",
                )
            ]
            if kept
            else []
        ),
    ]


def _rows_of(table: Table, numbers: Sequence[int]) -> Table:
    return replace(table, rows=tuple(table.rows[number] for number in numbers))


def _of_dimension(shape: BaseGeometry | None, dimension: int) -> BaseGeometry | None:
    """Return the lines (1) or areas (2) of a shape as one multi-geometry, or None."""
    if shape is None:
        return None
    found = [
        one
        for one in shapely.get_parts(shapely.get_parts(shape))
        if shapely.get_dimensions(one) == dimension
    ]
    if not found:
        return None
    many: BaseGeometry = (
        shapely.MultiLineString(found) if dimension == 1 else shapely.MultiPolygon(found)
    )
    return many


def _write(layer: _Layer, path: Path, about: dict[str, str]) -> None:
    table = layer.table
    said = {"licence": table.licence, "attribution": table.attribution, "title": table.title}
    pyogrio.write_dataframe(
        _frame(layer),
        path,
        layer=layer.name,
        driver=_DRIVER,
        geometry_type=layer.geometry_type,
        dataset_metadata=about,
        layer_metadata=said,
        IDENTIFIER=f"{table.title} ({layer.name})",
        DESCRIPTION=f"{table.title}. {table.licence}. {table.attribution}.",
    )


def _frame(layer: _Layer) -> pd.DataFrame:
    frame = pd.DataFrame({name: _column(layer.table, name) for name in layer.table.columns})
    if layer.shapes is None:
        return frame
    shapes = geopandas.GeoSeries(layer.shapes, crs=_CRS, index=frame.index)  # type: ignore[arg-type] # None is blank
    return geopandas.GeoDataFrame(frame, geometry=shapes)


def _column(table: Table, name: str) -> pd.Series[Any]:
    """Return a column as numbers where all of it are numbers, else as text; blanks are null."""
    texts = [row.get(name, "") for row in table.rows]
    numbers = [number_of(name, text) for text in texts]
    stated = [one for one in numbers if one is not None]
    if stated and len(stated) == sum(text != "" for text in texts):
        whole = all(isinstance(one, int) for one in stated)
        return pd.Series(numbers, dtype="Int64" if whole else "Float64")
    return pd.Series([text or None for text in texts], dtype=object)


def _write_styles(layers: Sequence[_Layer], path: Path, stamp: str) -> None:
    rows = [
        {
            "f_table_catalog": "",
            "f_table_schema": "",
            "f_table_name": layer.name,
            "f_geometry_column": "geom",
            "styleName": "TFI-atlas",
            "styleQML": qml_of(layer.name),
            "styleSLD": sld_of(layer.name),
            "useAsDefault": True,
            "description": "TFI-atlas: samme farver og tegn som på hjemmesiden og i PDF",
            "owner": "",
            "ui": "",
            "update_time": pd.Timestamp(stamp).tz_localize(None),
        }
        for layer in layers
    ]
    pyogrio.write_dataframe(pd.DataFrame(rows), path, layer=_STYLES, driver=_DRIVER, FID="id")
