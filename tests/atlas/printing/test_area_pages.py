"""The pages on areas and plans: each once, with its lists, figures, people and open questions."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest

from atlas.catalogue import Catalogue
from atlas.connections import Connections
from atlas.coverage import district_wide, members_of
from atlas.labels import COLLECTIONS, THEMES
from atlas.printing import print_collections
from atlas.printing.area_maps import AreaMap, area_frame, area_maps
from atlas.printing.area_pages import PrintedArea, PrintedAreas, area_pages
from atlas.printing.area_subjects import Subject, Subjects, members, subjects_of
from atlas.printing.layout import PAPERS
from atlas.printing.maps.sheet import ROUND_SCALES
from atlas.printing.plan import Plan, plan_book
from atlas.printing.wording import wording
from geodata.districts import Collection
from tests.atlas.printing.catalogues import BUILT, bundled, catalogue_of, project
from tests.atlas.printing.reading import Printed, squeezed
from tests.atlas.printing.test_hostile_text import JSON, SVG, TYPST

LISTS, PLANS = "udsatte_boligomraader", "helhedsplaner"


def planned(catalogue: Catalogue, code: str) -> tuple[Plan, Subjects]:
    """The plan of a collection's book, and what its area pages are about."""
    collection = Collection(code)
    return plan_book(catalogue, collection, PAPERS["a4"]), subjects_of(catalogue, collection)


def pages_of(code: str, catalogue: Catalogue | None = None, language: str = "da") -> PrintedAreas:
    """A collection's area pages without their maps."""
    given = catalogue or bundled()
    plan, subjects = planned(given, code)
    return area_pages(given, plan, wording(language), subjects, {})


def page(code: str, name: str) -> PrintedArea:
    """The one page with a name."""
    [found] = [one for one in pages_of(code).pages if one.name.startswith(name)]
    return found


@pytest.fixture(scope="module")
def small_maps() -> tuple[Plan, Subjects, dict[int, AreaMap]]:
    """The small maps of the record's Nørrebro."""
    plan, subjects = planned(bundled(), "noerrebro")
    return plan, subjects, area_maps(subjects.pages, plan, bundled(), None)


@pytest.mark.parametrize("code", COLLECTIONS)
def test_every_list_plan_and_place_of_a_collection_is_told_once(code: str) -> None:
    layers = bundled().layers
    told = subjects_of(bundled(), Collection(code))
    lists = Counter(one.id for page in told.pages for one in page.lists)
    plans = Counter(one.id for page in told.pages for one in page.plans)
    parts = COLLECTIONS if code == Collection.WHOLE_CITY else [code]
    for layer, found in ((LISTS, lists), (PLANS, plans)):
        assert found == Counter({one.id for part in parts for one in layers.get((part, layer), ())})
    places = [one.place.id for one in told.pages if one.place]
    places += [one.id for one in told.others]
    assert len(places) == len(set(places))
    named = {one.id for part in parts for one in layers.get((part, "kvarterer"), ())}
    named -= set(Collection)
    assert named <= set(places)


def test_each_stands_in_the_book_under_a_heading_and_its_plans_by_name(
    record_books: Mapping[str, Printed],
) -> None:
    for code in ("noerrebro", "valby", "tingbjerg"):
        printed = record_books[code]
        told = subjects_of(bundled(), Collection(code))
        titles = [squeezed(one.title) for one in printed.headings if one.level == 2]
        for one in told.pages:
            assert titles.count(squeezed(one.name)) == 1, one.name
        plain = printed.squeezed.replace("-", "")
        for plan in (plan for page in told.pages for plan in page.plans):
            assert squeezed(plan.name).replace("-", "") in plain


def test_a_list_is_told_with_year_criterion_authority_and_document() -> None:
    [listed] = [one for one in page("noerrebro", "Mjølnerparken").parts if one.code == LISTS]
    assert listed.name == "Socialministeriets udsatte boligområder 2007"
    assert "uden for arbejdsmarkedet" in listed.facts[0]
    assert listed.facts[1] == "Udpeget af Socialministeriet"
    assert listed.source.startswith("Statusrapport 2007, Bilag\N{NO-BREAK SPACE}1")


def test_figures_carry_their_year_and_source(record_books: Mapping[str, Printed]) -> None:
    [figure] = page("noerrebro", "Mjølnerparken").figures
    assert (figure.printed, figure.year) == ("ca. 93 pct.", "2007")
    assert "Socialudvalgets redegørelse" in figure.source
    text = record_books["noerrebro"].squeezed
    assert squeezed("Tal fra dokumenterne") in text
    assert squeezed("ca. 93 pct.") in text


