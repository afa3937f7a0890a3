"""Names on a map, each where it hides no marker, no point and no other name.

An area's name stands inside the area where it fits, as near its middle as there is room. A name
that finds no room is left out; every area is named in the book's own pages too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from atlas.printing.fonts import text_width
from atlas.printing.maps.spreading import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from atlas.printing.maps.sheet import Sheet

    Corners = np.ndarray
    """Left and top of boxes, a row each."""

_ASCENT: Final = 0.78
_DESCENT: Final = 0.24
_EDGE: Final = 60
_STEPS: Final = 13
_MIDDLE_TOLERANCE: Final = 20
_SMALL_AREA: Final = 2_000_000
_MOSTLY: Final = 0.5
_ROOMY: Final = 1.2
_GAP: Final = 0.35
_AT_A_TIME: Final = 32
_AIR: Final = np.array([-45, -45, 45, 45])
"""How far a name keeps from what is around it, where there is a choice."""


_BELOW_FIRST: Final = [1, 3, 5, 4, 6, 7, 0, 2]
"""The places around a sign, of those that `_around` knows."""


@dataclass(frozen=True, kw_only=True)
class Lettering:
    """How a kind of name is set; sizes in hundredths of a millimetre."""

    size: int
    weight: int
    colour: str
    spacing: int = 0
    capitals: bool = False
    italic: bool = False
    halo: str = "#ffffff"

    @property
    def wide(self) -> bool:
        """Whether its letters stand so far apart that a band behind the name would fill gaps."""
        return self.spacing > 0


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name to be placed: inside an area, or beside a point or line.

    `beside` says that a small area's name may stand beside it where it does not fit inside;
    `within` that it stands in the area with all its letters, or nowhere; `upon` that nothing is
    drawn at its point, so that the name stands there itself; `outside` that its shape is a sign,
    beside which it stands, if it can below.
    """

    text: str
    lettering: Lettering
    shape: BaseGeometry
    beside: bool = False
    within: bool = False
    upon: bool = False
    outside: bool = False

    @property
    def written(self) -> str:
        """The name as it is set."""
        return self.text.upper() if self.lettering.capitals else self.text

    @property
    def width(self) -> float:
        """How wide its box is."""
        return _size(self.written, self.lettering)[0]


@dataclass(frozen=True, kw_only=True)
class PlacedName:
    """A name with the box that it fills."""

    text: str
    lettering: Lettering
    box: Box

    @property
    def x(self) -> float:
        """The middle of the line."""
        return self.box.left + self.box.width / 2

    @property
    def y(self) -> float:
        """The baseline."""
        return self.box.top + self.lettering.size * _ASCENT


