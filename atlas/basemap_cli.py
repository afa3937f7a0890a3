"""The command line of the basemap: `tfi-atlas basemap build`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from atlas.cli_options import FILE, home_option
from atlas.errors import FindingsError

if TYPE_CHECKING:
    from atlas.settings import Settings
    from geodata.basemap.build import BasemapOrder
    from geodata.basemap.report import Tally

_STEPS: Final = 1_000
_SHARE_OF_STORE: Final = 0.4
"""How much of the work the print store is; the rest are the tiles."""


@click.group("basemap", help="Atlassets eget baggrundskort.")
def basemap_group() -> None:
    """Hold the commands about the basemap."""


@basemap_group.command(
    "build", help="Byg baggrundskortet af et OpenStreetMap-udtræk eller en mappe med kortfiler."
)
@click.option(
    "--from",
    "origin",
    type=click.Path(exists=True, path_type=Path),
    required=True,
    help="En fil (.osm.pbf eller .osm) eller en mappe.",
)
@click.option(
    "--mapping",
    type=FILE,
    help="Hvilket lag i mappen der er hvad (TOML).",
)
@click.option("--whole", is_flag=True, help="Hele udtrækket, og ikke kun egnen omkring København.")
@home_option
@click.pass_obj
def basemap_build(
    settings: Settings, *, origin: Path, mapping: Path | None, whole: bool, out: Path | None
) -> None:
    """Build a basemap and put it in use; say what became of all that was read.

    Raises:
        FindingsError: where nothing of it lies in Copenhagen; it is in use all the same.
        BasemapError: where it could not be built; the one before stays in use.
    """
    from geodata.basemap.build import NOT_COPENHAGEN, BasemapOrder

    home = out or settings.home
    with click.progressbar(
        length=_STEPS, label="Bygger baggrundskortet", item_show_func=lambda stage: stage or ""
    ) as shown:

        def say(stage: str, share: float) -> None:
            shown.update(max(0, int(share * _STEPS) - shown.pos), stage)

        order = BasemapOrder(origin=origin, mapping=mapping, whole=whole, say=say)
        folder, tally = _build(home, order)
        say("", 1)
    click.echo(_summary(tally))
    click.echo(f"Baggrundskort: {folder}")
    if NOT_COPENHAGEN in tally.notes:
        raise FindingsError(NOT_COPENHAGEN)


def _build(home: Path, order: BasemapOrder) -> tuple[Path, Tally]:
    from geodata.basemap.build import build_store
    from geodata.basemap.home import publish_basemap
    from geodata.basemap.store import open_store
    from geodata.basemap.tiles import build_tiles

    tallies = []

    def store_done(stage: str, share: float) -> None:
        order.say(stage, share * _SHARE_OF_STORE)

    def fill(folder: Path) -> None:
        tallies.append(build_store(replace(order, say=store_done), folder))
        rest = 1 - _SHARE_OF_STORE
        build_tiles(
            open_store(folder),
            tell=lambda share: order.say("Tegner felterne", _SHARE_OF_STORE + share * rest),
        )

    return publish_basemap(home, fill), tallies[0]


def _summary(tally: Tally) -> str:
    """Say in Danish what was read, what is in the map, and what was not whole."""
    from geodata.basemap.build import NOT_COPENHAGEN

    lines = [
        (
            f"Læst: {tally.read.total()} stykker, på kortet: {tally.kept.total()}, "
            f"udeladt: {sum(one.total() for one in tally.dropped.values())}, "
            f"rettet: {tally.repaired.total()}."
        )
    ]
    for cls, reasons in sorted(tally.dropped.items()):
        lines += [f"  {cls}: {count} udeladt ({reason})" for reason, count in reasons.items()]
    lines += [f"  {count} {what}" for what, count in sorted(tally.faults.items())]
    lines += [f"  {note}" for note in tally.notes if note != NOT_COPENHAGEN]
    return "\n".join(lines)
