"""One symbology for web, print and notebooks: every colour, sign and line, and their legend.

A theme has a colour and a sign, so that no one has to tell colours apart. The colours stay
apart for people with deuteranopia, protanopia and tritanopia (`tests/atlas/test_symbology.py`
simulates them), and each sign reaches 4.5:1 against its ground (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from actors.taxonomy import Theme
from atlas.ground_symbology import GROUND_STYLES

SIGN_BOX: Final = 24
"""Signs are drawn in a square of this many units, y downwards, as SVG paths."""


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A theme's symbol: `path` (SVG path data) in `ink` on `colour`."""

    code: str
    colour: str
    ink: str
    path: str


@dataclass(frozen=True, kw_only=True)
class AreaStyle:
    """How an area or line is drawn; widths and dashes in CSS pixels (0.75 pt)."""

    code: str
    stroke: str
    width_px: float
    fill: str = "none"
    fill_opacity: float = 0.0
    dash: tuple[float, ...] = ()
    hatch: str = ""


THEME_SIGNS: Final[dict[str, Sign]] = {
    sign.code: sign
    for sign in (
        Sign(
            code=Theme.EMPLOYMENT,
            colour="#123fa8",
            ink="#ffffff",
            path="M9 3h6a2 2 0 0 1 2 2v2h4a1 1 0 0 1 1 1v4l-8 2v-1h-4v1L2 12V8a1 1 0 0 1 1-1h4V5"
            "a2 2 0 0 1 2-2zm0 2v2h6V5zM2 14l8 2v1h4v-1l8-2v6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z",
        ),
        Sign(
            code=Theme.EDUCATION,
            colour="#7ad3ec",
            ink="#10222e",
            path="M11 6.5C9 5 6 4.3 2 4.5v14c4-.2 7 .5 9 2zM13 6.5c2-1.5 5-2.2 9-2v14"
            "c-4-.2-7 .5-9 2z",
        ),
        Sign(
            code=Theme.HOUSING,
            colour="#c63f08",
            ink="#ffffff",
            path="M12 2.5 1.5 11.5H5V21h5v-6h4v6h5v-9.5h3.5z",
        ),
        Sign(
            code=Theme.SAFETY,
            colour="#ebcb3f",
            ink="#2b2000",
            path="M12 2c-5.5 0-10 4.3-10 10h9v6.5a1.5 1.5 0 0 1-3 0H6a3.5 3.5 0 0 0 7 0V12"
            "h9c0-5.7-4.5-10-10-10z",
        ),
        Sign(
            code=Theme.CULTURE,
            colour="#a4509a",
            ink="#ffffff",
            path="m12 1.5 3.1 6.9 7.4.8-5.5 5.1 1.6 7.3L12 17.8l-6.6 3.8L7 14.3 1.5 9.2l7.4-.8z",
        ),
        Sign(
            code=Theme.HEALTH,
            colour="#18855b",
            ink="#ffffff",
            path="M12 21.5 3.6 13A5.6 5.6 0 0 1 12 5.7 5.6 5.6 0 0 1 20.4 13z",
        ),
    )
}

SEVERAL_THEMES: Final = Sign(
    code="flere",
    colour="#26292d",
    ink="#ffffff",
    path="M7 4a3 3 0 1 1 0 6 3 3 0 0 1 0-6zm10 0a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM12 13a3 3 0 1 1 0 6"
    " 3 3 0 0 1 0-6z",
)
"""For a marker whose records have several themes: neutral, so that none is favoured."""

AREA_STYLES: Final[dict[str, AreaStyle]] = {
    style.code: style
    for style in (
        AreaStyle(
            code="district",
            stroke="#6b4a2b",
            width_px=2.5,
            fill=GROUND_STYLES["district"].fill[0],
            fill_opacity=1,
        ),
        AreaStyle(
            code="kvarterer",
            stroke="#6f675b",
            width_px=1.2,
            dash=(4, 3),
        ),
        AreaStyle(
            code="udsatte_boligomraader",
            stroke="#7a3b12",
            width_px=2,
            dash=(1, 4),
            fill="#c98a3c",
            fill_opacity=0.18,
            hatch="diagonal",
        ),
        AreaStyle(
            code="helhedsplaner",
            stroke="#1f5f5b",
            width_px=2,
            dash=(8, 4),
            fill="#3c9a94",
            fill_opacity=0.12,
            hatch="vertical",
        ),
    )
}


def print_palette() -> dict[str, str]:
    """Return the colours of a printed page around its maps: its brown is that of the outlines."""
    return {
        "ink": "#2b2622",
        "quiet": "#5f564c",
        "brown": AREA_STYLES["district"].stroke,
        "rust": "#a3522a",
        "sand": "#f6f0e6",
        "hair": "#cfc3b0",
    }


LEGEND_WORDS: Final[dict[str, dict[str, str]]] = {
    "themes": {"da": "Indsatsområder", "en": "Themes", "ar": "مجالات العمل"},
    "flere": {"da": "Flere indsatsområder", "en": "Several themes", "ar": "عدة مجالات عمل"},
    "records": {
        "da": "Aktører og projekter",
        "en": "Actors and projects",
        "ar": "الجهات والمشاريع",
    },
    "kvarterer": {
        "da": "Kvarterer og boligområder",
        "en": "Neighbourhoods and estates",
        "ar": "الحارات والمجمعات السكنية",
    },
    "udsatte_boligomraader": {
        "da": "Udsatte boligområder",
        "en": "Vulnerable housing areas (udsatte boligområder)",
        "ar": "مناطق سكنية هشة (udsatte\N{NO-BREAK SPACE}boligområder)",
    },
    "helhedsplaner": {
        "da": "Helhedsplaner og områdeløft",
        "en": "Area plans (helhedsplaner)",
        "ar": "خطط شاملة للمناطق (helhedsplaner)",
    },
}
"""What stands beside signs and lines in a legend, by language."""


def legend_word(code: str, language: str = "da") -> str:
    """Return the legend's word for a sign or layer, in Danish where the language has none."""
    words = LEGEND_WORDS[code]
    return words.get(language, words["da"])


def is_named(code: str, language: str) -> bool:
    """Return whether a sign or layer has a word of its own in a language."""
    return language in LEGEND_WORDS[code]


def sign_for(themes: list[str] | tuple[str, ...]) -> Sign:
    """Return the sign of a record with these themes: its own, or the one for several."""
    return THEME_SIGNS[themes[0]] if len(set(themes)) == 1 else SEVERAL_THEMES