def test_open_are_the_themes_that_nobody_there_states() -> None:
    catalogue, words = bundled(), wording("da")
    told = subjects_of(catalogue, Collection.NOERREBRO)
    around = district_wide(catalogue, "noerrebro")
    for subject, shown in zip(told.pages, pages_of("noerrebro").pages, strict=True):
        here = members_of(catalogue, subject.place_ids)
        stated = {theme for one in here for theme in one.properties["themes"]}
        open_ones = [code for code in THEMES if code not in stated]
        assert len(shown.questions) == len(open_ones), subject.name
        for code, question in zip(open_ones, shown.questions, strict=True):
            count = len(
                {o.id for o in around if code in o.properties["themes"]} - {h.id for h in here}
            )
            assert words.term("theme", code).lower() in question
            assert (
                f"{count} gør det for Nørrebro som helhed"
                in question.replace("\N{NO-BREAK SPACE}", " ")
            ) == bool(count)
        for row in shown.themes:
            assert bool(row.numbers or row.more) == (row.code in stated)


def test_a_plan_for_several_districts_is_told_whole_in_the_book_of_the_city() -> None:
    def plan_in(collection: Collection) -> Subject:
        told = subjects_of(bundled(), collection).pages
        [found] = [one for one in told if one.name.startswith("Helhedsplaner for de fem")]
        return found

    whole = plan_in(Collection.WHOLE_CITY)
    parts = [plan_in(one) for one in (Collection.NOERREBRO, Collection.TINGBJERG)]
    assert whole.shape is not None
    assert whole.collection is Collection.WHOLE_CITY
    for one in parts:
        assert one.shape is not None
        assert whole.shape.buffer(1e-9).contains(one.shape)
        assert whole.shape.area > one.shape.area


def test_beside_a_plan_for_the_whole_city_stand_those_who_work_for_all_of_it() -> None:
    shown = page("hele-byen", "Fra Hærværk")
    assert shown.around == "Hele byen"
    around = district_wide(bundled(), "hele-byen")
    assert around
    for row in shown.themes:
        count = sum(row.code in one.properties["themes"] for one in around)
        assert row.around == str(count), row.code


def test_who_has_no_entry_in_the_book_is_counted_not_passed_over() -> None:
    shown = page("noerrebro", "Helhedsplaner for de fem")
    everyone = members_of(
        bundled(), subjects_of(bundled(), Collection.NOERREBRO).pages[-1].place_ids
    )
    assert shown.elsewhere == f"{len(everyone) - len(shown.records)} uden for denne bog"
    assert [one.name for one in shown.places if not one.anchor] == [
        "Tingbjerg (boligområdet)",
        "Akacieparken",
    ]
    assert {one.anchor for one in shown.places if one.anchor} == {"area-1", "area-2", "area-3"}


def test_a_plan_of_a_whole_district_names_those_who_work_there() -> None:
    assert len(members_of(bundled(), ["tingbjerg"])) > 4


def test_a_place_without_an_outline_says_so_instead_of_a_map(
    record_books: Mapping[str, Printed],
) -> None:
    plan, subjects = planned(bundled(), "valby")
    assert subjects.pages[0].name == "Akacieparken"
    assert area_maps(subjects.pages, plan, bundled(), None) == {}
    assert "Intet kort: ingen kilde viser, hvor grænsen går." in record_books["valby"].text


def test_a_plan_whose_drawn_places_lie_elsewhere_does_not_say_that_none_is_drawn() -> None:
    assert page("valby", "Akacieparken").no_map != page("valby", "Helhedsplaner for de fem").no_map
    assert "andre distrikter" in page("valby", "Helhedsplaner for de fem").no_map
    assert page("noerrebro", "Helhedsplaner for de fem").no_map == ""


def test_a_plan_for_no_place_that_is_named_says_so() -> None:
    plan = page("hele-byen", "Fra Hærværk")
    assert "siger ikke, hvor planen gælder" in plan.no_map
    assert plan.questions == ("Dokumentet nævner ingen, der arbejder med planen.",)


def test_an_area_leads_to_the_plans_with_pages_of_their_own_that_are_for_it() -> None:
    estate = page("tingbjerg", "Tingbjerg (boligområdet)")
    assert "Helhedsplanen for Tingbjerg" in [one.name for one in estate.parts]
    assert any(one.name.startswith("Helhedsplaner for de fem") for one in estate.plans)
    for one in pages_of("hele-byen").pages:
        assert all(plan.anchor for plan in one.plans)
        if one.name in {"Mjølnerparken", "Aldersrogade", "Akacieparken"}:
            assert any(plan.name.startswith("Helhedsplaner for de fem") for plan in one.plans)


def test_a_plan_leads_to_every_one_of_its_places_that_has_a_page() -> None:
    plan = page("hele-byen", "Helhedsplaner for de fem")
    assert len(plan.places) == 5
    names = {one.anchor: one.name for one in pages_of("hele-byen").pages}
    assert all(names[one.anchor].startswith(one.name) for one in plan.places)


