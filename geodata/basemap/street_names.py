"""Joins the streets of one name and rank to lines that a name can be written along."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zlib import crc32

import numpy as np
import shapely

from geodata.basemap.classes import BasemapClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geodata.basemap.spill import Spill

_NAMES_AT_ONCE: Final = 100_000
_SPUR_M: Final = 200
_TOUCHING_M: Final = 1


class _Street(NamedTuple):
    source: str
    name: str
    rank: int


def add_street_names(spill: Spill) -> None:
    """Add the class `street-name`, made of the named streets that a spill holds.

    The streets are read once for every 100,000 of them, so that memory holds no more.
    """
    named = sum(int((batch["name"] != "").sum()) for batch in spill.batches(BasemapClass.STREET))
    for bucket in range(buckets := 1 + named // _NAMES_AT_ONCE):
        groups: dict[_Street, list[Any]] = defaultdict(list)
        for batch in spill.batches(BasemapClass.STREET):
            columns = (batch[one] for one in ("source", "name", "rank", "geometry"))
            for source, name, rank, line in zip(*columns, strict=True):
                if name and crc32(name.encode()) % buckets == bucket:
                    groups[_Street(source, name, int(rank))].append(line)
        spill.add_made(BasemapClass.STREET_NAME, list(_rows(groups.items())))


def merged(lines: Sequence[Any]) -> list[shapely.LineString]:
    """Return lines joined end to end wherever just two meet, longest first; no length is lost."""
    joined = shapely.line_merge(shapely.MultiLineString(lines))
    return sorted(shapely.get_parts(joined), key=lambda one: (-one.length, *one.bounds))


def _rows(groups: Iterable[tuple[_Street, list[Any]]]) -> Iterator[tuple[Any, ...]]:
    greater: dict[tuple[str, str], list[shapely.LineString]] = defaultdict(list)
    for street, lines in sorted(groups, key=lambda one: one[0]):
        above = greater[street.source, street.name]
        joined = merged(lines)
        for number, line in enumerate(without_spurs(joined, above), start=1):
            own = f"{street.name}/{street.rank}/{number}"
            yield own, street.name, street.rank, "", street.source, line
        above += joined


def without_spurs(
    lines: Sequence[shapely.LineString], greater: Sequence[shapely.LineString]
) -> list[shapely.LineString]:
    """Return the lines without short ones that leave a greater street of the same name.

    A side street that only leads to the houses of a main street bears its name in the record; on
    a map the name there would say that it is the main street.
    """
    if not greater:
        return list(lines)
    main = shapely.union_all(np.array(greater, dtype=object))
    shapely.prepare(main)
    return [one for one in lines if one.length > _SPUR_M or one.distance(main) > _TOUCHING_M]
