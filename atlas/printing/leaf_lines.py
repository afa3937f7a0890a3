"""What the list on a poster or leaflet says: everyone in a line or two, under place and section."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Final

from atlas.freshness import assured_date, is_confirmed
from atlas.labels import THEMES
from atlas.printing.documents import documents_of
from atlas.printing.entries import name_of, place_of
from atlas.printing.maps.layers_on_paper import listed_areas
from atlas.printing.maps.markers import marker_anchor, number_ranges
from atlas.printing.plan import WITHOUT_THEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from atlas.catalogue import Catalogue, Entry
    from atlas.printing.plan import Plan, Section
    from atlas.printing.wording import Wording

_ON_THE_MAP: Final = "on-the-map"
_YEAR_DIGITS: Final = 4
_ISOLATE: Final = "\N{LEFT-TO-RIGHT ISOLATE}"
_END_OF_ISOLATE: Final = "\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing in the list: a `section`, a `place`, an `entry`, an `area`, or what is `more`.

    `note` is said quietly after the text; `signs` are codes of themes, of an area its one code;
    `anchor` is the marker on the map, with `spot` as what the link to it says. `is_ours` says
    that the text is the atlas's own, in the language of the leaf, and not out of the data.
    """

    kind: str
    text: str
    number: int = 0
    note: str = ""
    signs: tuple[str, ...] = ()
    anchor: str = ""
    spot: str = ""
    description: str = ""
    is_ours: bool = False


def list_lines(plan: Plan, words: Wording, today: date) -> tuple[Line, ...]:
    """Return the list of a plan of one sheet, in the order of its numbers.

    Records at one place that follow each other stand under it, so that it is said once.
    """
    years = _Years(plan.records, words, today)
    spots = _spots(plan, words)
    found: list[Line] = []
    for part in plan.sections:
        if part.records:
            found.append(Line(kind="section", text=_title(part, plan, words), is_ours=True))
        placed = part.kind == _ON_THE_MAP
        for place, group in groupby(part.numbered, lambda one: _place(one[1], plan, words)):
            found += [Line(kind="place", text=place[0], note=place[1])] if placed else []
            found += [
                _entry(
                    number,
                    one,
                    spots,
                    years.of(one),
                    "" if placed else _shortened(place[0], one),
                    words,
                )
                for number, one in group
            ]
    return tuple(found)


def area_lines(catalogue: Catalogue, plan: Plan, words: Wording) -> tuple[Line, ...]:
    """Return the hatched areas of the map: each with the lists or plans it stands on, by year."""
    kinds = {
        "udsatte_boligomraader": listed_areas(catalogue, plan.collection),
        "helhedsplaner": catalogue.layers.get((plan.collection, "helhedsplaner"), ()),
    }
    documents = documents_of(catalogue.manifest)
    found: list[Line] = []
    for code, areas in kinds.items():
        drawn = [one for one in areas if one.geometry]
        if drawn:
            found.append(Line(kind="section", text=words.legend(code), is_ours=True))
        by_name: dict[str, list[Entry]] = defaultdict(list)
        for one in drawn:
            by_name[one.name].append(one)
        found += [
            Line(kind="area", text=name, note=documents.named(_lists(of, words)), signs=(code,))
            for name, of in by_name.items()
        ]
    return tuple(found)


def more_line(left: Sequence[Line], plan: Plan, words: Wording, address: str) -> Line:
    """Return the line that says who has no room here, where they stand, and what they work with."""
    missing = [one for one in left if one.kind == "entry"]
    numbers = [one.number for one in missing]
    online = words.say("leaf.online", address=address) if address else ""
    key = f"leaf.more_{'one' if len(numbers) == 1 else 'many'}"
    text = words.say(
        key,
        numbers=number_ranges(numbers),
        count=words.number(len(numbers)),
        name=words.collection_in_a_sentence(plan.collection),
        online=online,
    )
    counts = Counter(code for one in missing for code in one.signs)
    themes = [f"{words.term('theme', one)} {counts[one]}" for one in THEMES if counts[one]]
    if len(numbers) > 1 and themes:
        text += " " + words.say("leaf.more_by_theme", themes=words.listed(themes))
    return Line(kind="more", text=text, description=text, is_ours=True)


