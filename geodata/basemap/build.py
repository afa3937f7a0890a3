"""Builds the store of a basemap from an OpenStreetMap extract or a folder of vector files."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import shapely

from geodata.basemap.area_names import add_area_names
from geodata.basemap.classes import BasemapClass
from geodata.basemap.extract import (
    SUFFIXES,
    UnsortedExtractError,
    box_of,
    read_extract,
    sorted_copy,
    source_of,
)
from geodata.basemap.graph import write_graph
from geodata.basemap.mapping import mapping_for, read_mapping
from geodata.basemap.report import Tally
from geodata.basemap.spill import Spill
from geodata.basemap.store import REPORT, SOURCES
from geodata.basemap.street_names import add_street_names
from geodata.basemap.vectors import read_folder
from geodata.crs import to_utm
from geodata.errors import BasemapInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from geodata.basemap.pieces import Piece
    from geodata.basemap.store import BasemapSource, Box

COPENHAGEN: Final = (12.45, 55.61, 12.66, 55.74)
"""The municipality's box in WGS84 (west, south, east, north), without its forts in the sea."""

REGION: Final = (12.1, 55.5, 12.9, 55.9)
"""The country around the city in WGS84: what a map of it shows at its edges. Of an extract that
reaches farther only this is kept, unless the order says `whole`.
"""

NOT_COPENHAGEN: Final = "Intet på kortet ligger i København: er det det rigtige udtræk?"

_SPILL: Final = ".spill"
_TELL_EVERY: Final = 2_000
_HALF_READ: Final = 100_000  # the pieces of a large city: then half of the reading's share is told


@dataclass(frozen=True, kw_only=True)
class BasemapOrder:
    """What to build of: a file or folder, and the mapping of a folder where it is not our own.

    `whole` keeps all of an extract, and not only what lies in `REGION`.
    `say` is told the Danish name of each stage as it begins, and of the reading how far it is;
    and the share of the whole (0 to 1) that is done by then.
    """

    origin: Path
    mapping: Path | None
    say: Callable[[str, float], None]
    whole: bool = False


class _Read(NamedTuple):
    """What was read: the pieces, whose they are, and what the data is known to leave out.

    The streets of the sources in `off_network` are no part of the network.
    """

    spill: Spill
    sources: dict[str, BasemapSource]
    lacks: list[str]
    off_network: frozenset[str] = frozenset()


def build_store(order: BasemapOrder, folder: Path) -> Tally:
    """Write the store of a basemap into an empty folder; return what became of all.

    Raises:
        BasemapInputError: where the input is no map, damaged, or nothing in it is of use.
    """
    scratch = folder / _SPILL
    read = _read_folder if order.origin.is_dir() else _read_extract
    spill, sources, lacks, off_network = read(order, scratch)
    if not any(key[0] is not BasemapClass.LAND for key in spill.keys):
        message = f"{order.origin.name} indeholder intet, som et kort kan tegnes af."
        raise BasemapInputError(message)
    if not spill.touched:
        spill.tally.notes.append(NOT_COPENHAGEN)
    order.say("Samler navnene", 0.5)
    add_street_names(spill)
    add_area_names(spill)
    order.say("Knytter gadenettet", 0.6)
    walked = sorted({source for _, source in spill.keys} - off_network)
    write_graph(spill, folder, walked, lacks)
    order.say("Skriver kortets filer", 0.8)
    spill.finish(folder)
    shutil.rmtree(scratch)
    used = {source for _, source in spill.keys}
    _write(folder / SOURCES, {key: _stated(sources[key]) for key in sorted(used)})
    _write(folder / REPORT, spill.tally.as_json())
    return spill.tally


def _read_folder(order: BasemapOrder, scratch: Path) -> _Read:
    mapping = read_mapping(order.mapping) if order.mapping else mapping_for(order.origin)
    spill = _empty_spill(scratch)
    spill.add_all(_told(order, read_folder(order.origin, mapping, spill.tally)))
    lacks = [layer.lacks for layer in mapping.layers if layer.lacks]
    off = frozenset(layer.source for layer in mapping.layers if not layer.network)
    return _Read(spill, mapping.sources, lacks, off)


def _read_extract(order: BasemapOrder, scratch: Path) -> _Read:
    extract = order.origin
    if not extract.name.endswith(SUFFIXES):
        message = f"{extract.name} er ikke et OpenStreetMap-udtræk ({' eller '.join(SUFFIXES)})."
        raise BasemapInputError(message)
    if order.mapping:
        message = "--mapping hører til en mappe; et OpenStreetMap-udtræk læses uden."
        raise BasemapInputError(message)
    source = source_of(extract)
    box = _kept_box(box_of(extract), whole=order.whole)
    spill = _empty_spill(scratch, box)
    try:
        spill.add_all(_told(order, read_extract(extract, source.key, scratch, box, spill.tally)))
    except UnsortedExtractError:
        order.say("Sorterer udtrækket", 0)
        spill = _empty_spill(scratch, box)
        copy = sorted_copy(extract, scratch)
        spill.tally.notes.append(f"{extract.name} var ikke sorteret og blev sorteret først.")
        spill.add_all(_told(order, read_extract(copy, source.key, scratch, box, spill.tally)))
    return _Read(spill, {source.key: source}, [])


def _kept_box(extract: Box | None, *, whole: bool) -> Box | None:
    """Return the box of an extract, or its share of `REGION` where it reaches into that."""
    if extract is None or whole:
        return extract
    shared = shapely.box(*extract).intersection(shapely.box(*REGION))
    return shared.bounds if shared.area else extract


def _told(order: BasemapOrder, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pass pieces on and tell how many; how many there will be, nobody knows beforehand."""
    order.say("Læser", 0)
    for number, piece in enumerate(pieces, start=1):
        if number % _TELL_EVERY == 0:
            order.say(f"Læser: {number} stykker", number / (number + _HALF_READ) / 2)
        yield piece


def _empty_spill(scratch: Path, box: Box | None = None) -> Spill:
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    spill = Spill(scratch, Tally())
    spill.clip = box
    spill.watched = to_utm(shapely.box(*COPENHAGEN)).bounds
    return spill


def _stated(source: BasemapSource) -> dict[str, str]:
    return {name: value for name, value in asdict(source).items() if name != "key"}


def _write(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, encoding="utf-8")
