"""The last pages: why some have no marker, sources in readers' words, figures that add up."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from actors.records import StatedPlace
from atlas.printing.directory import Group, without_a_marker
from atlas.printing.documents import in_readers_words
from atlas.printing.layout import PAPERS
from atlas.printing.plan import plan_book
from atlas.printing.sources import PrintedSource, colophon, sources
from atlas.printing.told import documents_told
from atlas.printing.translation import isolated
from atlas.printing.wording import wording
from geodata.districts import Collection
from tests.atlas.printing.catalogues import BUILT, bundled, catalogue_of, project
from tests.atlas.printing.reading import Printed


@cache
def groups(language: str = "da") -> tuple[Group, ...]:
    """Why whom of the whole record has no marker, in the book of the city."""
    plan = plan_book(bundled(), Collection.WHOLE_CITY, PAPERS["a4"])
    return without_a_marker(plan, wording(language))


def reasons_of(*notes: str) -> list[Group]:
    """The groups of projects whose places are not named, each with its note."""
    catalogue = catalogue_of(
        replace(project(number, ""), place=StatedPlace(note=note))
        for number, note in enumerate(notes, 1)
    )
    plan = plan_book(catalogue, Collection.WHOLE_CITY, PAPERS["a4"])
    return list(without_a_marker(plan, wording("da")))


def test_several_words_for_no_place_are_one_reason() -> None:
    [group] = reasons_of("", "Stedet står ikke", "Intet sted nævnt", "Intet sted nævnt.")
    assert len(group.references) == 4
    assert not group.own
    assert group.count == "4 poster"


def test_a_record_keeps_a_reason_of_its_own_as_it_is_but_for_the_full_stop() -> None:
    told = reasons_of("»Bronx« er et navn", "", "", "»tre boligområder«, ikke navngivet")
    assert [one.own for one in told] == [False, True, True]
    assert [one.title for one in told[1:]] == [
        "»Bronx« er et navn.",
        "»tre boligområder«, ikke navngivet.",
    ]


def test_a_place_that_no_source_shows_is_a_reason_of_its_own() -> None:
    places = ("Amar' børnekulturhus", "Amager")
    catalogue = catalogue_of(project(number, place) for number, place in enumerate(places, 1))
    plan = plan_book(catalogue, Collection.AMAGER, PAPERS["a4"])
    told = {one.title: one.references[0].name for one in without_a_marker(plan, wording("da"))}
    assert told["Kilden nævner et sted, som ingen kilde viser på kortet."].endswith(places[0])
    assert told["Kilden nævner kun Amager, ikke et bestemt sted."].endswith(places[1])


def test_shared_reasons_come_first_and_the_rest_in_the_order_of_numbers() -> None:
    own = [one for one in groups() if one.own]
    shared = [one for one in groups() if not one.own]
    assert groups() == (*shared, *own)
    assert len(shared) < 10 < len(own)
    first = [one.references[0].number for one in own]
    assert first == sorted(first)
    assert all(one.title.endswith((".", "!", "?")) for one in groups())


def test_the_reasons_that_the_atlas_wrote_are_in_the_language_of_the_book() -> None:
    arabic = [one.title for one in groups("ar") if not one.own]
    assert len(arabic) == len([one for one in groups() if not one.own])
    assert not any("Kilden" in one or "Gælder" in one for one in arabic)
    assert sum(isolated("Nørrebro") in one for one in arabic) == 1


def colophon_of(rejected: int, collection: Collection = Collection.WHOLE_CITY) -> str:
    """The colophon of the record as a build of it would count it."""
    counts = dict.fromkeys(("placed", "outside", "unplaced"), 0)
    for one in bundled().by_id.values():
        outside = one.properties["home"] == Collection.OTHER_DISTRICTS
        unplaced = one.properties["location"]["precision"] in {"city", "none"}
        counts["unplaced" if unplaced else "outside" if outside else "placed"] += 1
    accounting = {"actors": {"read": len(bundled().by_id), "rejected": rejected, **counts}}
    manifest = {**bundled().manifest, "accounting": accounting}
    return " ".join(
        colophon(replace(bundled(), manifest=manifest), collection, wording("da"), BUILT)
    )


def test_the_figures_of_the_colophon_add_up_to_who_has_no_marker() -> None:
    told = colophon_of(rejected=0)
    unplaced = int(re.findall(r"(\d+) uden kendt sted", told)[0])
    vague = int(re.findall(r"For (\d+) i de fire distrikter", told)[0])
    assert unplaced + vague == sum(len(one.references) for one in groups())
    assert "uden kendt sted" not in colophon_of(rejected=0, collection=Collection.VALBY)


def test_rows_that_could_not_be_read_are_told_only_where_there_are_any() -> None:
    assert "ikke læses" not in colophon_of(rejected=0)
    assert "2 rækker kunne ikke læses" in colophon_of(rejected=2)


def test_a_document_that_only_tells_beside_the_records_is_among_the_sources() -> None:
    plan, words = plan_book(bundled(), Collection("tingbjerg"), PAPERS["a4"]), wording("da")

    def documents(told_from: tuple[str, ...]) -> list[str]:
        groups = sources(bundled(), (), plan, words, told_from=told_from)
        return [one.short for group in groups for one in group.sources]

    later = set(documents(("statusrapport-2007|tfi-status-2010",))) - set(documents(()))
    assert later == {"TFI\N{RIGHT SINGLE QUOTATION MARK}s status 2010"}
    told = set(documents_told(bundled(), Collection("noerrebro")))
    assert any("tfi-status-2010" in one for one in told)


def maps_of(code: str, language: str) -> list[PrintedSource]:
    """The sources of maps and outlines in a collection's book."""
    plan, words = plan_book(bundled(), Collection(code), PAPERS["a4"]), wording(language)
    groups = sources(bundled(), (), plan, words)
    [told] = [one.sources for one in groups if one.title == words.say("sources.maps")]
    return list(told)


@pytest.mark.parametrize("code", ["hele-byen", "valby"])
def test_sources_of_maps_are_told_in_readers_words_and_once(
    record_books: Mapping[str, Printed], code: str
) -> None:
    told = maps_of(code, "da")
    assert len(maps_of(code, "ar")) == len(told)
    titles = [title for one in told for title in one.title.split("; ")]
    assert len(titles) == len(set(titles))
    assert not any("k101" in one for one in titles)
    assert "k101" not in record_books[code].text
    for one in told:
        licence = one.lines[-1].removeprefix("Licens: ")
        assert f"({licence})" not in " ".join((one.title, *one.lines))


def test_layers_are_known_by_their_whole_names_alone() -> None:
    assert in_readers_words("k101:rode (kvarterer), april 2023") == "kvarterer og roder, april 2023"
    assert in_readers_words("k101:rodebane") == "k101:rodebane"