@dataclass
class NamePlacer:
    """Places names one by one on a sheet on which some boxes are taken."""

    sheet: Sheet
    taken: list[Box] = field(default_factory=list)
    _corners: np.ndarray = field(default_factory=lambda: np.empty((0, 4)), init=False)
    _names: list[tuple[Name, PlacedName]] = field(default_factory=list, init=False)

    @cached_property
    def _frame(self) -> BaseGeometry:
        return shapely.box(0, 0, self.sheet.width, self.sheet.height)

    @property
    def corners(self) -> np.ndarray:
        """Left, top, right and bottom of every box that is taken, a row each."""
        new = self.taken[len(self._corners) :]
        if new:
            self._corners = np.vstack([self._corners, [one.bounds for one in new]])
        return self._corners

    def near(self, boxes: np.ndarray) -> np.ndarray:
        """Return those of the `corners` that some boxes of that form could meet at all."""
        taken = self.corners
        if not (boxes.size and taken.size):
            return taken[:0]
        left, top, right, bottom = taken.T
        west, north, east, south = boxes.reshape(-1, 4).T
        across = (left < east.max()) & (right > west.min())
        found: np.ndarray = taken[across & (top < south.max()) & (bottom > north.min())]
        return found

    def place_all(self, names: Iterable[Name]) -> Iterator[PlacedName]:
        """Yield those names that find room, the first ones first."""
        for name in names:
            placed = self.place(name)
            if placed is not None:
                yield placed

    def place(self, name: Name) -> PlacedName | None:
        """Return the name in the first place with room, and take that place; else None."""
        for boxes in self._boxes(name):
            found = boxes[self._inside(boxes) & ~meet(boxes, self.near(boxes))]
            if len(found):
                placed = _placed(name, found[0])
                self.taken.append(placed.box)
                self._names.append((name, placed))
                return placed
        return None

    def loosened(self) -> list[PlacedName]:
        """Return all names placed so far, those that touch others moved to where there is air.

        To be asked for when all else has its place: so nothing loses its room by it.
        """
        rows = np.array([placed.box.bounds for _, placed in self._names]).reshape(-1, 4)
        crowded = np.flatnonzero(_meeting(rows + _AIR, self.near(rows + _AIR)).sum(axis=-1) > 1)
        for number in crowded.tolist():
            name, placed = self._names[number]
            own = np.array(placed.box.bounds)
            others = self.corners[(self.corners != own).any(axis=1)]
            moved = self._airy(name, own, others)
            if moved is not None:
                at = self.taken.index(placed.box)
                self.taken[at], self._corners[at] = moved.box, moved.box.bounds
                self._names[number] = name, moved
        return [placed for _, placed in self._names]

    def _airy(self, name: Name, own: np.ndarray, others: np.ndarray) -> PlacedName | None:
        """Return a name with air around it, in a place as good as its `own`, if there is one."""
        for boxes in self._boxes(name):
            room = boxes[self._inside(boxes) & ~meet(boxes + _AIR, others)]
            if len(room):
                return _placed(name, room[0])
            if (boxes == own).all(axis=1).any():
                return None
        return None

    def _boxes(self, name: Name) -> Iterator[np.ndarray]:
        """Yield boxes (left, top, right, bottom, a row each) for a name, the best first."""
        width, height = _size(name.written, name.lettering)
        for corners in self._places(name, width, height):
            left_top = np.rint(corners)
            yield np.hstack([left_top, left_top + np.array([round(width), round(height)])])

    def _places(self, name: Name, width: float, height: float) -> Iterator[Corners]:
        """Yield upper left corners for a name's box, the best first."""
        seen = shapely.intersection(name.shape, self._frame)
        if seen.is_empty:
            return
        if name.outside:
            yield _around(name.shape.bounds, name.lettering.size, width, height)[_BELOW_FIRST]
            return
        if not seen.area:
            places = _upon if name.upon else _around
            yield places(_middle(seen).bounds, name.lettering.size, width, height)
            return
        corners = _over(seen, width, height)
        shapely.prepare(seen)
        yield from _whole(seen, corners, width, height)
        # Beside a corner that reaches in from the next sheet, a name stands in another area.
        whole = seen.area > _MOSTLY * name.shape.area
        if name.beside and whole and seen.area < _SMALL_AREA:
            yield _around(seen.bounds, name.lettering.size, width, height)
        if name.beside or (not name.within and seen.area > _ROOMY * width * height):
            middles = corners + np.array([width / 2, height / 2])
            yield corners[shapely.contains_xy(seen, middles)]

    def _inside(self, boxes: np.ndarray) -> np.ndarray:
        """Return which of some boxes (a row each) lie inside the frame."""
        left, top, right, bottom = boxes.T
        inside: np.ndarray = (left >= _EDGE) & (top >= _EDGE)
        inside &= (right <= self.sheet.width - _EDGE) & (bottom <= self.sheet.height - _EDGE)
        return inside


