"""Builds the local register of addresses out of tables, whole, and puts it in use in one step."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.addresses.register import FILE, SCHEMA
from geodata.addresses.table import AddressTable, House, Tally, open_table
from geodata.errors import AddressInputError, AddressRegisterError
from geodata.names import fold
from geodata.sources import load_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

THERE_ALREADY: Final = "huset står der allerede"
_EAST_PER_NORTH: Final = 0.56
"""How long a degree of longitude is beside one of latitude, at Copenhagen (cos 55.7°)."""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Whose a table's addresses are."""

    title: str
    licence: str
    attribution: str


NOBODY_SAID: Final = "ikke oplyst"
DAR: Final = Origin(
    title="Danmarks Adresseregister (DAR)",
    licence="CC BY 4.0",
    attribution="Danmarks Adresseregister, Klimadatastyrelsen",
)


def build_register(
    home: Path, files: Sequence[Path], tell: Callable[[int], None] = lambda _rows: None
) -> dict[str, Tally]:
    """Build the register of an atlas home; return what became of each file's rows, by its name.

    Where several files have the same house, the first one's point counts. The same files give the
    same bytes. `tell` is told how many rows were read since it was last told.

    Raises:
        AddressInputError: where a file is no table of addresses, or no row of any can be used.
        AddressRegisterError: where the disk refuses; the register before stays in use.
    """
    tables = [open_table(path) for path in files]
    try:
        home.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=home, prefix=".addresses-")
        os.close(handle)
        try:
            tallies = _fill(Path(name), tables, tell)
            _put_in_use(Path(name), home / FILE)
        finally:
            Path(name).unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as fault:
        message = (
            f"Adresseregistret kunne ikke skrives ({fault}). Det forrige står der endnu."
            " Skaf plads eller adgang, og prøv igen."
        )
        raise AddressRegisterError(message) from fault
    return tallies


def origin_of(table: AddressTable) -> Origin:
    """Return whose a table is: by its file name among the known sources, or by its headings."""
    for one in load_sources():
        if one.file == table.path.name:
            vintage = f" {one.vintage}" if one.vintage else ""
            title = f"{one.publisher}, {one.title.lower()}{vintage}"
            return Origin(title=title, licence=one.licence, attribution=one.attribution)
    if table.is_dar:
        return DAR
    return Origin(title=table.path.name, licence=NOBODY_SAID, attribution=table.path.name)


def _fill(
    path: Path, tables: Sequence[AddressTable], tell: Callable[[int], None]
) -> dict[str, Tally]:
    """Write the whole register into an empty file."""
    tallies = {}
    with closing(sqlite3.connect(path)) as file:
        # A build that is killed leaves a file that nobody reads: no journal is needed.
        file.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA}")
        streets: dict[tuple[str, str], int] = {}
        for number, table in enumerate(tables, start=1):
            tally = tallies[table.path.name] = Tally()
            houses = table.houses(tally)
            _add(file, number, houses, streets, tally, tell)
            origin = origin_of(table)
            stated = (origin.title, origin.licence, origin.attribution, tally.read, tally.kept)
            file.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)", (number, *stated))
        if not streets:
            message = (
                "Ingen række kan bruges: de skal have vejnavn, husnummer, postnummer og punkt."
            )
            raise AddressInputError(message)
        _find_middles(file)
        file.commit()
        file.execute("VACUUM")
    return tallies


def _add(
    file: sqlite3.Connection,
    source: int,
    houses: Iterable[House],
    streets: dict[tuple[str, str], int],
    tally: Tally,
    tell: Callable[[int], None],
) -> None:
    told = 0
    for house in houses:
        key = fold(house.street), house.postcode
        if key not in streets:
            streets[key] = len(streets) + 1
            file.execute(
                "INSERT INTO street VALUES (?, ?, ?, ?, ?, 0, 0, 0)",
                (streets[key], house.street, key[0], house.postcode, house.city),
            )
        added = file.execute(
            "INSERT OR IGNORE INTO house VALUES (?, ?, ?, ?, ?, ?)",
            (streets[key], house.number, house.letter, house.lat, house.lon, source),
        ).rowcount
        tally.kept += added
        tally.refused[THERE_ALREADY] += 1 - added
        if tally.read - told >= 1000:  # noqa: PLR2004 - often enough for a bar to move
            tell(tally.read - told)
            told = tally.read
    tally.refused = +tally.refused
    tell(tally.read - told)


def _find_middles(file: sqlite3.Connection) -> None:
    """Give each street the point of the house that is nearest to the middle of all of them."""
    rows = file.execute("SELECT street, lat, lon FROM house ORDER BY street, number, letter")
    found = []
    for street, houses in groupby(rows, key=itemgetter(0)):
        points = np.array([house[1:] for house in houses])
        away = (points - np.median(points, axis=0)) * (1, _EAST_PER_NORTH)
        lat, lon = points[int((away**2).sum(axis=1).argmin())]
        found.append((float(lat), float(lon), len(points), street))
    file.executemany("UPDATE street SET lat = ?, lon = ?, houses = ? WHERE id = ?", found)


def _put_in_use(path: Path, target: Path) -> None:
    path.chmod(0o644)
    for one in (path, path.parent):
        handle = os.open(one, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    path.replace(target)
