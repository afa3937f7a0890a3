"""The usual way to the same sheets: geopandas reads, matplotlib draws, one PDF comes out.

`python -m bench.peers.matplotlib_sheets STORE RELEASE FOLDER` draws the sheets of
`FOLDER/sheets.json` from the same files, in the same order, scale and colours. It writes a street's
name once, at the middle of its longest piece, and a marker's number on its point: nothing keeps
names and numbers apart, no area's name is written, and nothing is tagged for a screen reader.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geopandas
import matplotlib as mpl
import pandas as pd
import shapely
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from atlas.ground_symbology import GROUND_STYLES, LETTERINGS, zoom_of_scale
from atlas.symbology import AREA_STYLES
from geodata.basemap.classes import BasemapClass
from geodata.basemap.store import BasemapStore, open_store

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DAY: Final = 0
_POINTS_A_PIXEL: Final = 0.75
_INCH_MM: Final = 25.4
_AREAS: Final = (
    (BasemapClass.LAND, "land"),
    (BasemapClass.BUILT_UP, "built-up"),
    (BasemapClass.GREEN, "green"),
    (BasemapClass.WATER, "lake"),
    (BasemapClass.BUILDING, "building"),
)
_LINES: Final = ((BasemapClass.PATH, "path"), (BasemapClass.CYCLE_PATH, "cycle-path"))
_HATCHES: Final = {"diagonal": "///", "vertical": "||"}
_LAYERS: Final = ("kvarterer", "helhedsplaner", "udsatte_boligomraader", "district")

Box = tuple[float, float, float, float]


def _frame(store: BasemapStore, wanted: BasemapClass, box: Box) -> geopandas.GeoDataFrame:
    found = [geopandas.read_file(one, bbox=box) for one in store.files(wanted)]
    filled = [one for one in found if len(one)]
    return pd.concat(filled, ignore_index=True) if filled else geopandas.GeoDataFrame()


def _ground(axes: Axes, store: BasemapStore, box: Box, zoom: float) -> None:
    for wanted, code in _AREAS:
        frame = _frame(store, wanted, box)
        if len(frame):
            frame.plot(ax=axes, color=GROUND_STYLES[code].fill[_DAY], linewidth=0)
    for wanted, code in _LINES:
        _line(axes, _frame(store, wanted, box), code, zoom)
    streets = _frame(store, BasemapClass.STREET, box)
    for rank in range(5, 0, -1):
        chosen = streets[streets["rank"] == rank] if len(streets) else streets
        _line(axes, chosen, f"street-{rank}", zoom)
    _line(axes, _frame(store, BasemapClass.RAIL, box), "rail", zoom)


def _line(axes: Axes, frame: geopandas.GeoDataFrame, code: str, zoom: float) -> None:
    style = GROUND_STYLES[code]
    if not len(frame) or style.since > zoom:
        return
    width = style.width_at(zoom)
    if style.edge:
        casing = (width + style.casing_px) * _POINTS_A_PIXEL
        frame.plot(ax=axes, color=style.edge[_DAY], linewidth=casing)
    frame.plot(ax=axes, color=style.fill[_DAY], linewidth=width * _POINTS_A_PIXEL)


def _areas(axes: Axes, release: Path, collection: str) -> None:
    for layer in _LAYERS:
        path = release / collection / f"{layer}.geojson"
        if not path.is_file():
            continue
        frame = geopandas.read_file(path)
        frame = frame[frame.geometry.notna()].to_crs(25832)
        style = AREA_STYLES[layer]
        if len(frame):
            frame.plot(
                ax=axes,
                facecolor="none",
                edgecolor=style.stroke,
                linewidth=style.width_px * _POINTS_A_PIXEL,
                hatch=_HATCHES.get(style.hatch),
            )


def _names(axes: Axes, store: BasemapStore, box: Box, zoom: float) -> None:
    frame = _frame(store, BasemapClass.STREET_NAME, box)
    for name, group in frame.groupby("name") if len(frame) else ():
        letters = LETTERINGS[f"street-{int(group['rank'].min())}"]
        if letters.since > zoom + 1:
            continue
        seen = shapely.intersection(group.geometry.to_numpy(), shapely.box(*box))
        longest = max(shapely.get_parts(seen), key=lambda one: one.length, default=None)
        if longest is None or not longest.length:
            continue
        middle = shapely.line_interpolate_point(longest, 0.5, normalized=True)
        (x1, y1), *_, (x2, y2) = longest.coords
        turn = (math.degrees(math.atan2(y2 - y1, x2 - x1)) + 90) % 180 - 90
        axes.text(
            middle.x,
            middle.y,
            str(name),
            rotation=turn,
            ha="center",
            va="center",
            size=letters.size_px * 0.54,
            color=letters.ink[_DAY],
        )


def _markers(axes: Axes, markers: list[dict[str, Any]]) -> None:
    for one in markers:
        at = (one["easting_m"], one["northing_m"])
        frame = {"boxstyle": "round,pad=0.2", "facecolor": "white", "linewidth": 0.6}
        axes.annotate(one["label"], at, size=8.2, weight="bold", ha="center", bbox=frame)


def draw(told: dict[str, Any], store: BasemapStore, release: Path) -> Figure:
    """Return one sheet as a figure of its size on paper."""
    width, height = (told["frame"][side] / _INCH_MM for side in ("width_mm", "height_mm"))
    figure = Figure(figsize=(width, height))
    axes = figure.add_axes((0, 0, 1, 1))
    box, zoom = tuple(told["box_m"]), zoom_of_scale(told["scale"])
    axes.set_facecolor(GROUND_STYLES["water"].fill[_DAY])
    _ground(axes, store, box, zoom)
    _areas(axes, release, told["collection"])
    _names(axes, store, box, zoom)
    _markers(axes, told["markers"])
    west, south, east, north = box
    axes.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], aspect="auto")
    return figure


def main(store: str, release: str, folder: str) -> int:
    """Draw all sheets and return the exit status."""
    mpl.rcParams["pdf.fonttype"] = 42
    opened = open_store(Path(store))
    sheets = json.loads(Path(folder, "sheets.json").read_text(encoding="utf-8"))
    with PdfPages(Path(folder, "peer.pdf")) as pdf:
        for told in sheets:
            pdf.savefig(draw(told, opened, Path(release)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
