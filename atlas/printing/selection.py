"""What of a collection a book holds: all of it, or a theme, a target group, an area, a box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

from atlas.errors import PrintingError
from atlas.printing.maps.layers_on_paper import shape_of
from geodata.crs import to_utm
from geodata.districts import Collection

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from atlas.catalogue import Catalogue, Entry

_AROUND_A_POINT_M: Final = 150.0


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What to choose by; codes of the taxonomy, an area's id, a box of degrees (WGS84).

    `box` is west, south, east, north. A record must meet every choice that is made; of several
    themes or target groups it needs one.
    """

    themes: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    area: str = ""
    box: tuple[float, float, float, float] | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection()

    @property
    def words(self) -> tuple[str, ...]:
        """What is chosen by, as parts of a file's name."""
        box = ("udsnit",) if self.box else ()
        area = (self.area,) if self.area else ()
        return (*self.themes, *self.target_groups, *area, *box)

    def collections(self, catalogue: Catalogue) -> tuple[Collection, ...] | None:
        """Return whose part it is where nobody says so: an area's district, the city; None: all."""
        if self.area in catalogue.areas:
            return (Collection(catalogue.areas[self.area].place.properties["district"]),)
        return (Collection.WHOLE_CITY,) if self.area or self.box else None

    def holds(self, record: Entry) -> bool:
        """Return whether a record is chosen."""
        properties = record.properties
        return (
            _one_of(self.themes, properties["themes"])
            and _one_of(self.target_groups, properties.get("target_groups", ()))
            and (not self.area or self.area in properties["areas"])
            and (self.box is None or _lies_in(record, self.box))
        )

    def ground(self, catalogue: Catalogue) -> BaseGeometry | None:
        """Return what an area or a box makes the map show (EPSG:25832), None for all of it.

        Raises:
            PrintingError: where the area is unknown, or has no place on a map.
        """
        if self.box is not None:
            return to_utm(shapely.box(*self.box))
        return self._area(catalogue) if self.area else None

    def _area(self, catalogue: Catalogue) -> BaseGeometry:
        found = catalogue.areas.get(self.area)
        if found is None:
            message = (
                f"«{self.area}» er intet område i atlasset."
                " Områdernes navne står i adressen på deres sider: /omraader/NAVN."
            )
            raise PrintingError(message)
        members = (found.place, *found.lists, *catalogue.in_area(self.area))
        placed = [to_utm(shape_of(one)) for one in members if one.geometry]
        if not placed:
            message = f"{found.name} har intet sted på kortet; vælg --bbox i stedet for --area."
            raise PrintingError(message)
        return shapely.union_all([shapely.buffer(one, _AROUND_A_POINT_M) for one in placed])


def _one_of(wanted: tuple[str, ...], given: tuple[str, ...] | list[str]) -> bool:
    return not wanted or any(one in given for one in wanted)


def _lies_in(record: Entry, box: tuple[float, float, float, float]) -> bool:
    if record.lat is None or record.lon is None:
        return False
    west, south, east, north = box
    return west <= record.lon <= east and south <= record.lat <= north