def meet(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return which of some boxes (left, top, right, bottom, a row each) share area with others."""
    found: np.ndarray = np.any(_meeting(boxes, others), axis=-1)
    return found


def _meeting(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return for each of some boxes with which others it shares area."""
    first = boxes[..., None, :]
    across = (first[..., 0] < others[..., 2]) & (first[..., 2] > others[..., 0])
    down = (first[..., 1] < others[..., 3]) & (first[..., 3] > others[..., 1])
    meeting: np.ndarray = across & down
    return meeting


def _placed(name: Name, bounds: np.ndarray) -> PlacedName:
    left, top, right, bottom = bounds.astype(int).tolist()
    box = Box(left=left, top=top, width=right - left, height=bottom - top)
    return PlacedName(text=name.written, lettering=name.lettering, box=box)


def _size(text: str, lettering: Lettering) -> tuple[float, float]:
    width = text_width(text, lettering.size, lettering.weight) + lettering.spacing * len(text)
    return width + lettering.size * 0.3, lettering.size * (_ASCENT + _DESCENT)


def _over(shape: BaseGeometry, width: float, height: float) -> Corners:
    """Return corners of boxes all over an area, the nearest to its own middle first."""
    middle_x, middle_y = shapely.get_coordinates(_inscribed(shape))[0]
    left, top, right, bottom = shape.bounds
    across = np.append(np.linspace(left, right, _STEPS), middle_x)
    down = np.append(np.linspace(top, bottom, 2 * _STEPS), middle_y)
    x, y = (grid.ravel() for grid in np.meshgrid(across, down))
    nearest = np.argsort(np.hypot(x - middle_x, 2 * (y - middle_y)), kind="stable")
    return np.column_stack([x - width / 2, y - height / 2])[nearest]


def _whole(shape: BaseGeometry, corners: Corners, width: float, height: float) -> Iterator[Corners]:
    """Yield those corners whose boxes lie in an area, some at a time: the first ones often do."""
    for first in range(0, len(corners), _AT_A_TIME):
        some = corners[first : first + _AT_A_TIME]
        (left, top), (right, bottom) = some.T, (some + np.array([width, height])).T
        yield some[shapely.contains(shape, shapely.box(left, top, right, bottom))]


def _inscribed(shape: BaseGeometry) -> BaseGeometry | None:
    """Return the line from the middle of an area's largest inscribed circle to its edge."""
    areas = shapely.MultiPolygon([one for one in shapely.get_parts(shape) if one.area])
    return shapely.maximum_inscribed_circle(areas, tolerance=_MIDDLE_TOLERANCE)


def _middle(shape: BaseGeometry) -> BaseGeometry:
    """Return a point itself, or the point halfway along a line."""
    if shape.geom_type == "Point":
        return shape
    longest = max(shapely.get_parts(shape), key=lambda part: part.length)
    halfway: BaseGeometry = shapely.line_interpolate_point(longest, 0.5, normalized=True)
    return halfway


def _upon(
    bounds: tuple[float, float, float, float], size: float, width: float, height: float
) -> Corners:
    """Return corners of boxes over a point, each somewhat farther from its middle."""
    x, y = bounds[0] - width / 2, bounds[1] - height / 2
    aside, step = width / 8, height + size * _GAP
    near = [(x, y), (x, y - step), (x, y + step), (x + aside, y), (x - aside, y)]
    return np.array([*near, *((x + dx, y + dy) for dx in (aside, -aside) for dy in (-step, step))])


def _around(
    bounds: tuple[float, float, float, float], size: float, width: float, height: float
) -> Corners:
    gap = size * _GAP
    left, top, right, bottom = bounds
    x, y = (left + right - width) / 2, (top + bottom - height) / 2
    east, west, north, south = right + gap, left - gap - width, top - gap - height, bottom + gap
    beside = [(east, y), (x, south), (west, y), (x, north)]
    aslant = [(east, north), (east, south), (west, north), (west, south)]
    return np.array([*beside, *aslant, (x, south + height), (x, north - height)])
