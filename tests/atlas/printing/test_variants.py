"""Posters and leaflets: one map, everyone on it or counted, and marks where they belong."""

import re
from dataclasses import replace

import pytest

from atlas.errors import PrintingError
from atlas.printing import print_collections
from atlas.printing.selection import Selection
from atlas.printing.typesetting import Typesetter
from atlas.printing.variants import variant_named
from atlas.printing.wording import wording
from tests.atlas.printing.catalogues import BUILT, actor, catalogue_of, full_actor, town
from tests.atlas.printing.leaves import (
    KINDS,
    Kind,
    as_set,
    crowd,
    entries,
    laid_out,
    lines,
    on_the_map,
    printed,
    usual,
)
from tests.atlas.printing.reading import MM, squeezed
from tests.atlas.printing.test_numbers import label_of, numbers_of


@pytest.mark.parametrize("variant", KINDS)
def test_numbers_on_the_map_and_in_the_list_lead_to_each_other(variant: Kind) -> None:
    leaf = printed(variant)
    there = [one for one in leaf.links if re.match(r"e-\d", one.target)]
    back = {int(label_of(leaf, one)): one for one in leaf.links if one.words.startswith("Mærke")}
    numbers = [number for one in there for number in numbers_of(label_of(leaf, one))]
    assert sorted(numbers) == sorted(back) == list(range(1, len(numbers) + 1)) != []
    assert {one.target for one in there} <= set(leaf.anchors)
    assert all(one.words.startswith("Nr. ") for one in there)
    (map_page,) = {one.page for one in there}
    assert {one.place[0] for one in back.values() if one.place} == {map_page}


@pytest.mark.parametrize("variant", KINDS)
def test_everyone_is_on_it_once(variant: Kind) -> None:
    leaf, records = printed(variant), town().records("noerrebro")
    text = squeezed(leaf.text)
    for record in records:
        assert text.count(squeezed(record.name)) >= 1
    assert {f"e-{n}" for n in range(1, len(records) + 1)} <= set(leaf.anchors)


@pytest.mark.parametrize(
    ("variant", "paper", "pages", "sides"),
    [
        ("poster", None, 1, {297, 420}),
        ("poster", "a2", 1, {420, 594}),
        ("leaflet", None, 2, {297, 210}),
        ("leaflet", "a3", 2, {420, 297}),
    ],
)
def test_the_paper_and_its_pages(
    variant: Kind, paper: str | None, pages: int, sides: set[int]
) -> None:
    leaf = as_set(variant, laid_out(variant, "valby", paper)) if paper else printed(variant)
    assert len(leaf.sizes) == pages
    for size in leaf.sizes:
        assert {round(side / MM) for side in size} == sides


def test_the_key_of_the_citys_leaf_names_the_boundaries_of_all_districts() -> None:
    labels = [laid_out("poster", of).data["legend"]["areas"][0] for of in ("hele-byen", "valby")]
    assert [one["label"] for one in labels] == ["Distrikternes grænser", "Distriktets grænse"]


def test_the_question_is_in_the_past_where_nobody_was_confirmed_of_late() -> None:
    asked = [laid_out("poster", catalogue=of).data["question"] for of in (town(), crowd())]
    assert asked == [
        "Hvem arbejdede med integration, og hvor?",
        "Hvem arbejder med integration, og hvor?",
    ]


def test_a_poster_says_what_dot_and_ring_mean() -> None:
    assert squeezed("adresse et sted i området eller gaden") in printed("poster").squeezed


@pytest.mark.parametrize("variant", KINDS)
def test_it_is_tagged_and_every_picture_says_something(variant: Kind) -> None:
    leaf = printed(variant)
    alts = leaf.alts
    assert leaf.root.MarkInfo.Marked
    assert all(alts)
    assert sum("1:" in one and "nummererede steder" in one for one in alts) == 1
    assert {"Bolig", "Tryghed"} <= set(alts)
    assert all(one.words for one in leaf.links)


@pytest.mark.parametrize("variant", KINDS)
def test_the_same_release_gives_the_same_bytes(variant: Kind) -> None:
    again = print_collections(town(), ["noerrebro"], built=BUILT, variant=variant)
    ending = {"poster": "plakat", "leaflet": "folder"}[variant]
    template = variant_named(variant).template
    first = Typesetter(built=BUILT).set(usual(variant), template)
    assert again == {f"pdf/noerrebro-{ending}.pdf": first}


@pytest.mark.parametrize("language", ["da", "en", "ar"])
@pytest.mark.parametrize("paper", ["a3", "a2"])
def test_the_key_of_a_poster_ends_above_its_foot(language: str, paper: str) -> None:
    for collection in ("noerrebro", "oevrige-bydele"):
        book = laid_out(
            "poster", collection, paper, words=wording(language), public_url="https://atlas.example"
        )
        leaf = as_set("poster", book)
        (page,), paper_mm = book.data["maps"], book.data["paper"]
        top = leaf.sizes[0][1] - (page["at_y_mm"] + page["height_mm"] + 9) * MM
        left, right = ((page["at_x_mm"] - 1) * MM, (page["at_x_mm"] + page["width_mm"] + 12) * MM)
        below = [one for one in leaf.pieces(1) if one.y < top and left < one.x < right]
        foot = paper_mm["bottom_mm"] * MM
        strip = [one.y for one in below if one.y > foot - 1]
        assert strip, "the key is there"
        lines = sorted({round(one.y) for one in below if one.y <= foot - 1})
        assert len(lines) <= 1, "at the foot is one line, and nothing beneath or on it"
        assert min(strip) > foot + 1 * MM


