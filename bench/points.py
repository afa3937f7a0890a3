"""How fast many records are on the map, and how smoothly it moves with them.

Beside it, in the same run: as many markers of Leaflet's, which is how maps usually draw them.
`python -m bench.points [HOME]` measures an atlas home that has a release, and prints.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import Error

from atlas.catalogue import Entry
from bench.browser import chromium
from bench.errors import BenchError
from bench.many_actors import write_many_actors
from bench.processes import ATLAS, fetch, free_port, measured, serving
from webapp.points import Points, points_from

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

FEW: Final = 5_000
MANY: Final = 100_000
MOST_BYTES: Final = 100_000
MOST_SHARE: Final = 0.1
MOST_NODES: Final = 200
FRAME_MS: Final = 50
FRAMES_SHARE: Final = 0.95
"""The aims: bytes, share of the time of markers, nodes of the page, frames that are fast enough."""

RUNS: Final = 3
_DISTRICT: Final = "noerrebro"
_VIEW: Final = "#kort=12/55.68000/12.55000"
_SCREEN: Final = {"width": 1280, "height": 800}
_SCRIPT: Final = Path(__file__).with_name("points.js")
_LEAFLET: Final = Path(__file__).parents[1] / "atlas" / "assets" / "leaflet"
_CONFIG: Final = re.compile(
    r'(<script type="application/json" id="map-config">)(.*?)(</script>)', re.DOTALL
)
_SHOWN: Final = re.compile(r'data-shown="[^"]*"')
_SETTLED_MS: Final = 1_200
_PATIENCE_MS: Final = 120_000
"""A machine that is busy with other things is slow, but not for good."""
_ZOOMS: Final = ("Zoom ind",) * 4 + ("Zoom ud",) * 4


@dataclass(frozen=True, kw_only=True)
class Painted:
    """One number of points: bytes sent, milliseconds until painted, elements, frames in ms.

    There are no frames where the map was not moved.
    """

    points: int
    sent_bytes: int
    painted_ms: float
    nodes: int
    frames_ms: tuple[float, ...]

    @property
    def smooth(self) -> float:
        """The share of frames that took no longer than `FRAME_MS`."""
        return sum(one <= FRAME_MS for one in self.frames_ms) / len(self.frames_ms)

    @property
    def p95_ms(self) -> float:
        """How long 95 of 100 frames take at most."""
        return quantiles(self.frames_ms, n=20)[-1]


@dataclass(frozen=True, kw_only=True)
class PointsOnMap:
    """What was measured; `markers_ms` and `marker_nodes` are those of `FEW` Leaflet markers."""

    few: Painted
    many: Painted
    markers_ms: float
    marker_nodes: int


def measure_points(home: Path) -> PointsOnMap:
    """Put synthetic points on the map of a district of a home's site, and markers beside them.

    Raises:
        BenchError: where the site or its map does not answer.
    """
    port = free_port()
    own = {"TFI_ATLAS_HOME": str(home), "TFI_ATLAS_TILES_URL": ""}
    command = [*ATLAS, "serve", "--port", str(port)]
    with serving(command, port, "/healthz", own), chromium() as browser:
        fetch(port, f"/{_DISTRICT}/")
        few, many = (synthetic_points(count) for count in (FEW, MANY))
        painted, markers = [], []
        for _ in range(RUNS):
            painted.append(_paint(browser, port, few, moved=False))
            markers.append(_markers(browser, port, few))
        return PointsOnMap(
            few=_median(painted),
            many=_median([_paint(browser, port, many, moved=True) for _ in range(RUNS)]),
            markers_ms=median(one["took"] for one in markers),
            marker_nodes=int(markers[0]["nodes"]),
        )


def synthetic_points(count: int) -> Points:
    """Return the points of `count` synthetic actors; every third is known to its estate only."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_many_actors(Path(folder, "many.csv"), count)
        with path.open(encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
    return points_from(
        Entry(
            id=row["id"],
            layer="actors",
            geometry={"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]},
            properties={
                "name": row["name"],
                "themes": [one.strip() for one in re.split("[;|]", row["themes"]) if one.strip()],
                "location": {"precision": "estate" if number % 3 == 0 else "address"},
            },
        )
        for number, row in enumerate(rows)
    )


def _paint(browser: Browser, port: int, points: Points, *, moved: bool) -> Painted:
    page = _page(browser, port, points)
    _wait(page, "window.atlasPoints.go !== undefined", "ask for its points")
    page.wait_for_timeout(_SETTLED_MS)
    page.evaluate("window.atlasPoints.go()")
    _wait(page, "window.atlasPoints.painted !== undefined", "paint its points")
    nodes = page.evaluate("document.querySelectorAll('.leaflet-marks-pane *').length")
    taken = Painted(
        points=len(points.ids),
        sent_bytes=len(points.payload.content),
        painted_ms=page.evaluate("window.atlasPoints.painted"),
        nodes=int(nodes),
        frames_ms=_frames(page) if moved else (),
    )
    page.context.close()
    return taken


def _wait(page: Page, condition: str, what: str) -> None:
    """Wait until something is so.

    Raises:
        BenchError: where it is not within `_PATIENCE_MS`; the message says what was waited for.
    """
    try:
        page.wait_for_function(condition, timeout=_PATIENCE_MS)
    except Error as fault:
        raise BenchError(f"The map did not {what} within {_PATIENCE_MS / 1000:.0f} s.") from fault


def _frames(page: Page) -> tuple[float, ...]:
    """Return how long each frame took while the map is drawn about and zoomed."""
    page.locator("[data-map]").scroll_into_view_if_needed()
    page.wait_for_timeout(_SETTLED_MS)
    box = page.locator("[data-map]").bounding_box()
    if box is None:
        raise BenchError("The map is not to be seen.")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate("window.atlasPoints.record()")
    for name in _ZOOMS:
        _draw_about(page, x, y)
        page.get_by_role("button", name=name).click()
        page.wait_for_timeout(400)
    page.evaluate("window.atlasPoints.recording = false")
    found: list[float] = page.evaluate("window.atlasPoints.frames")
    return tuple(found)


def _draw_about(page: Page, x: float, y: float) -> None:
    for aside, down in ((-160, 60), (160, -60)):
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(1, 21):
            page.mouse.move(x + aside * step / 20, y + down * step / 20)
            page.wait_for_timeout(16)
        page.mouse.up()


def _markers(browser: Browser, port: int, points: Points) -> dict[str, float]:
    page = _page(browser, port, points)
    page.add_style_tag(path=_LEAFLET / "leaflet.css")
    page.add_script_tag(path=_LEAFLET / "leaflet.js")
    page.wait_for_timeout(_SETTLED_MS)
    places = json.dumps([[one.lat, one.lon] for one in points.entries])
    found: dict[str, float] = page.evaluate("all => window.atlasPoints.markers(all)", places)
    page.context.close()
    return found


def _page(browser: Browser, port: int, points: Points) -> Page:
    """Open a district's page that finds these points instead of its own."""
    context = browser.new_context(viewport=_SCREEN, locale="da-DK", bypass_csp=True)  # type: ignore[arg-type] # a size
    page = context.new_page()
    page.add_init_script(path=_SCRIPT)
    address = f"http://127.0.0.1:{port}/{_DISTRICT}/"
    file = f"/kort/bench-{len(points.ids)}.json"

    def with_points(route: Route) -> None:
        def change(found: re.Match[str]) -> str:
            config: dict[str, Any] = json.loads(found[2]) | {"points": file}
            return f"{found[1]}{json.dumps(config)}{found[3]}"

        answer = route.fetch()
        text = _SHOWN.sub('data-shown=""', _CONFIG.sub(change, answer.text()))
        route.fulfill(response=answer, body=text)

    page.route(address, with_points)
    packed = json.dumps(points.packed, separators=(",", ":"))
    page.route(
        f"**{file}", lambda route: route.fulfill(body=packed, content_type="application/json")
    )
    page.set_default_timeout(_PATIENCE_MS)
    page.goto(f"{address}{_VIEW}")
    return page


def _median(taken: list[Painted]) -> Painted:
    """Return one of several runs: the median of times, and the frames of all."""
    return Painted(
        points=taken[0].points,
        sent_bytes=taken[0].sent_bytes,
        painted_ms=median(one.painted_ms for one in taken),
        nodes=max(one.nodes for one in taken),
        frames_ms=tuple(frame for one in taken for frame in one.frames_ms),
    )


if __name__ == "__main__":
    from bench.points_report import points_section

    with tempfile.TemporaryDirectory() as passing:
        place = Path(sys.argv[1]) if sys.argv[1:] else Path(passing, "atlas")
        if not sys.argv[1:]:
            measured([*ATLAS, "build", "--without-pdf", "--out", str(place)])
        print("\n".join(points_section(measure_points(place))))
