"""The atlas's layers in folium: for notebooks, and as one HTML file with everything inside.

The same layers and the same symbology as on the website and in print. Nothing is loaded from
elsewhere: Leaflet, script and styles stand in the page. What records say travels in one block of
JSON and is set as text content; folium itself sees geometry and numbers only, because branca runs
what it has rendered through Jinja once more, where a name like `{{ … }}` would be executed.
"""

from __future__ import annotations

import html
import json
import os
import re
import tempfile
from collections import defaultdict
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from folium.utilities import JsCode

from atlas.errors import AtlasError
from atlas.ground import packed_ground
from atlas.ground_shapes import GROUND_LAYER
from atlas.ground_symbology import ground_properties
from atlas.labels import collection_name, label
from atlas.symbology import (
    AREA_STYLES,
    SEVERAL_THEMES,
    THEME_SIGNS,
    AreaStyle,
    Sign,
    legend_word,
    sign_for,
)
from geodata.districts import Collection
from geodata.geocoding.protocol import Precision

if TYPE_CHECKING:
    from atlas.catalogue import Catalogue, Entry

AREA_LAYERS: Final = ("kvarterer", "udsatte_boligomraader", "helhedsplaner")
_JSON_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_NO_TAG: Final = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>{}"})
_MAP_PADDING: Final = 0.003
"""Degrees left around a collection's outline, some 200 to 300 m."""


