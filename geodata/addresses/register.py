"""The local register of addresses: one SQLite file in the atlas home, read without a network.

Streets are kept by name and postcode, houses by number and letter. The file also says whose each
address is, so that it can be named wherever an answer is shown. It is never changed: a new one
takes its place in one step (`geodata.addresses.building`).
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from geodata.addresses.address import Address
from geodata.addresses.matching import MAX_STREET_DISTANCE, street_distance
from geodata.errors import AddressRegisterError
from geodata.names import fold

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "addresses.sqlite"
FORM: Final = 1
"""Raised when the tables change, so that an older file is told to be built again."""

SCHEMA: Final = f"""
    PRAGMA user_version = {FORM};
    CREATE TABLE source (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL, licence TEXT NOT NULL,
        attribution TEXT NOT NULL, rows_read INTEGER NOT NULL, rows_kept INTEGER NOT NULL
    );
    CREATE TABLE street (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL, postcode TEXT NOT NULL,
        city TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, houses INTEGER NOT NULL,
        UNIQUE (folded, postcode)
    );
    CREATE TABLE house (
        street INTEGER NOT NULL, number INTEGER NOT NULL, letter TEXT NOT NULL,
        lat REAL NOT NULL, lon REAL NOT NULL, source INTEGER NOT NULL,
        PRIMARY KEY (street, number, letter)
    ) WITHOUT ROWID;
