"""Remembers what a geocoder answered, in a SQLite file, so that nobody is asked twice.

Kept are locations and an honest «not found», each with its time and an end; never a failure.
Several processes may share the file. One that cannot be read is set aside and said, and one that
cannot be written is done without: a cache is never a reason to stop.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from geodata.geocoding.protocol import Location, PlaceQuery, Precision

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.geocoding.protocol import Geocoder

LOCATED_FOR: Final = timedelta(days=180)
"""How long a location is believed; the points of houses seldom move."""

MISSING_FOR: Final = timedelta(days=14)
"""How long «not found» and a proposal are believed; new addresses come."""

BUSY_S: Final = 30.0
"""Seconds to wait for another process that is writing."""

_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# A change of form gets a new name, so that an older file needs no conversion.
_SCHEMA: Final = """
    CREATE TABLE IF NOT EXISTS answer_1 (
        key TEXT PRIMARY KEY, location TEXT NOT NULL, stored TEXT NOT NULL, expires TEXT NOT NULL
    ) WITHOUT ROWID
"""

_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class CachedGeocoder:
    """A geocoder with a memory; satisfies the `Geocoder` protocol under the inner one's name."""

    def __init__(
        self,
        inner: Geocoder,
        path: Path,
        *,
        located_for: timedelta = LOCATED_FOR,
        missing_for: timedelta = MISSING_FOR,
        now: Callable[[], datetime] = _now,
    ) -> None:
        """Put a memory before a geocoder; the file is made when it is first needed.

        Args:
            inner: The geocoder that is asked for what is not remembered.
            path: The file; geocoders of different names may share one.
            located_for: How long a location is believed.
            missing_for: How long «not found» and a proposal are believed.
            now: The clock, with a time zone.
        """
        self.name = inner.name
        self._inner = inner
        self._path = path
        self._located_for = located_for
        self._missing_for = missing_for
        self._now = now
        self._said = False

    def locate(self, query: PlaceQuery) -> Location | None:
        """Return what is remembered and still believed, else what the inner geocoder answers.

        Raises:
            GeocodingError: as the inner geocoder; nothing is remembered then.
        """
        key = _key(self.name, query)
        remembered = self._recall(key)
        if remembered is not None:
            return remembered[0]
        location = self._inner.locate(query)
        self._remember(key, location)
        return location

    def _recall(self, key: str) -> tuple[Location | None] | None:
        """Return the answer in a tuple, or None where there is none to believe."""
        sql = "SELECT location FROM answer_1 WHERE key = ? AND expires > ?"
        rows = self._execute(sql, (key, self._now().isoformat()))
        return _decoded(rows[0][0]) if rows else None

    def _remember(self, key: str, location: Location | None) -> None:
        """Store an answer, and drop what is no longer believed."""
        now = self._now()
        sure = location is not None and location.category != "C"
        expires = now + (self._located_for if sure else self._missing_for)
        row = (key, _encoded(location), now.isoformat(), expires.isoformat())
        self._execute("DELETE FROM answer_1 WHERE expires <= ?", (now.isoformat(),))
        self._execute("INSERT OR REPLACE INTO answer_1 VALUES (?, ?, ?, ?)", row)

    def _execute(self, sql: str, values: tuple[str, ...]) -> list[Any]:
        """Run one statement on the file; a file that cannot be used gives no rows."""
        try:
            return self._run(sql, values)
        except (OSError, sqlite3.Error) as error:
            # The low byte is the kind of an error, the rest its variant (sqlite.org/rescode.html).
            damaged = getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED
            if not (damaged and self._set_aside()):
                self._say(error)
        return []

    def _run(self, sql: str, values: tuple[str, ...]) -> list[Any]:
        """Run one statement on a connection of its own, so that threads and forks share none."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=BUSY_S)) as connection, connection:
            connection.execute(_SCHEMA)
            return connection.execute(sql, values).fetchall()

    def _set_aside(self) -> bool:
        """Move a damaged file away; whether that went well."""
        kept = self._path.with_name(f"{self._path.name}.{self._now():%Y%m%dT%H%M%S}.damaged")
        try:
            self._path.rename(kept)
        except FileNotFoundError:  # another process has done it
            return True
        except OSError:
            return False
        _log.warning(
            "Adresse-cachen %s kunne ikke læses. Den er lagt til side som %s, og en ny er begyndt.",
            self._path,
            kept.name,
        )
        return True

    def _say(self, error: Exception) -> None:
        """Say once that there is no memory; the answers come all the same."""
        if not self._said:
            self._said = True
            _log.warning("Adresse-cachen %s kan ikke bruges (%s).", self._path, error)


def _key(name: str, query: PlaceQuery) -> str:
    parts = (name, query.name, query.address, query.postcode, query.city)
    return json.dumps([" ".join(part.casefold().split()) for part in parts])


def _encoded(location: Location | None) -> str:
    return json.dumps(location and asdict(location))


def _decoded(text: str) -> tuple[Location | None] | None:
    """Return a stored answer, or None where it is not one, as from another version."""
    try:
        fields = json.loads(text)
        if fields is None:
            return (None,)
        return (Location(**{**fields, "precision": Precision(fields["precision"])}),)
    except (KeyError, TypeError, ValueError):
        return None
