"""Leaflets: panels, folds and cuts, and what stands on them beside the list."""

from dataclasses import replace

import pytest

from atlas.printing.leaflet import FOLDS
from atlas.printing.wording import wording
from tests.atlas.printing.catalogues import actor, catalogue_of
from tests.atlas.printing.leaves import (
    as_set,
    crowd,
    laid_out,
    printed,
    usual,
)
from tests.atlas.printing.lettering import strokes
from tests.atlas.printing.reading import MM, Printed, squeezed


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


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_no_letter_of_the_name_hangs_into_the_line_below_it(paper: str) -> None:
    leaf = as_set("leaflet", laid_out("leaflet", "valby", paper))
    name = next(one for one in leaf.pieces(1) if "Valby" in one.text and one.size > 30)
    below = next(one for one in leaf.pieces(1) if "Hvem arbejde" in one.text)
    foot, top = name.y - 0.24 * name.size, below.y + 0.76 * below.size
    assert foot > top


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