def test_in_the_book_of_the_city_areas_and_places_stand_under_their_districts(
    record_books: Mapping[str, Printed],
) -> None:
    words, shown = wording("da"), pages_of("hele-byen")
    subjects = subjects_of(bundled(), Collection.WHOLE_CITY)
    for subject, one in zip(subjects.pages, shown.pages, strict=True):
        under = (
            words.say("areas.plans") if subject.is_plan else words.collection(subject.collection)
        )
        assert one.group == under
    listed = [(of.group, one.name) for of in shown.others for one in of.places]
    districts = [words.collection(one.properties["district"]) for one in subjects.others]
    assert listed == list(zip(districts, [one.name for one in subjects.others], strict=True))
    assert len({of.group for of in shown.others}) == len(shown.others)
    chapters = [one.title for one in record_books["hele-byen"].headings if one.level == 2]
    assert [one for one in chapters if one in {of.group for of in shown.pages}] == list(
        dict.fromkeys(of.group for of in shown.pages)
    )
    assert {of.group for of in pages_of("amager").others} == {""}


def test_an_official_bydel_is_not_called_a_neighbourhood() -> None:
    kinds = {one.name: one.kind for of in pages_of("amager").others for one in of.places}
    assert (kinds["Amager Vest"], kinds["Holmbladsgadekvarteret"]) == ("bydel", "kvarter")


def test_a_place_that_nobody_is_tied_to_is_said_in_one_sentence() -> None:
    shown = pages_of("noerrebro", replace(catalogue_of([]), connections=bundled().connections))
    assert {one.questions for one in shown.pages} == {
        ("Dokumenterne knytter endnu ingen til stedet.",)
    }


def test_the_small_maps_have_a_round_scale_and_markers_that_keep_apart(
    small_maps: tuple[Plan, Subjects, dict[int, AreaMap]],
) -> None:
    plan, subjects, drawn = small_maps
    assert set(drawn) == {one.number for one in subjects.pages if one.shape is not None}
    for one in drawn.values():
        sheet, boxes = one.marked.sheet, [marker.box for marker in one.marked.markers]
        assert sheet.frame == area_frame(plan.paper)
        assert sheet.scale in ROUND_SCALES
        assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[:n])
        for marker in one.marked.markers:
            assert marker.numbers == tuple(sorted(plan.numbers[pin.id] for pin in marker.pins))


def test_the_small_maps_mark_who_works_there_and_nobody_else(
    small_maps: tuple[Plan, Subjects, dict[int, AreaMap]],
) -> None:
    plan, subjects, drawn = small_maps
    assert sum(len(drawn[one.number].marked.markers) for one in subjects.pages) > len(drawn)
    for one in subjects.pages:
        here = {who.id for who in members(one, bundled())}
        marked = {pin.id for m in drawn[one.number].marked.markers for pin in m.pins}
        assert marked <= here & plan.spots.keys(), one.name


def test_the_small_maps_say_what_they_show(
    record_books: Mapping[str, Printed], small_maps: tuple[Plan, Subjects, dict[int, AreaMap]]
) -> None:
    _, subjects, drawn = small_maps
    alts = record_books["noerrebro"].alts
    for one in subjects.pages:
        [alt] = [text for text in alts if text.startswith(f"Kort over {one.name} i målestok")]
        assert f"{len(drawn[one.number].marked.markers)} nummer" in alt


def test_hostile_text_stands_on_the_pages_as_it_is() -> None:
    whole = catalogue_of([project(1, "Tingbjerg-Utterslev", name="Ét")])
    [listed] = whole.layers["tingbjerg", LISTS]
    place = listed.properties["place_id"]
    bad = replace(listed, properties={**listed.properties, "list": TYPST, "criterion": SVG})
    named = tuple(
        replace(one, properties={**one.properties, "name": TYPST}) if one.id == place else one
        for one in whole.layers["tingbjerg", "kvarterer"]
    )
    layers = {**whole.layers, ("tingbjerg", LISTS): (bad,), ("tingbjerg", "kvarterer"): named}
    row = {
        "document": JSON, "document_place": TYPST, "area": "x", "figure": SVG, "as_printed": TYPST,
        "year": "2007", "place_ids": place, "collections": "",
    }  # fmt: skip
    figures = Connections(tables={"area_figures": (row,)})
    hostile = replace(whole, layers=layers, connections=figures)
    files = print_collections(hostile, ["tingbjerg"], built=BUILT)
    text = Printed(files["pdf/tingbjerg.pdf"]).squeezed
    assert text.count(squeezed(TYPST)) >= 4
    assert all(squeezed(one) in text for one in (SVG, JSON))
