"""Where a visitor means: an address, a street or a named place in words, or a pair of degrees.

Nothing is asked of another machine, and nothing that was asked is kept.
"""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Final

from atlas.known_places import KnownPlaces, Spot
from geodata.addresses.register import FILE
from geodata.basemap.home import current_basemap
from geodata.gazetteer import load_gazetteer
from geodata.geocoding.protocol import Precision

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.gazetteer import Gazetteer

__all__ = ["Spot", "Whereabouts"]

MAX_LENGTH: Final = 120
"""Letters of a question that are read; an address in full has some 60."""

LAT: Final = (55.55, 55.80)
LON: Final = (12.35, 12.75)
"""The box about Copenhagen (degrees, WGS84) outside which a pair of degrees is not taken."""

_PAIR: Final = re.compile(r"(-?\d{1,2}(?:\.\d{1,9})?)\s*[,;]\s*(-?\d{1,3}(?:\.\d{1,9})?)")


class Whereabouts:
    """Finds what visitors mean; may be used by several threads, and notices a new register."""

    def __init__(self, home: Path, gazetteer: Gazetteer | None = None) -> None:
        """Look in an atlas home; nothing is read before the first question."""
        self._home = home
        self._gazetteer = gazetteer
        self._lock = threading.Lock()
        self._known: tuple[object, KnownPlaces] | None = None

    def find(self, text: str) -> Spot | None:
        """Return the place that a text means, None where nothing is that, or nothing has a point.

        A text «lat,lon» in degrees is that point, within Copenhagen's box alone. Of an address,
        the door counts; then a neighbouring door or the street, with precision `street`. A slip of
        the keyboard or two is forgiven where one name alone is that close.
        """
        wanted = " ".join(text.split())[:MAX_LENGTH]
        if _PAIR.fullmatch(wanted):
            return _pair(wanted)
        return self._knowledge().find(wanted) if wanted else None

    def suggest(self, text: str, limit: int = 8) -> list[Spot]:
        """Return places that begin like the text, best first; «Blågårds Plads 1» offers its doors.

        `find` of a suggestion's label is that suggestion.
        """
        wanted = " ".join(text.split())[:MAX_LENGTH]
        if not wanted or _PAIR.fullmatch(wanted):
            return []
        return self._knowledge().suggest(wanted, limit)

    def _knowledge(self) -> KnownPlaces:
        """Return what is known now; a new register or basemap is noticed by stat and readlink."""
        now = self._state()
        known = self._known
        if known is None or known[0] != now:
            with self._lock:
                if self._known is None or self._known[0] != now:
                    self._gazetteer = self._gazetteer or load_gazetteer()
                    self._known = now, KnownPlaces(self._home, self._gazetteer)
                known = self._known
        return known[1]

    def _state(self) -> object:
        try:
            register = (self._home / FILE).stat()
        except OSError:
            return None, current_basemap(self._home)
        return register.st_ino, register.st_mtime_ns, current_basemap(self._home)


def _pair(text: str) -> Spot | None:
    """Return the point of «lat,lon», None outside Copenhagen's box."""
    match = _PAIR.fullmatch(text)
    if match is None:
        return None
    lat, lon = float(match[1]), float(match[2])
    if not (LAT[0] <= lat <= LAT[1] and LON[0] <= lon <= LON[1]):
        return None
    return Spot(label=f"{lat:.4f}, {lon:.4f}", lat=lat, lon=lon, precision=Precision.ADDRESS)
