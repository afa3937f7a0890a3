"""The usual way to layers and PDFs: geopandas to files, pandas to HTML, a browser to PDF.

`python -m bench.peers.usual_build FOLDER` reads the same bundled tables and outlines as the
atlas and writes a GeoJSON of each layer and a PDF with map and list for each collection. It
checks nothing, accounts for nothing, and publishes nothing.
"""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

import geopandas
import pandas as pd

from bench.browser import chromium

WHOLE_CITY = "koebenhavn"


def outlines() -> tuple[geopandas.GeoDataFrame, geopandas.GeoDataFrame]:
    """Return places and districts."""
    with resources.as_file(resources.files("geodata") / "data") as folder:
        places = geopandas.read_file(folder / "places.geojson")
        return places, geopandas.read_file(folder / "districts.geojson")


def records(
    kind: str, places: geopandas.GeoDataFrame, districts: geopandas.GeoDataFrame
) -> geopandas.GeoDataFrame:
    """Return the records of one kind, each with a point and once for each district it lies in."""
    with resources.as_file(resources.files("actors") / "data" / f"{kind}.csv") as file:
        table = pd.read_csv(file)
    points = places.set_index("name").geometry.representative_point()
    located = geopandas.GeoDataFrame(
        table, geometry=table["place"].map(points.to_dict()), crs=districts.crs
    )
    return located.sjoin(districts[["id", "geometry"]].rename(columns={"id": "in"}), how="left")


def page(
    name: str, outline: geopandas.GeoDataFrame, layers: dict[str, geopandas.GeoDataFrame]
) -> str:
    """Return a page with a drawn map and the lists."""
    west, south, east, north = outline.total_bounds
    shapes = "".join(
        shape.svg(scale_factor=0.00005)
        for frame in (outline, *layers.values())
        for shape in frame.geometry
        if shape
    )
    view = f"{west} {-north} {east - west} {north - south}"
    drawn = f'<svg width="100%" viewBox="{view}"><g transform="scale(1,-1)">{shapes}</g></svg>'
    lists = "".join(frame.drop(columns="geometry").to_html() for frame in layers.values())
    return f"<h1>{name}</h1>{drawn}{lists}"


def main(folder: Path) -> None:
    """Write every collection's layers and its PDF."""
    places, districts = outlines()
    everything = {kind: records(kind, places, districts) for kind in ("actors", "projects")}
    with chromium() as browser:
        for code in districts["id"]:
            target = folder / code
            target.mkdir(parents=True, exist_ok=True)
            outline = districts[districts["id"] == code]
            layers = {
                kind: frame.drop_duplicates("id")
                if code == WHOLE_CITY
                else frame[frame["in"] == code]
                for kind, frame in everything.items()
            }
            for name, frame in {"district": outline, "places": places, **layers}.items():
                frame.to_file(target / f"{name}.geojson", driver="GeoJSON")
            sheet = browser.new_page()
            sheet.set_content(page(code, outline, layers))
            sheet.pdf(path=target / f"{code}.pdf", format="A4")
            sheet.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
