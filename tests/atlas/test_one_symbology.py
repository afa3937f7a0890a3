"""One symbology for website, paper and notebook; the ground under the records is quiet and read."""

from dataclasses import replace
from itertools import pairwise

import pytest

from atlas.ground_symbology import GROUND_STYLES, HALO, LETTERINGS
from atlas.maps import collection_map as folium_map
from atlas.maps import standalone_html
from atlas.printing.maps import drawing
from atlas.printing.maps.legend_svg import legend_files
from atlas.printing.maps.map_svg import cover_styles
from atlas.symbology import AREA_STYLES, THEME_SIGNS, print_palette, sign_for
from geodata.districts import Collection
from tests.atlas.printing.catalogues import town
from tests.atlas.test_symbology import contrast, luminance
from tools.symbology_assets import symbology_css

THEME = "bolig"
ANOTHER = "#123456"
DAY, NIGHT = 0, 1
STREETS = [f"street-{rank}" for rank in range(1, 6)]


def test_a_theme_is_recoloured_in_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    before = THEME_SIGNS[THEME].colour
    monkeypatch.setitem(THEME_SIGNS, THEME, replace(THEME_SIGNS[THEME], colour=ANOTHER))
    drawn = {
        "website and its legend": symbology_css(),
        "markers on paper": drawing.sign_file(sign_for([THEME])).decode(),
        "legend on paper": legend_files()[f"sign-{THEME}.svg"].decode(),
        "notebook and its legend": standalone_html(folium_map(town(), Collection.NOERREBRO)),
    }
    for where, text in drawn.items():
        assert ANOTHER in text, where
        assert before not in text, where


def test_an_area_is_recoloured_in_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = "district"
    monkeypatch.setitem(AREA_STYLES, kind, replace(AREA_STYLES[kind], stroke=ANOTHER))
    assert f"--area-{kind}-stroke: {ANOTHER};" in symbology_css()
    assert ANOTHER in legend_files()[f"area-{kind}.svg"].decode()
    assert ANOTHER in standalone_html(folium_map(town(), Collection.NOERREBRO))
    assert ANOTHER in cover_styles()["line"]
    assert print_palette()["brown"] == ANOTHER


@pytest.mark.parametrize("shade", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("kind", LETTERINGS)
def test_every_name_is_read_on_its_halo_and_on_the_land(kind: str, shade: int) -> None:
    ink = LETTERINGS[kind].ink[shade]
    beneath = {"halo": HALO[shade]}
    beneath |= {one: GROUND_STYLES[one].fill[shade] for one in ("land", "district", "built-up")}
    if kind in STREETS:
        beneath[kind] = GROUND_STYLES[kind].fill[shade]
    for what, colour in beneath.items():
        assert contrast(ink, colour) >= 4.5, what


@pytest.mark.parametrize("zoom", range(11, 19))
def test_a_greater_street_is_never_drawn_narrower(zoom: int) -> None:
    shown = [GROUND_STYLES[one] for one in STREETS if GROUND_STYLES[one].since <= zoom]
    widths = [style.width_at(zoom) + style.casing_px for style in shown]
    assert all(greater > less for greater, less in pairwise(widths))


def test_streets_are_lighter_than_their_land_and_their_casings_darker() -> None:
    """By night as by day, so that the net of streets is seen."""
    for shade in (DAY, NIGHT):
        lands = [luminance(GROUND_STYLES[one].fill[shade]) for one in ("land", "district")]
        # Motorways are told by their tint.
        for style in (GROUND_STYLES[one] for one in STREETS[1:]):
            assert style.edge is not None
            assert luminance(style.fill[shade]) > max(lands)
            assert luminance(style.edge[shade]) < min(lands)


def test_the_ground_is_quieter_than_the_signs_on_it() -> None:
    """No line of the ground stands out from the land as a sign on it does."""
    for shade in (DAY, NIGHT):
        land = GROUND_STYLES["land"].fill[shade]
        for style in GROUND_STYLES.values():
            colours = [style.fill[shade], *([style.edge[shade]] if style.edge else [])]
            assert all(contrast(colour, land) < 3.2 for colour in colours), style.code
