"""Reads a folder of vector files by a mapping: features become pieces of the basemap."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import geopandas
import numpy as np
import pyogrio
import shapely

from geodata.background import load_background
from geodata.basemap.mapping import BACKGROUND, holds
from geodata.basemap.pieces import Piece
from geodata.crs import UTM32, WGS84, to_utm, to_wgs84
from geodata.errors import BasemapInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geodata.basemap.mapping import Doubt, Layer, Mapping, Rule
    from geodata.basemap.report import Tally

_BATCH: Final = 50_000
_UNREADABLE: Final = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    ValueError,
)
STRIP_M: Final = 12.0
"""Two files never draw the same edge: a strip narrower than this is no difference between them."""

NO_FRAME: Final = "{file} er ikke i mappen: vand, som kun den kender, er tegnet som land."
NO_FILE: Final = "{label} er ikke i mappen: uden {classes} derfra."


def read_folder(folder: Path, mapping: Mapping, tally: Tally) -> Iterator[Piece]:
    """Yield the pieces of every layer that the mapping names, in its order.

    Raises:
        BasemapInputError: where a file, layer or field that must be there is not, or cannot be
            read.
    """
    passed_over: dict[str, set[int]] = {}
    for layer in mapping.layers:
        if layer.file != BACKGROUND and layer.optional and not (folder / layer.file).is_file():
            classes = ", ".join(sorted({rule.cls for rule in layer.rules}))
            tally.notes.append(NO_FILE.format(label=layer.label, classes=classes))
            continue
        untaken: set[int] = set()
        yield from _read_layer(folder, layer, tally, untaken)
        # A layer may stand in the mapping more than once, with the rules of another source.
        passed_over[layer.label] = passed_over.get(layer.label, untaken) & untaken
    tally.passed_over.update({label: len(rows) for label, rows in passed_over.items() if rows})


def confirmed_names(folder: Path, doubt: Doubt) -> frozenset[str]:
    """Return every name that a folder's files confirm; a file that is not there confirms none.

    Raises:
        BasemapInputError: where a file is there and cannot be read, or lacks the field.
    """
    found: set[str] = set()
    for one in doubt.confirmed_by:
        if not (folder / one.file).is_file():
            continue
        try:
            frame = pyogrio.read_dataframe(
                folder / one.file,
                layer=one.layer or None,
                columns=[one.field, *one.where],
                read_geometry=False,
            )
            for name, values in one.where.items():
                frame = frame[frame[name].map(_text).isin(values)]
            found.update(map(_text, frame[one.field].unique()))
        except (*_UNREADABLE, KeyError) as fault:
            message = f"{one.file} kan ikke bekræfte navne ({fault}); ret mappingen."
            raise BasemapInputError(message) from fault
    return frozenset(found)


def _read_layer(folder: Path, layer: Layer, tally: Tally, untaken: set[int]) -> Iterator[Piece]:
    """Yield the pieces of a layer, and put the numbers of the rows without any into `untaken`."""
    merged: dict[int, list[Any]] = defaultdict(list)
    confirmed = confirmed_names(folder, layer.doubtful) if layer.doubtful else frozenset()
    number = 0
    for frame in _frames(folder, layer):
        for row, geometry in _rows(frame, layer):
            number += 1
            name = row.get(layer.name_field, "")
            if layer.doubtful and name not in confirmed and holds(layer.doubtful.where, row):
                tally.unconfirmed[layer.label] += bool(name)
                row[layer.name_field] = ""
            taken = next((n for n, one in enumerate(layer.rules) if one.takes(row)), None)
            if taken is None:
                untaken.add(number)
            elif layer.merge:
                merged[taken].append(geometry)
            else:
                yield _piece(layer, layer.rules[taken], row, geometry, number)
    for taken, geometries in sorted(merged.items()):
        whole = _joined(geometries)
        if layer.within:
            whole = _within(whole, folder / layer.within, tally)
        yield _piece(layer, layer.rules[taken], {}, whole, taken + 1)


def _joined(geometries: Sequence[Any]) -> BaseGeometry:
    return shapely.union_all(shapely.make_valid(np.array(geometries, dtype=object)))


def _within(area: BaseGeometry, path: Path, tally: Tally) -> BaseGeometry:
    """Return an area (WGS84) without what lies beyond the areas of a file by more than a strip.

    Raises:
        BasemapInputError: where the file is there and cannot be read.
    """
    if not path.is_file():
        tally.notes.append(NO_FRAME.format(file=path.name))
        return area
    try:
        frame = pyogrio.read_dataframe(path, columns=[]).to_crs(UTM32)
    except _UNREADABLE as fault:
        message = f"{path.name} er beskadiget ({fault}); hent filen igen."
        raise BasemapInputError(message) from fault
    beyond = shapely.difference(to_utm(area), _joined(frame.geometry.to_numpy()))
    half = STRIP_M / 2
    wide = shapely.buffer(shapely.buffer(beyond, -half), half)
    return area.difference(to_wgs84(wide))


def _piece(layer: Layer, rule: Rule, row: dict[str, str], geometry: Any, number: int) -> Piece:  # noqa: ANN401 - shapely's own
    if layer.point and geometry is not None:
        geometry = shapely.point_on_surface(geometry)
    own = row.get(layer.id_field, "") or str(number)
    return Piece(
        cls=rule.cls,
        source=layer.source,
        id=f"{layer.layer or layer.file.partition('.')[0]}/{own}",
        name=row.get(layer.name_field, "").strip() if rule.named else "",
        rank=int(rule.rank.of(row)),
        kind=rule.kind.of(row),
        wkb=b"" if geometry is None else shapely.to_wkb(geometry),
    )


def _rows(frame: geopandas.GeoDataFrame, layer: Layer) -> Iterator[tuple[dict[str, str], Any]]:
    """Yield each row's used fields as text ("" where empty) and its geometry."""
    names = sorted(layer.fields)
    columns = [[_text(value) for value in frame[name]] for name in names]
    for values, geometry in zip(
        zip(*columns, strict=True) if columns else [()] * len(frame),
        frame.geometry.to_numpy(),
        strict=True,
    ):
        yield dict(zip(names, values, strict=True)), geometry


