"""What layout needs of the printed atlas's fonts, read once at set-up: how far each letter reaches.

fontTools names every glyph of a font before it tells anything, half a second for all of them; a
printed book would wait for that each time.
"""

import json
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont


def write_metrics(folder: Path) -> None:
    """Writes `metrics.json` beside the fonts of a folder, for `atlas.printing.fonts`.

    For each font file the units of an em, and in columns for each character that it has: its code
    point, its advance, and how far it reaches below (negative) and above the baseline in units.
    """
    found = {path.name: metrics(path) for path in sorted(folder.glob("*.ttf"))}
    text = json.dumps(found, separators=(",", ":")) + "\n"
    (folder / "metrics.json").write_text(text, encoding="utf-8")


def metrics(path: Path) -> dict[str, Any]:
    """Returns the columns of one TrueType font, by code point; a blank reaches nowhere."""
    with TTFont(path) as font:
        glyphs = dict(sorted(font.getBestCmap().items()))
        shapes, advances = font["glyf"], font["hmtx"].metrics
        outlines = [shapes[name] for name in glyphs.values()]
        return {
            "units": font["head"].unitsPerEm,
            "codes": list(glyphs),
            "advances": [advances[name][0] for name in glyphs.values()],
            "lows": [getattr(one, "yMin", 0) for one in outlines],
            "highs": [getattr(one, "yMax", 0) for one in outlines],
        }
