"""The indexes: every record under what it states, streets in the cells where they really are."""

import re
from functools import cache

import numpy as np
import pytest
import shapely

from atlas.catalogue import Catalogue
from atlas.layers import danish_order
from atlas.printing import print_collections
from atlas.printing.directory import Reference
from atlas.printing.documents import Documents
from atlas.printing.indexes import Indexes, indexes
from atlas.printing.layout import PAPERS
from atlas.printing.maps.layers_on_paper import LayersOnPaper
from atlas.printing.plan import Plan, Spot, plan_book
from atlas.printing.street_index import IndexedStreet
from atlas.printing.wording import wording
from geodata.districts import Collection
from tests.atlas.printing.catalogues import (
    BUILT,
    ON_FEW_SHEETS,
    actor,
    at,
    bundled,
    catalogue_of,
    full_actor,
)
from tests.atlas.printing.reading import Printed


@cache
def planned() -> tuple[Plan, dict[int, LayersOnPaper], Indexes]:
    """The bundled record's book on Nørrebro, its sheets and its indexes."""
    return indexed(bundled())


def indexed(
    catalogue: Catalogue, collection: Collection = Collection.NOERREBRO
) -> tuple[Plan, dict[int, LayersOnPaper], Indexes]:
    """A book, on Nørrebro where nothing else is asked for, its sheets and its indexes."""
    plan = plan_book(catalogue, collection, PAPERS["a4"])
    layers = {
        one.number: LayersOnPaper(catalogue=catalogue, collection=one.shows, sheet=one.sheet)
        for one in plan.sheets
    }
    return plan, layers, indexes(plan, layers, wording("da"))


def streets(found: Indexes) -> dict[str, IndexedStreet]:
    every = [one for under in found.by_street for one in under.found]
    return {one.name: one for one in every if isinstance(one, IndexedStreet)}


@pytest.mark.parametrize("key", ["themes", "target_groups"])
def test_every_record_stands_under_each_of_its_terms_and_only_there(key: str) -> None:
    plan, _, found = planned()
    groups = found.by_theme if key == "themes" else found.by_target_group
    for group in groups:
        told = {
            plan.numbers[one.id]
            for one in plan.records
            if (group.code in one.properties.get(key, ()))
            or (not group.code and not one.properties.get(key))
        }
        assert list(group.numbers) == sorted(told), group.title
    assert {number for group in groups for number in group.numbers} == set(plan.numbers.values())
    assert groups[-1].code == ""


def test_names_stand_once_in_danish_order_under_their_letters() -> None:
    plan, _, found = planned()
    names = [one for under in found.by_name for one in under.found if isinstance(one, Reference)]
    assert sorted(one.number for one in names) == sorted(plan.numbers.values())
    assert [one.name for one in names] == sorted((one.name for one in names), key=danish_order)
    letters = [under.letter for under in found.by_name]
    assert letters[0] == ""
    assert letters[-1] == "Æ"
    assert len(set(letters)) == len(letters)


def test_quotation_marks_move_no_name_out_of_its_letter() -> None:
    records = [
        actor(f"a-{n}", name=name) for n, name in enumerate(["»Øen«", "(Ærø)", "Ål", "2200"])
    ]
    records += [actor(f"a-b{n}", name=f"Bro {n}") for n in range(20)]
    _, _, found = indexed(catalogue_of(records))
    assert [under.letter for under in found.by_name] == ["", "B", "Æ", "Ø", "Å"]


def test_figures_stand_by_their_value_and_foreign_letters_as_they_are_read() -> None:
    given = ["8 mio.", "§ 18-midler", "10 år", "Bülow", "Byen", "Bøgen", "C:NTACT", "CASA"]
    records = [actor(f"a-{n}", name=name) for n, name in enumerate(given)]
    records += [actor(f"a-x{n}", name=f"Åen {n}") for n in range(20)]
    _, _, found = indexed(catalogue_of(records))
    names = [one.name for under in found.by_name for one in under.found][: len(given)]
    assert names == ["8 mio.", "10 år", "§ 18-midler", "Byen", "Bülow", "Bøgen", "CASA", "C:NTACT"]


def test_a_street_is_in_the_cell_that_the_index_names() -> None:
    plan, layers, found = planned()
    sheets = {one.number: one.numbered for one in plan.sheets}
    by_name = streets(found)
    assert len(by_name) > 50
    for street in by_name.values():
        for spot in street.spots:
            on, drawn = sheets[spot.sheet], layers[spot.sheet]
            across, down = on.grid
            column, row = "ABCDEFGH".index(spot.cell[0]), int(spot.cell[1:]) - 1
            width, height = on.sheet.width / across, on.sheet.height / down
            box = shapely.box(
                column * width, row * height, (column + 1) * width, (row + 1) * height
            )
            pieces = [
                shape
                for kind in ("street-1", "street-2", "street-3")
                for one, shape in drawn.named_ground(kind)
                if one.name == street.name
            ]
            assert shapely.intersects(pieces, box).any(), (street.name, spot)