@dataclass(frozen=True)
class _Years:
    """How the year of a record is said: bare where all are unconfirmed, else whether it is."""

    records: Sequence[Entry]
    words: Wording
    today: date

    def of(self, record: Entry) -> str:
        year = str(record.properties.get("year") or "")
        if is_confirmed(record.properties, self.today):
            assured = assured_date(record.properties)
            return self.words.say("leaf.confirmed", year=assured.year if assured else year)
        if not self._any_confirmed:
            return year
        return self.words.say("leaf.unconfirmed", year=year).strip(" ,")

    @cached_property
    def _any_confirmed(self) -> bool:
        return any(is_confirmed(one.properties, self.today) for one in self.records)


def _entry(
    number: int,
    record: Entry,
    spots: dict[str, tuple[str, str]],
    year: str,
    place: str,
    words: Wording,
) -> Line:
    anchor, spot = spots.get(record.id, ("", ""))
    name = name_of(record)
    return Line(
        kind="entry",
        number=number,
        text=name,
        note=words.listed(one for one in (place, year) if one),
        signs=tuple(code for code in THEMES if code in record.properties["themes"]),
        anchor=anchor,
        spot=spot,
        description=words.say("directory.entry", number=number, name=name),
    )


def _place(record: Entry, plan: Plan, words: Wording) -> tuple[str, str]:
    """Return a record's place, "" where it is said already or unknown, and its cell on the map."""
    spot = plan.spots.get(record.id)
    place = place_of(record, words)
    said_before = {words.say(f"directory.place_{one}") for one in ("district", "none")}
    stated = record.properties["location"].get("place", "")
    said_before.add(words.say("directory.whole_district", name=stated))
    return "" if place in said_before else place, spot.cell if spot else ""


def _shortened(place: str, record: Entry) -> str:
    """Return a place without its name, where the record is called after it."""
    name, stated = name_of(record), record.properties["location"].get("place", "")
    if not stated or not name.endswith(stated):
        return place
    return place.replace(f"{_ISOLATE}{stated}{_END_OF_ISOLATE}", "").removeprefix(stated).strip()


def _spots(plan: Plan, words: Wording) -> dict[str, tuple[str, str]]:
    """Return the anchor of each record's marker, and what the link to it says, by record id."""
    return {
        pin.id: (
            marker_anchor(one.number, marker),
            words.say("map.marker", numbers=marker.label),
        )
        for one in plan.sheets
        for marker in one.markers
        for pin in marker.pins
    }


def _title(part: Section, plan: Plan, words: Wording) -> str:
    if part.kind == "theme":
        if part.theme == WITHOUT_THEME:
            return words.say("directory.without_theme")
        return words.term("theme", part.theme)
    name = words.collection_in_a_sentence(plan.collection)
    return words.say(f"directory.{part.kind.replace('-', '_')}", name=name)


def _lists(areas: Iterable[Entry], words: Wording) -> str:
    """Return the lists that an area stood on, each with its years, or the plan that it is."""
    years: dict[str, list[int]] = defaultdict(list)
    plans: list[str] = []
    for one in areas:
        properties = one.properties
        if "list" in properties:
            years[properties["list"]].append(int(properties["list_year"]))
        else:
            plans += _plan(one, words)
    listed = [f"{name} {number_ranges(sorted(set(of)))}" for name, of in years.items()]
    return words.listed_apart(dict.fromkeys([*listed, *plans]))


def _plan(plan: Entry, words: Wording) -> Iterator[str]:
    """Yield the kind of a plan, where its name does not say it, and its years or its document."""
    kind = plan.properties.get("kind", "")
    kind = words.sections["plan_kind"].get(kind, kind)
    if kind.casefold() not in plan.name.casefold():
        yield kind
    ends = (plan.properties.get("start", ""), plan.properties.get("end", ""))
    years = "\N{EN DASH}".join(dict.fromkeys(one[:_YEAR_DIGITS] for one in ends if one))
    yield years or plan.properties["provenance"]["document"]
