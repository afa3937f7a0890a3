"""The command line: the atlas's own commands, and `serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from atlas.cli import cli
from atlas.errors import NothingPublishedError
from atlas.layer_store import LayerStore

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["main"]

_LAST_PORT = 65_535


@cli.command("serve", help="Vis det udgivne atlas på en hjemmeside.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse at lytte på.")
@click.option(
    "--port",
    type=click.IntRange(1, _LAST_PORT),
    default=8000,
    show_default=True,
    help="Port at lytte på.",
)
def serve_command(host: str, port: int) -> None:
    """Serve the published release until stopped; a new one is shown as soon as it is published.

    Raises:
        AtlasError: where a setting cannot be used.
        FileNotFoundError: where the front end is not built.
    """
    from webapp.config import site_config
    from webapp.factory import create_app
    from webapp.server import Server

    site = site_config()
    app = create_app(site)
    _say_what_is_published(site.home)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    server = Server(app, host, port, lambda: click.echo(f"TFI-atlas: {address}  (Ctrl-C stopper)"))
    server.prepare()
    server.run()


def _say_what_is_published(home: Path) -> None:
    try:
        LayerStore(home).current()
    except NothingPublishedError:
        click.echo(
            f"Der er ikke udgivet noget i {home} endnu. Kør tfi-atlas build;"
            " siden viser atlasset, så snart det er udgivet.",
            err=True,
        )


def main() -> None:
    """Run `tfi-atlas`."""
    cli()


if __name__ == "__main__":
    main()
