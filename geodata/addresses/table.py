"""Reads a table of addresses: which column is what, and the rows that can be used, or why not."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from geodata.crs import WGS84, coordinate_problem
from geodata.errors import AddressInputError
from geodata.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "street": ("street", "vejnavn", "addr:street", "gade", "vej"),
    "number": ("housenumber", "husnr", "husnummer", "addr:housenumber", "house_number"),
    "postcode": ("postcode", "postnr", "postnummer", "addr:postcode"),
    "city": ("city", "postnrnavn", "postdistrikt", "addr:city", "by"),
    "lat": ("lat", "latitude", "breddegrad", "wgs84koordinat_bredde"),
    "lon": ("lon", "lng", "longitude", "laengdegrad", "wgs84koordinat_laengde"),
    "origin": ("src",),
}
"""What a column may be called, written as `geodata.names.fold` leaves it, blanks and colons apart.

The first of each is this project's own; then Danmarks Adresseregister's as DAWA wrote them, and
OpenStreetMap's tags.
"""

NEEDED: Final = ("street", "number", "postcode")
DAR_HEADINGS: Final = ("vejnavn", "husnr", "postnr")
"""Where these three are, the table comes from Danmarks Adresseregister."""

NOT_FREE: Final = "osm2011"
"""`src` of rows that may not be published: OpenStreetMap before its change of licence, CC BY-SA."""

_NUMBER: Final = re.compile(r"0*([1-9]\d{0,2})\s?([A-Za-zÆØÅæøå])?")
_POSTCODE: Final = re.compile(r"[0-9]{4}")
_BATCH: Final = 100_000
_MAX_FIELD: Final = 100
"""Letters of a street or city; the longest street name of the register has 40."""


class House(NamedTuple):
    """One access address; `lat` and `lon` are degrees in WGS84."""

    street: str
    number: int
    letter: str
    postcode: str
    city: str
    lat: float
    lon: float


@dataclass
class Tally:
    """What became of the rows of one table: read = kept + refused, by reason (Danish)."""

    read: int = 0
    kept: int = 0
    refused: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, kw_only=True)
class AddressTable:
    """A table of addresses, not yet read; `columns` says where each part stands."""

    path: Path
    columns: dict[str, str]
    is_dar: bool
    _rows: Iterable[Mapping[str, Any]]

    def houses(self, tally: Tally) -> Iterator[House]:
        """Yield what can be used, and count why the rest cannot."""
        for row in self._rows:
            tally.read += 1
            found = self._house(row)
            if isinstance(found, House):
                yield found
            else:
                tally.refused[found] += 1

    def _house(self, row: Mapping[str, Any]) -> House | str:
        """Return a row's house, or in Danish why there is none."""
        told = {name: _text(row.get(column)) for name, column in self.columns.items()}
        if told.get("origin") == NOT_FREE:
            return "må ikke udgives (CC BY-SA 2.0)"
        number = _NUMBER.fullmatch(told["number"])
        street, city = told["street"], told.get("city", "")
        if not street or max(len(street), len(city)) > _MAX_FIELD:
            return "intet vejnavn, der kan læses"
        if number is None:
            return "husnummeret er ikke ét nummer" if told["number"] else "intet husnummer"
        if not _POSTCODE.fullmatch(told["postcode"]):
            return "postnummeret er ikke fire cifre"
        lat, lon = _degrees(told["lat"]), _degrees(told["lon"])
        if coordinate_problem(lat=lat, lon=lon):
            return "intet punkt i Danmark"
        letter = (number[2] or "").upper()
        return House(street, int(number[1]), letter, told["postcode"], city, lat, lon)


def open_table(path: Path) -> AddressTable:
    """Return a table of addresses: CSV, or GeoJSON and GeoPackage with points in a known CRS.

    Raises:
        AddressInputError: where it is none, or a column is missing; the message says which.
    """
    is_text = path.suffix.lower() in {".csv", ".tsv", ".txt"}
    names, rows = _text_rows(path) if is_text else _feature_rows(path)
    columns = _columns(names)
    missing = [one for one in (*NEEDED, "lat", "lon") if one not in columns]
    if missing:
        wanted = ", ".join("/".join(HEADINGS[one][:2]) for one in missing)
        message = f"»{path.name}« har ingen kolonne med {wanted}. Giv kolonnerne de navne."
        raise AddressInputError(message)
    folded = {_key(name) for name in names}
    return AddressTable(path=path, columns=columns, is_dar=set(DAR_HEADINGS) <= folded, _rows=rows)


def _columns(names: Iterable[str]) -> dict[str, str]:
    by_key = {_key(name): name for name in names}
    found = {
        part: next((by_key[_key(one)] for one in known if _key(one) in by_key), None)
        for part, known in HEADINGS.items()
    }
    return {part: column for part, column in found.items() if column is not None}


def _key(name: str) -> str:
    return fold(name).replace(" ", "")


def _text_rows(path: Path) -> tuple[list[str], Iterator[Mapping[str, Any]]]:
    """Return the headings and rows of a CSV file in UTF-8, whatever separates its columns."""
    rows = _lines(path)
    try:
        names = list(next(rows))
    except StopIteration:
        message = f"»{path.name}« er tom. Vælg en tabel med adresser."
        raise AddressInputError(message) from None
    return names, (dict(zip(names, row, strict=False)) for row in rows)


def _lines(path: Path) -> Iterator[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            first = stream.readline()
            stream.seek(0)
            delimiter = max(",;\t", key=first.count)
            yield from csv.reader(stream, delimiter=delimiter)
    except (UnicodeDecodeError, csv.Error) as fault:
        message = f"»{path.name}« kan ikke læses som CSV i UTF-8 ({fault}). Gem den sådan."
        raise AddressInputError(message) from fault


def _feature_rows(path: Path) -> tuple[list[str], Iterator[Mapping[str, Any]]]:
    """Return the fields and rows of a file of points, with `lat` and `lon` of each."""
    import pyogrio  # noqa: PLC0415 - half a second, and only for files of this kind

    try:
        info = pyogrio.read_info(path)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as fault:
        message = f"»{path.name}« er ingen tabel med adresser. Brug CSV, GeoJSON eller GeoPackage."
        raise AddressInputError(message) from fault
    if info["geometry_type"] != "Point" or not info["crs"]:
        message = f"»{path.name}« har ikke punkter i et koordinatsystem, den selv nævner."
        raise AddressInputError(message)
    return [*info["fields"], "lat", "lon"], _features(path)


def _features(path: Path) -> Iterator[Mapping[str, Any]]:
    import pyogrio  # noqa: PLC0415 - as above

    start = 0
    while True:
        frame = pyogrio.read_dataframe(path, skip_features=start, max_features=_BATCH)
        if not len(frame):
            return
        points = frame.geometry.to_crs(WGS84)
        rows = frame.drop(columns="geometry").assign(lon=points.x, lat=points.y)
        yield from (dict(row) for row in islice(rows.to_dict("records"), len(rows)))
        start += len(frame)


def _text(value: object) -> str:
    """Return a cell as text; nothing, and what is no number, as ""."""
    if value is None or value != value:  # noqa: PLR0124 - NaN is how a frame says «empty»
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _degrees(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return float("nan")
