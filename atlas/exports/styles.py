"""How QGIS and others draw an exported layer: QML and SLD, both out of the one symbology.

Points are drawn as on the website: the theme's sign in its ink on its colour. SLD has no drawings
of its own that every program takes, so there each theme has a well-known shape beside its colour.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from atlas.labels import label
from atlas.symbology import (
    AREA_STYLES,
    SEVERAL_THEMES,
    SIGN_BOX,
    THEME_SIGNS,
    AreaStyle,
    Sign,
    legend_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

LINES: Final = "_linjer"
"""Ends the name of the layer that holds a table's streets, drawn as its edges are."""

_MM_PER_PX: Final = 25.4 / 96
_MARKER_MM: Final = 6.5
_SIGN_MM: Final = 4.0
_MARKER_PX: Final = 22
_DOCTYPE: Final = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_SLD: Final = "http://www.opengis.net/sld"
_SE: Final = "http://www.opengis.net/se"
_OGC: Final = "http://www.opengis.net/ogc"
_SHAPES: Final = ("square", "triangle", "star", "cross", "x", "circle")
"""Well-known marks of SE 1.1, for the six themes in the policy's order."""
_HATCH_DEGREES: Final = {"diagonal": "45", "vertical": "90"}

_SIGNS: Final = (*THEME_SIGNS.values(), SEVERAL_THEMES)


def qml_of(layer: str) -> str:
    """Return the style of a layer as QGIS keeps it (QML)."""
    root = Element("qgis", version="3.34.0", styleCategories="Symbology")
    if style := AREA_STYLES.get(layer.removesuffix(LINES)):
        symbols = SubElement(_renderer(root, "singleSymbol"), "symbols")
        if layer.endswith(LINES):
            _edge(_symbol(symbols, "0", "line"), style)
        else:
            _area_symbol(symbols, style)
    else:
        renderer = _renderer(root, "categorizedSymbol")
        renderer.set("attr", "sign")
        categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
        for number, sign in enumerate(_SIGNS):
            SubElement(
                categories,
                "category",
                {"value": sign.code, "symbol": str(number), "label": _name(sign)},
                render="true",
                type="string",
            )
            _point_symbol(symbols, str(number), sign)
    return _DOCTYPE + tostring(root, encoding="unicode")


def sld_of(layer: str) -> str:
    """Return the style of a layer as OGC Styled Layer Descriptor 1.1."""
    root = Element("StyledLayerDescriptor", {"xmlns": _SLD, "version": "1.1.0"})
    root.set("xmlns:se", _SE)
    root.set("xmlns:ogc", _OGC)
    named = SubElement(root, "NamedLayer")
    SubElement(named, "se:Name").text = layer
    drawn = SubElement(SubElement(named, "UserStyle"), "se:FeatureTypeStyle")
    if style := AREA_STYLES.get(layer.removesuffix(LINES)):
        _sld_area(SubElement(drawn, "se:Rule"), style, lines=layer.endswith(LINES))
    else:
        for sign, shape in zip(_SIGNS, (*_SHAPES, "circle"), strict=True):
            _sld_point(SubElement(drawn, "se:Rule"), sign, shape)
    return tostring(root, encoding="unicode")


def _name(sign: Sign) -> str:
    several = sign is SEVERAL_THEMES
    return legend_word(sign.code) if several else label("theme", sign.code)


def _renderer(root: Element, kind: str) -> Element:
    return SubElement(root, "renderer-v2", {"type": kind, "symbollevels": "0", "forceraster": "0"})


def _symbol(parent: Element, name: str, kind: str) -> Element:
    return SubElement(
        parent, "symbol", {"name": name, "type": kind, "alpha": "1", "clip_to_extent": "1"}
    )


