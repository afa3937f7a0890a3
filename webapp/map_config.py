"""What the map's script is told on each page, as data: points, layers, words, bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from flask import current_app, url_for

from atlas.ground_shapes import GROUND_LAYER
from atlas.labels import THEMES
from atlas.symbology import SEVERAL_THEMES, THEME_SIGNS
from webapp.basemap import basemap, basemap_config
from webapp.drawing import Bounds, bounds_of
from webapp.languages import current_language, shared_url
from webapp.map_words import map_words
from webapp.pages.ground import ground_url
from webapp.pages.points import points_url
from webapp.points import ALL, points_among, points_of
from webapp.texts import gettext
from webapp.words import layer_title, list_name, place_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.symbology import Sign
    from webapp.published import Edition
    from webapp.records import RecordView

CITY: Final = "hele-byen"
DISTRICT: Final = "district"
_GROUND: Final = "baggrund"
_STATION: Final = "station-"
_FEW: Final = 400
"""So many points stand in the page (some 2 kB); more are a file of their own."""

_YEAR: Final = re.compile(r"\b20\d\d\b")
_DRAWN: Final = (12.1, 55.5, 12.95, 55.86)
"""How far the map may be moved: no further than the ground is drawn; degrees (WGS84)."""


def map_config(
    edition: Edition,
    records: Iterable[RecordView] | str,
    *,
    collections: Iterable[str],
    bounds: Bounds,
    focus: str = "",
    **more: str,
) -> dict[str, Any]:
    """Return the map's configuration for some records on the layers of some collections.

    `records` are the records themselves, or the collection whose records they all are (`ALL` for
    every record): `data-shown` then says which of them are shown. `focus` is the id of the record
    that the page is about; `more` may hold `area`, the id of the area that it is about.
    """
    layers = _layers(edition, list(collections))
    tiles = current_app.config["SITE"].tiles
    return {
        "language": current_language(),
        "strings": map_words(),
        "signs": [_sign(one) for one in (*map(THEME_SIGNS.__getitem__, THEMES), SEVERAL_THEMES)],
        "bounds": bounds,
        "maxBounds": _DRAWN,
        "points": _points(edition, records),
        "lookup": url_for("points.lookup", edition_id=edition.release.id),
        "layers": layers,
        "ground": None if tiles else _ground(edition),
        "basemap": basemap_config(bounds),
        "tiles": {"url": tiles.url, "attribution": tiles.attribution} if tiles else None,
        "attribution": _attribution(edition, layers),
        **_focus(edition, focus),
        **more,
    }


def collection_bounds(edition: Edition, collection: str) -> Bounds:
    """Return [west, south, east, north] of a collection's outline, in degrees (WGS84)."""
    # The manifest knows them even where the layer itself is damaged.
    west, south, east, north = edition.release.manifest["layers"][f"{collection}/{DISTRICT}"][
        "bbox"
    ]
    return west, south, east, north


def geometry_bounds(geometry: dict[str, Any]) -> Bounds:
    """Return the bounds of an outline with a quarter of room around it."""
    west, south, east, north = bounds_of(geometry)
    across, upright = (east - west) / 4, (north - south) / 4
    return west - across, south - upright, east + across, north + upright


def point_bounds(lat: float, lon: float) -> Bounds:
    """Return bounds of about a kilometre around a point in degrees (WGS84)."""
    return lon - 0.008, lat - 0.0045, lon + 0.008, lat + 0.0045


def _ground(edition: Edition) -> dict[str, str] | None:
    """Return where the ground is to be had; it is left out where its layer is damaged."""
    if GROUND_LAYER not in edition.catalogue.layers:
        return None
    return {"url": ground_url(edition), "label": layer_title(_GROUND)}


def _points(edition: Edition, records: Iterable[RecordView] | str) -> dict[str, Any] | str | None:
    """Return the points where they are few, else where they are to be had, None for none at all."""
    if isinstance(records, str):
        points = points_of(edition, records)
        if len(points.ids) > _FEW:
            return points_url(edition, records)
    else:
        points = points_among(edition, (one.entry for one in records))
    return points.packed if points.ids else None


def _focus(edition: Edition, record_id: str) -> dict[str, int]:
    number = points_of(edition, ALL).number.get(record_id)
    return {} if number is None else {"focus": number}


def _sign(sign: Sign) -> dict[str, str]:
    return {"colour": sign.colour, "ink": sign.ink, "path": sign.path}


def _layers(edition: Edition, collections: list[str]) -> list[dict[str, Any]]:
    """Return the layers to draw, from the ground up; what has no outline or is damaged is left out.

    Plans and lists are for those who plan: they are off until somebody asks for them, for who
    looks for help near home is not to find a list over it.
    """
    found = []
    for code in collections:
        if code != CITY:
            found.append(_layer(DISTRICT, code, place_name(code), switchable=False))
        found += [
            _layer("kvarterer", code, layer_title("kvarterer")),
            _layer("helhedsplaner", code, layer_title("helhedsplaner"), on=False),
            _layer(
                "udsatte_boligomraader",
                code,
                layer_title("udsatte_boligomraader"),
                on=False,
                lists=_lists(edition, code),
            ),
        ]
    return [one for one in found if _has_outlines(edition, one.pop("collection"), one["code"])]


def _has_outlines(edition: Edition, collection: str, layer: str) -> bool:
    entries = edition.catalogue.layers.get((collection, layer), ())
    return any(one.geometry for one in entries)


def _layer(
    code: str,
    collection: str,
    label: str,
    *,
    switchable: bool = True,
    on: bool = True,
    lists: Iterable[tuple[str, str]] = (),
) -> dict[str, Any]:
    return {
        "collection": collection,
        "code": code,
        "url": shared_url("downloads.layer_file", collection=collection, layer=code),
        "label": label,
        "on": on,
        "switchable": switchable,
        "lists": [{"name": name, "danish": danish} for name, danish in lists],
    }


def _lists(edition: Edition, collection: str) -> list[tuple[str, str]]:
    """Return the lists that a collection's areas stand on, each with its year.

    After each stands its own name, in Danish, where the language of the page has words for it.
    """
    listed = edition.catalogue.layers.get((collection, "udsatte_boligomraader"), ())
    lists = {(one.properties["list_year"], one.properties["list"]) for one in listed}
    words = {name: list_name(name) for _year, name in lists}
    return [
        (f"{words[name]} {year}", "" if words[name] == name else name)
        for year, name in sorted(lists)
    ]


def _attribution(edition: Edition, layers: list[dict[str, Any]]) -> str:
    headers = edition.catalogue.headers
    stated = [header["attribution"] for header in headers.values()] if layers else []
    named = sorted({part for one in stated for part in one.split("; ")})
    return "; ".join([*named, *_age_of_stations(edition)])


def _age_of_stations(edition: Edition) -> list[str]:
    """Return the year of the drawn stations in words: they may be younger than the records.

    A basemap and a tile server have stations of their own.
    """
    is_drawn = basemap() is None and current_app.config["SITE"].tiles is None
    ground = edition.catalogue.layers.get(GROUND_LAYER, ()) if is_drawn else ()
    years = {
        year
        for one in ground
        if one.properties["kind"].startswith(_STATION)
        for year in _YEAR.findall(one.properties["source"])
    }
    return [gettext("stationerne er dem fra %(year)s", year=max(years))] if years else []
