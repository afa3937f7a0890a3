"""Where outside geodata comes from: publisher, licence, attribution, and how to fetch it.

The registry is `geodata/data/sources.csv`. What is fetched lies in a folder of the operator's,
never in the project, and is what `--reference` reads.
"""

from __future__ import annotations

import csv
import os
import tempfile
from dataclasses import dataclass, fields
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import geopandas

from geodata.errors import SourceError
from geodata.outlines import MAX_OUTLINE_BYTES, read_outlines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.resources.abc import Traversable

TIMEOUT_S: Final = 60
DISSOLVED: Final = {"kvarterer_kk_2023_afledt_af_roder.geojson": ("kvarternr", "kvarternavn")}
"""Files that are a publisher's layer joined by a field: here the roder, joined to kvarterer."""

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost"})


@dataclass(frozen=True, kw_only=True)
class Source:
    """One outside data set; `url` is its publisher's WFS, empty where it cannot be fetched."""

    id: str
    title: str
    publisher: str
    url: str
    layer: str
    licence: str
    attribution: str
    vintage: str
    file: str
    note: str

    @property
    def can_be_fetched(self) -> bool:
        """Whether the publisher serves it where a program may ask."""
        return bool(self.url and self.layer and self.file)


def load_sources(file: Traversable | None = None) -> list[Source]:
    """Return the registry of outside data, in its order."""
    table = file or resources.files("geodata") / "data" / "sources.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    names = [field.name for field in fields(Source)]
    return [Source(**{name: row[name] for name in names}) for row in rows]


def fetch_sources(sources: Sequence[Source], ids: Sequence[str], folder: Path) -> Iterator[Path]:
    """Fetch the named sources, or all that can be fetched, and yield each file when it is whole.

    Files are GeoJSON in WGS84 (lon, lat), written under the names that `--reference` reads.

    Raises:
        SourceError: where an id is unknown, a publisher does not answer, or answers with
            something else than a FeatureCollection; files already fetched stay.
    """
    by_id = {source.id: source for source in sources}
    unknown = [one for one in ids if one not in by_id or not by_id[one].can_be_fetched]
    if unknown:
        message = f"Kan ikke hente {', '.join(unknown)}. Se tfi-atlas sources list."
        raise SourceError(message)
    wanted = [by_id[one] for one in ids] or [one for one in sources if one.can_be_fetched]
    folder.mkdir(parents=True, exist_ok=True)
    for source in wanted:
        yield _fetch(source, folder)


def _fetch(source: Source, folder: Path) -> Path:
    handle, name = tempfile.mkstemp(dir=folder, prefix=".fetch-", suffix=".geojson")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(_download(source))
        if not read_outlines(temporary, ""):
            message = f"{source.publisher} sendte intet i {source.layer}. Prøv igen senere."
            raise SourceError(message)
        if source.file in DISSOLVED:
            _dissolve(temporary, DISSOLVED[source.file])
        return temporary.replace(folder / source.file)
    finally:
        temporary.unlink(missing_ok=True)


def _download(source: Source) -> bytes:
    parts = urlsplit(source.url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        message = f"{source.id}: adressen skal begynde med https:// ({source.url})."
        raise SourceError(message)
    query = {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeNames": source.layer,
        "outputFormat": "application/json",
        "srsName": "EPSG:4326",
    }
    request = Request(  # noqa: S310 - the scheme is checked above
        f"{source.url}?{urlencode(query)}",
        headers={"User-Agent": f"TFI-atlas/{version('tfi-atlas')}"},
    )
    try:
        with urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310 - as above
            content: bytes = answer.read(MAX_OUTLINE_BYTES + 1)
    except HTTPError as fault:
        fault.close()
        message = f"{source.publisher} svarede {fault.code} for {source.layer}. Se dens katalog."
        raise SourceError(message) from fault
    except OSError as fault:
        message = f"{source.publisher} kan ikke nås ({fault}). Prøv igen senere."
        raise SourceError(message) from fault
    return content


def _dissolve(path: Path, names: tuple[str, str]) -> None:
    """Join the features of a file by its first named field, keeping the second."""
    number, name = names
    frame = geopandas.read_file(path)
    missing = {number, name} - set(frame.columns)
    if missing:
        message = (
            f"Laget har ikke feltet {', '.join(sorted(missing))}: dets udgiver har ændret det."
            " Ret felterne i geodata/sources.py."
        )
        raise SourceError(message)
    joined = frame.dissolve(by=number, aggfunc="first").reset_index()[[number, name, "geometry"]]
    path.write_text(joined.to_json(drop_id=True), encoding="utf-8")
