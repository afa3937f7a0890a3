"""The command line of the basemap: `tfi-atlas basemap build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.basemap.build import BasemapOrder, build_store
from geodata.basemap.home import publish_basemap

if TYPE_CHECKING:
    from atlas.settings import Settings


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
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Hvilket lag i mappen der er hvad (TOML).",
)
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Atlassets hjem (ellers TFI_ATLAS_HOME).",
)
@click.pass_obj
def basemap_build(
    settings: Settings, *, origin: Path, mapping: Path | None, out: Path | None
) -> None:
    """Build a basemap and put it in use; say what became of all that was read."""

    def fill(folder: Path) -> None:
        order = BasemapOrder(
            origin=origin, mapping=mapping, say=lambda stage: click.echo(f"· {stage}")
        )
        build_store(order, folder)

    click.echo(f"Baggrundskort: {publish_basemap(out or settings.home, fill)}")
