"""Builds the store of a basemap from an OpenStreetMap extract or a folder of vector files."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from geodata.basemap.mapping import mapping_for, read_mapping
from geodata.basemap.report import Tally
from geodata.basemap.spill import Spill
from geodata.basemap.store import REPORT, SOURCES
from geodata.basemap.vectors import read_folder
from geodata.errors import BasemapInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from geodata.basemap.pieces import Piece
    from geodata.basemap.store import BasemapSource

_SPILL: Final = ".spill"


@dataclass(frozen=True, kw_only=True)
class BasemapOrder:
    """What to build of: a file or folder, and the mapping of a folder where it is not our own.

    `say` is told the Danish name of each stage as it begins.
    """

    origin: Path
    mapping: Path | None
    say: Callable[[str], None]


def build_store(order: BasemapOrder, folder: Path) -> Tally:
    """Write the store of a basemap into an empty folder; return what became of all.

    Raises:
        BasemapInputError: where the input is no map, damaged, or nothing in it is of use.
    """
    tally = Tally()
    scratch = folder / _SPILL
    scratch.mkdir()
    spill = Spill(scratch, tally)
    order.say("Læser")
    pieces, sources = _pieces(order, tally)
    for piece in pieces:
        spill.add(piece)
    spill.flush()
    if not spill.keys:
        message = f"{order.origin.name} indeholder intet, som et kort kan tegnes af."
        raise BasemapInputError(message)
    order.say("Skriver kortets filer")
    spill.finish(folder)
    shutil.rmtree(scratch)
    used = {source for _, source in spill.keys}
    _write(folder / SOURCES, {key: _stated(sources[key]) for key in sorted(used)})
    _write(folder / REPORT, tally.as_json())
    return tally


def _pieces(order: BasemapOrder, tally: Tally) -> tuple[Iterable[Piece], dict[str, BasemapSource]]:
    mapping = read_mapping(order.mapping) if order.mapping else mapping_for(order.origin)
    return read_folder(order.origin, mapping, tally), mapping.sources


def _stated(source: BasemapSource) -> dict[str, str]:
    return {name: value for name, value in asdict(source).items() if name != "key"}


def _write(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, encoding="utf-8")
