"""The basemap as the pages name it: its archive, its address, its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import current_app, g

from atlas.basemap import Archive, Basemap
from webapp.languages import shared_url

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

_KEY: Final = "tfi_atlas.basemap"


def register_basemap(app: Flask, home: Path) -> None:
    """Give the application the basemap of an atlas home."""
    app.extensions[_KEY] = Basemap(home)


def basemap() -> Archive | None:
    """Return this request's archive, the same one from its beginning to its end, or None.

    Where the operator configured a tile server, maps are drawn on that, and there is none.
    """
    if "basemap" not in g:
        known: Basemap = current_app.extensions[_KEY]
        g.basemap = None if current_app.config["SITE"].tiles else known.archive()
    found: Archive | None = g.basemap
    return found


def basemap_config() -> dict[str, Any] | None:
    """Return what the map's script is told of the basemap: where it is, and who is to be named."""
    here = basemap()
    if here is None:
        return None
    url = shared_url("basemap.archive_file", basemap_id=here.id)
    return {"url": url, "attribution": here.attribution}
