"""The record of a release to take along: CSV, XLSX, GeoJSON and GeoPackage, with words and licence.

Everything is made of the release alone, so the same release gives the same bytes.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from atlas.exports.csv_file import csv_bytes
from atlas.exports.dictionary import dictionary_of
from atlas.exports.geojson_file import geojson_bytes
from atlas.exports.geopackage import geopackage_bytes
from atlas.exports.readme import about, about_osm, csv_metadata, file_facts, markdown
from atlas.exports.tables import Content, Table, content_of
from atlas.exports.workbook import workbook_bytes
from atlas.exports.writing import write_files

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from atlas.exports.readme import Line

__all__ = ["FORMATS", "Content", "Step", "content_of", "csv_of", "steps", "write_files", "xlsx_of"]

FORMATS: Final = ("csv", "xlsx", "geojson", "gpkg")
README: Final = "LAES-MIG.md"
OSM_FOLDER: Final = "odbl"


class Step(NamedTuple):
    """One file of an export: its name within the folder, and what makes it."""

    name: str
    make: Callable[[], bytes]


def steps(content: Content, formats: Collection[str] = FORMATS) -> list[Step]:
    """Return every file of an export, to be made one by one; a format not named is left out."""
    stem = "-".join(["tfi-atlas", *content.collections])
    lines = about(content, content.flat)
    found = [
        *_files(content, formats, "", stem, (content.flat, content.layers), lines),
        Step(README, partial(markdown, lines, with_csv="csv" in formats)),
    ]
    if content.osm:
        said = about_osm(content, content.osm)
        plain = Table(**{**vars(content.osm), "geometries": None})
        both = ((plain,), (content.osm,))
        folder = f"{OSM_FOLDER}/"
        found += _files(content, formats, folder, f"{stem}-osm", both, said)
        found.append(Step(f"{folder}{README}", partial(markdown, said, with_csv="csv" in formats)))
    return found


def csv_of(content: Content, table: str) -> bytes:
    """Return one flat table as CSV.

    Raises:
        KeyError: where the content has no such table.
    """
    return csv_bytes({one.name: one for one in content.flat}[table])


def xlsx_of(content: Content) -> bytes:
    """Return the whole content, but for what is under ODbL, as one workbook."""
    return _workbook(content, content.flat, about(content, content.flat))


def _files(
    content: Content,
    formats: Collection[str],
    folder: str,
    stem: str,
    tables: tuple[Sequence[Table], Sequence[Table]],
    lines: Sequence[Line],
) -> Iterator[Step]:
    flat, layers = tables
    if "csv" in formats:
        inner = f"{folder}csv/"
        yield from (Step(f"{inner}{one.name}.csv", partial(csv_bytes, one)) for one in flat)
        yield Step(f"{inner}csv-metadata.json", partial(_json, content, flat))
    if "xlsx" in formats:
        yield Step(f"{folder}{stem}.xlsx", partial(_workbook, content, flat, lines))
    if "geojson" in formats:
        for one in layers:
            name = f"{folder}geojson/{one.name}.geojson"
            yield Step(name, partial(geojson_bytes, one, content.manifest))
    if "gpkg" in formats:
        make = partial(geopackage_bytes, layers, file_facts(lines), _built(content))
        yield Step(f"{folder}{stem}.gpkg", make)


def _workbook(content: Content, tables: Sequence[Table], lines: Sequence[Line]) -> bytes:
    return workbook_bytes(lines, [*tables, dictionary_of(tables)], _built(content))


def _json(content: Content, tables: Sequence[Table]) -> bytes:
    return json.dumps(csv_metadata(content, tables), ensure_ascii=False, indent=1).encode()


def _built(content: Content) -> datetime:
    return datetime.fromisoformat(content.manifest["built"])
