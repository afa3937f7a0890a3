"""The section on the printed atlas in `docs/benchmarks.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.printing import MOST_BYTES, MOST_MEMORY, MOST_S, MOST_SHEET_S, RUNS
from bench.report_parts import costs, table, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.printing import Printing

_MB: Final = 1_000_000


def printing_section(printing: Printing | None) -> Iterator[str]:
    """Yield the section."""
    yield "## Printing"
    yield ""
    if printing is None:
        yield "Not measured: `TFI_ATLAS_REFERENCE` names no folder."
        return
    yield from _books(printing)
    yield ""
    yield from _beside_the_peer(printing)
    yield ""
    yield from _crowded(printing)


def _books(printing: Printing) -> Iterator[str]:
    pages, heaviest = sum(printing.pages_of.values()), max(printing.bytes_of.values())
    yield (
        "`tfi-atlas pdf` of the four districts in Danish on A4 with the basemap of the reference"
        f" folder, {printing.sheets} sheets at 1:10,000 among {pages} pages; as a whole process on"
        f" one core, from the start of Python; medians of {RUNS} runs."
    )
    yield ""
    yield from table(
        ["", "wall", "CPU", "memory", "size"],
        [
            [
                "the four books",
                *costs(printing.books),
                _size(sum(printing.bytes_of.values())),
            ]
        ],
    )
    yield ""
    rows = [
        [code, str(printing.pages_of[code]), _size(size)]
        for code, size in printing.bytes_of.items()
    ]
    yield from table(["district", "pages", "size"], rows)
    yield ""
    in_time = printing.books.cpu_s <= MOST_S
    in_memory = printing.books.peak_bytes <= MOST_MEMORY
    yield (
        f"Aims: at most {MOST_S:.0f} s of one core: {verdict(reached=in_time)}; at most"
        f" {MOST_MEMORY // _MB} MB of memory: {verdict(reached=in_memory)}; at most"
        f" {MOST_BYTES // _MB} MB a district: {verdict(reached=heaviest <= MOST_BYTES)}."
    )


def _beside_the_peer(printing: Printing) -> Iterator[str]:
    ours, theirs = printing.alone, printing.peer
    yield (
        f"The same {printing.sheets} sheets alone, without covers, directory and indexes: drawn and"
        " set by the atlas (`bench/sheets_alone.py`), and by turns by the usual way, geopandas and"
        " matplotlib (`bench/peers/matplotlib_sheets.py`), of the same files in the same order,"
        " scale and colours. The peer keeps no name and no number off another, spreads no markers,"
        " joins no streets, cuts no hatching to its area, and tags nothing."
    )
    yield ""
    yield from table(
        ["sheets alone", "wall", "CPU", "memory", "size"],
        [
            ["atlas", *costs(ours), _size(printing.alone_bytes)],
            ["peer", *costs(theirs), _size(printing.peer_bytes)],
        ],
    )
    yield ""
    yield (
        f"Ratio, atlas to peer: {ours.cpu_s / theirs.cpu_s:.2f} of its CPU,"
        f" {ours.peak_bytes / theirs.peak_bytes:.2f} of its memory,"
        f" {printing.alone_bytes / printing.peer_bytes:.2f} of its size."
    )


def _crowded(printing: Printing) -> Iterator[str]:
    crowded = printing.crowded
    reached = verdict(reached=crowded.whole_s <= MOST_SHEET_S)
    yield (
        f"One sheet of {crowded.buildings:,} houses and {crowded.markers} markers"
        f" (`bench/one_sheet.py`) is read and drawn in {crowded.draw_s:.2f} s of CPU and set in"
        f" {crowded.set_s:.2f} s. Aim: at most {MOST_SHEET_S:.0f} s: {reached}."
    )


def _size(size_bytes: int) -> str:
    return f"{size_bytes / _MB:.1f} MB"