class AtlasMap(folium.Map):
    """A folium map that brings its own Leaflet and asks no other host for anything."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - as folium declares them
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self) -> None:
        """Start empty: no tiles, and nothing drawn yet."""
        super().__init__(tiles=None)
        self.drawn: list[dict[str, Any]] = []
        self.attribution = ""

    def feature(self, geometry: dict[str, Any] | None, drawn: dict[str, Any]) -> dict[str, Any]:
        """Return a feature whose texts and style stand in the page's data, under its number."""
        self.drawn.append(drawn)
        number = len(self.drawn) - 1
        return {"type": "Feature", "geometry": geometry, "properties": {"drawn": number}}

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
                html, body { height: 100%; margin: 0; }
                #{{ this.get_name() }} { height: 100%; min-height: 24rem; width: 100%; }
            </style>
        {% endmacro %}
        {% macro html(this, kwargs) %}
            <div id={{ this.get_name()|tojson }}></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            document.documentElement.lang = "da";
            var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }},
                {zoomSnap: 0.5, minZoom: 10, maxZoom: 18});
            L.control.scale({imperial: false}).addTo({{ this.get_name() }});
            {{ this.get_name() }}.attributionControl.setPrefix("Leaflet")
                .addAttribution({{ this.attribution|tojson }});
        {% endmacro %}
        """
    )


class DrawnGround(MacroElement):
    """The ground of the city, drawn by the website's own script on a canvas."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            atlasGround({{ this._parent.get_name() }}, atlasGroundData, atlasOwnDistrict);
        {% endmacro %}
        """
    )


class Legend(MacroElement):
    """The six themes with their signs, drawn from the symbology."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            atlasLegend({{ this._parent.get_name() }}, {{ this.title|tojson }},
                {{ this.entries|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, title: str, entries: list[dict[str, Any]]) -> None:
        """Take the legend's heading and its entries, each a sign and a label."""
        super().__init__()  # type: ignore[no-untyped-call] # branca types it not
        self.title = title
        self.entries = entries


def collection_map(catalogue: Catalogue, collection: str, *, language: str = "da") -> AtlasMap:
    """Return a folium map of one collection with its areas, records and legend.

    Records at the same point are one marker that lists them all; what has no point is not on
    the map, so show the list beside it.
    """
    west, south, east, north = catalogue.headers[collection, "district"]["bbox"]
    name = collection_name(collection, language)
    atlas = AtlasMap()
    atlas.attribution = _attribution(catalogue, collection)
    own = catalogue.layers.get((collection, "district"), ())
    ground = catalogue.layers.get(GROUND_LAYER, ())
    atlas.add_child(DrawnGround())  # type: ignore[no-untyped-call] # branca types it not
    _add_areas(atlas, own, "district", name)
    for code in AREA_LAYERS:
        _add_areas(atlas, catalogue.layers[collection, code], code, legend_word(code, language))
    _add_records(atlas, catalogue.records(collection), legend_word("records", language), language)
    folium.LayerControl(collapsed=False).add_to(atlas)
    entries = [
        {"sign": _drawn(sign), "label": label("theme", sign.code, language)}
        for sign in THEME_SIGNS.values()
    ]
    entries.append({"sign": _drawn(SEVERAL_THEMES), "label": legend_word("flere", language)})
    atlas.add_child(Legend(legend_word("themes", language), entries))
    atlas.fit_bounds(
        [
            [south - _MAP_PADDING, west - _MAP_PADDING],
            [north + _MAP_PADDING, east + _MAP_PADDING],
        ]
    )
    root = _page_of(atlas)
    root.title = f"TFI-atlas: {name}"
    data = {
        "atlasDrawn": atlas.drawn,
        "atlasGroundData": json.loads(packed_ground(ground)),
        "atlasOwnDistrict": _own_ground(own, collection),
    }
    told = "".join(f"const {key} = {_as_data(value)};" for key, value in data.items())
    for block in [*_own_assets(), f"<script>{told}</script>"]:
        root.header.add_child(Element(_verbatim(block)))
    return atlas


def standalone_html(atlas: AtlasMap, *, language: str = "da") -> str:
    """Return a map as one HTML page that needs nothing else, by mail or from a memory stick."""
    page: str = _page_of(atlas).render()
    return page.replace("<html>", f'<html lang="{language}">', 1)


def save_standalone(atlas: AtlasMap, path: Path, *, language: str = "da") -> None:
    """Write a map as one HTML file, whole or not at all.

    Raises:
        OSError: where the folder cannot be written.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".map-", suffix=".html")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(standalone_html(atlas, language=language))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _attribution(catalogue: Catalogue, collection: str) -> str:
    grounds = [(collection, "district"), ("hele-byen", "baggrund")]
    headers = [catalogue.headers.get(key, {}) for key in grounds]
    named = [part for one in headers for part in str(one.get("attribution", "")).split("; ")]
    return html.escape(" · ".join(dict.fromkeys(filter(None, named))))


def _page_of(atlas: AtlasMap) -> Figure:
    page = atlas.get_root()
    if not isinstance(page, Figure):
        message = "The map stands in no page: make it with collection_map()."
        raise AtlasError(message)
    return page


def _own_assets() -> list[str]:
    package = resources.files("atlas")
    leaflet = package / "assets" / "leaflet"
    styles = [leaflet / "leaflet.css", package / "maps.css"]
    scripts = [leaflet / "leaflet.js", package / "assets" / "ground.js", package / "maps.js"]
    texts = [f"<style>:root {{ {' '.join(ground_properties())} }}</style>"]
    texts += [f"<style>{one.read_text(encoding='utf-8')}</style>" for one in styles]
    texts += [f"<script>{one.read_text(encoding='utf-8')}</script>" for one in scripts]
    return texts


def _own_ground(own: tuple[Entry, ...], collection: str) -> list[dict[str, Any]]:
    """Return what of the ground is the map's own district; a map of the whole city has none."""
    if collection == Collection.WHOLE_CITY:
        return []
    return [{"type": "Feature", "geometry": one.geometry, "properties": {}} for one in own]


def _as_data(value: object) -> str:
    """Return JSON for a script: no string in it can end the script or start a Jinja tag."""
    text = json.dumps(value, ensure_ascii=True)
    return _JSON_STRING.sub(lambda found: found[0].translate(_NO_TAG), text)


def _verbatim(text: str) -> str:
    """Return text that Jinja, which branca runs over every element, leaves as it is."""
    return "{% raw %}" + text + "{% endraw %}"


def _add_areas(atlas: AtlasMap, entries: tuple[Entry, ...], code: str, name: str) -> None:
    areas = [one for one in entries if one.geometry and one.geometry["type"] != "Point"]
    if not areas:
        return
    is_ground = code == "district"
    folium.GeoJson(
        _collection([_area(atlas, one, code) for one in areas]),
        name=name,
        control=not is_ground,
        style=JsCode("feature => atlasDrawn[feature.properties.drawn].style"),
        interactive=not is_ground,
        on_each_feature=None if is_ground else JsCode("atlasText"),
    ).add_to(atlas)


def _add_records(atlas: AtlasMap, records: tuple[Entry, ...], name: str, language: str) -> None:
    by_point: dict[tuple[float, float], list[Entry]] = defaultdict(list)
    for record in records:
        if record.lat is not None and record.lon is not None:
            by_point[record.lat, record.lon].append(record)
    if by_point:
        folium.GeoJson(
            _collection([_marker(atlas, group, language) for group in by_point.values()]),
            name=name,
            point_to_layer=JsCode("atlasMarker"),
            on_each_feature=JsCode("atlasText"),
        ).add_to(atlas)


def _area(atlas: AtlasMap, entry: Entry, code: str) -> dict[str, Any]:
    style = AREA_STYLES[code]
    year = entry.properties.get("list_year")
    lines = [f"{entry.properties['list']} {year}"] if year else []
    drawn = {"style": _leaflet_style(style), "heading": entry.name, "lines": lines}
    return atlas.feature(entry.geometry, drawn)


def _marker(atlas: AtlasMap, group: list[Entry], language: str) -> dict[str, Any]:
    first = group[0].properties
    location = first["location"]
    themes = sorted({theme for one in group for theme in one.properties["themes"]})
    heading = str(location["place"] or group[0].name)
    drawn = {
        "sign": {**_drawn(sign_for(themes)), "count": len(group)},
        "approximate": location["precision"] != Precision.ADDRESS.value,
        "title": f"{heading}: {len(group)}",
        "heading": heading,
        "lines": [_line(one, language) for one in group],
    }
    return atlas.feature(group[0].geometry, drawn)


def _line(record: Entry, language: str) -> str:
    themes = ", ".join(label("theme", code, language) for code in record.properties["themes"])
    year = record.properties.get("year")
    return f"{record.name} · {themes}" + (f" · {year}" if year else "")


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _drawn(sign: Sign) -> dict[str, Any]:
    return {"colour": sign.colour, "ink": sign.ink, "path": sign.path, "count": 1}


def _leaflet_style(style: AreaStyle) -> dict[str, Any]:
    return {
        "color": style.stroke,
        "weight": style.width_px,
        "dashArray": " ".join(f"{dash:g}" for dash in style.dash) or None,
        "fill": style.fill != "none" and style.code != "district",
        "fillColor": style.fill,
        "fillOpacity": style.fill_opacity,
    }
