"""One value of a facet as a box to tick: made once for a language, its count put in."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from flask import render_template, request
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webapp.facets import Facet
    from webapp.filters import Choice
    from webapp.published import Edition

_KEPT: Final = "picks"
_STATE, _COUNT = secrets.token_hex(16), secrets.token_hex(16)
"""What is put in: no value can know them."""

Pieces = tuple[str, str, str]


def picks(facet: Facet, choices: Iterable[Choice], edition: Edition) -> Markup:
    """Return the values of a facet as items of a list; one that would find nothing is off."""
    kept = edition.kept.setdefault(f"{_KEPT} {request.script_root} {facet.name}", {})
    parts = []
    for one in choices:
        if one.code not in kept:
            kept[one.code] = _made(facet, one)
        before, between, after = kept[one.code]
        state = " checked" if one.chosen else "" if one.count else " disabled"
        parts.append(f"{before}{state}{between}{one.count}{after}")
    return Markup("".join(parts))  # noqa: S704 - a template's, and numbers


def _made(facet: Facet, choice: Choice) -> Pieces:
    whole = render_template(
        "parts/pick.html",
        name=facet.name,
        code=choice.code,
        label=choice.label,
        state=_STATE,
        count=_COUNT,
    )
    before, _, rest = whole.partition(_STATE)
    between, _, after = rest.partition(_COUNT)
    return before, between, after
