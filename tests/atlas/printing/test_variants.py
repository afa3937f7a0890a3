"""Posters and leaflets: one map, everyone on it or counted, and marks where they belong."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, Literal

import pytest

from actors.records import StatedPlace
from atlas.catalogue import Catalogue
from atlas.errors import PrintingError
from atlas.printing import print_collections
from atlas.printing.edition import Book, Edition
from atlas.printing.leaflet import FOLDS
from atlas.printing.selection import Selection
from atlas.printing.typesetting import Typesetter
from atlas.printing.variants import variant_named
from atlas.printing.wording import wording
from geodata.districts import Collection
from tests.atlas.printing.catalogues import BUILT, actor, at, catalogue_of, full_actor, town
from tests.atlas.printing.lettering import strokes
from tests.atlas.printing.reading import MM, Printed, squeezed
from tests.atlas.printing.test_numbers import label_of, numbers_of

Kind = Literal["poster", "leaflet"]
KINDS: tuple[Kind, ...] = ("poster", "leaflet")
EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"/>'


def laid_out(
    variant: Kind, collection: str = "noerrebro", paper: str | None = None, **more: Any
) -> Book:
    """The data and pictures of a leaf, before it is set."""
    kind = variant_named(variant)
    given = {"catalogue": town(), "words": wording("da"), "built": BUILT, **more}
    return kind.make(Edition(paper=kind.paper(paper), **given), Collection(collection))


usual = cache(laid_out)


def as_set(variant: Kind, book: Book) -> Printed:
    """A leaf as PDF without what its pictures show, which no test here reads."""
    book = replace(book, pictures=dict.fromkeys(book.pictures, EMPTY))
    return Printed(Typesetter(built=BUILT).set(book, variant_named(variant).template))


@cache
def printed(variant: Kind) -> Printed:
    return as_set(variant, usual(variant))


def lines(book: Book) -> Iterator[dict[str, Any]]:
    """Every line of the list, in the order of its columns."""
    for region in book.data["list"]["regions"]:
        for column in region["columns"]:
            yield from column


def entries(book: Book) -> dict[int, str]:
    """The names in the list, by number."""
    return {one["number"]: one["text"] for one in lines(book) if one["kind"] == "entry"}


def on_the_map(book: Book) -> list[int]:
    """Every number on a marker."""
    (page,) = book.data["maps"]
    return sorted(
        number
        for marker in page["markers"]
        for part in marker["label"].split(", ")
        for number in numbers_of(part)
    )


@cache
def crowd() -> Catalogue:
    """Two thousand invented actors of Nørrebro, two hundred of them at twenty points."""
    points = [at(55.688 + n % 4 * 0.003, 12.54 + n % 5 * 0.003) for n in range(200)]
    points += [StatedPlace(name="Nørrebro")] * 1_800
    return catalogue_of(
        actor(f"a-{n:04}", name=f"Foreningen for gode naboer nr. {n}", place=place)
        for n, place in enumerate(points)
    )


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


@pytest.mark.parametrize("name", FOLDS)
@pytest.mark.parametrize("runs_left", [False, True])
def test_folds_meet_on_both_sides_and_what_is_folded_in_is_narrower(
    name: str, *, runs_left: bool
) -> None:
    fold = FOLDS[name]
    outside, inside = (fold.folds_mm(outside=side, runs_left=runs_left) for side in (True, False))
    width = fold.paper.width_mm
    assert sorted(width - one for one in outside) == inside
    assert sum(fold.panels_mm) == width - 2 * fold.paper.side_mm
    if len(fold.panels_mm) == 3:
        assert fold.panels_mm[0] == fold.panels_mm[1] == fold.panels_mm[2] + 2
        flap = inside[0] if runs_left else width - inside[-1]
        assert flap - fold.paper.side_mm == fold.panels_mm[2]


def lines_drawn(leaf: Printed, page: int) -> list[tuple[float, float, float, float]]:
    """Every line of a page that is one straight stroke, in millimetres from the upper left."""
    height = leaf.sizes[page - 1][1]
    return [
        (x / MM, (height - y) / MM, to_x / MM, (height - to_y) / MM)
        for (x, y), (to_x, to_y) in strokes(leaf.pdf.pages[page - 1])
    ]


def test_the_marks_stand_at_the_cut_and_at_the_folds() -> None:
    leaf, fold = printed("leaflet"), FOLDS["a4"]
    left, right, top, bottom = 5.5, 291.5, 6, 204
    for page, folds in ((1, [99.5, 195.5]), (2, [101.5, 197.5])):
        assert fold.folds_mm(outside=page == 1, runs_left=False) == folds
        margin = [
            (x, y, to_x, to_y)
            for x, y, to_x, to_y in lines_drawn(leaf, page)
            if max(y, to_y) < top or min(y, to_y) > bottom
        ]
        for x in (left, right, *folds):
            upright = [one for one in margin if abs(one[0] - x) < 0.05 and abs(one[2] - x) < 0.05]
            assert {round(one[1] < top) for one in upright} == {0, 1}
        level = [
            (x, to_x, y)
            for x, y, to_x, to_y in lines_drawn(leaf, page)
            if abs(y - to_y) < 0.01 and (max(x, to_x) < left or min(x, to_x) > right)
        ]
        assert {round(y, 1) for _, _, y in level} == {top, bottom}


def test_nothing_but_the_map_of_a_leaflet_crosses_a_fold() -> None:
    book = usual("leaflet")
    leaflet = book.data["leaflet"]
    for one in book.data["list"]["regions"]:
        folds = leaflet["folds_mm"][one["page"] - 1]
        inside = [one["x_mm"] < fold < one["x_mm"] + one["width_mm"] for fold in folds]
        assert not any(inside)
    for panel in (leaflet["front"], leaflet["back"], *leaflet["fold"]):
        left, right = panel["x_mm"], panel["x_mm"] + panel["width_mm"]
        assert not any(left < fold < right for fold in leaflet["folds_mm"][0])


@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize("language", ["da", "en", "ar"])
def test_a_long_list_goes_on_on_the_back_above_what_is_told_there(
    paper: str, language: str
) -> None:
    online = "https://an.address.of.some.length.example"
    book = laid_out(
        "leaflet", "noerrebro", paper, catalogue=crowd(), words=wording(language), public_url=online
    )
    told, (*_, last) = book.data["leaflet"], book.data["list"]["regions"]
    assert last["page"] == 1
    assert last["x_mm"] == pytest.approx(told["back"]["x_mm"] + told["padding_mm"])
    assert any(last["columns"])
    leaf, left = as_set("leaflet", book), last["x_mm"] * MM
    on_the_back = [
        one for one in leaf.pieces(1) if left - 1 <= one.x <= left + last["width_mm"] * MM + 1
    ]
    headings = [one.y + one.size for one in on_the_back if one.size == told["heading_pt"]]
    foot = leaf.sizes[0][1] - (last["y_mm"] + last["height_mm"]) * MM
    size = book.data["list"]["size_pt"]
    above = [one.y for one in on_the_back if one.y > max(headings)]
    assert len(headings) >= 2
    assert max(headings) < foot < min(above)
    assert {one.size for one in on_the_back if one.y in above} <= {size, 1.3 * size}


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_a_short_list_leaves_room_to_tell_who_is_there_for_whom(paper: str) -> None:
    groups = {"boern": [1, 2, 3], "kvinder": [3]}
    few = catalogue_of(
        replace(actor(f"a-{n}"), target_groups=tuple(one for one in groups if n in groups[one]))
        for n in range(1, 6)
    )
    book = laid_out("leaflet", "noerrebro", paper, catalogue=few)
    number = {record.id: n for n, record in enumerate(few.records("noerrebro"), 1)}
    assert {one["title"]: one["numbers"] for one in book.data["leaflet"]["groups"]} == {
        "Børn": [number[f"a-{n}"] for n in (1, 2, 3)],
        "Kvinder": [number["a-3"]],
        "Uden angivet målgruppe": [number[f"a-{n}"] for n in (4, 5)],
    }
    leaf = as_set("leaflet", book)
    assert "Efter målgruppe" in leaf.text
    assert "Kvinder 3" in leaf.text
    assert (
        squeezed("Efter målgruppe")
        not in as_set(
            "leaflet", laid_out("leaflet", "noerrebro", paper, catalogue=crowd())
        ).squeezed
    )


def test_the_key_of_the_citys_leaf_names_the_boundaries_of_all_districts() -> None:
    labels = [laid_out("poster", of).data["legend"]["areas"][0] for of in ("hele-byen", "valby")]
    assert [one["label"] for one in labels] == ["Distrikternes grænser", "Distriktets grænse"]


def test_the_question_is_in_the_past_where_nobody_was_confirmed_of_late() -> None:
    asked = [laid_out("poster", catalogue=of).data["notice"] for of in (town(), crowd())]
    assert [one.question if hasattr(one, "question") else one["question"] for one in asked] == [
        "Hvem arbejdede med integration, og hvor?",
        "Hvem arbejder med integration, og hvor?",
    ]


def test_a_poster_says_what_dot_and_ring_mean() -> None:
    assert squeezed("adresse et sted i området eller gaden") in printed("poster").squeezed


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_no_letter_of_the_name_hangs_into_the_line_below_it(paper: str) -> None:
    leaf = as_set("leaflet", laid_out("leaflet", "valby", paper))
    name = next(one for one in leaf.pieces(1) if "Valby" in one.text and one.size > 30)
    below = next(one for one in leaf.pieces(1) if "Hvem arbejde" in one.text)
    foot, top = name.y - 0.24 * name.size, below.y + 0.76 * below.size
    assert foot > top


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


def test_a_leaflet_read_from_the_right_has_its_panels_so() -> None:
    danish, arabic = usual("leaflet"), laid_out("leaflet", words=wording("ar"))
    width = danish.data["paper"]["width_mm"]
    for part in ("front", "back"):
        one, other = (book.data["leaflet"][part] for book in (danish, arabic))
        assert other["x_mm"] == width - one["x_mm"] - one["width_mm"]
    for one, other in zip(
        danish.data["list"]["regions"], arabic.data["list"]["regions"], strict=False
    ):
        assert other["x_mm"] == pytest.approx(width - one["x_mm"] - one["width_mm"])
    assert as_set("leaflet", arabic).root.Lang == "ar"
