"""Turns `atlas.symbology` into what the website draws with: a sprite of signs and a style sheet.

The one symbology stays in Python; what stands here is only its spelling as SVG and CSS.
"""

from atlas.ground_symbology import GROUND_STYLES, ground_properties
from atlas.symbology import AREA_STYLES, SEVERAL_THEMES, SIGN_BOX, THEME_SIGNS, AreaStyle, Sign


def signs_svg() -> str:
    """Returns the sprite: one `<symbol id="theme-<code>">` a sign, inked with `color`."""
    symbols = "".join(
        f'<symbol id="theme-{sign.code}" viewBox="0 0 {SIGN_BOX} {SIGN_BOX}">'
        f'<path fill="currentColor" d="{sign.path}"/></symbol>'
        for sign in _signs()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'


def symbology_css() -> str:
    """Returns every colour and line as a custom property, and the classes that apply them."""
    properties = [line for sign in _signs() for line in _sign_properties(sign)]
    properties += [line for style in AREA_STYLES.values() for line in _area_properties(style)]
    properties += ground_properties()
    rules = [":root {", *(f"  {line}" for line in properties), "}"]
    night = (f"    {line}" for line in ground_properties(night=True))
    rules += ["@media (prefers-color-scheme: dark) {", "  :root {", *night, "  }", "}"]
    rules += [_ground_rule(kind) for kind in GROUND_STYLES]
    rules += [_sign_rule(sign) for sign in _signs()]
    rules += [_area_rule(style) for style in AREA_STYLES.values()]
    return "\n".join(rules) + "\n"


def _signs() -> tuple[Sign, ...]:
    return (*THEME_SIGNS.values(), SEVERAL_THEMES)


def _sign_properties(sign: Sign) -> list[str]:
    return [f"--theme-{sign.code}: {sign.colour};", f"--theme-{sign.code}-ink: {sign.ink};"]


def _area_properties(style: AreaStyle) -> list[str]:
    values = {
        "stroke": style.stroke,
        "width": f"{style.width_px}px",
        "dash": " ".join(str(length) for length in style.dash) or "none",
        "fill": style.fill,
        "fill-opacity": str(style.fill_opacity),
        "hatch": style.hatch or "none",
    }
    return [f"--area-{style.code}-{name}: {value};" for name, value in values.items()]


def _sign_rule(sign: Sign) -> str:
    name = f"--theme-{sign.code}"
    return f".theme-{sign.code} {{ --sign: var({name}); --sign-ink: var({name}-ink); }}"


def _area_rule(style: AreaStyle) -> str:
    """Returns an area's classes; a hatched one is filled with a pattern on a ground of its own."""
    name = f"--area-{style.code}"
    ground = f".hatch-ground.area-{style.code}" if style.hatch else f".area-{style.code}"
    return (
        f".area-{style.code} {{ stroke: var({name}-stroke); stroke-width: var({name}-width);"
        f" stroke-dasharray: var({name}-dash); }}\n"
        f"{ground} {{ fill: var({name}-fill); fill-opacity: var({name}-fill-opacity); }}"
    )


def _ground_rule(kind: str) -> str:
    """Returns the class of a kind of ground, for pictures that no script draws."""
    name = f"--ground-{kind}"
    paint = "stroke" if GROUND_STYLES[kind].widths else "fill"
    return f".ground-{kind} {{ {paint}: var({name}-fill); }}"
