"""What set-up measured of the fonts is what stands in the font files."""

from __future__ import annotations

from importlib import resources

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from atlas.printing.fonts import font_folder, letter, printable, text_width

LETTERS = "AÅgjæøéß1. \N{EN DASH}م"


@pytest.mark.parametrize(
    ("file", "weight", "italic"),
    [
        ("NotoSans-Regular.ttf", 400, False),
        ("NotoSans-Bold.ttf", 700, False),
        ("NotoSans-Italic.ttf", 400, True),
    ],
)
def test_letters_reach_as_far_as_their_outlines(file: str, weight: int, *, italic: bool) -> None:
    with resources.as_file(font_folder() / file) as path, TTFont(path) as font:
        glyphs, names, units = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
        for one in LETTERS:
            if ord(one) not in names:
                continue
            pen = BoundsPen(glyphs)
            glyphs[names[ord(one)]].draw(pen)
            _, low, _, high = pen.bounds or (0, 0, 0, 0)
            advance = glyphs[names[ord(one)]].width
            told = letter(one, weight, italic=italic)
            assert told == pytest.approx((advance / units, low / units, high / units), abs=2e-3)


def test_a_line_is_as_wide_as_its_letters() -> None:
    each = [letter(one, 600, italic=False)[0] for one in "Ågade 5"]
    assert text_width("Ågade 5", 8, 600) == pytest.approx(8 * sum(each))


def test_what_one_family_has_can_be_set_and_what_none_has_is_told() -> None:
    assert printable("Ærø م").missing == ()
    assert printable("Ærø 🎈").missing == ("🎈",)
