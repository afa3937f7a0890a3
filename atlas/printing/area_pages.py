"""The pages on areas and plans: lists and years, figures, who works there, and what is open.

That a theme is open is a question to the reader, never a verdict on the place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from atlas.catalogue import kind_of_place
from atlas.coverage import coverage, district_wide, members_of
from atlas.printing.area_facts import PrintedFigure, PrintedPart, figures, listing, plan_part
from atlas.printing.area_links import PageLink, places_of, plans_around, why_no_map
from atlas.printing.area_map_page import PrintedAreaMap, printed_map, spot_of
from atlas.printing.area_subjects import members
from atlas.printing.directory import Reference, references
from atlas.printing.documents import documents_of, outline_told
from atlas.printing.map_page import credit_line
from atlas.printing.maps.layers_on_paper import shape_of
from geodata.collection import Collection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from atlas.catalogue import Catalogue, Entry
    from atlas.coverage import ThemeCoverage
    from atlas.printing.area_map_page import AreaSpot
    from atlas.printing.area_maps import AreaMap
    from atlas.printing.area_subjects import Subject, Subjects
    from atlas.printing.documents import Documents
    from atlas.printing.plan import Plan
    from atlas.printing.wording import Wording


@dataclass(frozen=True, kw_only=True)
class PrintedTheme:
    """One theme: the numbers of who is here, how many more stand in no entry, how many around."""

    code: str
    numbers: tuple[int, ...]
    more: str
    around: str


@dataclass(frozen=True, kw_only=True)
class PrintedArea:
    """The page of an area or a plan; `map` is None where it has no outline to show.

    `group` is the heading that it stands under in the book of the city, `around` what the count
    of those who work for the whole district is headed with; `plans` are others that are for it.
    """

    group: str
    anchor: str
    name: str
    kind: str
    spot: AreaSpot | None
    map: PrintedAreaMap | None
    no_map: str
    notes: tuple[str, ...]
    places: tuple[PageLink, ...]
    plans: tuple[PageLink, ...]
    parts: tuple[PrintedPart, ...]
    figures: tuple[PrintedFigure, ...]
    records: tuple[Reference, ...]
    elsewhere: str
    themes: tuple[PrintedTheme, ...]
    around: str
    questions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PrintedPlace:
    """A place without a page of its own: what kind it is, where, who is there, what is open."""

    name: str
    kind: str
    spot: AreaSpot | None
    notes: tuple[str, ...]
    records: tuple[Reference, ...]
    elsewhere: str
    open: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlacesTogether:
    """Places in one list; `group` is their district in the book of the city, else ""."""

    group: str
    places: tuple[PrintedPlace, ...]


@dataclass(frozen=True, kw_only=True)
class PrintedAreas:
    """All areas and plans of a book, and the places in lists; `credit` is that of all maps."""

    pages: tuple[PrintedArea, ...]
    others: tuple[PlacesTogether, ...]
    credit: str


def area_pages(
    catalogue: Catalogue,
    plan: Plan,
    words: Wording,
    subjects: Subjects,
    maps: Mapping[int, AreaMap],
) -> PrintedAreas:
    """Return the pages of a collection's areas and plans, and the places that have no page."""
    writer = _Writer(catalogue=catalogue, plan=plan, words=words, subjects=subjects, maps=maps)
    return PrintedAreas(
        pages=tuple(writer.page(one) for one in subjects.pages),
        others=tuple(
            PlacesTogether(group=group, places=tuple(map(writer.place, places)))
            for group, places in groupby(subjects.others, key=writer.group_of_place)
        ),
        credit=_credit(plan, words, maps),
    )


def _credit(plan: Plan, words: Wording, maps: Mapping[int, AreaMap]) -> str:
    drawn = [(one.layers, one.marked) for one in maps.values()]
    return credit_line(drawn, plan, words) if drawn else ""


