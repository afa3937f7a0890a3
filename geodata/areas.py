"""Udsatte boligområder: which housing areas stood on which year's list, and by what criterion.

The list, its year and its criterion belong to an area: the word means something else from year
to year (2007: a large share outside the labour market, named once a year by the ministry).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from geodata.errors import OutlineError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from geodata.gazetteer import Gazetteer, Place


@dataclass(frozen=True, kw_only=True)
class VulnerableArea:
    """One area on one year's list; `place` is its entry in the gazetteer, with the outline."""

    id: str
    name: str
    place: Place
    list_name: str
    list_year: int
    criterion: str
    appointed_by: str
    document: str
    document_place: str
    outline_status: str
    note: str


def load_vulnerable_areas(
    gazetteer: Gazetteer, file: Traversable | None = None
) -> list[VulnerableArea]:
    """Return the areas of every list in the project's table, in the table's order.

    Raises:
        OutlineError: where a row names a place that the gazetteer does not have.
    """
    source = file or resources.files("geodata") / "data" / "vulnerable_areas.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return [_area(row, gazetteer) for row in rows]


def _area(row: dict[str, str], gazetteer: Gazetteer) -> VulnerableArea:
    place = gazetteer.places.get(row["place_id"])
    if place is None:
        message = f"{row['name']}: stedlisten har ikke »{row['place_id']}«. Tilføj stedet dér."
        raise OutlineError(message)
    return VulnerableArea(
        id=row["id"],
        name=row["name"],
        place=place,
        list_name=row["list"],
        list_year=int(row["list_year"]),
        criterion=row["criterion"],
        appointed_by=row["appointed_by"],
        document=row["document"],
        document_place=row["document_place"],
        outline_status=row["outline_status"],
        note=row["note"],
    )
