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


def tables() -> tuple[geopandas.GeoDataFrame, geopandas.GeoDataFrame, geopandas.GeoDataFrame]:
    """Return projects with their point and district, places, and districts."""
    data = resources.files("geodata") / "data"
    with resources.as_file(data) as folder:
        places = geopandas.read_file(folder / "places.geojson")
        districts = geopandas.read_file(folder / "districts.geojson")
    with resources.as_file(resources.files("actors") / "data" / "projects.csv") as table:
        projects = pd.read_csv(table)
    points = places.set_index("name").geometry.representative_point()
    located = geopandas.GeoDataFrame(
        projects, geometry=projects["place"].map(points.to_dict()), crs=districts.crs
    )
    within = located.sjoin(districts[["id", "geometry"]].rename(columns={"id": "in"}), how="left")
    return within, places, districts


def page(name: str, outline: geopandas.GeoDataFrame, projects: geopandas.GeoDataFrame) -> str:
    """Return a page with a drawn map and the list of projects."""
    west, south, east, north = outline.total_bounds
    shapes = "".join(
        shape.svg(scale_factor=0.00005)
        for frame in (outline, projects)
        for shape in frame.geometry
        if shape
    )
    view = f"{west} {-north} {east - west} {north - south}"
    drawn = f'<svg width="100%" viewBox="{view}"><g transform="scale(1,-1)">{shapes}</g></svg>'
    return f"<h1>{name}</h1>{drawn}{projects.drop(columns='geometry').to_html()}"


def main(folder: Path) -> None:
    """Write every collection's layers and its PDF."""
    projects, places, districts = tables()
    with chromium() as browser:
        for code in districts["id"]:
            everything = projects.drop_duplicates("id")
            inside = everything if code == WHOLE_CITY else projects[projects["in"] == code]
            outline = districts[districts["id"] == code]
            target = folder / code
            target.mkdir(parents=True, exist_ok=True)
            outline.to_file(target / "district.geojson", driver="GeoJSON")
            inside.to_file(target / "projects.geojson", driver="GeoJSON")
            places.to_file(target / "places.geojson", driver="GeoJSON")
            sheet = browser.new_page()
            sheet.set_content(page(code, outline, inside))
            sheet.pdf(path=target / f"{code}.pdf", format="A4")
            sheet.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