def _layer(symbol: Element, kind: str, options: Iterable[tuple[str, str]]) -> Element:
    layer = SubElement(symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    held = SubElement(layer, "Option", type="Map")
    for name, value in options:
        SubElement(held, "Option", name=name, type="QString", value=value)
    return layer


def _point_symbol(symbols: Element, name: str, sign: Sign) -> None:
    symbol = _symbol(symbols, name, "marker")
    ground = {
        "name": "circle",
        "color": _rgba(sign.colour),
        "outline_color": _rgba("#ffffff"),
        "outline_width": "0.4",
        "outline_width_unit": "MM",
        "size": f"{_MARKER_MM}",
        "size_unit": "MM",
    }
    _layer(symbol, "SimpleMarker", ground.items())
    drawing = {"name": f"base64:{_svg(sign)}", "size": f"{_SIGN_MM}", "size_unit": "MM"}
    _layer(symbol, "SvgMarker", drawing.items())


def _svg(sign: Sign) -> str:
    root = Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {SIGN_BOX} {SIGN_BOX}")
    SubElement(root, "path", {"d": sign.path, "fill": sign.ink, "fill-rule": "evenodd"})
    return base64.b64encode(tostring(root)).decode()


def _area_symbol(symbols: Element, style: AreaStyle) -> None:
    symbol = _symbol(symbols, "0", "fill")
    fill = {
        "color": _rgba(style.fill, style.fill_opacity),
        "style": "no" if style.fill == "none" else "solid",
        "outline_style": "no",
    }
    _layer(symbol, "SimpleFill", fill.items())
    if style.hatch:
        pattern = {
            "angle": _HATCH_DEGREES[style.hatch],
            "distance": "2",
            "distance_unit": "MM",
            "color": _rgba(style.stroke),
        }
        lines = _symbol(_layer(symbol, "LinePatternFill", pattern.items()), "@0@1", "line")
        hatch = {"line_color": _rgba(style.stroke), "line_width": "0.15", "line_width_unit": "MM"}
        _layer(lines, "SimpleLine", hatch.items())
    _edge(symbol, style)


def _edge(symbol: Element, style: AreaStyle) -> None:
    edge = {
        "line_color": _rgba(style.stroke),
        "line_width": f"{style.width_px * _MM_PER_PX:.2f}",
        "line_width_unit": "MM",
        "use_custom_dash": "1" if style.dash else "0",
        "customdash": ";".join(f"{one * _MM_PER_PX:.2f}" for one in style.dash) or "5;2",
        "customdash_unit": "MM",
    }
    _layer(symbol, "SimpleLine", edge.items())


def _rgba(colour: str, opacity: float = 1.0) -> str:
    """Return a CSS colour as QGIS writes it: red, green, blue and alpha from 0 to 255."""
    if colour == "none":
        return "0,0,0,0"
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"


def _sld_area(rule: Element, style: AreaStyle, *, lines: bool) -> None:
    drawn = SubElement(rule, "se:LineSymbolizer" if lines else "se:PolygonSymbolizer")
    if not lines and style.fill != "none":
        _parameters(
            SubElement(drawn, "se:Fill"), {"fill": style.fill, "fill-opacity": style.fill_opacity}
        )
    stroke: dict[str, object] = {"stroke": style.stroke, "stroke-width": style.width_px}
    if style.dash:
        stroke["stroke-dasharray"] = " ".join(f"{one:g}" for one in style.dash)
    _parameters(SubElement(drawn, "se:Stroke"), stroke)


def _sld_point(rule: Element, sign: Sign, shape: str) -> None:
    SubElement(SubElement(rule, "se:Description"), "se:Title").text = _name(sign)
    only = SubElement(SubElement(rule, "ogc:Filter"), "ogc:PropertyIsEqualTo")
    SubElement(only, "ogc:PropertyName").text = "sign"
    SubElement(only, "ogc:Literal").text = sign.code
    graphic = SubElement(SubElement(rule, "se:PointSymbolizer"), "se:Graphic")
    mark = SubElement(graphic, "se:Mark")
    SubElement(mark, "se:WellKnownName").text = shape
    _parameters(SubElement(mark, "se:Fill"), {"fill": sign.colour})
    _parameters(SubElement(mark, "se:Stroke"), {"stroke": "#ffffff", "stroke-width": 1})
    SubElement(graphic, "se:Size").text = str(_MARKER_PX)


def _parameters(parent: Element, values: dict[str, object]) -> None:
    for name, value in values.items():
        SubElement(parent, "se:SvgParameter", name=name).text = str(value)
