"""The districts' sheets alone, drawn and set by the atlas: `python -m … HOME FOLDER`.

Writes `atlas.pdf`, and for the peer `sheets.json`: what ground each sheet shows, and its markers.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typst

from atlas.basemap import print_store
from atlas.catalogue import read_catalogue
from atlas.layer_store import LayerStore
from atlas.printing.edition import Edition, layers_on, part_around
from atlas.printing.fonts import font_folder
from atlas.printing.layout import PAPERS
from atlas.printing.maps.map_svg import collection_map
from atlas.printing.plan import plan_book
from atlas.printing.wording import wording
from geodata.districts import DISTRICTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.printing.plan import MarkedSheet

UNITS_A_MM: Final = 100
_TEMPLATE: Final = """
#set document(title: "Sheets")
#set text(font: "Noto Sans", size: 8.2pt, weight: 700)
#for one in json("sheets.json") {
  page(width: one.frame.width_mm * 1mm, height: one.frame.height_mm * 1mm, margin: 0mm, {
    image(one.name + ".svg", alt: one.name, width: 100%, height: 100%)
    for marker in one.markers {
      place(top + left, dx: marker.x_mm * 1mm, dy: marker.y_mm * 1mm, marker.label)
    }
  })
}
"""


def edition_of(home: Path) -> Edition:
    """Return an edition on A4 of what is published in an atlas home, with the basemap in use."""
    release = LayerStore(home).current()
    return Edition(
        catalogue=read_catalogue(release.read, release.manifest),
        words=wording("da"),
        paper=PAPERS["a4"],
        built=datetime.now(UTC),
        basemap=print_store(home),
    )


def set_sheets(told: list[dict[str, Any]], pictures: dict[str, bytes]) -> bytes:
    """Return drawn sheets as an accessible PDF, a page each, with the numbers on their markers."""
    files = {"main.typ": _TEMPLATE.encode(), "sheets.json": json.dumps(told).encode(), **pictures}
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[Path(str(font_folder()))],
    )
    how: dict[str, Any] = {"ignore_system_fonts": True, "pdf_standards": "ua-1"}
    pdf: bytes = typst.compile(files, font_paths=fonts, **how)
    return pdf


def told_of(name: str, one: MarkedSheet) -> dict[str, Any]:
    """Return what a sheet shows: its frame, its ground in EPSG:25832, its scale and markers."""
    sheet = one.sheet
    metres = sheet.scale / 1_000 / UNITS_A_MM
    west, _, _, north = sheet.box_m
    return {
        "name": name,
        "collection": one.shows,
        "frame": asdict(sheet.frame),
        "box_m": sheet.box_m,
        "scale": sheet.scale,
        "markers": [
            {
                "label": marker.label,
                "easting_m": west + marker.point[0] * metres,
                "northing_m": north - marker.point[1] * metres,
                "x_mm": marker.box.left / UNITS_A_MM,
                "y_mm": marker.box.top / UNITS_A_MM,
            }
            for marker in one.markers
        ],
    }


def _drawn(home: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    edition = edition_of(home)
    for code in DISTRICTS:
        plan = plan_book(edition.catalogue, code, edition.paper)
        basemap = part_around(edition, [one.sheet for one in plan.sheets])
        for one in plan.sheets:
            layers = layers_on(edition, one, basemap)
            svg = collection_map(layers, one.markers).svg
            yield told_of(f"{code}-{one.number}", one), svg


def main(home: str, folder: str) -> int:
    """Draw and set all sheets and return the exit status."""
    drawn = list(_drawn(Path(home)))
    told = [one for one, _ in drawn]
    pictures = {f"{one['name']}.svg": svg for one, svg in drawn}
    Path(folder, "atlas.pdf").write_bytes(set_sheets(told, pictures))
    Path(folder, "sheets.json").write_text(json.dumps(told), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