@pytest.mark.parametrize("variant", KINDS)
def test_hostile_names_are_only_names(variant: Kind) -> None:
    names = ["#panic() *fed* $x$ <e-1> @e-1", "Emoji \N{PARTY POPPER}", "x" * 300, "مركز النور"]
    hostile = catalogue_of(full_actor(f"a-{n}", name=name) for n, name in enumerate(names))
    book = laid_out(variant, catalogue=hostile)
    leaf = as_set(variant, book)
    assert squeezed(names[0]) in leaf.squeezed
    (emoji,) = [number for number, name in entries(book).items() if name.startswith("Emoji")]
    (told,) = book.data["sources"]["unprintable"]
    assert told == f"{emoji}. Emoji \N{REPLACEMENT CHARACTER}: U+1F389 PARTY POPPER"
    said = f"Nr. {emoji}: tegn, som ingen af atlassets skrifter har, er trykt som"
    assert squeezed(said) in leaf.squeezed.replace("-", "")
    assert "x" * 300 in leaf.squeezed
    assert {"e-1", "e-2", "e-3", "e-4"} <= set(leaf.anchors)


@pytest.mark.parametrize("variant", KINDS)
def test_an_empty_district_says_so(variant: Kind) -> None:
    leaf = as_set(variant, laid_out(variant, "valby", catalogue=catalogue_of([])))
    assert "Der er ingen poster i Valby i denne udgave." in leaf.text


@pytest.mark.parametrize("variant", KINDS)
def test_those_for_whom_there_is_no_room_are_counted(variant: Kind) -> None:
    book = laid_out(variant, catalogue=crowd(), public_url="https://atlas.example")
    (more,) = [squeezed(one["text"]) for one in lines(book) if one["kind"] == "more"]
    shown = sorted(entries(book))
    assert shown == list(range(1, len(shown) + 1))
    assert len(shown) > 60
    first, last = (int(one) for one in re.findall(r"Nr\.(\d+)\N{EN DASH}(\d+)", more)[0])
    left = int(re.findall(r"De([\d.]+)poster", more)[0].replace(".", ""))
    assert (first, last) == (len(shown) + 1, len(crowd().records("noerrebro")))
    assert left == last - len(shown)
    assert "atlasoverNørrebroogpåhttps://atlas.example/noerrebro/" in more
    assert more.endswith(f"Efterindsatsområde(enpostkanhøretilflere):Bolig{left}.")
    assert set(on_the_map(book)) <= {*shown, *range(first, last + 1)}
    leaf = as_set(variant, book)
    assert more in leaf.squeezed
    assert len(leaf.pages) == {"poster": 1, "leaflet": 2}[variant]


def test_confirmed_and_unconfirmed_are_told_apart_where_both_stand() -> None:
    mixed = catalogue_of([actor("ny"), replace(actor("gammel"), year=2007, assured_date=None)])
    notes = {one["text"]: one["note"] for one in lines(laid_out("poster", catalogue=mixed))}
    assert notes["Foreningen ny"] == "bekræftet 2026"
    assert notes["Foreningen gammel"] == "2007, ubekræftet"


@pytest.mark.parametrize("variant", KINDS)
def test_a_selection_says_that_it_is_one(variant: Kind) -> None:
    book = laid_out(variant, "tingbjerg", selection=Selection(themes=("bolig",)))
    assert book.data["only"] == "Kun indsatsområdet Bolig"
    leaf = as_set(variant, book)
    assert "Kun indsatsområdet Bolig" in leaf.text
    assert str(leaf.pdf.docinfo["/Title"]) == "TFI-atlas: Tingbjerg; Kun indsatsområdet Bolig"
    assert not usual(variant).data["only"]


def test_what_is_not_printed_on_a_paper_says_where_it_is() -> None:
    with pytest.raises(PrintingError, match=r"vælg --paper a4 eller a3\..*kun: poster"):
        print_collections(town(), ["valby"], built=BUILT, variant="leaflet", paper="a2")
    with pytest.raises(PrintingError, match="vælg --paper a3 eller a2"):
        print_collections(town(), ["valby"], built=BUILT, variant="poster", paper="a4")
    with pytest.raises(PrintingError, match="book, poster, leaflet"):
        print_collections(town(), ["valby"], built=BUILT, variant="flag")
    with pytest.raises(PrintingError, match=r"vælg --scale \d+ eller et større tal"):
        print_collections(town(), ["valby"], built=BUILT, variant="poster", scale=1_000)