@dataclass(frozen=True, kw_only=True)
class _Writer:
    """Writes the pages of one book."""

    catalogue: Catalogue
    plan: Plan
    words: Wording
    subjects: Subjects
    maps: Mapping[int, AreaMap]

    @cached_property
    def documents(self) -> Documents:
        return documents_of(self.catalogue.manifest)

    def page(self, subject: Subject) -> PrintedArea:
        here, words = members(subject, self.catalogue), self.words
        themes = coverage(here, district_wide(self.catalogue, subject.collection))
        name = words.collection_in_a_sentence(subject.collection)
        drawn = self.maps.get(subject.number)
        found, elsewhere = self._records(here)
        lies_together = not subject.is_plan or len(subject.place_ids) == 1
        return PrintedArea(
            group=self._group(subject),
            anchor=subject.anchor,
            name=subject.name,
            kind=self._kind_of(subject),
            # A plan for several places lies in no one square: each of them has its own.
            spot=self._spot(subject.shape) if lies_together else None,
            map=printed_map(subject, drawn, self.plan, words) if drawn else None,
            no_map=why_no_map(subject, self.catalogue, words),
            notes=() if subject.is_plan else self._notes(subject.place),
            places=tuple(places_of(subject, self.subjects, self.catalogue, words))
            if subject.is_plan
            else (),
            plans=() if subject.is_plan else tuple(plans_around(subject, self.subjects)),
            parts=tuple(self._parts(subject)),
            figures=tuple(
                one
                for place in (() if subject.is_plan else subject.place_ids)
                for one in figures(place, self.catalogue.connections, self.documents, words)
            ),
            records=found,
            elsewhere=elsewhere,
            themes=tuple(self._theme(one) for one in themes),
            around=self._around(subject.collection),
            questions=tuple(self._questions(themes, name))
            if here
            else (words.say("areas.nobody" if subject.place_ids else "areas.nobody_anywhere"),),
        )

    def _around(self, collection: Collection) -> str:
        """Return what the column is headed of those who work for all of a district, or the city."""
        name = self.words.collection(collection)
        whole = collection == Collection.WHOLE_CITY
        return name if whole else self.words.say("areas.around", name=name)

    def _group(self, subject: Subject) -> str:
        """Return what a page stands under in the book of the city: its district, or «Planer»."""
        if self.plan.collection is not Collection.WHOLE_CITY:
            return ""
        is_plan, words = subject.is_plan, self.words
        return words.say("areas.plans") if is_plan else words.collection(subject.collection)

    def group_of_place(self, place: Entry) -> str:
        """Return the district that a place is listed under in the book of the city."""
        whole = self.plan.collection is Collection.WHOLE_CITY
        return self.words.collection(place.properties["district"]) if whole else ""

    def place(self, place: Entry) -> PrintedPlace:
        here = members_of(self.catalogue, [place.id])
        found, elsewhere = self._records(here)
        return PrintedPlace(
            name=place.name,
            kind=self._kind(place, listed=False),
            spot=self._spot(shape_of(place) if place.geometry else None),
            notes=self._notes(place),
            records=found,
            elsewhere=elsewhere,
            open=tuple(one.theme for one in coverage(here) if one.is_open) if here else (),
        )

    def _spot(self, shape: BaseGeometry | None) -> AreaSpot | None:
        return spot_of(shape, self.plan, self.words) if shape is not None else None

    def _kind_of(self, subject: Subject) -> str:
        """Return what kind of place a page is of, and in the book of the city in which district."""
        if subject.is_plan:
            return ""
        kind = self._kind(subject.place, listed=bool(subject.lists))
        inside = subject.collection != self.plan.collection
        return self.words.listed([kind, self.words.collection(subject.collection)][: 1 + inside])

    def _kind(self, place: Entry | None, *, listed: bool) -> str:
        """Return what kind of place it is; one that stood on a list is an estate."""
        kind = "estate" if place is None or listed else kind_of_place(place)
        return self.words.sections["precision"].get(kind, "")

    def _notes(self, place: Entry | None) -> tuple[str, ...]:
        """Return under what other names a place goes, what is said of it, and who drew it."""
        if place is None:
            return ()
        properties, words = place.properties, self.words
        also = words.listed(properties.get("alternate_names", ()))
        drawn = properties["location"].get("source", "") if place.geometry else ""
        said = (
            words.say("directory.also_known_as", value=also) if also else "",
            self.documents.named(properties.get("note", "")),
            outline_told(self.documents.named(drawn), words) if drawn else "",
        )
        return tuple(filter(None, said))

    def _parts(self, subject: Subject) -> Iterator[PrintedPart]:
        for one in subject.lists:
            yield listing(one, self.documents, self.words)
        for one in subject.plans:
            yield plan_part(one, self.documents, self.words, alone=subject.is_plan)

    def _records(self, here: Sequence[Entry]) -> tuple[tuple[Reference, ...], str]:
        """Return the entries of who is here, and how many the book has no entry for."""
        numbers = self.plan.numbers
        inside = sorted((one for one in here if one.id in numbers), key=lambda e: numbers[e.id])
        return references(inside, self.plan), self._elsewhere(len(here) - len(inside))

    def _elsewhere(self, count: int, key: str = "areas.elsewhere") -> str:
        return self.words.count(key, count) if count else ""

    def _theme(self, one: ThemeCoverage) -> PrintedTheme:
        numbers = self.plan.numbers
        inside = tuple(sorted(numbers[who.id] for who in one.here if who.id in numbers))
        return PrintedTheme(
            code=one.theme,
            numbers=inside,
            more=self._elsewhere(len(one.here) - len(inside), "areas.outside"),
            around=self.words.number(len(one.around)),
        )

    def _questions(self, themes: Sequence[ThemeCoverage], name: str) -> Iterator[str]:
        """Yield a sentence for each theme that nobody here states, and who does in all `name`."""
        words = self.words
        for one in themes:
            if one.is_open:
                # In a sentence a theme begins with a small letter, as it does in Danish.
                term = words.term("theme", one.theme)
                theme, count = f"{term[:1].lower()}{term[1:]}", len(one.around)
                if count:
                    yield words.count("areas.open_but", count, theme=theme, name=name)
                else:
                    yield words.say("areas.open", theme=theme)
