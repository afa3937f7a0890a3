"""The index of streets: in which cell of which sheets each one lies, and who is in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from atlas.ground_symbology import LETTERINGS, zoom_of_scale
from atlas.printing.maps.basemap_on_paper import PAPER_EARLIER
from atlas.printing.maps.map_names import STREET_KINDS
from atlas.printing.plan import Spot
from geodata.addresses import parse_address
from geodata.districts import Collection
from geodata.geocoding.protocol import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    from atlas.catalogue import Entry
    from atlas.printing.maps.layers_on_paper import LayersOnPaper
    from atlas.printing.maps.sheets import NumberedSheet
    from atlas.printing.plan import Plan

_STEP: Final = 200
"""Streets are followed in steps of 2 mm, in hundredths of a millimetre."""

_SHORT: Final = 4
"""Fewer steps than these on a sheet are only the end of a street that lies on another."""

_BESIDE: Final = 60
"""A street along the district's outline may be drawn 0.6 mm outside it."""


@dataclass(frozen=True, kw_only=True)
class IndexedStreet:
    """A street, where it is on each sheet that shows it, and the numbers of who is in it."""

    name: str
    spots: tuple[Spot, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class _Stretch:
    """What a sheet shows of a street: how many steps of it, and where most of them are."""

    steps: int
    spot: Spot


def streets_of(plan: Plan, layers: Mapping[int, LayersOnPaper]) -> tuple[IndexedStreet, ...]:
    """Return the streets of a book's district that its maps name, and whoever is in each.

    A street that only a record names is among them, where the record is on a map. `layers` are
    those of the sheets, by number.
    """
    spots = _spots_by_street(plan, layers)
    numbers: dict[str, list[int]] = defaultdict(list)
    for record in plan.records:
        street = _street_of(record, spots)
        if street and record.id in plan.spots:
            spots.setdefault(street, (plan.spots[record.id],))
            numbers[street].append(plan.numbers[record.id])
    return tuple(
        IndexedStreet(name=name, spots=where, numbers=tuple(numbers.get(name, ())))
        for name, where in spots.items()
    )


def _spots_by_street(
    plan: Plan, layers: Mapping[int, LayersOnPaper]
) -> dict[str, tuple[Spot, ...]]:
    """Return where each street is; the sheet around the districts adds only streets of its own."""
    found: dict[str, list[_Stretch]] = defaultdict(list)
    for one in plan.sheets:
        around = one.shows == plan.collection == Collection.WHOLE_CITY
        for name, stretch in _stretches(one.numbered, layers[one.number]):
            if not (around and name in found):
                found[name].append(stretch)
    return {name: tuple(_worth_a_look(stretches)) for name, stretches in found.items()}


def _worth_a_look(stretches: list[_Stretch]) -> Iterator[Spot]:
    least = min(_SHORT, max(one.steps for one in stretches))
    yield from (one.spot for one in stretches if one.steps >= least)


def _stretches(on: NumberedSheet, layers: LayersOnPaper) -> Iterator[tuple[str, _Stretch]]:
    """Yield each named street of a sheet's district, as far as the sheet shows it."""
    pieces = list(_pieces(layers))
    names = {name: number for number, name in enumerate(dict.fromkeys(one for one, _ in pieces))}
    shapes = shapely.segmentize([shape for _, shape in pieces], _STEP)
    points, piece = shapely.get_coordinates(shapes, return_index=True)
    street = np.array([names[name] for name, _ in pieces], dtype=int)[piece]
    shown = _shown(points, layers)
    across, down = on.grid
    size = (on.sheet.width, on.sheet.height)
    columns, rows = (points[shown] * on.grid // size).astype(int).T
    cells = street[shown] * across * down + rows * across + columns
    steps = np.bincount(cells, minlength=len(names) * across * down).reshape(-1, across * down)
    for name, of_it in zip(names, steps, strict=True):
        if of_it.any():
            row, column = divmod(int(of_it.argmax()), across)
            middle = ((column + 0.5) * size[0] / across, (row + 0.5) * size[1] / down)
            spot = Spot(sheet=on.number, cell=on.cell(*middle))
            yield name, _Stretch(steps=int(of_it.sum()), spot=spot)


def _pieces(layers: LayersOnPaper) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield the pieces of streets whose kind the sheet's scale has room to name."""
    zoom = zoom_of_scale(layers.sheet.scale)
    for kind in STREET_KINDS:
        if zoom >= LETTERINGS[kind].since - PAPER_EARLIER:
            yield from ((one.name, shape) for one, shape in layers.named_ground(kind) if one.name)


def _shown(points: np.ndarray, layers: LayersOnPaper) -> np.ndarray:
    """Return which points are on the sheet, and in its district or beside its outline."""
    width, height = layers.sheet.width, layers.sheet.height
    own = [
        shapely.clip_by_rect(shape, -_BESIDE, -_BESIDE, width + _BESIDE, height + _BESIDE)
        for _, shape in layers.own
    ]
    ground = shapely.buffer(shapely.union_all(own), _BESIDE)
    shapely.prepare(ground)
    x, y = points.T
    on_paper = (x >= 0) & (y >= 0) & (x < width) & (y < height)
    shown: np.ndarray = on_paper & shapely.contains_xy(ground, x, y)
    return shown


def _street_of(record: Entry, known: Iterable[str]) -> str:
    """Return the street that a record's source says it is in, "" where it says none."""
    location = record.properties["location"]
    stated = record.properties.get("address", "")
    if location["precision"] == Precision.ADDRESS:
        address = parse_address(stated or location["place"])
        return address.street if address.has_house else ""
    if location["precision"] != Precision.STREET:
        return ""
    # A line that is no street is a quarter named after one. Outside the districts, the maps do not
    # name every street, and the gazetteer has no such quarter.
    outside = record.properties["home"] == Collection.OTHER_DISTRICTS
    return location["place"] if outside or location["place"] in known else ""