def _text(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124 - NaN is how a frame says «empty»
        return ""
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value)


def _frames(folder: Path, layer: Layer) -> Iterator[geopandas.GeoDataFrame]:
    """Yield a layer in batches, in WGS84 (lon, lat)."""
    if layer.file == BACKGROUND:
        yield _background()
        return
    path = folder / layer.file
    _look_at(path, layer)
    start = 0
    while True:
        frame = _read(path, layer, start)
        if not len(frame):
            return
        yield frame.to_crs(WGS84)
        if len(frame) < _BATCH:
            return
        start += _BATCH


def _read(path: Path, layer: Layer, start: int) -> geopandas.GeoDataFrame:
    try:
        frame: geopandas.GeoDataFrame = pyogrio.read_dataframe(
            path,
            layer=layer.layer or None,
            columns=sorted(layer.fields),
            force_2d=True,
            skip_features=start,
            max_features=_BATCH,
            on_invalid="ignore",
        )
    except _UNREADABLE as fault:
        message = f"{layer.label} er beskadiget ({fault}); hent filen igen."
        raise BasemapInputError(message) from fault
    return frame


def _look_at(path: Path, layer: Layer) -> None:
    """Refuse a layer that is not what the mapping says of it."""
    if not path.is_file():
        message = f"{layer.file} findes ikke i {path.parent}; ret mappingen, eller hent filen."
        raise BasemapInputError(message)
    try:
        names = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    except pyogrio.errors.DataSourceError as fault:
        message = f"{layer.file} er ingen kortfil, der kan læses; hent den igen."
        raise BasemapInputError(message) from fault
    if layer.layer and layer.layer not in names:
        message = f"{layer.file} har ikke laget «{layer.layer}», men {', '.join(names)}."
        raise BasemapInputError(message)
    try:
        info = pyogrio.read_info(path, layer=layer.layer or None)
    except _UNREADABLE as fault:
        message = f"{layer.label} er beskadiget ({fault}); hent filen igen."
        raise BasemapInputError(message) from fault
    if missing := sorted(layer.fields - set(info["fields"])):
        fields = ", ".join(info["fields"])
        message = f"{layer.label} har ikke feltet «{missing[0]}»; det har {fields}."
        raise BasemapInputError(message)
    if not info["crs"]:
        message = f"{layer.label} siger ikke, hvilket koordinatsystem det bruger; gem det med et."
        raise BasemapInputError(message)


def _background() -> geopandas.GeoDataFrame:
    """Return the project's hand-drawn ground as a layer of its own."""
    pieces = load_background()
    columns = ("id", "name", "kind", "rank", "licence")
    return geopandas.GeoDataFrame(
        {name: [getattr(piece, name) for piece in pieces] for name in columns},
        geometry=[piece.geometry for piece in pieces],
        crs=WGS84,
    )
