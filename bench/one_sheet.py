"""One crowded sheet, drawn and set: `python -m … HOME` prints what it took as JSON.

The middle of Nørrebro at 1:12,500 on A4, with its five thousand houses and every street, and 150
invented actors spread over it by chance: otherwise each time, since Typst remembers what it set.
The median of three, after one to warm up: a book's second sheet loads no libraries again.
"""

from __future__ import annotations

import json
import random
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from atlas.catalogue import Entry
from atlas.printing.edition import layers_on, part_around
from atlas.printing.maps.map_svg import collection_map
from atlas.printing.maps.sheet import Sheet
from atlas.printing.maps.sheets import numbered
from atlas.printing.plan import plan_on
from atlas.printing.sheet_order import CutSheet
from bench.errors import BenchError
from bench.sheets_alone import edition_of, set_sheets, told_of
from geodata.basemap.classes import BasemapClass
from geodata.districts import Collection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.printing.edition import Edition

SCALE: Final = 12_500
MARKERS: Final = 150
RUNS: Final = 3
_MIDDLE: Final = (723_225.0, 6_177_712.0)
_COLLECTION: Final = Collection.NOERREBRO


def _scattered(sheet: Sheet, seed: int) -> Iterator[Entry]:
    chance = random.Random(seed)  # noqa: S311 - points on a map, no secret
    for number in range(MARKERS):
        at = sheet.on_earth(chance.uniform(0, sheet.width), chance.uniform(0, sheet.height))
        properties = {
            "name": f"Opdigtet aktør {number}",
            "home": _COLLECTION.value,
            "themes": ["bolig"],
            "areas": [],
            "location": {"precision": "address", "place": "Opdigtet Vej"},
        }
        geometry = {"type": "Point", "coordinates": [at.x, at.y]}
        yield Entry(id=f"a-{number}", layer="actors", geometry=geometry, properties=properties)


def measure(edition: Edition) -> dict[str, Any]:
    """Return how many houses and markers a sheet has, and what drawing and setting it took."""
    easting, northing = _MIDDLE
    frame = edition.paper.map_frame
    sheet = Sheet(frame=frame, easting_m=easting, northing_m=northing, scale=SCALE)
    taken = [_once(_crowded(edition, sheet, seed), sheet) for seed in range(RUNS + 1)][1:]
    store = edition.basemap
    if store is None:
        raise BenchError("The home has no basemap.")
    return {
        "buildings": len(store.frame(BasemapClass.BUILDING, sheet.box_m)),
        "markers": MARKERS,
        "draw_s": median(draw for draw, _ in taken),
        "set_s": median(setting for _, setting in taken),
    }


def _crowded(edition: Edition, sheet: Sheet, seed: int) -> Edition:
    """Return an edition with none but the invented actors in the district."""
    catalogue = edition.catalogue
    layers = {**catalogue.layers, (_COLLECTION, "actors"): tuple(_scattered(sheet, seed))}
    layers[_COLLECTION, "projects"] = ()
    return replace(edition, catalogue=replace(catalogue, layers=layers))


def _once(edition: Edition, sheet: Sheet) -> tuple[float, float]:
    """Read, place, draw and set the sheet; return the seconds of CPU of drawing and of setting."""
    begun = time.process_time()
    cut = CutSheet(numbered=numbered([sheet])[0], shows=_COLLECTION)
    plan = plan_on([cut], edition.paper, _COLLECTION, edition.catalogue.records(_COLLECTION))
    (one,) = plan.sheets
    layers = layers_on(edition, one, part_around(edition, [sheet]))
    svg = collection_map(layers, one.markers).svg
    drawn = time.process_time()
    set_sheets([told_of("sheet", one)], {"sheet.svg": svg})
    return drawn - begun, time.process_time() - drawn


def main(home: str) -> int:
    """Print the measurements and return the exit status."""
    print(json.dumps(measure(edition_of(Path(home)))))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
