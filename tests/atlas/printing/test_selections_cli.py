"""An atlas of a part: by theme, target group, area and box; what it says of itself."""

from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from atlas.cli import cli
from atlas.printing import print_collections
from atlas.printing.area_subjects import subjects_of
from atlas.printing.selection import Selection
from atlas.printing.selection_told import nobody, only
from atlas.printing.wording import wording
from atlas.printing_cli import BoxOfDegrees, pdf_command
from geodata.districts import DISTRICTS, Collection
from tests.atlas.printing.catalogues import BUILT, bundled, town
from tests.atlas.printing.reading import Printed


@pytest.mark.parametrize(
    "box", ["1,2,3", "a,b,c,d", "12.6,55.6,12.5,55.7", "12.5,95,12.6,96", "nan,1,2,3", ""]
)
def test_what_is_no_box_is_refused_with_an_example(box: str) -> None:
    result = CliRunner().invoke(pdf_command, ["--bbox", box])
    assert result.exit_code == 2
    assert "12.53,55.68,12.57,55.71" in result.output


def test_a_box_is_west_south_east_north() -> None:
    box = BoxOfDegrees().convert("12.53,55.68,12.57,55.71", None, None)
    assert box == (12.53, 55.68, 12.57, 55.71)


def test_every_choice_must_be_met() -> None:
    records = town().records("noerrebro")
    both = Selection(themes=("bolig",), area="mjoelnerparken")
    found = [one for one in records if both.holds(one)]
    assert found
    assert all("bolig" in one.properties["themes"] for one in found)
    assert all("mjoelnerparken" in one.properties["areas"] for one in found)
    either = Selection(themes=("bolig", "tryghed"))
    assert {one.id for one in records if either.holds(one)} == {
        one.id for one in records if {"bolig", "tryghed"} & set(one.properties["themes"])
    }


def test_a_file_is_named_by_what_it_was_chosen_by() -> None:
    chosen = Selection(themes=("bolig",), area="mjoelnerparken", box=(1, 2, 3, 4))
    assert Path("-".join(["noerrebro", *chosen.words])).name == (
        "noerrebro-bolig-mjoelnerparken-udsnit"
    )


def test_an_area_is_a_part_of_its_district_and_a_box_one_of_the_city() -> None:
    catalogue = town()
    assert Selection(area="mjoelnerparken").collections(catalogue) == (Collection.NOERREBRO,)
    assert Selection(box=(12.5, 55.6, 12.6, 55.7)).collections(catalogue) == (
        Collection.WHOLE_CITY,
    )
    assert Selection(area="findes-ikke").collections(catalogue) == (Collection.WHOLE_CITY,)
    assert Selection(themes=("bolig",)).collections(catalogue) is None


@pytest.mark.parametrize(
    ("selection", "danish"),
    [
        (Selection(), ""),
        (Selection(themes=("uddannelse",)), "Kun indsatsområdet Uddannelse"),
        (
            Selection(themes=("uddannelse", "bolig"), target_groups=("boern",)),
            "Kun indsatsområderne Uddannelse og Bolig, målgruppen børn",
        ),
        (
            Selection(area="mjoelnerparken", target_groups=("boern", "unge", "kvinder")),
            "Kun målgrupperne børn, unge og kvinder, området Mjølnerparken",
        ),
        (Selection(box=(12.5, 55.6, 12.6, 55.7)), "Kun et udsnit af kortet"),
    ],
)
def test_what_is_chosen_is_said_in_words(selection: Selection, danish: str) -> None:
    assert only(selection, town(), wording("da")) == danish


def test_a_selection_that_holds_nobody_says_so() -> None:
    chosen = Selection(themes=("tryghed",))
    assert nobody(chosen, town(), wording("da"), "Valby") == (
        "Ingen i Valby svarer til udvalget: indsatsområdet Tryghed."
    )


@pytest.fixture(scope="module")
def of_an_area() -> Printed:
    """The record's book of one area of Nørrebro, which holds another."""
    chosen = Selection(area="mimersgadekvarteret")
    (content,) = print_collections(bundled(), ["noerrebro"], built=BUILT, selection=chosen).values()
    return Printed(content)


def test_a_part_says_on_its_cover_and_at_the_foot_of_each_page_what_it_is(
    of_an_area: Printed,
) -> None:
    told = "Kun området Mimersgadekvarteret"
    assert all(told in " ".join(page.split()) for page in of_an_area.pages)
    assert of_an_area.pdf.docinfo["/Title"] == f"TFI-atlas: Nørrebro; {told}"


def test_of_an_area_its_own_page_is_printed_and_those_of_what_lies_in_it(
    of_an_area: Printed,
) -> None:
    titles = [one.title for one in of_an_area.headings if one.level == 2]
    first = titles.index("Mjølnerparken")
    assert titles[first : first + 2] == ["Mjølnerparken", "Mimersgadekvarteret"]
    assert not {"Lundtoftegade", "Aldersrogade"} & set(titles)
    assert "Helhedsplaner for de fem udsatte" not in " ".join(titles)
    assert "Det fortæller dokumenterne" not in of_an_area.text


def test_an_entry_leads_to_the_page_of_its_area_and_that_page_back(of_an_area: Printed) -> None:
    (page, _, _), (other, _, _) = (of_an_area.anchors[f"area-{n}"] for n in (1, 2))
    there = [one for one in of_an_area.links if one.target == "area-1"]
    assert there
    for one in there:
        left, low, right, high = one.rectangle
        words = "".join(
            piece.text
            for piece in of_an_area.pieces(one.page)
            if left <= piece.x <= right and low <= piece.y <= high
        )
        assert f"side {page}" in " ".join(words.split())
        assert one.words == f"Mjølnerparken, side {page}"
    # The list of who works there may run over to the page behind.
    back = {one.target for one in of_an_area.links if page <= one.page <= other + 1}
    numbers = [number for number in of_an_area.anchors if number.startswith("e-")]
    assert set(numbers) <= back


def test_the_book_of_the_city_holds_the_areas_of_all_its_districts() -> None:
    told = subjects_of(bundled(), Collection.WHOLE_CITY)
    names = [one.name for one in told.pages]
    assert {"Mjølnerparken", "Akacieparken", "Urbanplanen", "Tingbjerg-Utterslev"} <= set(names)
    assert len(set(names)) == len(names), "a plan for several districts stands once"
    assert [one.number for one in told.pages] == list(range(1, len(names) + 1))
    for code in DISTRICTS:
        own = subjects_of(bundled(), code)
        assert {one.name for one in own.pages} <= set(names)
        assert {one.id for one in own.others} <= {one.id for one in told.others}


def test_the_command_says_before_it_prints_what_no_font_has(tmp_path: Path) -> None:
    table = tmp_path / "actors.csv"
    table.write_text("Id;Navn;Sted;År\na-fest;Fest \N{PARTY POPPER};Valby;2026\n", encoding="utf-8")
    environment = {"TFI_ATLAS_HOME": str(tmp_path / "home"), "TFI_ATLAS_REFERENCE": ""}
    run = partial(CliRunner(env=environment).invoke, cli)
    built = run(["build", "--without-record", "--without-pdf", "--actors", str(table)])
    assert built.exit_code == 0, built.output
    printed = run(["pdf", "valby", "--as", "leaflet", "-o", str(tmp_path / "print")])
    assert printed.exit_code == 0, printed.output
    assert "U+1F389 PARTY POPPER, i Fest \N{PARTY POPPER} (a-fest)" in printed.stderr
    assert (tmp_path / "print" / "valby-folder.pdf").is_file()
