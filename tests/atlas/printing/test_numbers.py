"""Numbers on the map are those of the directory, both ways, by the PDF's own links and text."""

import re
from collections.abc import Mapping

import pytest

from atlas.printing import print_collections
from tests.atlas.printing.catalogues import BUILT, actor, at, catalogue_of, town
from tests.atlas.printing.reading import Link, Printed

WITH_A_MAP = ["noerrebro", "valby", "amager", "tingbjerg", "oevrige-bydele"]


def numbers_of(label: str) -> range:
    """The numbers that a marker or entry bears: «7», or two with a dash."""
    first, last = re.fullmatch(r"(\d+)(?:\u2013(\d+))?", label).groups()  # type: ignore[union-attr]
    return range(int(first), int(last or first) + 1)


def label_of(printed: Printed, link: Link) -> str:
    """What is written inside a link's rectangle."""
    left, low, right, high = link.rectangle
    inside = [
        piece.text
        for piece in printed.pieces(link.page)
        if left <= piece.x <= right and low <= piece.y <= high
    ]
    return "".join(inside)


def markers(printed: Printed) -> list[tuple[range, Link]]:
    """Every marker of the map with its numbers."""
    map_page = printed.page_with("1:")
    return [
        (numbers_of(label_of(printed, one)), one)
        for one in printed.links
        if one.page == map_page and str(one.target).startswith("e-")
    ]


def back_links(printed: Printed) -> dict[int, Link]:
    """Every number in the directory that leads to the map."""
    found = [one for one in printed.links if one.words.startswith(("Mærke", "Marker"))]
    return {int(label_of(printed, one)): one for one in found}


@pytest.mark.parametrize("collection", WITH_A_MAP)
def test_markers_and_directory_lead_to_each_other(
    books: Mapping[str, Printed], collection: str
) -> None:
    printed = books[collection]
    found, back = markers(printed), back_links(printed)
    assert found
    on_the_map = [number for numbers, _ in found for number in numbers]
    assert sorted(on_the_map) == sorted(back) == list(range(1, len(on_the_map) + 1))
    for numbers, marker in found:
        assert marker.target == f"e-{numbers[0]}"
        for number in numbers:
            page, _, x, y, _ = back[number].target
            assert printed.reader.pages[marker.page - 1] == page.get_object()
            left, low, _, high = marker.rectangle
            assert abs(x - left) < 1
            assert low <= y <= high + 15


@pytest.mark.parametrize("collection", [*WITH_A_MAP, "hele-byen"])
def test_every_record_has_one_number_and_an_anchor(
    books: Mapping[str, Printed], collection: str
) -> None:
    printed = books[collection]
    count = len(town().records(collection))
    assert set(printed.reader.named_destinations) == {f"e-{n}" for n in range(1, count + 1)}


def test_the_links_say_where_they_lead(noerrebro: Printed) -> None:
    assert all(one.words for one in noerrebro.links)
    for numbers, marker in markers(noerrebro):
        assert re.match(rf"Nr\. {numbers[0]}: \S.*, side \d+$", marker.words)
    assert {one.words.split(",")[0] for one in back_links(noerrebro).values()} >= {
        "Mærke 1\N{EN DASH}4 på kortet"
    }


def test_a_crowded_map_matches_too() -> None:
    everywhere = [
        actor(f"a-{n}", place=at(55.685 + n % 17 * 0.0013, 12.53 + n % 23 * 0.0012))
        for n in range(120)
    ]
    catalogue = catalogue_of(everywhere)
    files = print_collections(catalogue, ["noerrebro"], built=BUILT)
    printed = Printed(files["pdf/noerrebro.pdf"])
    on_the_map = sorted(number for numbers, _ in markers(printed) for number in numbers)
    assert on_the_map == sorted(back_links(printed))
    assert len(on_the_map) == len(catalogue.records("noerrebro")) > 60
