"""The command line of the address register: `tfi-atlas addresses build`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from atlas.cli_options import FILE, home_option

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.settings import Settings
    from geodata.addresses.table import Tally


@click.group("addresses", help="Atlassets eget adresseregister.")
def addresses_group() -> None:
    """Hold the commands about the register of addresses."""


@addresses_group.command(
    "build", help="Byg adresseregistret af tabeller med adresser, så de slås op uden net."
)
@click.option(
    "--from",
    "files",
    type=FILE,
    required=True,
    multiple=True,
    help="Tabel med adresser (CSV, GeoJSON eller GeoPackage); må gentages.",
)
@home_option
@click.pass_obj
def addresses_build(settings: Settings, *, files: tuple[Path, ...], out: Path | None) -> None:
    """Build the register and put it in use; say what became of every row, and whose they are.

    Raises:
        AddressInputError: where a file is no table of addresses.
        AddressRegisterError: where it could not be written; the one before stays in use.
    """
    from geodata.addresses.building import build_register
    from geodata.addresses.register import FILE, current_register

    home = out or settings.home
    with click.progressbar(length=_rows(files), label="Læser adresser") as shown:
        tallies = build_register(home, files, shown.update)
    for name, tally in tallies.items():
        click.echo(_said(name, tally))
    register = current_register(home)
    if register is not None:
        click.echo(f"Kilde: {register.source_names}")
    click.echo(f"Adresseregister: {home / FILE}")


def _rows(files: tuple[Path, ...]) -> int:
    """Return about how many rows there are, for the bar alone: a row has some 90 letters."""
    return sum(path.stat().st_size for path in files) // 90


def _said(name: str, tally: Tally) -> str:
    refused = sum(tally.refused.values())
    lines = [f"{name}: {tally.read} rækker læst = {tally.kept} taget med + {refused} udeladt"]
    lines += [f"  {count} udeladt: {reason}" for reason, count in tally.refused.most_common()]
    return "\n".join(lines)
