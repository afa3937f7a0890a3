"""The map page: markers as links, scale bar, attribution, and the map in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from atlas.printing.entries import place_of
from atlas.printing.maps.map_names import has_stations
from atlas.printing.maps.markers import HEIGHT, marker_anchor
from atlas.printing.maps.ruling import along_mm, north_side
from atlas.printing.maps.sheet import UNITS_A_MM
from atlas.printing.maps.sheets import column_letter
from geodata.districts import DISTRICTS, Collection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from atlas.printing.maps.layers_on_paper import LayersOnPaper
    from atlas.printing.maps.markers import Marker
    from atlas.printing.maps.ruling import NorthSide
    from atlas.printing.maps.sheet import Sheet
    from atlas.printing.maps.sheets import Neighbour
    from atlas.printing.plan import MarkedSheet, Plan
    from atlas.printing.wording import Wording
    from geodata.basemap.store import BasemapSource

MOST_PLACES_IN_WORDS: Final = 25

_BAR_STEPS_M: Final = tuple(step * 10**power for power in (1, 2, 3, 4) for step in (1, 2, 5))
_LONGEST_BAR_MM: Final = 52
_CHECKED: Final = "kontrolleret mod "
_LICENCES: Final = ("ODbL", "CC")
_TORN: Final = re.compile(r"(?<=©) | (?=BY\b)|(?<=ODbL) | (?=\d\.\d)")
"""The spaces within a licence, and between the sign of copyright and a name."""


@dataclass(frozen=True, kw_only=True)
class PrintedMarker:
    """A marker's number as a link; lengths in millimetres from the map's upper left corner."""

    anchor: str
    first: int
    label: str
    description: str
    x: float
    y: float
    width: float
    height: float
    sign_width: float


@dataclass(frozen=True, kw_only=True)
class ScaleBar:
    """A scale bar: its length on paper, and what stands at its ends."""

    length_mm: float
    length: str


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """A way on to another sheet; `at_mm` runs along the side from its left or upper end."""

    side: str
    number: int
    at_mm: float
    description: str


@dataclass(frozen=True, kw_only=True)
class MapPage:
    """Everything on a map's page beside the drawing itself.

    `file` is the drawing's name, `locator` that of the small map of where the sheet lies, `code`
    that of the square that leads a phone to the same view; "" where there is none. `note` says what
    the sheet leaves to others; `area_kinds` are those of which it shows any.
    """

    number: int
    title: str
    note: str
    bookmark: str
    file: str
    alt: str
    width_mm: float
    height_mm: float
    markers: tuple[PrintedMarker, ...]
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    area_kinds: tuple[str, ...]
    arrows: tuple[Arrow, ...]
    scale: str
    bar: ScaleBar
    north_degrees: float
    north_side: NorthSide
    attribution: str
    locator: str
    code: str
    code_alt: str
    url: str


def map_page(
    layers: LayersOnPaper, one: MarkedSheet, plan: Plan, words: Wording, *, url: str = ""
) -> MapPage:
    """Return the page of a sheet; `url` is the address of the same view on the site."""
    sheet, (columns, rows) = one.sheet, one.numbered.grid
    name, is_rest = words.collection_in_a_sentence(one.shows), _is_rest(one, plan)
    return MapPage(
        number=one.number,
        title=words.say("map.title", name=name),
        note=words.say("map.rest") if is_rest else "",
        bookmark=words.say("map.sheet", number=one.number, name=words.collection(one.shows)),
        file=f"map-{one.number}.svg",
        alt=_in_words(one, plan, words, name),
        width_mm=sheet.frame.width_mm,
        height_mm=sheet.frame.height_mm,
        markers=tuple(_printed(marker, one, plan, words) for marker in one.markers),
        columns=tuple(column_letter(column) for column in range(columns)),
        rows=tuple(str(row + 1) for row in range(rows)),
        area_kinds=layers.area_kinds,
        arrows=tuple(_arrow(beside, one, words) for beside in one.numbered.neighbours),
        scale=words.say(
            "map.scale", scale=words.number(sheet.scale), distance=words.distance(sheet.scale / 100)
        ),
        bar=scale_bar(sheet, words),
        north_degrees=round(sheet.north_degrees, 2),
        north_side=north_side(layers, one.markers),
        attribution=credit_line([(layers, one)], plan, words),
        # Where a sheet shows all, a locator would show nothing but itself.
        locator=f"locator-{one.number}.svg" if len(plan.sheets) > 1 and not is_rest else "",
        code=f"code-{one.number}.svg" if url else "",
        code_alt=words.say("map.code") if url else "",
        url=url,
    )


def _is_rest(one: MarkedSheet, plan: Plan) -> bool:
    """Return whether a sheet marks only whom the book's other sheets do not."""
    return one.shows not in DISTRICTS and any(of.shows in DISTRICTS for of in plan.sheets)


def _arrow(beside: Neighbour, one: MarkedSheet, words: Wording) -> Arrow:
    return Arrow(
        side=beside.side,
        number=beside.number,
        at_mm=round(along_mm(beside, one.numbered), 2),
        description=words.say("map.goes_on", number=beside.number),
    )


