"""Writes a table of synthetic actors, as many as are asked for, to measure the site with.

`python -m bench.many_actors FILE COUNT`. The same count gives the same file. None of them exists:
their names say so, and they are made for the bench and the tests alone.
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from actors.taxonomy import ActorKind, TargetGroup, Theme
from geodata.districts import DISTRICTS, load_districts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.districts import District

SEED: Final = 2026
ASSURED: Final = "2026-10-01"

LANGUAGES: Final = ("ar", "en", "fa", "pl", "so", "ti", "tr", "uk", "ur")
NATIONALITIES: Final = ("af", "er", "iq", "pk", "pl", "so", "sy", "tr", "ua")
HOURS: Final = (
    "Mo-Fr 09:00-16:00",
    "Mo-Th 10:00-18:00; Fr 10:00-14:00; PH off",
    "Tu,Th 16:00-20:00",
    "Sa 10:00-13:00",
    "Mo-Su 08:00-22:00; Jul off",
    "",
)
_FIRST: Final = ("Testhuset", "Prøvecaféen", "Øveklubben", "Testforeningen", "Modelværkstedet")
_SECOND: Final = ("Solsikken", "Åen", "Broen", "Lygten", "Kastanjen", "Ærten", "Fyrtårnet")
_ABOUT: Final = ("lektiehjælp", "rådgivning", "sprogcafé", "cykling", "håndarbejde", "jobsøgning")
_POSTCODES: Final = {"noerrebro": "2200", "valby": "2500", "amager": "2300", "tingbjerg": "2700"}
_ENOUGH: Final = 4
"""Points tried at once for each one wanted: the narrowest district fills a third of its box."""


def write_many_actors(path: Path, count: int) -> Path:
    """Write a CSV file of `count` invented actors spread over the four districts; return it.

    Each has a point (WGS84) within a district, themes, target groups, languages, nationalities
    and opening hours as OpenStreetMap writes them; every sixth has no known hours.
    """
    rows = list(_rows(count))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


def _rows(count: int) -> Iterator[dict[str, str]]:
    chance = random.Random(SEED)  # noqa: S311 - the same rows at every run is what is wanted
    outlines = load_districts()
    shares = [len(range(number, count, len(DISTRICTS))) for number in range(len(DISTRICTS))]
    points = {
        code: iter(_points(outlines[code], share))
        for code, share in zip(DISTRICTS, shares, strict=True)
    }
    for number in range(count):
        district = DISTRICTS[number % len(DISTRICTS)]
        lon, lat = next(points[district])
        about = chance.choice(_ABOUT)
        yield {
            "id": f"a-proeve-{number + 1}",
            "name": f"{chance.choice(_FIRST)} {chance.choice(_SECOND)} {number + 1}",
            "kind": _some(chance, list(ActorKind), 1),
            "description": f"Opdigtet tilbud om {about}, kun til måling.",
            "themes": _some(chance, list(Theme), chance.choice((1, 1, 2, 3))),
            "target_groups": _some(chance, list(TargetGroup), chance.choice((1, 2, 3))),
            "languages": "|".join(["da", *chance.sample(LANGUAGES, chance.choice((0, 1, 2)))]),
            "nationalities": _some(chance, NATIONALITIES, chance.choice((0, 0, 1))),
            "status": "active",
            "address": f"Prøvevej {number % 99 + 1}",
            "postcode": _POSTCODES[district],
            "lat": f"{lat:.6f}",
            "lon": f"{lon:.6f}",
            "serves": district,
            "opening_hours": chance.choice(HOURS),
            "year": ASSURED[:4],
            "assured_date": ASSURED,
            "document": "Opdigtet til måling",
            "document_place": str(number + 1),
        }


def _points(district: District, count: int) -> Sequence[tuple[float, float]]:
    """Return `count` points (lon, lat in WGS84) within a district, the same at every run."""
    chance = np.random.default_rng(SEED)
    west, south, east, north = district.geometry.bounds
    shapely.prepare(district.geometry)
    found: list[tuple[float, float]] = []
    while len(found) < count:
        lons = chance.uniform(west, east, _ENOUGH * count)
        lats = chance.uniform(south, north, _ENOUGH * count)
        inside = shapely.contains_xy(district.geometry, lons, lats)
        found += zip(lons[inside].tolist(), lats[inside].tolist(), strict=True)
    return found[:count]


def _some(chance: random.Random, codes: Sequence[str], count: int) -> str:
    return "|".join(chance.sample(codes, count))


if __name__ == "__main__":
    write_many_actors(Path(sys.argv[1]), int(sys.argv[2]))
