"""Numbers on the map are those of the directory, both ways, by the PDF's own links and text."""

import re
from collections.abc import Mapping

import pytest

from atlas.printing import print_collections
from tests.atlas.printing.catalogues import BUILT, ON_FEW_SHEETS, actor, at, catalogue_of, town
from tests.atlas.printing.reading import Link, Printed

SCALE = re.compile(r"1:\d{2,3}\.000\. ")
WITH_A_MAP = ["noerrebro", "valby", "amager", "tingbjerg", "oevrige-bydele", "hele-byen"]


def numbers_of(label: str) -> list[int]:
    """The numbers that a marker or entry bears: «7», two with a dash, runs with commas."""
    found: list[int] = []
    for run in label.split(","):
        first, last = re.fullmatch(r"(\d+)(?:\u2013(\d+))?", run.strip()).groups()  # type: ignore[union-attr]
        found += range(int(first), int(last or first) + 1)
    return found


def label_of(printed: Printed, link: Link) -> str:
    """What is written inside a link's rectangle."""
    left, low, right, high = link.rectangle
    inside = [
        piece.text
        for piece in printed.pieces(link.page)
        if left <= piece.x <= right and low <= piece.y <= high
    ]
    return "".join(inside)


def markers(printed: Printed) -> list[tuple[list[int], Link]]:
    """Every marker of the maps with its numbers."""
    maps = {number for number, text in enumerate(printed.pages, 1) if SCALE.search(text)}
    return [
        (numbers_of(label_of(printed, one)), one)
        for one in printed.links
        if one.page in maps and one.target.startswith("e-")
    ]


def back_links(printed: Printed) -> dict[int, Link]:
    """Every number in the directory that leads to a map."""
    found = [one for one in printed.links if one.words.startswith(("Mærke", "Marker"))]
    labelled = {label_of(printed, one): one for one in found}
    return {int(label): one for label, one in labelled.items() if label.isdecimal()}


@pytest.mark.parametrize("collection", WITH_A_MAP)
def test_markers_and_directory_lead_to_each_other(
    books: Mapping[str, Printed], collection: str
) -> None:
    printed = books[collection]
    found, back = markers(printed), back_links(printed)
    assert found
    on_the_maps = {number for numbers, _ in found for number in numbers}
    assert on_the_maps == set(back) == set(range(1, len(on_the_maps) + 1))
    for numbers, marker in found:
        assert marker.target == f"e-{numbers[0]}"
    for number, link in back.items():
        assert link.place
        page, x, y = link.place
        assert any(
            number in numbers
            and marker.page == page
            and abs(x - marker.rectangle[0]) < 1
            and marker.rectangle[1] <= y <= marker.rectangle[3] + 15
            for numbers, marker in found
        )


@pytest.mark.parametrize("collection", WITH_A_MAP)
def test_every_record_has_one_number_and_an_anchor(
    books: Mapping[str, Printed], collection: str
) -> None:
    printed = books[collection]
    everyone = town().by_id if collection == "hele-byen" else town().records(collection)
    count = len(everyone)
    anchors = {one for one in printed.anchors if one.startswith("e-")}
    assert anchors == {f"e-{n}" for n in range(1, count + 1)}


def test_the_links_say_where_they_lead(noerrebro: Printed) -> None:
    assert all(one.words for one in noerrebro.links)
    for numbers, marker in markers(noerrebro):
        assert re.match(rf"Nr\. {numbers[0]}: \S.*, side \d+$", marker.words)
    for number, one in back_links(noerrebro).items():
        said = re.match(r"Mærke (.+) på kort (\d+), side \d+$", one.words)
        assert said
        assert number in numbers_of(said[1])


def test_a_crowded_map_matches_too() -> None:
    everywhere = [
        actor(f"a-{n}", place=at(55.685 + n % 17 * 0.0013, 12.53 + n % 23 * 0.0012))
        for n in range(120)
    ]
    catalogue = catalogue_of(everywhere)
    files = print_collections(catalogue, ["noerrebro"], built=BUILT, scale=ON_FEW_SHEETS)
    printed = Printed(files["pdf/noerrebro.pdf"])
    on_the_maps = {number for numbers, _ in markers(printed) for number in numbers}
    assert on_the_maps == set(back_links(printed))
    assert len(on_the_maps) == len(catalogue.records("noerrebro")) > 60
