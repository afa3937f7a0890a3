"""Writes a vector tile (Mapbox Vector Tile specification 2.1) from shapes on the tile's grid.

Of our own because a whole city is cut anew for seven zooms: numpy writes all corners of a feature
at once, where the library for it goes corner by corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

EXTENT: Final = 4096
"""Steps across a tile; x to the right, y downwards from its north-western corner."""

Value = str | int

_POINT, _LINE, _POLYGON = 1, 2, 3
_MOVE, _DRAW, _CLOSE = 1, 2, 7
_VARINT, _BYTES = 0, 2
_SEVEN_BITS, _MORE = 0x7F, 0x80
_VERSION: Final = 2
_FEW: Final = 40
_KINDS: Final = {0: _POINT, 1: _LINE, 2: _POLYGON}


@dataclass(frozen=True, kw_only=True)
class TileFeature:
    """Simple shapes of one dimension with the attributes they share; coordinates are whole numbers.

    Lines may not stand still, polygons are valid with their outer rings counter-clockwise in x
    and y as they are counted (y downwards), as `shapely.orient_polygons` turns them.
    """

    shapes: npt.NDArray[np.object_]
    attributes: Mapping[str, Value]


def encode_tile(layers: Mapping[str, Sequence[TileFeature]]) -> bytes:
    """Return a tile of these layers, in their order; a layer without features is left out."""
    return b"".join(
        _field(3, _layer(name, features)) for name, features in layers.items() if features
    )


def _layer(name: str, features: Sequence[TileFeature]) -> bytes:
    keys: dict[str, int] = {}
    values: dict[Value, int] = {}
    body = b"".join(_field(2, _feature(one, keys, values)) for one in features)
    return b"".join(
        (
            _number(15, _VERSION),
            _field(1, name.encode()),
            body,
            *(_field(3, key.encode()) for key in keys),
            *(_field(4, _value(value)) for value in values),
            _number(5, EXTENT),
        )
    )


def _feature(one: TileFeature, keys: dict[str, int], values: dict[Value, int]) -> bytes:
    tags = [
        index
        for key, value in one.attributes.items()
        for index in (keys.setdefault(key, len(keys)), values.setdefault(value, len(values)))
    ]
    kind = _KINDS[int(shapely.get_dimensions(one.shapes[0]))]
    return b"".join(
        (
            _field(2, b"".join(map(_varint, tags))) if tags else b"",
            _number(3, kind),
            _field(4, _geometry(one.shapes, kind)),
        )
    )


def _geometry(shapes: npt.NDArray[np.object_], kind: int) -> bytes:
    """Return the drawing commands of shapes as bytes."""
    if kind == _POLYGON and len(shapes) == 1 and shapely.get_num_coordinates(shapes[0]) <= _FEW:
        return _few(shapes[0])
    return _varints(_commands(shapes, kind))


def _few(shape: shapely.Polygon) -> bytes:
    """Return what `_commands` says of one small area: a city has hundreds of thousands of houses.

    For so few corners numpy takes ten times as long as Python.
    """
    written: list[int] = []
    x = y = 0
    for ring in (shape.exterior, *shape.interiors):
        corners = shapely.get_coordinates(ring).astype(int).tolist()[:-1]
        for number, (to_x, to_y) in enumerate(corners):
            if number == 0:
                written.append(_command(_MOVE, 1))
            elif number == 1:
                written.append(_command(_DRAW, len(corners) - 1))
            written += (_folded(to_x - x), _folded(to_y - y))
            x, y = to_x, to_y
        written.append(_command(_CLOSE, 1))
    return b"".join(map(_varint, written))


def _folded(step: int) -> int:
    """Return a step with its sign folded into the lowest bit ("zigzag")."""
    return step << 1 if step >= 0 else -(step << 1) - 1


def _commands(shapes: npt.NDArray[np.object_], kind: int) -> npt.NDArray[np.int64]:
    """Return the drawing commands of shapes: each corner as the step from the one before."""
    if kind == _POINT:
        steps = _steps(shapely.get_coordinates(shapes))
        return np.concatenate(([_command(_MOVE, len(shapes))], steps))
    rings = kind == _POLYGON
    parts = shapely.get_rings(shapes) if rings else shapes
    corners, owner = shapely.get_coordinates(parts, return_index=True)
    counts = np.bincount(owner, minlength=len(parts))
    if rings:  # the last corner of a ring is its first, and is not written
        corners = np.delete(corners, np.cumsum(counts) - 1, axis=0)
        counts -= 1
    ends = 2 * np.cumsum(counts)
    starts = ends - 2 * counts
    moves = np.full(len(parts), _command(_MOVE, 1))
    draws = (counts - 1) << 3 | _DRAW
    closes = np.full(len(parts) if rings else 0, _command(_CLOSE, 1))
    # A ring is closed before the pen moves on: of equal places the first given goes first.
    places = np.concatenate((ends[: len(closes)], starts, starts + 2))
    return np.insert(_steps(corners), places, np.concatenate((closes, moves, draws)))


def _command(command: int, count: int) -> int:
    return count << 3 | command


def _steps(corners: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return the way from corner to corner, signs folded into the lowest bit ("zigzag")."""
    before = np.vstack(([[0.0, 0.0]], corners[:-1]))
    steps = (corners - before).astype(np.int64).ravel()
    folded: npt.NDArray[np.int64] = (steps << 1) ^ (steps >> 63)
    return folded


def _varint(number: int) -> bytes:
    """Return a number, seven bits a byte, the lowest first, the eighth where more follow."""
    written = bytearray()
    while number > _SEVEN_BITS:
        written.append(number & _SEVEN_BITS | _MORE)
        number >>= 7
    written.append(number)
    return bytes(written)


def _varints(numbers: npt.NDArray[np.int64]) -> bytes:
    """Return many numbers of up to 35 bits, each as `_varint` writes it."""
    shifts = np.arange(0, 35, 7)
    rest = numbers[:, np.newaxis] >> shifts
    written = (rest > 0) | (shifts == 0)
    more = np.where(rest > _SEVEN_BITS, _MORE, 0)
    content: bytes = (rest & _SEVEN_BITS | more).astype(np.uint8)[written].tobytes()
    return content


def _value(value: Value) -> bytes:
    return _field(1, value.encode()) if isinstance(value, str) else _number(5, value)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3 | _VARINT) + _varint(value)


def _field(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | _BYTES) + _varint(len(content)) + content