"""


@dataclass(frozen=True, kw_only=True)
class RegisterSource:
    """Whose addresses these are, and how many rows of the file were read and kept."""

    title: str
    licence: str
    attribution: str
    rows_read: int
    rows_kept: int

    @property
    def words(self) -> str:
        """The source as it is named beside an answer: title, attribution and licence."""
        return f"{self.title} ({self.attribution}, {self.licence})"


class Street(NamedTuple):
    """A street within one postcode; `lat`, `lon` (WGS84) are of the house in its middle."""

    id: int
    name: str
    folded: str
    postcode: str
    city: str
    lat: float
    lon: float
    houses: int

    @property
    def text(self) -> str:
        """The street in one line: `Blågårds Plads, 2200 København N`."""
        return Address(street=self.name, postcode=self.postcode, city=self.city).text


class Door(NamedTuple):
    """A house of a street; `lat`, `lon` in WGS84, `source` the number of its source."""

    street: Street
    number: int
    letter: str
    lat: float
    lon: float
    source: int

    @property
    def address(self) -> Address:
        """The address in parts."""
        return Address(
            street=self.street.name,
            house_number=f"{self.number}{self.letter}",
            postcode=self.street.postcode,
            city=self.street.city,
        )


class Register:
    """Finds addresses; may be used by several threads at once."""

    def __init__(self, path: Path) -> None:
        """Open a register for reading.

        Raises:
            AddressRegisterError: where the file is none, or of another form.
        """
        self._path = path
        try:
            # What is replaced and never changed may be read without locks.
            self._file = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            form = self._file.execute("PRAGMA user_version").fetchone()[0]
            self.sources = self._sources()
        except sqlite3.Error as fault:
            raise AddressRegisterError(self._advice()) from fault
        if form != FORM:
            raise AddressRegisterError(self._advice())

    @cached_property
    def streets(self) -> list[Street]:
        """All streets, in the order of their folded names."""
        return [
            Street(*row)
            for row in self._read(
                "SELECT id, name, folded, postcode, city, lat, lon, houses FROM street"
                " ORDER BY folded, postcode"
            )
        ]

    @cached_property
    def by_name(self) -> dict[str, list[Street]]:
        """The streets by folded name."""
        found: dict[str, list[Street]] = {}
        for one in self.streets:
            found.setdefault(one.folded, []).append(one)
        return found

    def named(self, street: str, postcode: str = "", city: str = "") -> list[Street]:
        """Return the streets of exactly that name, in a postcode or city where one is given."""
        known = self.by_name.get(fold(street), [])
        if postcode:
            return [one for one in known if one.postcode == postcode]
        return [one for one in known if not city or fold(one.city) == fold(city)]

    def alike(self, street: str, postcode: str = "") -> list[Street]:
        """Return the streets that may be meant, a few letters apart at most, closest first."""
        known = self._names_in(postcode)
        close = process.extract(
            fold(street),
            known,
            scorer=Levenshtein.distance,
            score_cutoff=MAX_STREET_DISTANCE,
            limit=None,
        )
        found = [
            (street_distance(street, one.name), one)
            for name, _, _ in close
            for one in self.by_name[name]
            if not postcode or one.postcode == postcode
        ]
        near = [pair for pair in found if pair[0] <= MAX_STREET_DISTANCE]
        return [one for _, one in sorted(near, key=lambda pair: (pair[0], -pair[1].houses))]

    def door(self, street: Street, house_number: str) -> Door | None:
        """Return the house of a number with its letter (`20B`), None where there is none."""
        number, letter = _split(house_number)
        row = self._read(
            "SELECT number, letter, lat, lon, source FROM house"
            " WHERE street = ? AND number = ? AND letter = ?",
            (street.id, number, letter),
        )
        return Door(street, *row[0]) if row else None

    def nearest_door(self, street: Street, house_number: str) -> Door | None:
        """Return the house whose number is closest, on the same side of the street if there is one.

        Odd and even numbers lie on either side (bekendtgørelse om vejnavne og adresser), so of
        two that are as close the one of the same parity is nearer.
        """
        number, letter = _split(house_number)
        rows = self._read(
            "SELECT number, letter, lat, lon, source FROM house WHERE street = ?"
            " ORDER BY (number - ?) % 2 != 0, abs(number - ?), abs(unicode(letter || '@') - ?),"
            " number, letter LIMIT 1",
            (street.id, number, number, ord(letter or "@")),
        )
        return Door(street, *rows[0]) if rows else None

    def doors(self, street: Street, beginning: str = "", limit: int = 20) -> list[Door]:
        """Return houses of a street whose number begins so, in their order."""
        rows = self._read(
            "SELECT number, letter, lat, lon, source FROM house"
            " WHERE street = ? AND (number || letter) LIKE ? ORDER BY number, letter LIMIT ?",
            (street.id, f"{beginning.upper()}%", limit),
        )
        return [Door(street, *row) for row in rows]

    def names_near(self, postcode: str) -> list[str]:
        """Return the names of all streets of a postcode, folded; of all postcodes without one."""
        return list(self._names_in(postcode))

    @property
    def source_names(self) -> str:
        """Every source in words, as `RegisterSource.words` says them."""
        return "; ".join(one.words for one in self.sources.values())

    def sources_of(self, street: Street) -> str:
        """Return in words whose the houses of a street are."""
        return "; ".join(self.sources[one].words for one in self._sources_by_street[street.id])

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _names_in(self, postcode: str) -> list[str]:
        if not postcode:
            return self._all_names
        return self._names_by_postcode.get(postcode, [])

    @cached_property
    def _all_names(self) -> list[str]:
        return list(self.by_name)

    @cached_property
    def _names_by_postcode(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in self.streets:
            found.setdefault(one.postcode, []).append(one.folded)
        return found

    @cached_property
    def _sources_by_street(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for street, source in self._read(
            "SELECT DISTINCT street, source FROM house ORDER BY street, source"
        ):
            found.setdefault(street, []).append(source)
        return found

    def _sources(self) -> dict[int, RegisterSource]:
        rows = self._file.execute(
            "SELECT id, title, licence, attribution, rows_read, rows_kept FROM source ORDER BY id"
        )
        return {
            number: RegisterSource(
                title=title,
                licence=licence,
                attribution=attribution,
                rows_read=read,
                rows_kept=kept,
            )
            for number, title, licence, attribution, read, kept in rows
        }

    def _read(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._file.execute(query, values).fetchall()
        except sqlite3.Error as fault:
            raise AddressRegisterError(self._advice()) from fault

    def _advice(self) -> str:
        return (
            f"Adresseregistret {self._path} kan ikke læses."
            " Byg det igen med tfi-atlas addresses build --from FIL."
        )


def current_register(home: Path) -> Register | None:
    """Return the register of an atlas home, None where it has none.

    Raises:
        AddressRegisterError: where there is one that cannot be read.
    """
    path = home / FILE
    return Register(path) if path.is_file() else None


def _split(house_number: str) -> tuple[int, str]:
    digits = house_number.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ")
    return int(digits or 0), house_number[len(digits) :]