def test_every_street_that_runs_through_the_district_is_in_the_index() -> None:
    _, layers, found = planned()
    known = set(streets(found))
    for drawn in layers.values():
        inside = shapely.intersection(
            drawn.own[0][1], shapely.box(0, 0, drawn.sheet.width, drawn.sheet.height)
        )
        pieces = [
            pair
            for kind in ("street-1", "street-2", "street-3")
            for pair in drawn.named_ground(kind)
        ]
        lengths = shapely.length(
            shapely.intersection(np.array([shape for _, shape in pieces]), inside)
        )
        through = {
            one.name for (one, _), length in zip(pieces, lengths, strict=True) if length > 500
        }
        assert through <= known | {""}
    assert "Roskildevej" not in known


def test_behind_a_street_stand_the_records_that_are_in_it() -> None:
    _, _, found = indexed(
        catalogue_of(
            [
                full_actor("a-1", place=at(55.6931, 12.5472, "Jagtvej 69, 2. tv")),
                full_actor("a-2", place=at(55.6931, 12.5472, "Den lille gyde 3")),
                full_actor("a-3", place=at(55.64, 12.08, "Jagtvej 1")),
            ]
        )
    )
    by_name = streets(found)
    assert len(by_name["Jagtvej"].numbers) == 1
    assert len(by_name["Den lille gyde"].numbers) == 1
    assert isinstance(by_name["Den lille gyde"].spots[0], Spot)


def test_numbers_are_explained_where_a_street_has_any() -> None:
    said = wording("da").say("directory.by_street_numbers")
    _, _, none = indexed(catalogue_of([]))
    _, _, some = indexed(
        catalogue_of([full_actor("a-1", place=at(55.6931, 12.5472, "Jagtvej 69"))])
    )
    assert [said in one.streets_intro for one in (none, some)] == [False, True]


def test_a_street_outside_the_districts_is_there_for_the_record_that_lies_in_it() -> None:
    _, _, found = indexed(bundled(), Collection.WHOLE_CITY)
    by_name = streets(found)
    for name, count in {"Saxogade": 2, "Musvågevej": 1, "Hindegade": 1}.items():
        assert len(by_name[name].numbers) == count, name
    assert "Jagtvejskvarteret" not in by_name


def test_a_book_without_records_still_has_its_streets() -> None:
    _, _, found = indexed(catalogue_of([]))
    assert (found.by_theme, found.by_target_group, found.by_name) == ((), (), ())
    assert "Jagtvej" in streets(found)


def test_a_reader_of_the_index_is_led_to_entries_and_sheets(noerrebro: Printed) -> None:
    page = next(n for n, text in enumerate(noerrebro.pages, 1) if "Efter gade" in text)
    targets = [str(one.target) for one in noerrebro.links if one.page == page]
    assert {f"e-{number}" for number in (1, 12)} <= set(targets)
    sheets = [one for one in targets if one.startswith("sheet-")]
    assert len(sheets) > 50
    assert set(sheets) == {"sheet-1", "sheet-2", "sheet-3"}
    text = " ".join(noerrebro.pages[page - 1].split())
    assert re.search(r"Jagtvej 1 [A-D]\d, 2 [A-D]\d, 3 [A-D]\d", text)
    assert "Uden angivet målgruppe" not in text


def test_names_that_differ_in_large_letters_alone_stand_in_one_line() -> None:
    same = [actor("a-1", name="Dans i Byen"), actor("a-2", name="Dans I Byen")]
    others = [actor(f"a-x{n}", name=f"Åen {n}") for n in range(20)]
    files = print_collections(
        catalogue_of([*same, *others]), ["noerrebro"], built=BUILT, scale=ON_FEW_SHEETS
    )
    text = Printed(files["pdf/noerrebro.pdf"]).text
    index = " ".join(text[text.index("Efter navn") :].split())
    assert re.search(r"D Dans [iI] Byen \d+, \d+ ", index)


def test_documents_are_named_where_their_ids_stand_alone() -> None:
    titles = Documents(titles={"status-2008": "Status 2008", "halv-status-2008": "Halv status"})
    told = "halv-status-2008, s. 1; status-2008 og min-status-2008"
    assert titles.named(told) == "Halv status, s. 1; Status 2008 og min-status-2008"
    assert Documents(titles={}).named(told) == told


def test_a_figure_stays_beside_what_it_numbers() -> None:
    named = Documents(titles={}).named("Bilag 3, skema 2.13; Afsnit tre, nr. 4")
    assert named == "Bilag\u00a03, skema\u00a02.13; Afsnit tre, nr.\u00a04"