def scale_bar(sheet: Sheet, words: Wording) -> ScaleBar:
    """Return the longest bar of a round length that has room under the map."""
    metres = max(step for step in _BAR_STEPS_M if step * 1_000 / sheet.scale <= _LONGEST_BAR_MM)
    return ScaleBar(length_mm=metres * 1_000 / sheet.scale, length=words.distance(metres))


def _printed(marker: Marker, on: MarkedSheet, plan: Plan, words: Wording) -> PrintedMarker:
    box, key = marker.box, "map.marker" if len(plan.sheets) == 1 else "map.marker_on"
    return PrintedMarker(
        anchor=marker_anchor(on.number, marker),
        first=marker.first,
        label=marker.label,
        description=words.say(key, numbers=marker.label, sheet=on.number),
        x=box.left / UNITS_A_MM,
        y=box.top / UNITS_A_MM,
        width=box.width / UNITS_A_MM,
        height=box.height / UNITS_A_MM,
        sign_width=HEIGHT / UNITS_A_MM,
    )


def _in_words(one: MarkedSheet, plan: Plan, words: Wording, name: str) -> str:
    """Return what the map shows, for whoever cannot see it."""
    scale = words.number(one.sheet.scale)
    which = words.say("map.which", number=one.number) if len(plan.sheets) > 1 else ""
    if not one.markers:
        return words.say("map.alt_empty", which=which, name=name, scale=scale)
    by_id = {record.id: record for record in plan.records}
    told = [
        f"{marker.label} {words.say('map.several_places')}"
        if marker.gathers
        else f"{marker.label} {place_of(by_id[marker.pins[0].id], words)}"
        for marker in one.markers[:MOST_PLACES_IN_WORDS]
    ]
    more = len(one.markers) - len(told)
    told += [words.say("map.alt_more", count=more)] if more else []
    markers = words.count("map.markers", len(one.markers))
    places = words.listed_apart(told)
    return words.say("map.alt", which=which, name=name, scale=scale, markers=markers, places=places)


def credit_line(
    drawn: Sequence[tuple[LayersOnPaper, MarkedSheet]], plan: Plan, words: Wording
) -> str:
    """Return the line of credits of some maps, and of when the stations are that the atlas drew."""
    # In a line from the right a name is not boxed whole: its sign and its version stay beside it.
    credit = _TORN.sub("\N{NO-BREAK SPACE}", credit_of(drawn, plan))
    line = words.say("map.attribution", attribution=credit)
    own = any(one.shows_own_stations and has_stations(one.sheet) for one, _ in drawn)
    return f"{line} {words.say('map.own_stations')}" if own else line


def credit_of(drawn: Iterable[tuple[LayersOnPaper, MarkedSheet]], plan: Plan) -> str:
    """Return the credit of every layer on some maps and of every point marked, each name once."""
    found = dict.fromkeys(credit for layers, one in drawn for credit in _credits(layers, one, plan))
    return "; ".join(_each_once(list(found)))


def _credits(layers: LayersOnPaper, one: MarkedSheet, plan: Plan) -> list[str]:
    catalogue = layers.catalogue
    shown = [(Collection.WHOLE_CITY, "baggrund")] if layers.shows_own_ground else []
    shown += [(Collection.WHOLE_CITY, "district")]
    shown += [(code, "district") for code in DISTRICTS]
    shown += [(one.shows, layer) for layer in ("kvarterer", "udsatte_boligomraader")]
    credits_ = [_with_licence(source) for source in _sources_of(layers)]
    credits_ += [catalogue.headers[key]["attribution"] for key in shown if key in catalogue.headers]
    by_title = {source["title"]: source["attribution"] for source in catalogue.manifest["sources"]}
    by_id = {record.id: record for record in plan.records}
    for marker in one.markers:
        for pin in marker.pins:
            found = by_id[pin.id].properties["location"]["source"].split("; ")
            credits_ += [by_title[source] for source in found if source in by_title]
    return credits_


def _sources_of(layers: LayersOnPaper) -> tuple[BasemapSource, ...]:
    return layers.basemap.sources if layers.basemap else ()


def _each_once(credits_: list[str]) -> list[str]:
    """Return the parts of credits, without those that another says in full."""
    parts = list(dict.fromkeys(part for one in credits_ for part in one.split("; ")))
    whole = [one for one in parts if not one.startswith(_CHECKED)]
    told = [one for one in whole if not any(one in other for other in whole if other != one)]
    checked = (one for one in parts if one not in whole)
    told += [one for one in checked if not any(one.removeprefix(_CHECKED) in by for by in told)]
    return told


def _with_licence(source: BasemapSource) -> str:
    """Return the credit of a source of the basemap, with its licence if that has a short name.

    What has none, and what it is in full, stands among the book's sources.
    """
    named = source.licence.startswith(_LICENCES) and source.licence not in source.attribution
    return f"{source.attribution} ({source.licence})" if named else source.attribution
