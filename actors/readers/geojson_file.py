"""Reading GeoJSON (RFC 7946): a FeatureCollection of points, each feature one row."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Final

from actors.errors import UnreadableFileError
from actors.fields import LIST_SEPARATOR
from actors.readers.building import Source, build_table
from actors.readers.cell_text import text_of
from actors.readers.headings import no_headings, spellings
from actors.readers.limits import MAX_COLUMNS
from actors.readers.lines import Line, line_of
from actors.readers.text import encoding_of
from actors.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from actors.findings import Problem
    from actors.readers.table import Table

_MAX_PARTS: Final = 600_000
"""Objects, lists and commas together; a feature with ten properties has about twenty."""
_DEGREES: Final = ("CRS84", "4326")
_AXES: Final = ("lat", "lon")
_SHOWN: Final = 80


class _DoubleNameError(Exception):
    """An object has two members of the same name, of which JSON would drop one."""


def read_geojson(data: bytes, file: str, table: str) -> Table:
    """Read the bytes of a GeoJSON file as a table of `actors` or `projects`.

    The headings are the features' properties, and `lat` and `lon` (WGS84) out of the points.

    Raises:
        UnreadableFileError: where they are no FeatureCollection in WGS84, or it has no rows.
    """
    features = _features(_parsed(data, file), file)
    source = Source(file=file, table=table, line_word="objekt")
    headings = _headings(features, source)
    lines = (_line(source, number, one, headings) for number, one in enumerate(features, start=1))
    try:
        return build_table(source, _with_headings(headings, lines))
    except LookupError:
        raise no_headings(file, " ".join(headings), table) from None


def _parsed(data: bytes, file: str) -> object:
    text = data.decode(encoding_of(data, file))
    if sum(map(text.count, "{[,")) > _MAX_PARTS:
        raise UnreadableFileError(f"»{file}« er for stor. Del den i flere filer, og prøv igen.")
    try:
        content: object = json.loads(text, object_pairs_hook=_without_doubles)
    except RecursionError:
        reason = "den er indlejret i for mange lag"
    except json.JSONDecodeError as error:
        reason = f"der er en fejl i linje {error.lineno}, tegn {error.colno}"
    except _DoubleNameError as error:
        reason = f"navnet »{error}« står to gange i samme objekt"
    except ValueError:
        reason = "et tal er for langt"
    else:
        return content
    raise UnreadableFileError(
        f"»{file}« kan ikke læses som GeoJSON: {reason}. Gem kortlaget igen som GeoJSON fra dit"
        " kortprogram, og prøv igen."
    )


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise _DoubleNameError(double[:_SHOWN])
    return found


def _features(content: object, file: str) -> list[Any]:
    features = _member(content, "features")
    if not isinstance(features, list) or _member(content, "type") != "FeatureCollection":
        raise UnreadableFileError(
            f"»{file}« er ikke en FeatureCollection. Gem kortlaget som GeoJSON, og prøv igen."
        )
    if not features:
        raise UnreadableFileError(f"»{file}« har ingen objekter. Er det det rigtige kortlag?")
    crs = json.dumps(_member(content, "crs") or "CRS84")
    if not any(one in crs for one in _DEGREES):
        raise UnreadableFileError(
            f"»{file}« har koordinater i et andet system end WGS84: {crs[:_SHOWN]}."
            " Gem kortlaget i WGS84 (EPSG:4326), og prøv igen."
        )
    return features


def _headings(features: Sequence[Any], source: Source) -> list[str]:
    """Return the name of every property, in the order of first sight, and those of the point."""
    names = dict.fromkeys(name for one in features for name in _properties(one))
    if len(names) > MAX_COLUMNS:
        raise UnreadableFileError(
            f"»{source.file}« har over {MAX_COLUMNS} egenskaber. Behold kun dem, atlasset skal"
            " bruge, og prøv igen."
        )
    known = spellings(source.table)
    there = {known.get(fold(name)) for name in names}
    has_id = any(isinstance(_member(one, "id"), str) for one in features)
    added = [*(["id"] if has_id else []), *_AXES]
    return [*names, *(name for name in added if name not in there)]


def _with_headings(headings: Sequence[str], lines: Iterator[Line]) -> Iterator[Line]:
    yield line_of(0, headings)
    yield from lines


def _line(source: Source, number: int, feature: object, headings: Sequence[str]) -> Line:
    if not isinstance(feature, dict):
        wrong = "Objektet er ikke en Feature."
        right = "Gem kortlaget igen som GeoJSON."
        return line_of(number, (), (source.problem(number, wrong, right),))
    problems: list[Problem] = []
    known = spellings(source.table)
    properties = _properties(feature)
    point = _point(source, number, feature.get("geometry"), problems)
    cells = []
    for name in headings:
        field = known.get(fold(name), "")
        cell = _cell(properties.get(name))
        if field in point:
            cell = _agreed(source, number, (field, name), (cell, point[field]), problems)
        elif field == "id" and not cell and isinstance(feature.get("id"), str):
            cell = feature["id"]
        cells.append(cell)
    return line_of(number, cells, tuple(problems))


def _properties(feature: object) -> dict[str, Any]:
    properties = _member(feature, "properties")
    return properties if isinstance(properties, dict) else {}


def _member(content: object, name: str) -> object:
    return content.get(name) if isinstance(content, dict) else None


def _cell(value: object) -> str:
    if isinstance(value, list) and not any(isinstance(one, (list, dict)) for one in value):
        return LIST_SEPARATOR.join(text_of(one) for one in value)
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return text_of(value)


def _point(
    source: Source, number: int, geometry: object, problems: list[Problem]
) -> dict[str, str]:
    """Return the point's `lat` and `lon` as text; nothing where there is no geometry."""
    if geometry is None:
        return {}
    kind = _member(geometry, "type")
    position = _member(geometry, "coordinates") if kind == "Point" else None
    if kind == "Point" and position == []:
        return {}
    if isinstance(position, list) and len(position) in {2, 3} and all(map(_is_degree, position)):
        lon, lat = position[:2]
        return {"lat": text_of(lat), "lon": text_of(lon)}
    wrong = f"Geometrien er ikke et punkt: {kind or json.dumps(geometry)[:_SHOWN]}."
    if kind == "Point":
        wrong = f"Punktets koordinater er ikke to tal: {json.dumps(position)[:_SHOWN]}."
    right = "Giv objektet et punkt, eller lad geometrien være null, hvis stedet er ukendt."
    problems.append(source.problem(number, wrong, right, value=str(kind or ""), field="lat"))
    return {}


def _is_degree(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _agreed(
    source: Source,
    number: int,
    column: tuple[str, str],
    stated: tuple[str, str],
    problems: list[Problem],
) -> str:
    """Return the point's own figure, unless the properties state another."""
    field, heading = column
    cell, from_point = stated
    if not cell or cell.replace(",", ".") == from_point:
        return from_point
    wrong = f"Punktet siger {from_point}, men egenskaben siger {cell}."
    right = "Ret den ene, så de er ens, eller slet egenskaben."
    problems.append(source.problem(number, wrong, right, field=field, heading=heading, value=cell))
    return cell
