"""The basemap as the pages name it: its archive, its address, its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import current_app, g

from atlas.basemap import Archive, Basemap
from atlas.first_tiles import first_tiles
from webapp.languages import shared_url

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from webapp.drawing import Bounds

_KEY: Final = "tfi_atlas.basemap"


def register_basemap(app: Flask, home: Path) -> None:
    """Give the application the basemap of an atlas home."""
    app.extensions[_KEY] = Basemap(home)


def known_basemap(app: Flask) -> Basemap:
    """Return the application's basemap, for whoever answers outside of a request."""
    found: Basemap = app.extensions[_KEY]
    return found


def basemap() -> Archive | None:
    """Return this request's archive, the same one from its beginning to its end, or None.

    Where the operator configured a tile server, maps are drawn on that, and there is none.
    """
    if "basemap" not in g:
        known: Basemap = current_app.extensions[_KEY]
        g.basemap = None if current_app.config["SITE"].tiles else known.archive()
    found: Archive | None = g.basemap
    return found


def basemap_url() -> str | None:
    """Return where this request's archive is to be had, None where there is none."""
    here = basemap()
    return shared_url("basemap.archive_file", basemap_id=here.id) if here else None


def basemap_config(bounds: Bounds) -> dict[str, Any] | None:
    """Return what the map's script is told of the basemap.

    That is where it is, who is to be named, its zooms, and where in it the tiles lie that a map
    of these bounds begins with: so it asks for them at once, and for no directory before.
    """
    here = basemap()
    if here is None:
        return None
    return {
        "url": basemap_url(),
        "attribution": here.attribution,
        "zooms": here.zooms,
        "first": first_tiles(here, bounds),
    }
