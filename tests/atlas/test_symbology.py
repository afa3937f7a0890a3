from itertools import combinations

import pytest

from actors.taxonomy import Theme
from atlas.symbology import SEVERAL_THEMES, THEME_SIGNS, Sign, sign_for

Matrix = tuple[tuple[float, float, float], ...]

SIGNS = [*THEME_SIGNS.values(), SEVERAL_THEMES]

# Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of Color Vision
# Deficiency (2009), severity 1.0, on linear RGB.
VISIONS: dict[str, Matrix] = {
    "typical": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
JUST_TOLD_APART = 20.0
"""CIE76 distance; about 2.3 is just noticeable side by side, small signs on a map want far more."""


def linear(colour: str) -> list[float]:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, vision: Matrix) -> tuple[float, float, float]:
    rgb = linear(colour)
    seen = [
        min(1.0, max(0.0, sum(part * c for part, c in zip(row, rgb, strict=True))))
        for row in vision
    ]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        ratio ** (1 / 3) if ratio > 0.008856 else 7.787 * ratio + 16 / 116
        for ratio in (
            sum(part * c for part, c in zip(row, seen, strict=True)) / point
            for row, point in zip(to_xyz, white, strict=True)
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("vision", VISIONS)
def test_the_colours_stay_apart_for_every_eye(vision: str) -> None:
    for one, other in combinations(SIGNS, 2):
        pairs = zip(
            lab(one.colour, VISIONS[vision]), lab(other.colour, VISIONS[vision]), strict=True
        )
        distance = sum((a - b) ** 2 for a, b in pairs) ** 0.5
        assert distance > JUST_TOLD_APART, (vision, one.code, other.code)


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.code)
def test_every_sign_is_read_on_its_ground(sign: Sign) -> None:
    assert contrast(sign.ink, sign.colour) >= 4.5


def test_every_theme_has_a_colour_and_a_sign_of_its_own() -> None:
    assert list(THEME_SIGNS) == [theme.value for theme in Theme]
    assert len({sign.colour for sign in SIGNS}) == len({sign.path for sign in SIGNS}) == 7


def test_several_themes_favour_none() -> None:
    assert sign_for(["bolig"]).code == "bolig"
    assert sign_for(["bolig", "bolig"]).code == "bolig"
    assert sign_for(["bolig", "tryghed"]) is SEVERAL_THEMES
    assert sign_for([]) is SEVERAL_THEMES
