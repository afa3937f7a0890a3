"""Records written as tables that a spreadsheet opens safely."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.location import Located

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula (OWASP, CSV Injection)."""

LOCATED_COLUMNS: Final = (
    "id",
    "name",
    "lat",
    "lon",
    "precision",
    "category",
    "source",
    "matched",
    "reason",
)


def write_located(located: Iterable[Located], stream: IO[str]) -> None:
    """Write records with where they are as CSV (RFC 4180); WGS84 by name, no cell a formula."""
    writer = csv.writer(stream)
    writer.writerow(LOCATED_COLUMNS)
    for one in located:
        place = one.location
        position = ("" if place.lat is None else place.lat, "" if place.lon is None else place.lon)
        texts = (
            place.precision.value,
            place.category or "",
            place.source,
            place.matched,
            one.reason,
        )
        writer.writerow(
            [
                neutralised(one.record.id),
                neutralised(one.record.name),
                *position,
                *(neutralised(text) for text in texts),
            ]
        )


def neutralised(text: str) -> str:
    """Return text that no spreadsheet runs: an apostrophe before what would start a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
